package io.refledger.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.refledger.agent.ResourceList.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ResourceListTest {
  @Test
  void line_should_name_a_class_its_opening_and_its_closing_methods() throws Exception {
    ResourceList list =
        ResourceList.parse(
            "x", "# comment\n\ncom.acme.Port  open,reopen  end # behind\r\ncom.acme.Fake - -\n");

    assertThat(list.lines())
        .containsExactly(
            new Line("com.acme.Port", List.of("open", "reopen"), List.of("end")),
            new Line("com.acme.Fake", List.of(), List.of()));
  }

  @Test
  void wrong_line_should_be_named() {
    for (String wrong :
        List.of("com.acme.Port", "com.acme.Port - end", "a b c d", "a b ,", "a b,,c d")) {
      assertThatThrownBy(() -> ResourceList.parse("resources=my.txt", "#\n" + wrong))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("resources=my.txt, line 2: " + wrong + "; allowed is CLASS");
    }
  }

  @Test
  void file_without_end_should_be_refused() {
    Path endless = Path.of("/dev/zero");
    assumeTrue(Files.exists(endless));

    assertThatThrownBy(() -> ResourceList.builtIn().and(endless))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("longer than 1048576 bytes");
  }

  @Test
  void file_should_come_behind_the_built_in_list(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("more.txt"), "com.acme.Port new end\n");
    ResourceList builtIn = ResourceList.builtIn();

    List<Line> lines = builtIn.and(file).lines();

    assertThat(lines).startsWith(builtIn.lines().toArray(Line[]::new));
    assertThat(lines)
        .endsWith(new Line("com.acme.Port", List.of("new"), List.of("end")))
        .contains(new Line("java.io.FileInputStream", List.of("open"), List.of("close")));
  }

  @Test
  void missing_file_should_be_one_line(@TempDir Path directory) {
    Path missing = directory.resolve("none.txt");

    assertThatThrownBy(() -> ResourceList.builtIn().and(missing))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("resources=" + missing + ": cannot be read");
  }
}
