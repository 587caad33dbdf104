package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes into programs that run. */
@Tag("attach")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AttachIT {
  private static final int REPETITIONS = Integer.getInteger("attach.repetitions", 20);
  private static final int FIRST_THAT_WARNS = 21;

  @TempDir Path directory;

  @NewestJdk
  void list_from_before_should_leave_nothing_behind(Jdk jdk) {
    ForkedJvm.Running program = start(jdk, "Attached");
    String pid = String.valueOf(program.pid());
    Tool tool = new Tool(jdk, directory);

    String answer = tool.ask("attach", pid, "output=report", "report=text:json", "--interval", "0");
    program.send("grow");
    program.awaitLine("grown");
    tool.ask("report", pid, "-o", "grown");
    program.send("clear");
    program.awaitLine("cleared");
    tool.ask("report", pid, "-o", "cleared");
    ForkedJvm.Result result = program.end();

    assertThat(answer)
        .startsWith("RefLedger is in this JVM.")
        .containsPattern("classes woven: \\d{3,} in \\d+ ms, longest stop \\d+ ms\n")
        .containsPattern("methods with frames from before: \\d+\n");
    assertThat(answer.contains("-XX:+EnableDynamicAgentLoading"))
        .isEqualTo(jdk.feature() >= FIRST_THAT_WARNS);
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("ready\ngrown\ncleared\n");
    assertThat(Report.in(directory.resolve("grown")).liveByClass())
        .containsEntry("Attached$Entry", 1000L);
    Report cleared = Report.in(directory.resolve("cleared"));
    assertThat(cleared.liveByClass()).doesNotContainKey("Attached$Entry");
    assertThatNothingIsWrong(cleared);
    assertThat(cleared.schemaErrors()).isEmpty();
    JsonObject attached = cleared.json().getAsJsonObject("coverage").getAsJsonObject("attached");
    assertThat(attached.get("millis").getAsLong()).isPositive();
    assertThat(Report.in(directory.resolve("report")).incomplete()).isEmpty();
  }

  @OldestJdk
  void what_cannot_be_attached_should_be_one_line(Jdk jdk) {
    ForkedJvm.Running program = start(jdk, "Attached");
    String pid = String.valueOf(program.pid());
    Tool tool = new Tool(jdk, directory);

    assertThat(tool.refusal("attach", pid, "locals=all"))
        .startsWith("process " + pid + ": locals=all: allowed is one of exact, lean, off; ");
    assertThat(tool.refusal("attach", pid, "local=exact")).contains("unknown key", "locals");
    assertThat(tool.refusal("attach", pid, "exact")).contains("exact", "KEY=VALUE");
    assertThat(tool.refusal("attach", pid, "config=no-such-file")).contains("config=");
    assertThat(tool.refusal("attach", "99999999")).isEqualTo("no such process: 99999999");
    assertThat(tool.refusal("attach")).contains("PID", "--help");
    assertThat(tool.run("attach", "--help").out()).contains("OPTIONS", "immortal", "warns");
    assertThat(tool.refusal("status", pid)).contains("no RefLedger agent runs there");
    // Nothing of that is in the way.
    assertThat(tool.ask("attach", pid, "report=none")).contains("classes woven");
    assertThat(tool.refusal("attach", pid)).contains("is there already");
    assertThat(tool.ask("status", pid)).contains("report=none");
    ForkedJvm.Result result = program.end();
    assertThat(result.out()).isEqualTo("ready\n");
    assertThat(result.status()).isZero();
    assertThat(result.err().lines().filter(line -> !line.startsWith("refledger: clean")))
        .allMatch(line -> line.startsWith("WARNING"));
  }

  @NewestJdk
  void program_under_load_should_be_attached_to(Jdk jdk) {
    attachUnderLoad(jdk, 1);
  }

  @EachJdk
  @Tag("attach")
  void program_under_load_should_be_attached_to_at_any_moment(Jdk jdk) {
    for (int seed = 2; seed < 2 + REPETITIONS; seed++) {
      attachUnderLoad(jdk, seed);
    }
  }

  @EachJdk
  @Tag("attach")
  void narrow_scope_should_be_attached_under_load(Jdk jdk) {
    for (int seed = 1; seed <= 3; seed++) {
      attachUnderLoad(jdk, seed, "track=Loaded*");
    }
  }

  /**
   * Deaths are checked, or the heap is compared: while it is, threads wait with what their dead
   * variables hold, and a check would take that for early deaths.
   */
  private void attachUnderLoad(Jdk jdk, int seed, String... options) {
    String[] flags = {"-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseZGC"};
    ForkedJvm.Running program = start(jdk, "Loaded", flags[seed % flags.length], "-Xmx400m");
    String pid = String.valueOf(program.pid());
    Tool tool = new Tool(jdk, directory);
    pause(new Random(seed).nextInt(400));

    boolean isAudited = seed % 2 == 0 && options.length == 0;
    String output = "report" + seed + options.length;
    List<String> attach = new ArrayList<>(List.of("attach", pid, "output=" + output));
    attach.add("report=text:json");
    attach.add(isAudited ? "verify=off" : "verify=deaths:100");
    attach.addAll(List.of(options));
    String answer = tool.ask(attach.toArray(String[]::new));
    pause(3000);
    String audit = isAudited ? tool.ask("audit", pid) : "";
    program.send("end");
    ForkedJvm.Result result = program.end();

    String seen = "seed " + seed + ": " + answer + audit + result.err();
    assertThat(result.out()).as(seen).isEqualTo("ready\nCHECK 24 threads, wrong 0\n");
    assertThat(result.status()).as(seen).isZero();
    assertThatNothingIsWrong(Report.in(directory.resolve(output)));
    if (isAudited) {
      assertThat(audit).as(seen).containsPattern("dead here, in the heap +0\n");
    }
  }

  private static void assertThatNothingIsWrong(Report report) {
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).as(report.incomplete().toString()).isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.incomplete()).noneMatch(reason -> reason.contains("early"));
  }

  private ForkedJvm.Running start(Jdk jdk, String program, String... flags) {
    ForkedJvm.Running running =
        ForkedJvm.on(jdk, directory)
            .with(flags)
            .with("-cp", Program.compile(program, directory), program)
            .start();
    running.awaitLine("ready");
    return running;
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
