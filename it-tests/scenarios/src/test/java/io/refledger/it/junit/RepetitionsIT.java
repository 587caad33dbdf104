package io.refledger.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same tests many times, {@code -Drepetitions=N}: one after the other, and at once in any
 * order.
 */
@Tag("repetitions")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RepetitionsIT {
  private static final int REPETITIONS = Integer.getInteger("repetitions", 100);

  @TempDir Path directory;

  @EachJdk
  void findings_and_who_is_blamed_should_always_be_the_same(Jdk jdk) {
    TestProgram program = TestProgram.in(directory);
    String first = run(program, jdk, List.of());
    assertThat(first).contains("entry LeakyTest.cacheEntry SURVIVOR APPLICATION fails=true ");

    for (int i = 1; i < REPETITIONS; i++) {
      boolean isAtOnce = i % 2 == 1;
      assertThat(run(program, jdk, isAtOnce ? atOnce(i) : List.of()))
          .as("run " + i)
          .isEqualTo(first);
    }
  }

  private static String run(TestProgram program, Jdk jdk, List<String> parameters) {
    List<String> arguments = new ArrayList<>(parameters);
    arguments.addAll(List.of("-text", "LeakyTest", "CleanTest"));
    ForkedJvm.Result result = program.run(jdk, arguments.toArray(String[]::new));
    assertThat(result.status()).as(result.err()).isZero();
    StringBuilder told = new StringBuilder();
    result
        .out()
        .lines()
        .filter(line -> line.startsWith("entry ") || line.contains(": SUCCESSFUL"))
        .forEach(line -> told.append(line).append('\n'));
    return told.toString();
  }

  private static List<String> atOnce(int seed) {
    return List.of(
        "junit.jupiter.execution.parallel.enabled=true",
        "junit.jupiter.execution.parallel.mode.default=concurrent",
        "junit.jupiter.execution.parallel.config.strategy=fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism=4",
        "junit.jupiter.testmethod.order.default=org.junit.jupiter.api.MethodOrderer$Random",
        "junit.jupiter.testclass.order.default=org.junit.jupiter.api.ClassOrderer$Random",
        "junit.jupiter.execution.order.random.seed=" + seed);
  }
}
