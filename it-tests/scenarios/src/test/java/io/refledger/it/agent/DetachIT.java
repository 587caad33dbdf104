package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The agent leaves programs that run. */
@Tag("attach")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DetachIT {
  private static final int REPETITIONS = Integer.getInteger("attach.repetitions", 20);

  @TempDir Path directory;

  @NewestJdk
  void program_should_print_the_same_when_the_agent_was_there_and_is_gone(Jdk jdk) {
    ForkedJvm.Running plain = start(jdk);
    say(plain, "one");
    say(plain, "two");
    say(plain, "three");
    String expected = plain.end().out();
    ForkedJvm.Running program = start(jdk);
    String pid = String.valueOf(program.pid());
    Tool tool = new Tool(jdk, directory);

    say(program, "one");
    tool.ask("attach", pid, "output=report", "report=text:json", "jmx=on", "live=0", "jfr=on");
    say(program, "two");
    String answer = tool.ask("detach", pid);
    say(program, "three");
    String collect = tool.refusal("collect", pid);
    String again = tool.refusal("attach", pid);
    String detach = tool.refusal("detach", pid);
    ForkedJvm.Result result = program.end();

    assertThat(answer)
        .startsWith("RefLedger is out of this JVM.\nVERDICT: ")
        .contains("report.txt", "report.json")
        .containsPattern("classes with their own code again: \\d{3,}\n")
        .containsPattern("memory given back: \\d{3,} KiB\n");
    assertThat(result.out()).isEqualTo(expected);
    assertThat(result.status()).isZero();
    assertThat(result.err().lines().filter(line -> !line.startsWith("WARNING")))
        .allMatch(line -> line.startsWith("refledger: live page: "));
    assertThat(Report.in(directory.resolve("report")).total("underflows")).isZero();
    for (String refused : new String[] {collect, again, detach}) {
      assertThat(refused).contains("was detached from this JVM", "restart the program");
    }
  }

  @OldestJdk
  void agent_of_the_command_line_should_leave_without_a_report(Jdk jdk) {
    ForkedJvm.Running program = start(jdk, "report=none,interval=1s,gate=resource,output=none");

    String answer = new Tool(jdk, directory).ask("detach", String.valueOf(program.pid()));
    say(program, "one");
    ForkedJvm.Result result = program.end();

    assertThat(answer).contains("memory given back: ").doesNotContain("VERDICT");
    assertThat(result.status()).isZero();
    assertThat(result.err().lines().filter(line -> !line.startsWith("WARNING"))).isEmpty();
    assertThat(result.out()).contains("threads of the agent []\n");
    assertThat(directory.resolve("none")).doesNotExist();
  }

  /** Their ends are the only thing that is changed in the JDK when little is tracked. */
  @NewestJdk
  void threads_should_have_their_own_code_again_when_little_was_tracked(Jdk jdk)
      throws IOException {
    Path log = directory.resolve("log");
    ForkedJvm.Running program =
        ForkedJvm.on(jdk, directory)
            .with("-Xlog:redefine+class+load=info:file=" + log)
            .with("-cp", Program.compile("Detached", directory), "Detached")
            .start();
    program.awaitLine("ready");
    String pid = String.valueOf(program.pid());
    Tool tool = new Tool(jdk, directory);

    tool.ask("attach", pid, "report=none", "track=Detached");
    long changes = changesOfThread(log);
    tool.ask("detach", pid);
    ForkedJvm.Result result = program.end();

    assertThat(changes).isPositive();
    assertThat(changesOfThread(log)).isEqualTo(changes + 1);
    assertThat(result.status()).isZero();
  }

  private static long changesOfThread(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("name=java.lang.Thread,")).count();
    }
  }

  @EachJdk
  @Tag("attach")
  void program_under_load_should_be_left_at_any_moment(Jdk jdk) {
    for (int seed = 1; seed <= REPETITIONS; seed++) {
      String[] flags = {"-XX:+UseG1GC", "-XX:+UseSerialGC", "-Xint", "-XX:TieredStopAtLevel=1"};
      ForkedJvm.Running program =
          ForkedJvm.on(jdk, directory)
              .with(flags[seed % flags.length], "-Xmx512m")
              .with("-cp", Program.compile("Loaded", directory), "Loaded")
              .start();
      program.awaitLine("ready");
      String pid = String.valueOf(program.pid());
      Tool tool = new Tool(jdk, directory);
      tool.ask("attach", pid, "report=none", "interval=1s");
      pause(new Random(seed).nextInt(1500));

      String answer = tool.ask("detach", pid);
      pause(500);
      program.send("end");
      ForkedJvm.Result result = program.end();

      String seen = "seed " + seed + ": " + answer + result.err();
      assertThat(result.out()).as(seen).isEqualTo("ready\nCHECK 24 threads, wrong 0\n");
      assertThat(result.status()).as(seen).isZero();
      assertThat(answer).as(seen).contains("memory given back: ");
    }
  }

  private ForkedJvm.Running start(Jdk jdk, String... options) {
    ForkedJvm child = ForkedJvm.on(jdk, directory);
    for (String each : options) {
      child.withAgent(each);
    }
    ForkedJvm.Running running =
        child.with("-cp", Program.compile("Detached", directory), "Detached").start();
    running.awaitLine("ready");
    return running;
  }

  private static void say(ForkedJvm.Running program, String word) {
    program.send(word);
    program.awaitLineThatBegins(word + " ");
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
