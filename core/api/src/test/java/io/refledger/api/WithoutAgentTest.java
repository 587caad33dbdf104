package io.refledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WithoutAgentTest {
  private static final Object O = new Object();

  static Stream<ThrowingCallable> calls() {
    return Stream.of(
        () -> Refs.count(O),
        () -> Refs.isTracked(O),
        () -> Refs.tracked(O),
        () -> Refs.referrers(O),
        () -> Refs.referents(O),
        () -> Refs.deathOf(new WeakReference<>(O)),
        () -> Refs.onDeath(Object.class, death -> {}),
        () -> Refs.weak(O, null),
        () -> Refs.dump(Path.of("ledger.tsv")),
        Gc::collect,
        () -> Gc.collect(0),
        Gc::enable,
        Gc::disable,
        Gc::isEnabled,
        Gc::getThreshold,
        () -> Gc.setThreshold(1, 2, 3),
        Gc::getCount,
        Gc::getStats,
        Gc::freeze,
        Gc::unfreeze,
        Gc::getFreezeCount,
        () -> Gc.addCallback((phase, info) -> {}),
        () -> Gc.removeCallback((phase, info) -> {}),
        () -> Gc.setDebug(Set.of()),
        Gc::getDebug,
        Gc::getGarbage,
        Gc::clearGarbage,
        Gc::getObjects,
        () -> Gc.getObjects(0),
        Pools::stats,
        Pools::mallocStats,
        Checkpoint::take);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_should_throw_with_the_line_to_add(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("add -javaagent:refledger-agent.jar");
  }

  @Test
  void agent_should_not_be_active() {
    assertThat(Refs.isActive()).isFalse();
  }
}
