package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runtimes of their own, as tracking is over for good once a thread was stopped. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ThreadStopsTest {
  /** Runs in the other runtime, before any other class of it. */
  public static final class Setup {
    private Setup() {}

    /** Finds objects by the table: classes have their numbers from the first runtime. */
    public static void run() {
      RuntimeOptions options = RuntimeOptions.current();
      RuntimeOptions.set(
          new RuntimeOptions(
              options.ledger(), IdentityMode.TABLE, true, false, Scope.EVERYTHING, false));
    }
  }

  @Test
  void tracking_should_go_on_when_the_thread_does_not_run() throws InterruptedException {
    Thread ended = new Thread(() -> {});
    ended.start();
    ended.join();

    ThreadStops.stopping(ended);
    ThreadStops.stopping(new Thread(() -> {}));

    assertThat(ThreadStops.haveBegun()).isFalse();
    assertThat(Tracking.isOver()).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> hooks_should_do_nothing_once_a_thread_was_stopped() {
    return testsOf("io.refledger.rt.StoppedHooks");
  }

  @TestFactory
  Stream<DynamicTest> death_should_wait_for_a_thread_that_is_inside() {
    return testsOf("io.refledger.rt.StoppedCollector");
  }

  private static Stream<DynamicTest> testsOf(String className) {
    ClassLoader runtime = SecondRuntime.setUpBy("io.refledger.rt.ThreadStopsTest$Setup");
    return SecondRuntime.tests(runtime, className);
  }
}
