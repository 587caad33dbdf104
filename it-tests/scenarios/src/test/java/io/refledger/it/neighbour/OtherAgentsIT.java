package io.refledger.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.Jdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agents that change code of the program and of the JDK while it runs, before RefLedger and after.
 */
@Tag("neighbours")
@DisplayNameGeneration(ReplaceUnderscores.class)
class OtherAgentsIT {
  private static final List<String> QUIET_TRACING =
      List.of(
          "-Dotel.javaagent.logging=none",
          "-Dotel.traces.exporter=none",
          "-Dotel.metrics.exporter=none",
          "-Dotel.logs.exporter=none");

  @TempDir Path directory;

  @EachJdk
  void inline_mocks_should_work_when_Mockito_comes_first(Jdk jdk) {
    mocks(jdk).withBefore(mockito()).assertUnharmed();
  }

  @EachJdk
  void inline_mocks_should_work_when_Mockito_comes_last(Jdk jdk) {
    mocks(jdk).withBehind(mockito()).assertUnharmed();
  }

  /** It attaches to its own JVM, which later JDKs warn of. */
  @EachJdk
  void inline_mocks_should_work_when_Mockito_is_loaded_by_itself(Jdk jdk) {
    mocks(jdk).assertUnharmed();
  }

  @EachJdk
  void traces_should_be_whole_when_OpenTelemetry_comes_first(Jdk jdk) {
    assertThatTracesAreWhole(traced(jdk).withBefore(openTelemetry()));
  }

  @EachJdk
  void traces_should_be_whole_when_OpenTelemetry_comes_last(Jdk jdk) {
    assertThatTracesAreWhole(traced(jdk).withBehind(openTelemetry()));
  }

  private static void assertThatTracesAreWhole(Unharmed program) {
    Unharmed.Outcome outcome = program.assertUnharmed();
    // 40 requests, each seen by the server and by five tasks.
    assertThat(outcome.woven().out()).contains(" 240 false");
    assertThat(outcome.woven().status()).isEqualTo(3);
  }

  private Unharmed mocks(Jdk jdk) {
    String classPath = Program.compileAgainst(mockitoJars(), "neighbours/Mocked", directory);
    return Unharmed.program(jdk, directory, "-cp", classPath, "Mocked");
  }

  private static String mockitoJars() {
    return tools("mockito-core", "byte-buddy", "objenesis");
  }

  private static String mockito() {
    return "-javaagent:" + tools("mockito-core");
  }

  private static String tools(String... beginnings) {
    return Arrays.stream(Product.testTools("tools").toFile().listFiles())
        .filter(jar -> Arrays.stream(beginnings).anyMatch(jar.getName()::startsWith))
        .map(File::toString)
        .sorted()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Unharmed traced(Jdk jdk) {
    String api = Product.neighbours("opentelemetry", "opentelemetry-api", "opentelemetry-co");
    String classPath = Program.compileAgainst(api, "neighbours/Traced", directory);
    return Unharmed.program(jdk, directory, "-cp", classPath, "Traced");
  }

  private static String[] openTelemetry() {
    String agent = Product.neighbours("opentelemetry", "opentelemetry-javaagent");
    return Stream.concat(QUIET_TRACING.stream(), Stream.of("-javaagent:" + agent))
        .toArray(String[]::new);
  }
}
