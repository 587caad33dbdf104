package io.refledger.it.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Report;
import io.refledger.it.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs of several threads, which hand objects over by java.util.concurrent, print the
 * same with the agent and without; in the end nothing of theirs is alive, and the ledger agrees
 * with the JVM's heap. Another seed: {@code -Drandom.seed=N}, more programs: {@code
 * -Drandom.threaded=N}, other locals: {@code -Drandom.locals=exact}.
 */
@Tag("races")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ThreadedProgramsIT {
  private static final long SEED = Long.getLong("random.seed", 1);
  private static final int PROGRAMS = Integer.getInteger("random.threaded", 12);
  private static final String LOCALS = System.getProperty("random.locals", "lean");
  private static final int MOST_ATTEMPTS = 5;
  private static final String MAIN = "ThreadedPrograms";

  @TempDir Path directory;

  private final List<ThreadedProgram> programs = new ArrayList<>();

  @EachJdk
  void books_should_agree_with_the_heap_when_all_threads_have_ended(Jdk jdk) throws IOException {
    Map<String, String> sourceByName = new HashMap<>();
    for (int i = 0; i < PROGRAMS; i++) {
      programs.add(ThreadedProgram.random(SEED + i));
      sourceByName.put("T" + i, programs.get(i).source(RandomSources.PACKAGE, "T" + i));
    }
    String classPath = RandomSources.compile(sourceByName, MAIN, directory);
    ForkedJvm.Result plain = run(ForkedJvm.on(jdk, directory), classPath);
    assertThat(plain.err()).isEmpty();
    assertThat(plain.status()).isZero();
    assertThat(plain.out()).doesNotContain("hangs", "thread ", "failed");

    ForkedJvm.Result woven = woven(jdk, classPath);
    assertThat(woven.err()).isEmpty();
    assertThat(woven.status()).isZero();
    assertThat(woven.out()).as(sources()).isEqualTo(plain.out());
    Report.in(directory.resolve("report")).assertThatBooksAreRight();
  }

  /** Run again if there was a late load: about its value the ledger may be wrong. */
  private ForkedJvm.Result woven(Jdk jdk, String classPath) throws IOException {
    String options =
        "audit=exit,report=json,output=report,log=error,threshold=100:4:4,locals=" + LOCALS;
    for (int attempt = 1; ; attempt++) {
      ForkedJvm jvm = ForkedJvm.on(jdk, directory).withAgent(options).with(Scenes.verified());
      ForkedJvm.Result result = run(jvm.with(RandomProgramsIT.ALL_EXACT), classPath);
      boolean isSure = Files.readString(directory.resolve("late.txt")).equals("0");
      if (isSure || attempt == MOST_ATTEMPTS) {
        return result;
      }
    }
  }

  private ForkedJvm.Result run(ForkedJvm jvm, String classPath) {
    return jvm.with("-cp", classPath, "io.refledger.it.random." + MAIN, "late.txt")
        .with(String.valueOf(SEED))
        .with(programs.stream().map(p -> String.valueOf(p.threads())).toArray(String[]::new))
        .run();
  }

  private String sources() {
    return programs.stream()
        .map(p -> "seed " + p.seed() + "\n" + p.source(RandomSources.PACKAGE, "T"))
        .collect(Collectors.joining("\n"));
  }
}
