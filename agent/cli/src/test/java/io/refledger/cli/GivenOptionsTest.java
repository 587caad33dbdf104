package io.refledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GivenOptionsTest {
  @Test
  void options_should_be_understood_however_they_are_written() throws CommandException {
    List<String> lines =
        GivenOptions.of(
                List.of("locals=exact", "--report=none", "--interval", "0", "-Drefledger.jmx=on"))
            .lines();

    assertThat(lines).containsExactly("locals=exact", "report=none", "interval=0", "jmx=on");
  }

  @Test
  void last_value_of_a_key_should_count() throws CommandException {
    assertThat(GivenOptions.of(List.of("jmx=on", "--jmx", "off")).lines())
        .containsExactly("jmx=off");
  }

  @Test
  void file_should_be_looked_for_where_the_command_is_given() throws CommandException {
    assertThat(GivenOptions.of(List.of("config=my.txt", "baseline=none")).lines())
        .containsExactly("config=" + Path.of("my.txt").toAbsolutePath(), "baseline=none");
  }

  @Test
  void word_that_is_no_option_should_be_refused() {
    assertThatThrownBy(() -> GivenOptions.of(List.of("exact")))
        .isInstanceOf(CommandException.class)
        .hasMessage("exact: no option of the agent; write KEY=VALUE");
    assertThatThrownBy(() -> GivenOptions.of(List.of("--locals")))
        .isInstanceOf(CommandException.class);
  }
}
