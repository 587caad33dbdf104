package io.refledger.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Jdks;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The leaky variant of each case must be found, the fixed one must be silent, and both must print
 * what they print without the agent. Only some: {@code -Dcorpus.cases=TimerCancel,FilesWalk}.
 */
@Tag("leaks")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CorpusIT {
  private static final List<String> CHOSEN =
      List.of(System.getProperty("corpus.cases", "").split(","));
  private static final CorpusTable TABLE = new CorpusTable();

  @TempDir Path directory;

  static Stream<Arguments> casesOfTheJdk() {
    return runs(LeakCase.ofTheJdk());
  }

  static Stream<Arguments> casesOfLibraries() {
    return runs(LeakCase.ofLibraries());
  }

  private static Stream<Arguments> runs(List<LeakCase> cases) {
    return Jdks.all().stream()
        .flatMap(jdk -> cases.stream().map(leakCase -> Arguments.of(leakCase, jdk)))
        .filter(run -> CHOSEN.contains("") || CHOSEN.contains(run.get()[0].toString()));
  }

  @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
  @MethodSource("casesOfTheJdk")
  void leak_of_the_JDK_should_be_found_and_the_fixed_program_be_silent(LeakCase leakCase, Jdk jdk) {
    assertThatLeakyIsFoundAndFixedIsSilent(leakCase, jdk);
  }

  @Tag("corpus")
  @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
  @MethodSource("casesOfLibraries")
  void leak_of_a_library_should_be_found_and_the_fixed_program_be_silent(
      LeakCase leakCase, Jdk jdk) {
    assertThat(leakCase.libraries("leaky")).as("run with -Pcorpus").isNotEmpty();
    assertThatLeakyIsFoundAndFixedIsSilent(leakCase, jdk);
  }

  @AfterAll
  static void printTable() {
    System.out.println(TABLE.text());
  }

  private void assertThatLeakyIsFoundAndFixedIsSilent(LeakCase leakCase, Jdk jdk) {
    Report leaky = run(leakCase, "leaky", jdk);
    Report fixed = run(leakCase, "fixed", jdk);

    List<String> faults = leakCase.expected().faultsIn(leaky);
    List<String> faultsOfFixed = leakCase.expected().faultsInFixed(fixed);
    TABLE.add(leakCase, "leaky", jdk, leaky, faults);
    TABLE.add(leakCase, "fixed", jdk, fixed, faultsOfFixed);
    assertThat(String.join("\n", faults)).as("leaky").isEmpty();
    assertThat(String.join("\n", faultsOfFixed)).as("fixed").isEmpty();
    assertThat(leaky.schemaErrors()).isEmpty();
    assertThat(fixed.schemaErrors()).isEmpty();
  }

  private Report run(LeakCase leakCase, String variant, Jdk jdk) {
    Path home = created(directory.resolve(variant));
    String classPath =
        Program.compileAgainst(leakCase.libraries(variant), "corpus/" + leakCase.program(), home);
    String[] command = {"-Xmx1g", "-cp", classPath, leakCase.program(), variant};
    ForkedJvm.Result plain = ForkedJvm.on(jdk, home).with(command).run();

    ForkedJvm.Result woven =
        ForkedJvm.on(jdk, home)
            .shortLived()
            .withAgent("output=report,report=json:text")
            .with(command)
            .run();

    assertThat(plain.out()).contains("DONE " + leakCase.program() + " " + variant);
    assertThat(woven.out()).as(woven.err()).isEqualTo(plain.out());
    assertThat(woven.status()).isEqualTo(plain.status());
    return Report.in(home.resolve("report"));
  }

  private static Path created(Path path) {
    try {
      return Files.createDirectory(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + path, e);
    }
  }
}
