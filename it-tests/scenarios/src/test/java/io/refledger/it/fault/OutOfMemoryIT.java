package io.refledger.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Jdks;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The error is the program's, as without the agent, and there is a report all the same. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutOfMemoryIT {
  private static final String SMALL_HEAP = "-Xmx64m";

  @TempDir Path directory;

  @BeforeEach
  void compile() {
    Program.compile("Exhausted", directory);
  }

  @NewestJdk
  void heap_that_stays_full_should_leave_a_report(Jdk jdk) {
    ForkedJvm.Result result = assertAsPlain(jdk, "chain", "keeps", SMALL_HEAP);

    assertThat(result.err()).doesNotContain("could not be made");
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("allocated")).isGreaterThan(100_000);
    assertThat(report.schemaErrors()).isEmpty();
    assertThat(directory.resolve("report/report.txt")).isNotEmptyFile();
  }

  @OldestJdk
  void heap_that_is_let_go_of_should_leave_the_whole_report(Jdk jdk) {
    assertAsPlain(jdk, "heap", "drops", SMALL_HEAP);

    Report report = Report.in(directory.resolve("report"));
    assertThat(report.incomplete()).isEmpty();
    assertThat(report.total("freedByCount")).isGreaterThan(10_000);
  }

  @Tag("faults")
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "heap, keeps, -Xmx64m",
    "heap, drops, -Xmx64m",
    "chain, keeps, -Xmx64m",
    "chain, drops, -Xmx64m",
    "large, keeps, -Xmx64m",
    "large, dies, -Xmx64m",
    "direct, keeps, -XX:MaxDirectMemorySize=8m",
    "direct, dies, -XX:MaxDirectMemorySize=8m",
    "threads, keeps, -Xmx64m",
    "threads, dies, -Xmx64m",
    "metaspace, keeps, -XX:MaxMetaspaceSize=128m",
    "metaspace, dies, -XX:MaxMetaspaceSize=128m",
  })
  void error_should_be_the_programs_and_a_report_be_left(String what, String then, String limit)
      throws IOException {
    for (Jdk jdk : Jdks.all()) {
      ForkedJvm.Result result = assertAsPlain(jdk, what, then, limit);

      assertThat(result.err()).as("%s", jdk).doesNotContain("could not be made");
      Report report = Report.in(directory.resolve("report"));
      assertThat(report.schemaErrors()).isEmpty();
      assertThat(report.total("underflows")).isZero();
      Files.delete(directory.resolve("report/report.json"));
    }
  }

  /**
   * The JVM has no room for the thread that would run what is registered for its end, the program's
   * hooks or ours: nothing is told, and nothing else changes.
   */
  @Tag("faults")
  @EachJdk
  void heap_that_stays_full_when_the_last_thread_dies_should_end_as_without_the_agent(Jdk jdk) {
    assertAsPlain(jdk, "heap", "dies", SMALL_HEAP);
  }

  /** What the JVM is told to do at the error it does. */
  @Tag("faults")
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:+CrashOnOutOfMemoryError",
    "-XX:+HeapDumpOnOutOfMemoryError",
  })
  void flag_for_the_error_should_do_what_it_does_without_the_agent(String flag) throws IOException {
    for (Jdk jdk : Jdks.all()) {
      String[] flags = {SMALL_HEAP, flag, "-XX:-CreateCoredumpOnCrash", "-XX:HeapDumpPath=dump"};

      ForkedJvm.Result plain = jvm(jdk, "large", "keeps", flags).run();
      List<String> files = dumpsAndLogs();
      ForkedJvm.Result result = agent(jdk, "large", "keeps", flags).run();

      assertThat(result.status()).as("%s", jdk).isEqualTo(plain.status());
      assertThat(withoutNumbers(result.out())).isEqualTo(withoutNumbers(plain.out()));
      assertThat(dumpsAndLogs()).isEqualTo(files);
    }
  }

  private ForkedJvm.Result assertAsPlain(Jdk jdk, String what, String then, String limit) {
    ForkedJvm.Result plain = jvm(jdk, what, then, limit).run();
    ForkedJvm.Result result = agent(jdk, what, then, limit).run();

    assertThat(withoutNumbers(result.out())).isEqualTo(withoutNumbers(plain.out()));
    assertThat(result.status()).isEqualTo(plain.status());
    assertThat(ofProgram(result.err())).isEqualTo(ofProgram(plain.err()));
    return result;
  }

  /**
   * Where in a loop the error comes depends on what else is on the heap. While the heap is full the
   * JVM says so of each class that it cannot show to an agent.
   */
  private static List<String> ofProgram(String err) {
    return err.lines()
        .filter(line -> !line.startsWith("refledger: ") && !line.startsWith("\tat "))
        .filter(line -> !line.startsWith("*** java.lang.instrument ASSERTION FAILED ***"))
        .toList();
  }

  private static String withoutNumbers(String out) {
    return out.replaceAll("[0-9]+(\\.[0-9]+)?", "N");
  }

  /** Deletes what the JVM has left; the kinds of it. */
  private List<String> dumpsAndLogs() throws IOException {
    List<String> kinds = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("dump") || name.startsWith("hs_err")) {
          kinds.add(withoutNumbers(name));
          Files.delete(file);
        }
      }
    }
    return kinds;
  }

  private ForkedJvm agent(Jdk jdk, String what, String then, String... flags) {
    return ForkedJvm.on(jdk, directory)
        .withAgent("report=text:json:html,output=report")
        .with(flags)
        .with("-cp", directory.toString(), "Exhausted", what, then);
  }

  private ForkedJvm jvm(Jdk jdk, String what, String then, String... flags) {
    return ForkedJvm.on(jdk, directory)
        .with(flags)
        .with("-cp", directory.toString(), "Exhausted", what, then);
  }
}
