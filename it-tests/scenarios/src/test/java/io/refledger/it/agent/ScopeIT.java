package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScopeIT {
  private static final String OWN = "Scoped$Item:Scoped$Pile:Scoped$Failure";

  @TempDir Path directory;

  @EachJdk
  void tracked_objects_should_die_at_once_in_woven_hands_and_after_the_jvm_in_others(Jdk jdk) {
    String output = outputOf(jdk, OWN);

    assertThat(woven(output)).isEqualTo(woven(outputOf(jdk, "**")));
    assertThat(deathsBefore(output, "list", "collected")).isZero();
    assertThat(output.substring(output.indexOf("collected"))).contains("- dead");
    assertThatCountsAreRight();
  }

  @NewestJdk
  void containers_should_hold_exactly_when_they_are_tracked_too(Jdk jdk) {
    String output = outputOf(jdk, OWN + ":java.util.**");

    assertThat(woven(output)).isEqualTo(woven(outputOf(jdk, "**")));
    assertThat(deathsBefore(output, "list", "map")).isEqualTo(1);
    assertThatCountsAreRight();
  }

  @OldestJdk
  void only_chosen_objects_should_be_born(Jdk jdk) {
    outputOf(jdk, OWN);

    Report report = Report.in(directory);
    assertThat(report.total("allocated")).isEqualTo(27);
    assertThat(report.liveByClass()).isEmpty();
    assertThat(report.verdict()).isEqualTo("incomplete");
    assertThat(report.incomplete()).containsExactly("\"tracking was narrowed to " + OWN + "\"");
  }

  @NewestJdk
  void excluded_leaves_should_not_be_born_and_change_no_death(Jdk jdk) {
    String all = outputOf(jdk, "**");
    assertThat(Report.in(directory).liveByClass()).containsKeys("java.lang.String", "byte[]");

    assertThat(outputOf(jdk, "**:!java.lang.String:![?")).isEqualTo(all);
    assertThat(Report.in(directory).liveByClass()).doesNotContainKeys("java.lang.String", "byte[]");
    assertThatCountsAreRight();
  }

  /** Of the same patterns another class path makes other hooks in the classes of the JDK. */
  @NewestJdk
  void classes_woven_for_another_class_path_should_not_come_from_the_cache(Jdk jdk)
      throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    String track = "Barrier*:java.util.concurrent.CyclicBarrier*,cache=" + directory.resolve("c");

    assertThat(run(jdk, track, "Barrier", other).status()).isZero();
    assertThat(run(jdk, track, "BarrierWithAction", directory).status()).isZero();

    assertThat(Report.in(directory).liveByClass()).containsKey("BarrierWithAction$Action");
  }

  @OldestJdk
  void wrong_patterns_should_be_refused_in_one_line(Jdk jdk) {
    for (String wrong : List.of("none", "Scoped:", "com acme")) {
      ForkedJvm.Result result = run(jdk, wrong);

      assertThat(result.err().lines().toList())
          .as(wrong)
          .anySatisfy(
              line -> assertThat(line).startsWith("refledger: track=" + wrong + ": allowed"));
    }
  }

  private void assertThatCountsAreRight() {
    Report report = Report.in(directory);
    for (String doubt : List.of("revived", "revivedWeak", "underflows")) {
      assertThat(report.total(doubt)).as(doubt).isZero();
    }
  }

  /** What is printed before an object goes to code that is not woven. */
  private static String woven(String output) {
    return output.substring(0, output.indexOf("list\n"));
  }

  private static long deathsBefore(String output, String from, String to) {
    String part = output.substring(output.indexOf(from + "\n"), output.indexOf(to + "\n"));
    return part.lines().filter("- dead"::equals).count();
  }

  private String outputOf(Jdk jdk, String track) {
    ForkedJvm.Result result = run(jdk, track);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  private ForkedJvm.Result run(Jdk jdk, String track) {
    return run(jdk, track, "Scoped", directory);
  }

  private ForkedJvm.Result run(Jdk jdk, String track, String program, Path classes) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent("output=" + directory + ",report=json,log=error,track=" + track)
        .with("-cp", Program.compile(program, classes), program)
        .run();
  }
}
