package io.refledger.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A published program, which the script named by {@code refledger.corpus} runs.
 *
 * @param name its directory
 * @param size how much it does
 */
public record Workload(String name, String size) {
  /**
   * What the script would run, without the launcher.
   *
   * @param build where the script builds
   * @throws AssertionError if it does not build
   */
  public String[] command(Jdk jdk, Path build) throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder(System.getProperty("refledger.corpus"), name, "run", size);
    script.environment().put("PRINT_CMD", "1");
    script.environment().put("CASE_JAVA_HOME", jdk.home().toString());
    script.environment().put("CORPUS_BUILD", build.toString());
    Process process = script.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new AssertionError("does not build: " + name + ": " + printed);
    }
    List<String> words = new ArrayList<>(List.of(printed.split("\\s+")));
    words.remove(0);
    return words.toArray(String[]::new);
  }

  /**
   * The line by which a program says what it has worked out.
   *
   * @throws AssertionError if it failed, or has printed none
   */
  public static String check(ForkedJvm.Result result) {
    if (result.status() != 0) {
      throw new AssertionError("status " + result.status() + ": " + result.err());
    }
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith("CHECK"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no CHECK line: " + result.out()));
  }

  @Override
  public String toString() {
    return name + " " + size;
  }
}
