package io.refledger.it.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.api.Gc;
import io.refledger.weave.spec.Locals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Random programs of several threads print the same plain and woven, and when the threads have
 * ended the books agree with the objects. Another seed: {@code -Drandom.seed=N}, more programs:
 * {@code -Drandom.threaded=N}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ThreadedProgramsTest {
  private static final long SEED = Long.getLong("random.seed", 1);
  private static final int PROGRAMS = Integer.getInteger("random.threaded", 60);

  /** So that births collect, too. */
  private static final int[] THRESHOLDS = {100, 4, 4};

  private static int[] thresholds;

  @BeforeAll
  static void collectOften() {
    Crowd.start(false);
    thresholds = Gc.getThreshold();
    Gc.setThreshold(THRESHOLDS[0], THRESHOLDS[1], THRESHOLDS[2]);
  }

  @AfterAll
  static void collectAsBefore() {
    Gc.setThreshold(thresholds[0], thresholds[1], thresholds[2]);
  }

  @Test
  void books_should_agree_with_the_objects_when_all_threads_have_ended() {
    List<ThreadedProgram> programs = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      programs.add(ThreadedProgram.random(SEED + i));
    }
    ThreadedRuns runs = ThreadedRuns.compile(programs);

    for (int i = 0; i < PROGRAMS; i++) {
      List<String> plain = runs.plain(i);
      check(programs.get(i), "exact", plain, runs.woven(i, Locals.EXACT));
      check(programs.get(i), "lean", plain, runs.woven(i, Locals.LEAN));
    }
  }

  private static void check(
      ThreadedProgram program, String locals, List<String> plain, List<String> woven) {
    assertThat(woven)
        .as(
            "seed %d, locals=%s: %s\n%s",
            program.seed(), locals, without(woven, plain), program.source("woven", "P"))
        .isEqualTo(plain);
  }

  /** What is wrong, to be read before the program. */
  private static List<String> without(List<String> woven, List<String> plain) {
    return woven.stream().filter(line -> !plain.contains(line)).toList();
  }
}
