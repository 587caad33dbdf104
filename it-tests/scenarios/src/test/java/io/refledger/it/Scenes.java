package io.refledger.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/**
 * A compiled program of scenes; it plays them cold, and with {@code -Dscenes.together=true} then on
 * several threads at once.
 *
 * @param name its main class
 * @param number how many scenes it has
 * @param directory where it was compiled and runs
 */
public record Scenes(String name, int number, Path directory) {
  private static final boolean TOGETHER = Boolean.getBoolean("scenes.together");

  /** Asserts that every count and every death was right, and that the ledger has no doubts. */
  public void assertRightOn(Jdk jdk, String options) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .withAgent("output=report," + options)
            .with("-cp", directory.toString(), name)
            .with(TOGETHER ? new String[] {"together"} : new String[0])
            .run();

    String cold = "cold: %d scenes, 0 wrong\n".formatted(number);
    String together = "together: %d scenes, 0 wrong\n".formatted(number);
    assertThat(result.out()).isEqualTo(TOGETHER ? cold + together : cold);
    assertThat(result.status()).isZero();
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.incomplete()).isEmpty();
  }
}
