package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** The ledger against the JVM's own heap dump, object by object and reference by reference. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AuditIT {
  @TempDir Path directory;

  @EachJdk
  void ledger_should_agree_with_the_heap(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .withAgent("audit=exit,report=text:json,output=report")
            .with("-cp", Program.compile("Audited", directory), "Audited")
            .run();

    assertThat(result.out()).isEqualTo("kept 6\n");
    assertThat(result.status()).isZero();
    Report report = Report.in(directory.resolve("report"));
    JsonObject audit = report.json().getAsJsonObject("audit");
    String worst = audit.get("worst").toString();
    assertThat(audit.get("objects").getAsLong()).isGreaterThan(5000);
    assertThat(audit.get("edges").getAsLong()).isGreaterThan(10_000);
    assertThat(audit.get("wrong").getAsLong()).as(worst).isZero();
    // An array of the CDS archive may have the hash of a dead array's slot; and the JDK's own
    // reference processing may not be done.
    assertThat(audit.get("early").getAsLong()).as(worst).isLessThanOrEqualTo(2);
    assertThat(audit.get("late").getAsLong()).as(worst).isLessThanOrEqualTo(10);
    assertThat(worst).doesNotContain("early java", "early Audited", "late Audited");
    assertThat(report.schemaErrors()).isEmpty();
  }
}
