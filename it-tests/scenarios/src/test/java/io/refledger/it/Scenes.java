package io.refledger.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/**
 * A compiled program of scenes; it plays them cold, then on several threads at once.
 *
 * @param name its main class
 * @param number how many scenes it has
 * @param directory where it was compiled and runs
 */
public record Scenes(String name, int number, Path directory) {

  /** Asserts that every count and every death was right, and that the ledger has no doubts. */
  public void assertRightOn(Jdk jdk, String options) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .withAgent("output=report," + options)
            .with("-cp", directory.toString(), name)
            .run();

    assertThat(result.out())
        .isEqualTo(
            """
            cold: %d scenes, 0 wrong
            together: %d scenes, 0 wrong
            """
                .formatted(number, number));
    assertThat(result.status()).isZero();
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.incomplete()).isEmpty();
  }
}
