package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** What a program sees of its JVM but for the list in core/design/permitted-differences.md. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PermittedDifferencesIT {
  private static final String AGENTS_THREAD = "thread refledger-";

  /** With the identity hash code of a module. */
  private static final Pattern MODULE = Pattern.compile("unnamed module @[0-9a-f]+");

  /** How many lines of Differs tell the agent. */
  private static final int DIFFERENT = 6;

  @TempDir Path directory;

  @NewestJdk
  void modules_reflection_serial_versions_and_threads_should_be_as_without_the_agent(Jdk jdk) {
    String classPath = Program.compile("Seen", directory);

    List<String> plain = lines(ForkedJvm.on(jdk, directory), classPath, "Seen");
    List<String> agents =
        lines(ForkedJvm.on(jdk, directory).withAgent("report=none"), classPath, "Seen");

    assertThat(plain).hasSizeGreaterThan(1000).endsWith("end");
    assertThat(agents)
        .filteredOn(line -> line.startsWith(AGENTS_THREAD))
        .containsExactly(AGENTS_THREAD + "upkeep true system");
    assertThat(agents)
        .filteredOn(line -> !line.startsWith(AGENTS_THREAD))
        .containsExactlyElementsOf(plain);
  }

  @NewestJdk
  void stack_traces_and_messages_should_be_as_without_the_agent(Jdk jdk) {
    assertThatTracesAreEqual(jdk, "-g", "--release", "17");
  }

  /** The JVM names local variables by the numbers that the class file gave them. */
  @OldestJdk
  void stack_traces_and_messages_should_be_the_same_without_debugging_tables(Jdk jdk) {
    assertThatTracesAreEqual(jdk, "-g:none", "--release", "17");
  }

  @EachJdk
  void what_differs_should_be_on_the_list(Jdk jdk) {
    String classPath = Program.compile("Differs", directory);

    List<String> plain = lines(ForkedJvm.on(jdk, directory), classPath, "Differs");
    List<String> agents =
        lines(ForkedJvm.on(jdk, directory).withAgent("report=none"), classPath, "Differs");

    assertThat(plain.subList(0, DIFFERENT)).allMatch(line -> line.endsWith(" false"));
    assertThat(agents.subList(0, DIFFERENT)).allMatch(line -> line.endsWith(" true"));
    assertThat(agents.subList(DIFFERENT, agents.size()))
        .containsExactlyElementsOf(plain.subList(DIFFERENT, plain.size()))
        .hasSize(2);
  }

  private void assertThatTracesAreEqual(Jdk jdk, String... options) {
    String classPath = Program.compile("Traces", directory, options);

    List<String> plain = lines(ForkedJvm.on(jdk, directory), classPath, "Traces");
    List<String> agents =
        lines(ForkedJvm.on(jdk, directory).withAgent("report=none"), classPath, "Traces");

    assertThat(plain).hasSizeGreaterThan(200).endsWith("end");
    assertThat(agents).containsExactlyElementsOf(plain);
  }

  private static List<String> lines(ForkedJvm jvm, String classPath, String program) {
    ForkedJvm.Result result = jvm.with("-XX:TieredStopAtLevel=1", "-cp", classPath, program).run();
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err().lines()).allMatch(line -> line.startsWith("refledger: "));
    return result.out().lines().map(line -> MODULE.matcher(line).replaceAll("unnamed")).toList();
  }
}
