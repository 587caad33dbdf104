package io.refledger.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The live page of a program in a browser. */
@Tag("browser")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LivePageBrowserIT {
  private static final String ANNOUNCED = "refledger: live page: ";
  private static final String SESSIONS =
      "[...document.querySelectorAll('#now tbody tr')]"
          + ".some(row => row.textContent.startsWith('Served$Session500'))";

  @TempDir Path directory;

  @NewestJdk
  void page_should_follow_the_program_and_ask_it_without_being_loaded_again(Jdk jdk) {
    ForkedJvm.Running program =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("report=none,interval=0,live=0")
            .with("-cp", Program.compile("Served", directory), "Served", "Served.class")
            .start();
    program.awaitLine("ready");
    String url = program.awaitErrorLine(ANNOUNCED).substring(ANNOUNCED.length());
    try (Browser browser = Browser.start()) {
      browser.open(URI.create(url));
      browser.await("document.querySelector('#verdict h1') !== null");
      assertThat(browser.element("#verdict h1").getText()).isEqualTo("No leaks found.");
      browser.script("document.querySelector('#verdict').dataset.first = 'true'");

      program.send("serve");
      program.awaitLine("served 1");
      browser.await(SESSIONS);
      browser.click("[data-action='checkpoint']");
      browser.await(
          "/^Checkpoint: [0-9,]+ live/.test(document.querySelector('.said').textContent)");
      browser.click("[data-action='collect']");
      browser.await(
          "/unreachable objects? found/.test(document.querySelector('.said').textContent)");

      // The report is the first one still: nobody has asked for another.
      assertThat(browser.element("#verdict").getDomAttribute("data-first")).isEqualTo("true");
      assertThat(browser.element("#now .link").getText()).isEqualTo("connected");
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.console()).isEmpty();
      browser.picture(Path.of("target", "page", "live.png"));
    }
    assertThat(program.end().status()).isZero();
  }
}
