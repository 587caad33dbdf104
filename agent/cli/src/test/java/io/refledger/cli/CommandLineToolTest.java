package io.refledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandLineToolTest {
  @TempDir private Path temp;

  @Test
  void name_that_begins_with_an_at_sign_should_be_a_name() throws IOException {
    Path arguments = Files.writeString(temp.resolve("arguments"), "--version");

    assertThat(ToolRun.of("show", "@" + arguments).err())
        .isEqualTo("refledger: @" + arguments + ": there is no such file\n");
    assertThat(ToolRun.of("show", "@" + temp)).matches(ToolRun::isRefusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\u001b[2Jb"})
  void name_of_several_lines_should_be_told_in_one(String name) {
    assertThat(ToolRun.of("show", name)).matches(ToolRun::isRefusal);
    assertThat(ToolRun.of("show", "x", name)).matches(ToolRun::isRefusal);
    assertThat(ToolRun.of("gate", "x", "--max", name)).matches(ToolRun::isRefusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5"})
  void top_should_show_figures_once_at_least(String count) {
    ToolRun run = ToolRun.of("top", "4194305", "-n", count);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("refledger: --count must be 1 or more: " + count);
  }
}
