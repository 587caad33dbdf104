package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Scenes;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReferencesIT {
  @TempDir Path directory;

  @EachJdk
  void weak_references_cleaners_and_finalizers_should_run_eventually(Jdk jdk) {
    Program.compile("References", directory);

    new Scenes("References", 11, directory).assertRightOn(jdk, "locals=lean");
  }

  /** The JVM has them made once, and keeps them where nobody sees it. */
  @EachJdk
  void beans_of_the_memory_of_the_jvm_should_live_for_ever(Jdk jdk) {
    String classPath = Program.compile("MemoryBeans", directory);

    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report,report=json,interval=20ms,threshold=100:1:1")
            .with("-cp", classPath, "MemoryBeans")
            .run();

    assertThat(result.out()).isEqualTo("true\n".repeat(3));
    assertThat(Report.in(directory.resolve("report")).incomplete()).isEmpty();
  }

  /** Entry, value and what the value refers to, of each key. */
  @NewestJdk
  void what_hangs_on_references_to_the_dead_should_be_one_total(Jdk jdk) {
    String classPath = Program.compile("Pending", directory);

    long none = pending(jdk, classPath, "0");
    long some = pending(jdk, classPath, "50");

    assertThat(some - none).isEqualTo(150);
  }

  private long pending(Jdk jdk, String classPath, String dropped) {
    ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent("output=" + dropped + ",report=json")
        .with("-cp", classPath, "Pending", dropped)
        .run();
    return Report.in(directory.resolve(dropped)).total("pending");
  }
}
