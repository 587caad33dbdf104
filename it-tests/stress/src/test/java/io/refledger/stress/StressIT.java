package io.refledger.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the packaged races once, as {@code java -jar stress.jar} does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StressIT {
  private static final Path ROOT = Path.of(System.getProperty("refledger.root", "../.."));
  private static final Path JAR = ROOT.resolve("it-tests/target/stress.jar").toAbsolutePath();
  private static final Path DIRECTORY = ROOT.resolve("it-tests/stress/target/races");
  private static final String ARGUMENTS = System.getProperty("stress.arguments", "-m sanity");
  private static final long DEADLINE_SECONDS = Long.getLong("stress.timeout", 300);
  private static final String GENERATED = "_jcstress.class";

  private static int status;
  private static String output;

  @BeforeAll
  static void runRaces() throws IOException, InterruptedException {
    Files.createDirectories(DIRECTORY);
    Path out = DIRECTORY.resolve("output.txt");
    Process process =
        new ProcessBuilder(command())
            .directory(DIRECTORY.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean hasEnded = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (!hasEnded) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    output = Files.readString(out);
    assertThat(hasEnded).as("ended within %d s\n%s", DEADLINE_SECONDS, output).isTrue();
    status = process.exitValue();
  }

  private static List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", JAR.toString()));
    command.addAll(List.of(ARGUMENTS.trim().split("\\s+")));
    // All results are printed, not those of failures only.
    command.add("-v");
    return command;
  }

  static List<String> races() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream()
          .map(entry -> entry.getName().replace('/', '.'))
          .filter(name -> name.endsWith(GENERATED))
          .map(name -> name.substring(0, name.length() - GENERATED.length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("races")
  void race_should_end_in_no_forbidden_way(String race) {
    assertThat(output).contains("[OK] " + race + "\n").doesNotContain("[FAILED] " + race + "\n");
  }

  @Test
  void races_should_end_with_status_0() {
    assertThat(status).as(output).isZero();
  }
}
