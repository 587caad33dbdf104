package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** Woven classes of the JDK that an earlier run left. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CacheIT {
  private static final int SCENES = 16;
  private static final int RUNS = 3;

  /** With this collector JDK 17 takes no objects, such as its caches of boxes, from its archive. */
  private static final String WITHOUT_ARCHIVED_OBJECTS = "-XX:+UseSerialGC";

  @TempDir Path directory;
  private String classPath;

  @BeforeEach
  void compile() {
    classPath = Program.compile("Threads", directory);
  }

  /** The second run finds what the first one left; the third one finds it damaged. */
  @NewestJdk
  void books_should_be_as_right_with_classes_from_the_cache(Jdk jdk) throws IOException {
    assertRight(jdk);
    Path file = file();
    long size = Files.size(file);
    assertRight(jdk);

    assertThat(Files.size(file)).isGreaterThanOrEqualTo(size);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2]++;
    Files.write(file, bytes);
    assertRight(jdk);
    assertThat(Files.size(file)).isGreaterThan(size / 2);
  }

  /** Later runs hardly weave: what is needed for that alone must be there all the same. */
  @NewestJdk
  void classes_that_weaving_needs_should_stay_whole_when_little_is_woven(Jdk jdk) {
    String boxed = Program.compile("Boxed", directory);

    for (int run = 0; run < RUNS; run++) {
      ForkedJvm.Result result = run(jdk, boxed, "Boxed", WITHOUT_ARCHIVED_OBJECTS);

      assertThat(result.out()).as("run %d: %s", run, result.err()).isEqualTo("0 0 a 0 0 1\n");
      assertThat(result.err()).startsWith("refledger: clean");
    }
  }

  /** Without its archive the JVM shows the methods of a class in another order each time. */
  @NewestJdk
  void later_runs_should_find_what_the_first_one_left(Jdk jdk) throws IOException {
    String boxed = Program.compile("Boxed", directory);
    run(jdk, boxed, "Boxed", "-Xshare:off");
    long size = Files.size(file());

    for (int run = 1; run < RUNS; run++) {
      run(jdk, boxed, "Boxed", "-Xshare:off");
    }

    // Beside the order of methods little differs: what the JVM writes for default methods.
    assertThat(Files.size(file())).isBetween(size, size + size / 20);
  }

  /** With so high a limit the report has room for all that outgrow it. */
  @NewestJdk
  void methods_that_outgrow_what_is_inlined_should_be_those_of_a_run_that_wove_them(Jdk jdk) {
    String boxed = Program.compile("Boxed", directory);
    run(jdk, boxed, "Boxed", "-XX:FreqInlineSize=2500");
    List<String> woven = outgrown();
    run(jdk, boxed, "Boxed", "-XX:FreqInlineSize=2500");

    assertThat(woven).hasSizeBetween(5, 99);
    assertThat(outgrown()).hasSizeLessThan(100).containsAll(woven);
  }

  private List<String> outgrown() {
    Report report = Report.in(directory.resolve("report"));
    return report
        .json()
        .getAsJsonObject("coverage")
        .getAsJsonObject("inlining")
        .getAsJsonArray("largest")
        .asList()
        .stream()
        .map(JsonElement::toString)
        .toList();
  }

  private ForkedJvm.Result run(Jdk jdk, String classes, String program, String... options) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .with(options)
        .withAgent("output=report,cache=cache")
        .with("-cp", classes, program)
        .run();
  }

  private void assertRight(Jdk jdk) {
    ForkedJvm.Result result = run(jdk, classPath, "Threads");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("cold: %d scenes, 0 wrong\n".formatted(SCENES));
    assertThat(result.err()).doesNotContain("WARN");
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.incomplete()).isEmpty();
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
