package io.refledger.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TargetProcessTest {
  private static final ProcessHandle SELF = ProcessHandle.current();

  @Test
  void jvm_of_the_same_user_should_pass() {
    assertThatCode(() -> TargetProcess.check(SELF.pid())).doesNotThrowAnyException();
  }

  @Test
  void jvm_should_pass_for_the_superuser() {
    assertThatCode(() -> TargetProcess.check(SELF.pid(), "root")).doesNotThrowAnyException();
  }

  @Test
  void jvm_of_another_user_should_be_refused_with_the_user_to_be() {
    assertThatThrownBy(() -> TargetProcess.check(SELF.pid(), "somebody"))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "process %d is of another user; run this command as %s",
            SELF.pid(), SELF.info().user().orElseThrow());
  }

  @Test
  void process_that_is_no_jvm_should_be_refused() throws IOException {
    Process sleep = new ProcessBuilder("sleep", "100").start();

    assertThatThrownBy(() -> TargetProcess.check(sleep.pid()))
        .isInstanceOf(CommandException.class)
        .hasMessage("process %d is no JVM", sleep.pid());
    sleep.destroy();
  }

  @Test
  void number_that_names_no_process_should_be_refused() {
    assertThatThrownBy(() -> TargetProcess.check(Long.MAX_VALUE))
        .hasMessage("no such process: " + Long.MAX_VALUE);
    assertThatThrownBy(() -> TargetProcess.check(-1)).hasMessage("no such process: -1");
  }
}
