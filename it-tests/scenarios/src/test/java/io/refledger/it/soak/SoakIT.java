package io.refledger.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;

/** A server under the agent for some minutes: {@code -Dsoak.minutes=N}, five by default. */
@Tag("soak")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SoakIT {

  @NewestJdk
  void server_should_be_after_minutes_as_it_was(Jdk jdk) throws IOException, InterruptedException {
    Path root = Product.agentJar().toAbsolutePath().getParent().getParent().getParent();
    List<String> command =
        List.of(
            "bash",
            root.resolve("it-tests/bench/soak.sh").toString(),
            "--minutes",
            System.getProperty("soak.minutes", "5"),
            "--jdk",
            jdk.home().toString(),
            "--out",
            root.resolve("it-tests/scenarios/target/soak-" + jdk.feature()).toString());

    int status = new ProcessBuilder(command).inheritIO().start().waitFor();

    assertThat(status).isZero();
  }
}
