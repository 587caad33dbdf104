package io.refledger.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/**
 * A compiled program of scenes; it plays them cold, then on several threads at once.
 *
 * @param name its main class
 * @param number how many scenes it has
 * @param directory where it runs
 * @param classPath where it was compiled, and what it needs
 */
public record Scenes(String name, int number, Path directory, String classPath) {
  /** The JVM checks all woven classes, its own too. */
  private static final String[] VERIFIED = {
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:+BytecodeVerificationLocal",
    "-XX:+BytecodeVerificationRemote"
  };

  /** A program that needs no more than what lies in its directory. */
  public Scenes(String name, int number, Path directory) {
    this(name, number, directory, directory.toString());
  }

  /** The options by which the JVM checks all woven classes, its own too. */
  public static String[] verified() {
    return VERIFIED.clone();
  }

  /** Asserts that every count and every death was right, and that the ledger has no doubts. */
  public void assertRightOn(Jdk jdk, String options) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report," + options)
            .with(VERIFIED)
            .with("-cp", classPath, name, "together")
            .run();

    String cold = "cold: %d scenes, 0 wrong\n".formatted(number);
    String together = "together: %d scenes, 0 wrong\n".formatted(number);
    assertThat(result.out()).isEqualTo(cold + together);
    assertThat(result.status()).isZero();
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.incomplete()).isEmpty();
  }
}
