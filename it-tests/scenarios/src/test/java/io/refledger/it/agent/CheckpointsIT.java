package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckpointsIT {
  @TempDir Path directory;

  @EachJdk
  void growth_should_be_what_was_born_since_and_is_held(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report,report=json")
            .with("-cp", Program.compile("Grown", directory), "Grown")
            .run();

    assertThat(result.out())
        .isEqualTo(
            """
            objects 7
            Grown$Item 7 true
            Grown.main(Grown.java:25) 4
            Grown.elsewhere(Grown.java:40) 3
            objects 0
            """);
    assertThat(result.status()).isZero();
    assertThat(Report.in(directory.resolve("report")).incomplete()).isEmpty();
    assertThat(Report.in(directory.resolve("report")).total("pending")).isPositive();
  }
}
