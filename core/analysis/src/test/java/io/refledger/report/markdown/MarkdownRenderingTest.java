package io.refledger.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.report.ReportFixture;
import io.refledger.report.ReportModel;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MarkdownRenderingTest {

  @Test
  void what_fails_should_come_first_with_its_trace_folded() throws IOException {
    String page = render(ReportFixture.gateFailed());
    String id = ReportFixture.gateFailed().findings().get(0).id().substring(0, 8);

    assertThat(page)
        .startsWith(
            "## RefLedger: gate-failed\n"
                + "\n### Failing (1)\n"
                + "\n| kind | type | objects | where | why | id |\n"
                + "| --- | --- | ---: | --- | --- | --- |\n"
                + "| GROWTH | `com.acme.Session` | 52 | `com.acme.Login.open(Login.java:41)` |"
                + " GROWTH fails this gate | `"
                + id
                + "` |\n"
                + "\n<details><summary>GROWTH 52 com.acme.Session</summary>\n"
                + "\n```text\n");
    assertThat(page).contains("### Not failing (1)").contains("### Suppressions");
    assertThat(page).contains("| expired | 0 | `GROWTH:com.acme.Old until=2026-01-31");
    assertThat(page).contains("### In the baseline, not found");
  }

  @Test
  void reasons_why_not_everything_was_seen_should_be_told() throws IOException {
    assertThat(render(ReportFixture.incomplete()))
        .contains("- not everything was seen: tracking was narrowed to com.acme.\\*\\*\n");
  }

  @Test
  void text_of_the_program_should_not_be_taken_for_markup() {
    assertThat(MarkdownText.of("<b>|*x*\n`")).isEqualTo("\\<b\\>\\|\\*x\\* \\`");
    assertThat(MarkdownText.code("a`b|c")).isEqualTo("``a`b|c``");
    assertThat(MarkdownText.cell("a`b|c")).isEqualTo("``a`b\\|c``");
    assertThat(MarkdownText.html("a.B<c>[] & d")).isEqualTo("a.B&lt;c&gt;[] &amp; d");
    assertThat(MarkdownText.code("`")).isEqualTo("`` ` ``");
    assertThat(MarkdownText.block("```\n")).isEqualTo("````text\n```\n````\n");
  }

  private static String render(ReportModel model) throws IOException {
    var out = new StringWriter();
    new MarkdownRendering().render(model, out);
    return out.toString();
  }
}
