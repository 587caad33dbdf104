package io.refledger.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveFrameTest {
  @Test
  void policy_should_allow_the_script_and_style_of_the_page_and_its_events() throws IOException {
    LiveFrame frame = LiveFrame.of("com.acme.Main");

    assertThat(frame.policy())
        .isEqualTo(
            "default-src 'none'; script-src '"
                + PageParts.hash(text("<script type=\"module\">(.*?)</script>", frame))
                + "'; style-src '"
                + PageParts.hash(text("<style>(.*?)</style>", frame))
                + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
                + "; frame-ancestors 'none'");
    // Two policies are both obeyed.
    assertThat(frame.html()).doesNotContain("Content-Security-Policy");
  }

  @Test
  void command_of_the_program_should_be_text_and_nothing_else() throws IOException {
    LiveFrame frame = LiveFrame.of("Main </title><script>hacked=1");

    assertThat(frame.html())
        .contains("<title>live – Main &lt;/title&gt;&lt;script&gt;hacked&#x3D;1 ");
    assertThat(text("<script id=\"data\" type=\"text/plain\">(.*?)</script>", frame)).isEmpty();
  }

  private static String text(String pattern, LiveFrame frame) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(frame.html());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
