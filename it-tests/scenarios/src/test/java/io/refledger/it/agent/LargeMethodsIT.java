package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.LargeMethods;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Report;
import io.refledger.it.Scenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** Methods around the sizes at which HotSpot, and then the class file, give up. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeMethodsIT {
  private static final int NEVER_COMPILED = 8000;
  private static final int INLINED = 325;

  @TempDir Path directory;

  @EachJdk
  void what_a_large_method_made_should_be_dead_when_it_has_returned(Jdk jdk) throws IOException {
    // Just below and just above what is compiled; one that outgrows it when woven; a larger one.
    var sizes = LargeMethods.compile(directory, 309, 311, 150, 600);

    assertThat(sizes.get("make0")).isBetween(NEVER_COMPILED - 50, NEVER_COMPILED);
    assertThat(sizes.get("make1")).isBetween(NEVER_COMPILED + 1, NEVER_COMPILED + 50);
    new Scenes("Large", 4, directory).assertRightOn(jdk, "locals=lean");
    assertThat(Report.in(directory.resolve("report")).skipped("methodsSkipped"))
        .contains(nameOf("make2"));
  }

  @NewestJdk
  void exact_locals_should_let_the_same_die(Jdk jdk) throws IOException {
    LargeMethods.compile(directory, 309, 311, 150, 600);

    new Scenes("Large", 4, directory).assertRightOn(jdk, "locals=exact");
  }

  @OldestJdk
  void method_with_no_room_left_should_run_as_it_is_and_be_listed(Jdk jdk) throws IOException {
    var sizes = LargeMethods.compile(directory, 2560);

    assertThat(sizes.get("make0")).isBetween(60_000, 65_535);
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report")
            .with(Scenes.verified())
            .with("-cp", directory.toString(), "Large", "together")
            .run();
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("cold: 1 scenes").doesNotContain("sum", "Exception");
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.json().getAsJsonObject("coverage").get("methodsSkipped").toString())
        .contains("make0", "65535: it is left as it is");
  }

  @NewestJdk
  void methods_that_outgrow_what_is_inlined_should_be_named(Jdk jdk) throws IOException {
    var sizes = LargeMethods.compile(directory, 4, 12);
    int small = sizes.get("make0");
    int large = sizes.get("make1");

    assertThat(small).isLessThan(INLINED);
    assertThat(large).isGreaterThan(INLINED);
    assertThat(outgrown(jdk, INLINED)).contains(nameOf("make0") + " " + small);
    assertThat(outgrown(jdk, INLINED)).noneMatch(each -> each.startsWith(nameOf("make1")));
    assertThat(outgrown(jdk, large)).contains(nameOf("make1") + " " + large);
  }

  /** The methods that have outgrown a limit, each with its size before. */
  private List<String> outgrown(Jdk jdk, int limit) {
    ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent("output=report")
        .with("-XX:FreqInlineSize=" + limit)
        .with("-cp", directory.toString(), "Large")
        .run();
    Report report = Report.in(directory.resolve("report"));
    JsonObject inlining = report.json().getAsJsonObject("coverage").getAsJsonObject("inlining");
    assertThat(inlining.get("limit").getAsInt()).isEqualTo(limit);
    List<String> outgrown = new ArrayList<>();
    for (JsonElement each : inlining.getAsJsonArray("largest")) {
      JsonObject method = each.getAsJsonObject();
      assertThat(method.get("wovenBytes").getAsInt()).isGreaterThan(limit);
      outgrown.add(method.get("name").getAsString() + " " + method.get("plainBytes").getAsInt());
    }
    assertThat(inlining.get("methods").getAsInt()).isGreaterThanOrEqualTo(outgrown.size());
    return outgrown;
  }

  private static String nameOf(String method) {
    return "Large." + method + "([LItem;[Lio/refledger/api/Tracked;)I";
  }
}
