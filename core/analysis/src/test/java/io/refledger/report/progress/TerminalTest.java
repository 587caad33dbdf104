package io.refledger.report.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminalTest {
  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource({
    "/dev/pts/3, xterm, true",
    "/dev/tty1, linux, true",
    "/dev/console, xterm, true",
    "/dev/pts/3, dumb, false",
    "/dev/pts/3,, false",
    "/dev/null, xterm, false",
    "pipe:[4711], xterm, false",
    "/var/log/app.log, xterm, false",
  })
  void descriptor_should_be_a_terminal_if_it_leads_to_one(
      String target, String type, boolean isTerminal) throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("2"), Path.of(target));

    assertThat(Terminal.isTerminal(link, type)).isEqualTo(isTerminal);
  }

  @Test
  void system_without_such_links_should_have_no_terminal() {
    assertThat(Terminal.isTerminal(temp.resolve("2"), "xterm")).isFalse();
  }
}
