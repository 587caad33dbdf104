package io.refledger.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** An agent that the environment names, in a JVM and in those that it starts, the compiler too. */
@Tag("neighbours")
@DisplayNameGeneration(ReplaceUnderscores.class)
class InheritedAgentIT {
  private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

  @TempDir Path directory;

  @EachJdk
  void every_JVM_should_work_and_have_a_report_of_its_own(Jdk jdk) throws IOException {
    String classPath = Program.compile("neighbours/Family", directory);
    ForkedJvm.Result plain = ForkedJvm.on(jdk, directory).with("-cp", classPath, "Family").run();
    String agent = "-javaagent:" + Product.agentJar() + "=output=reports/%p,report=json";

    ForkedJvm.Result woven =
        ForkedJvm.on(jdk, directory)
            .inEnvironment(VARIABLE, agent)
            .with("-cp", classPath, "Family")
            .run();

    assertThat(plain.out()).contains("child 90", "CHECK 0 7 ");
    assertThat(woven.out()).as(woven.err()).isEqualTo(plain.out());
    assertThat(woven.status()).isEqualTo(plain.status());
    assertThat(woven.err().lines())
        .filteredOn(line -> !line.startsWith("refledger: "))
        .containsExactly(pickedUp(agent), pickedUp(agent), pickedUp(agent));
    assertThat(reports()).hasSize(3).allMatch(report -> report.total("allocated") > 100);
    for (Report report : reports()) {
      assertThat(report.total("underflows")).isZero();
      assertThat(report.total("revived")).isZero();
      assertThat(report.incomplete()).isEmpty();
    }
  }

  private static String pickedUp(String options) {
    return "Picked up " + VARIABLE + ": " + options;
  }

  private List<Report> reports() throws IOException {
    try (Stream<Path> each = Files.list(directory.resolve("reports"))) {
      return each.filter(path -> !Files.isSymbolicLink(path)).map(Report::in).toList();
    }
  }
}
