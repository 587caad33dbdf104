package io.refledger.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandsTest {
  @TempDir private Path temp;

  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void serveNobody() {
    Commands.serve(null);
  }

  @Test
  void answer_should_replace_the_arguments_in_the_file() throws IOException {
    Commands.serve(new Recorded());

    assertThat(answerTo("report", "/a b,answer=c")).isEqualTo("ok\nVERDICT: clean\n");

    assertThat(asked).containsExactly("enter", "report Optional[/a b,answer=c]", "leave 7");
  }

  @Test
  void numbers_should_be_told_in_words() throws IOException {
    Commands.serve(new Recorded());

    assertThat(answerTo("collect")).isEqualTo("ok\nunreachable objects found: 3\n");
    assertThat(answerTo("freeze"))
        .isEqualTo("ok\nunreachable objects found: 4\nobjects frozen: 5\n");
    assertThat(answerTo("status")).isEqualTo("ok\nstatus\n");
    assertThat(answerTo("watch", "a.B")).isEqualTo("ok\nwatching a.B\n");
  }

  @Test
  void failure_should_be_the_answer_and_births_should_be_on_again() throws IOException {
    Commands.serve(new Recorded());

    assertThat(answerTo("audit")).isEqualTo("error\nno room for a dump\n");
    assertThat(answerTo("watch", "[")).isEqualTo("error\nno pattern: [\n");
    assertThat(answerTo("sweep")).isEqualTo("error\nunknown command: sweep\n");

    assertThat(asked).containsExactly("enter", "leave 7", "enter", "leave 7", "enter", "leave 7");
  }

  @Test
  void jvm_without_an_agent_should_say_so() throws IOException {
    assertThat(answerTo("status")).isEqualTo("error\nno RefLedger agent runs there\n");
  }

  @Test
  void answer_that_cannot_be_written_should_be_told_to_the_program() {
    Commands.serve(new Recorded());

    assertThat(Commands.run("command=status,answer=" + temp)).startsWith("the answer to a command");
    assertThat(Commands.run("command=status"))
        .isEqualTo("a command needs answer=FILE: command=status");
  }

  private String answerTo(String command, String... arguments) throws IOException {
    Path file = Files.write(temp.resolve("answer, 1.txt"), List.of(arguments));
    assertThat(Commands.run("command=" + command + ",answer=" + file)).isNull();
    return Files.readString(file);
  }

  /** An agent that notes what it is asked. */
  private final class Recorded implements Operations {
    @Override
    public long enter() {
      asked.add("enter");
      return 7;
    }

    @Override
    public void leave(long state) {
      asked.add("leave " + state);
    }

    @Override
    public Totals totals() {
      return new Totals(0, 0, 0, 0, 0, 0);
    }

    @Override
    public int collect() {
      return 3;
    }

    @Override
    public Frozen freeze() {
      return new Frozen(4, 5);
    }

    @Override
    public String watch(String patterns) {
      if (patterns.startsWith("[")) {
        throw new IllegalArgumentException("no pattern: " + patterns);
      }
      return "watching " + patterns + "\n";
    }

    @Override
    public String status() {
      return "status\n";
    }

    @Override
    public String report(Optional<Path> directory) {
      asked.add("report " + directory);
      return "VERDICT: clean\n";
    }

    @Override
    public String audit() throws IOException {
      throw new IOException("no room for a dump");
    }
  }
}
