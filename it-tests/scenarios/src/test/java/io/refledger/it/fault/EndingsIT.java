package io.refledger.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
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
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a program ends, it ends as without the agent, with a whole report or none. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EndingsIT {
  private static final int KILLS = 20;

  @TempDir Path directory;

  @BeforeEach
  void compile() {
    Program.compile("Endings", directory);
  }

  @NewestJdk
  void thread_that_ends_the_jvm_may_be_interrupted(Jdk jdk) {
    assertThatItEndsWithReport(jdk, "interrupted", 5);
  }

  @NewestJdk
  void thread_that_ends_the_jvm_may_have_a_small_stack(Jdk jdk) {
    assertThatItEndsWithReport(jdk, "smallStack", 5);
  }

  @Tag("faults")
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "smallStack, 5",
    "interrupted, 5",
    "interruptedOften, 5",
    "hookThrows, 0",
    "locked, 8",
    "child, 0",
  })
  void program_should_end_as_without_the_agent_with_a_report(String how, int status) {
    for (Jdk jdk : Jdks.all()) {
      assertThatItEndsWithReport(jdk, how, status);
    }
  }

  private void assertThatItEndsWithReport(Jdk jdk, String how, int status) {
    ForkedJvm.Result plain = plain(jdk, how).run();
    ForkedJvm.Result result = agent(jdk, "output=report", how).run();

    assertThat(plain.status()).isEqualTo(status);
    assertThat(result.status()).as(result.err()).isEqualTo(status);
    assertThat(result.out()).isEqualTo(plain.out());
    assertThat(ofProgram(result.err())).isEqualTo(ofProgram(plain.err()));
    assertThat(result.err()).contains("refledger: clean, findings: 0, see report\n");
    assertThat(Report.in(directory.resolve("report")).incomplete()).isEmpty();
  }

  @Tag("faults")
  @ParameterizedTest(name = "{0}")
  @CsvSource({"halt, 3", "haltInHook, 4"})
  void program_that_halts_should_end_at_once_without_a_report(String how, int status) {
    for (Jdk jdk : Jdks.all()) {
      ForkedJvm.Result result = agent(jdk, "output=report", how).run();

      assertThat(result).isEqualTo(new ForkedJvm.Result(status, "begin\n", ""));
      assertThat(directory.resolve("report")).doesNotExist();
    }
  }

  @OldestJdk
  void report_that_has_no_room_on_the_disk_should_be_one_line(Jdk jdk) throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk.toString()) == 0,
        "no file system of 16 KiB can be mounted here");
    try {
      ForkedJvm.Result result = agent(jdk, "output=disk/report", "hookThrows").run();

      assertThat(result.status()).isZero();
      assertThat(result.out()).isEqualTo("begin\n");
      List<String> lines = result.err().lines().filter(line -> line.startsWith("ref")).toList();
      assertThat(lines).singleElement().asString().contains("cannot write", "disk/report");
      assertThatReportsAreWhole(disk.resolve("report"));
      assertThat(leftovers(disk.resolve("report"))).isEmpty();
    } finally {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  @OldestJdk
  void file_system_that_is_read_only_should_be_one_line(Jdk jdk) throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", disk.toString()) == 0,
        "no file system can be mounted here");
    try {
      ForkedJvm.Result result = agent(jdk, "output=disk/report", "interrupted").run();

      assertThat(result.status()).isEqualTo(5);
      assertThat(result.err().lines()).singleElement().asString().contains("disk/report");
    } finally {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  /** Whatever stands under a final name can be read to its end. */
  @Tag("faults")
  @Test
  void kill_at_any_moment_should_leave_no_half_report() throws Exception {
    Random random = new Random(9);
    int whole = 0;
    int most = (int) endingMillis();
    for (int i = 0; i < KILLS; i++) {
      Jdk jdk = Jdks.all().get(i % Jdks.all().size());
      Path report = directory.resolve("killed" + i);
      ForkedJvm.Running program = terminated(jdk, report);
      Thread.sleep(random.nextInt(most));
      program.kill();
      whole += assertThatReportsAreWhole(report);
    }
    System.out.println("FAULT kills " + KILLS + ", whole files under their final names " + whole);
    assertThat(whole).isPositive();
  }

  /** How long a program takes that nobody kills, from the signal to its end. */
  private long endingMillis() {
    ForkedJvm.Running program = terminated(Jdks.newest().get(0), directory.resolve("whole"));
    long start = System.nanoTime();
    program.end();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** A program that writes all its reports from now on. */
  private ForkedJvm.Running terminated(Jdk jdk, Path report) {
    String options = "report=text:json:html:sarif:junit:tsv:hprof,output=" + report;
    ForkedJvm.Running program = agent(jdk, options, "writes").start();
    program.awaitLine("ready");
    program.terminate();
    return program;
  }

  /** The number of files; each is there as a whole. */
  private static int assertThatReportsAreWhole(Path report) throws IOException {
    int files = 0;
    if (!Files.isDirectory(report)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(report)) {
      for (Path file : all.filter(file -> !isAside(file)).toList()) {
        files++;
        switch (file.getFileName().toString()) {
          case "report.json", "report.sarif" ->
              assertThat(JsonParser.parseString(Files.readString(file)).isJsonObject()).isTrue();
          case "report.html" -> assertThat(Files.readString(file).strip()).endsWith("</html>");
          case "TEST-refledger.xml" ->
              assertThat(Files.readString(file).strip()).endsWith("</testsuite>");
          case "report.hprof" -> assertThat(Files.readAllBytes(file)).contains(HEAP_DUMP_END);
          default -> assertThat(Files.readString(file)).endsWith("\n");
        }
      }
    }
    return files;
  }

  private static final byte[] HEAP_DUMP_END = {0x2c, 0, 0, 0, 0, 0, 0, 0, 0};

  private static List<Path> leftovers(Path report) throws IOException {
    try (Stream<Path> all = Files.list(report)) {
      return all.filter(EndingsIT::isAside).toList();
    }
  }

  private static boolean isAside(Path file) {
    return file.getFileName().toString().endsWith(".tmp");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static List<String> ofProgram(String err) {
    return err.lines().filter(line -> !line.startsWith("refledger: ")).toList();
  }

  private ForkedJvm agent(Jdk jdk, String options, String how) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent(options)
        .with("-cp", directory.toString(), "Endings", how);
  }

  private ForkedJvm plain(Jdk jdk, String how) {
    return ForkedJvm.on(jdk, directory).with("-cp", directory.toString(), "Endings", how);
  }
}
