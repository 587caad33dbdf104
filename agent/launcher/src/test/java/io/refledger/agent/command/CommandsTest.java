package io.refledger.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.leak.Finding;
import io.refledger.report.progress.Phases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final String ANSWER = "answer, 1.txt";

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

    assertThat(asked)
        .containsExactly(
            "enter",
            "meanwhile busy\nwriting report.txt\n",
            "report Optional[/a b,answer=c]",
            "leave 7");
  }

  @Test
  void numbers_should_be_told_in_words() throws IOException {
    Commands.serve(new Recorded());

    assertThat(answerTo("collect")).isEqualTo("ok\nunreachable objects found: 3\n");
    assertThat(answerTo("freeze"))
        .isEqualTo("ok\nunreachable objects found: 4\nobjects frozen: 5\n");
    assertThat(answerTo("status")).isEqualTo("ok\nstatus\n");
    assertThat(answerTo("detach")).isEqualTo("ok\ngone\n");
    assertThat(answerTo("attach"))
        .isEqualTo("error\nthe agent is there already; status, report and detach ask it\n");
    assertThat(answerTo("watch", "a.B")).isEqualTo("ok\nwatching a.B\n");
  }

  @Test
  void feed_should_get_the_directory_the_reader_and_the_interval() throws IOException {
    Commands.serve(new Recorded());

    assertThat(answerTo("top", "/d", "42", "2000")).isEqualTo("ok\n");

    assertThat(asked).containsExactly("enter", "feed /d 42 2000", "leave 7");
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
  void failure_should_be_told_in_one_line() throws IOException {
    Commands.serve(new Recorded());

    assertThat(answerTo("sweep\nagain")).isEqualTo("error\nunknown command: sweep again\n");
    assertThat(answerTo("top", "/d"))
        .isEqualTo("error\ntop needs DIRECTORY PID MILLISECONDS, has 1 arguments\n");
  }

  @Test
  void jvm_without_an_agent_should_say_so() throws IOException {
    assertThat(answerTo("status"))
        .isEqualTo("error\nno RefLedger agent runs there; attach PID loads it\n");
  }

  @Test
  void answer_that_cannot_be_written_should_be_told_to_the_program() {
    Commands.serve(new Recorded());

    assertThat(Commands.run("command=status,answer=" + temp)).startsWith("the answer to a command");
    assertThat(Commands.run("command=status"))
        .isEqualTo("a command needs answer=FILE: command=status");
  }

  private String answerTo(String command, String... arguments) throws IOException {
    Path file = Files.write(temp.resolve(ANSWER), List.of(arguments));
    assertThat(Commands.run("command=" + command + ",answer=" + file)).isNull();
    return Files.readString(file);
  }

  private String answerFile() {
    try {
      return Files.readString(temp.resolve(ANSWER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    public LedgerFigures figures() {
      throw new AssertionError("no command asks for figures");
    }

    @Override
    public int frozen() {
      return 5;
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
    public String status(Phases phases) {
      return "status\n";
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }

    @Override
    public void onFindings(FindingListener listener) {
      throw new AssertionError("no command listens");
    }

    @Override
    public String report(Optional<Path> directory, Phases phases) {
      phases.begin("writing report.txt");
      asked.add("meanwhile " + answerFile());
      asked.add("report " + directory);
      return "VERDICT: clean\n";
    }

    @Override
    public String audit(Phases phases) throws IOException {
      throw new IOException("no room for a dump");
    }

    @Override
    public void dump(Path file) {
      throw new AssertionError("no command dumps");
    }

    @Override
    public String detach(Phases phases) {
      return "gone\n";
    }

    @Override
    public void feed(Path directory, long reader, Duration interval) {
      asked.add("feed " + directory + " " + reader + " " + interval.toMillis());
    }
  }
}
