package io.refledger.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Classes that cannot be woven, cannot be loaded, or are loaded for a moment only. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassFaultsIT {
  private static final String WEAVER_FAILS = "-Drefledger.test.weaver-fails=";

  /** What weaving writes anew: a class with such a fault only may be taken with the agent. */
  private static final Pattern MENDED =
      Pattern.compile("LineNumberTable|LocalVariable(Type)?Table|StackMapTable|VerifyError");

  private static final Pattern KNOWN =
      Pattern.compile("It knows (\\d+) classes and (\\d+) places in code\\.");

  @TempDir Path directory;

  @OldestJdk
  void class_on_which_the_weaver_fails_should_run_unwoven_and_be_told(Jdk jdk) {
    ForkedJvm.Result result = failing(jdk, "Stormy$*:Stormy");

    assertThat(result.err())
        .contains("refledger: WARN Stormy runs unwoven, weaving failed")
        .contains("refledger: incomplete, findings: ");
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.skipped("classesSkipped")).contains("Stormy", "Stormy$Late");
    assertThat(report.verdict()).isEqualTo("incomplete");
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
  }

  /** The most used ones: whatever the JDK does through them, the program runs as it did. */
  @Tag("faults")
  @EachJdk
  void classes_of_the_jdk_on_which_the_weaver_fails_should_change_nothing(Jdk jdk) {
    failing(jdk, "java.util.HashMap:java.util.ArrayList:java.util.ArrayDeque");
    failing(jdk, "java.lang.String:java.lang.Thread:java.lang.ref.**");
    failing(jdk, "java.util.**");
    failing(jdk, "**");
  }

  private ForkedJvm.Result failing(Jdk jdk, String classes) {
    String[] program = {"-cp", Program.compile("Stormy", directory), "Stormy", "flags"};
    ForkedJvm.Result plain = ForkedJvm.on(jdk, directory).with(program).run();
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report,cache=off")
            .with(WEAVER_FAILS + classes)
            .with(program)
            .run();
    assertThat(result.out()).as(result.err()).isEqualTo(plain.out());
    assertThat(result.status()).isEqualTo(plain.status());
    assertThat(result.err().lines()).allMatch(line -> line.startsWith("refledger: "));
    return result;
  }

  @Tag("faults")
  @EachJdk
  void corrupt_class_files_should_be_refused_in_the_same_words(Jdk jdk) {
    for (int seed = 2; seed < 5; seed++) {
      assertThatOutcomesAreTheSame(jdk, seed, 1000);
    }
  }

  private void assertThatOutcomesAreTheSame(Jdk jdk, int seed, int times) {
    String[] program = {
      "-cp", Program.compile("Corrupt", directory), "Corrupt", "" + seed, "" + times
    };
    ForkedJvm.Result plain = ForkedJvm.on(jdk, directory).with(program).run();
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory).shortLived().withAgent("output=report").with(program).run();

    List<String> expected = plain.out().lines().toList();
    List<String> outcomes = result.out().lines().toList();
    assertThat(outcomes).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      if (!outcomes.get(i).equals(expected.get(i))) {
        assertThat(expected.get(i)).as(outcomes.get(i)).containsPattern(MENDED);
      }
    }
    assertThat(result.status()).isZero();
    assertThat(result.err().lines()).allMatch(line -> line.startsWith("refledger: "));
  }

  @Tag("faults")
  @EachJdk
  void storm_of_class_loaders_should_leave_no_types_and_places_behind(Jdk jdk) {
    assertThatKnownClassesAndPlacesAreFlat(jdk, "loaders", 1000);
  }

  @Tag("faults")
  @EachJdk
  void storm_of_hidden_classes_should_leave_no_types_and_places_behind(Jdk jdk) {
    assertThatKnownClassesAndPlacesAreFlat(jdk, "hidden", 1000);
  }

  @Tag("faults")
  @EachJdk
  void storm_of_proxies_should_leave_no_types_and_places_behind(Jdk jdk) {
    assertThatKnownClassesAndPlacesAreFlat(jdk, "proxies", 500);
  }

  private void assertThatKnownClassesAndPlacesAreFlat(Jdk jdk, String kind, int number) {
    Tool tool = new Tool(jdk, directory);
    ForkedJvm.Running program =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report,interval=0")
            .with("-cp", Program.compile("ClassStorm", directory), "ClassStorm")
            .start();
    program.awaitLine("ready");
    List<int[]> known = new ArrayList<>();
    for (int storm = 1; storm <= 4; storm++) {
      program.send(kind + " " + number);
      program.awaitLine("stormed " + storm);
      tool.ask("collect", String.valueOf(program.pid()));
      known.add(known(tool.ask("status", String.valueOf(program.pid()))));
    }
    ForkedJvm.Result result = program.end();

    assertThat(result.status()).isZero();
    System.out.printf(
        "FAULT %s %d on %s: classes and places %s%n",
        kind, number, jdk, known.stream().map(Arrays::toString).toList());
    int classes = known.get(3)[0] - known.get(1)[0];
    int places = known.get(3)[1] - known.get(1)[1];
    assertThat(classes).isLessThan(number / 10);
    assertThat(places).isLessThan(number);
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.incomplete()).isEmpty();
    assertThat(report.liveByClass()).doesNotContainKey("ClassStorm$Sub");
  }

  private static int[] known(String status) {
    Matcher matcher = KNOWN.matcher(status);
    assertThat(matcher.find()).as(status).isTrue();
    return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
  }
}
