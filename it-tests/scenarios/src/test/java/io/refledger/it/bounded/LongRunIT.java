package io.refledger.it.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that the ledger keeps grows with the time that a program runs. */
@Tag("bounded")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongRunIT {
  private static final Pattern ROUND = Pattern.compile("round (\\d+) used (\\d+)");

  /** Memory is as much as was needed at the worst moment, and moments differ. */
  private static final double FLAT = 1.10;

  @TempDir Path directory;

  @EachJdk
  void ledger_should_take_no_more_after_twelve_rounds_than_after_six(Jdk jdk) {
    String classPath = Program.compile("Churn", directory);

    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .with("-Xmx1g", "-XX:TieredStopAtLevel=1")
            .withAgent("output=report,jmx=on,interval=1s,report=text:json")
            .with("-cp", classPath, "Churn")
            .run();

    assertThat(result.status()).as(result.err()).isZero();
    List<Long> used = used(result.out());
    assertThat(used).hasSize(12);
    long half = used.subList(3, 6).stream().mapToLong(Long::longValue).max().orElseThrow();
    long end = used.subList(9, 12).stream().mapToLong(Long::longValue).max().orElseThrow();
    assertThat((double) end).as(result.out()).isLessThanOrEqualTo(FLAT * half);
    Report report = Report.in(directory.resolve("report"));
    assertThat(List.of(report.total("underflows"), report.total("revived"))).containsOnly(0L);
  }

  private static List<Long> used(String out) {
    return out.lines()
        .map(ROUND::matcher)
        .filter(Matcher::matches)
        .map(round -> Long.valueOf(round.group(2)))
        .toList();
  }
}
