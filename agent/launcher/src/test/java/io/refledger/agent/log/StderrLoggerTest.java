package io.refledger.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StderrLoggerTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger log = LoggerFactory.getLogger("test");
  private PrintStream before;

  @BeforeEach
  void divert() {
    before = Console.divert(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    Console.divert(before);
    LogLevel.set("warn");
  }

  @Test
  void provider_should_be_found_by_the_service_loader() {
    assertThat(log).isInstanceOf(StderrLogger.class);
    assertThat(LoggerFactory.getLogger("test")).isSameAs(log);
  }

  @Test
  void event_should_be_one_line_with_its_level() {
    log.warn("class {} is {}", "A", 1);
    log.error("two\nlines");

    assertThat(lines())
        .containsExactly("refledger: WARN class A is 1", "refledger: ERROR two lines");
  }

  /** Names of classes may have anything in them. */
  @Test
  void what_a_terminal_obeys_should_not_be_written() {
    log.warn("{} runs unwoven", "\u001b]0;title\u0007\u202eX\r\n\u2028");

    assertThat(lines()).containsExactly("refledger: WARN  ]0;title  X   runs unwoven");
  }

  @Test
  void event_below_the_level_should_not_be_written() {
    log.info("quiet");
    LogLevel.set("off");
    log.error("quieter");
    LogLevel.set("info");
    log.info("heard");

    assertThat(lines()).containsExactly("refledger: heard");
  }

  @Test
  void failure_should_be_named_and_its_stack_shown_from_debug_on() {
    log.warn("failed", new IllegalStateException("why"));
    assertThat(lines())
        .containsExactly("refledger: WARN failed: java.lang.IllegalStateException: why");

    LogLevel.set("debug");
    log.warn("failed", new IllegalStateException("why"));
    assertThat(lines()).hasSizeGreaterThan(3);
  }

  private String[] lines() {
    return written.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
  }
}
