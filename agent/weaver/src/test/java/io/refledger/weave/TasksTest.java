package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.Locals;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thread that runs a task works for whoever made it, and for nobody else afterwards. */
class TasksTest {
  private static void task() {
    RecordingHooks.LOG.add("in it");
  }

  private static void failing() {
    throw new IllegalStateException("no");
  }

  private static Object maker() {
    return null;
  }

  private static void check(Locals locals, String sample, Object task, String... expected) {
    assertThat(new WovenSamples(locals).run(sample, task)).containsExactly(expected);
    assertThat(RecordingHooks.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void the_observation_is_the_one_before_when_a_task_has_been_run(Locals locals) {
    check(locals, "task", (Runnable) TasksTest::task, "runs", "in it", "observes 0", "after");
  }

  @ParameterizedTest
  @EnumSource
  void the_observation_is_the_one_before_when_a_task_has_thrown(Locals locals) {
    check(
        locals, "taskThatThrows", (Runnable) TasksTest::failing, "runs", "observes 0", "caught no");
  }

  @ParameterizedTest
  @EnumSource
  void a_result_goes_to_the_caller_as_ever(Locals locals) {
    check(
        locals,
        "resultOfTask",
        (Callable<Object>) TasksTest::maker,
        "runs",
        "observes 0",
        "has null",
        "dropped");
  }

  @ParameterizedTest
  @EnumSource
  void a_task_in_a_task_goes_back_to_the_outer_one(Locals locals) {
    check(
        locals,
        "nestedTasks",
        (Runnable) TasksTest::task,
        "runs",
        "runs",
        "in it",
        "observes 1",
        "outer",
        "observes 0",
        "after");
  }
}
