package io.refledger.report.html;

import java.io.IOException;
import java.util.Map;

/**
 * The page of a program that runs: without data, which its script asks for where the page came
 * from.
 *
 * @param html the page
 * @param policy its content security policy, to be sent with it
 */
public record LiveFrame(String html, String policy) {

  /** The page of a program that was started by this command. */
  public static LiveFrame of(String command) throws IOException {
    String style = PageParts.liveStyle();
    String script = PageParts.liveScript();
    String html =
        PageParts.template()
            .execute(
                Map.of(
                    "live",
                    true,
                    "title",
                    "live – " + (command.isEmpty() ? "a JVM" : command) + " – RefLedger",
                    "style",
                    style,
                    "script",
                    script,
                    "data",
                    "",
                    "licence",
                    PageParts.licence()));
    return new LiveFrame(html, policy(PageParts.hash(style), PageParts.hash(script)));
  }

  private static String policy(String style, String script) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src '" + script + "'",
        "style-src '" + style + "'",
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");
  }
}
