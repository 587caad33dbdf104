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
class DoorIT {
  @TempDir Path directory;

  @EachJdk
  void program_should_print_the_same_and_no_count_be_wrong(Jdk jdk) {
    String classPath = Program.compile("Door", directory);

    ForkedJvm.Result plain = ForkedJvm.on(jdk, directory).with("-cp", classPath, "Door").run();
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .withAgent("output=report")
            .with("-cp", classPath, "Door")
            .run();

    assertThat(result.out()).isEqualTo(plain.out()).contains("threads 4950 true\n");
    assertThat(result.status()).isZero();
    assertThat(result.err().lines()).hasSize(1);
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.json().getAsJsonArray("incomplete")).isEmpty();
  }
}
