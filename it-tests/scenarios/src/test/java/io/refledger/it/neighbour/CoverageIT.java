package io.refledger.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.Jdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * JaCoCo's agent, which counts what was reached by the class files that it met: each line of the
 * program has the figures that it has without RefLedger.
 */
@Tag("neighbours")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CoverageIT {
  private static final String PROGRAM = "Covered";

  @TempDir Path directory;
  private Path classes;

  @BeforeEach
  void compile() throws IOException {
    classes = Files.createDirectory(directory.resolve("classes"));
    Program.compile("neighbours/" + PROGRAM, classes);
  }

  @EachJdk
  void coverage_should_be_the_same_when_JaCoCo_comes_last(Jdk jdk) throws IOException {
    assertThatCoverageIsTheSame(program(jdk).withBehind(jacoco()));
  }

  @EachJdk
  void coverage_should_be_the_same_when_JaCoCo_comes_first(Jdk jdk) throws IOException {
    assertThatCoverageIsTheSame(program(jdk).withBefore(jacoco()));
  }

  private void assertThatCoverageIsTheSame(Unharmed program) throws IOException {
    var plain = program.plain();
    List<String> expected = coverage();
    assertThat(expected).hasSize(6).allMatch(line -> line.contains("lines"));
    assertThat(String.join("\n", expected)).contains("partly", "not");

    program.assertUnharmed(plain, program.woven("output=report"));

    assertThat(coverage()).isEqualTo(expected);
  }

  private Unharmed program(Jdk jdk) {
    return Unharmed.program(jdk, directory, "-cp", classes.toString(), PROGRAM);
  }

  private static String jacoco() {
    return "-javaagent:" + Product.neighbours("jacoco") + "=destfile=coverage.exec,append=false";
  }

  /** What the file of the last run says of each class. */
  private List<String> coverage() throws IOException {
    ExecFileLoader file = new ExecFileLoader();
    file.load(directory.resolve("coverage.exec").toFile());
    CoverageBuilder builder = new CoverageBuilder();
    new Analyzer(file.getExecutionDataStore(), builder).analyzeAll(classes.toFile());
    assertThat(builder.getNoMatchClasses()).isEmpty();
    return builder.getClasses().stream()
        .sorted(Comparator.comparing(IClassCoverage::getName))
        .map(CoverageIT::describe)
        .toList();
  }

  private static String describe(IClassCoverage of) {
    List<String> lines =
        IntStream.rangeClosed(of.getFirstLine(), of.getLastLine())
            .mapToObj(number -> number + status(of.getLine(number).getStatus()))
            .filter(line -> line.contains(" "))
            .toList();
    return String.join(
        " ",
        of.getName(),
        "instructions",
        reached(of.getInstructionCounter()),
        "branches",
        reached(of.getBranchCounter()),
        "methods",
        reached(of.getMethodCounter()),
        "lines",
        lines.toString());
  }

  private static String reached(ICounter counter) {
    return counter.getCoveredCount() + "/" + counter.getTotalCount();
  }

  private static String status(int status) {
    return switch (status) {
      case ICounter.EMPTY -> "";
      case ICounter.NOT_COVERED -> " not";
      case ICounter.PARTLY_COVERED -> " partly";
      default -> " fully";
    };
  }
}
