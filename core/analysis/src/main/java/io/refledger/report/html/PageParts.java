package io.refledger.report.html;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The parts of the page that are the same in every report. */
final class PageParts {
  private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/";

  /** In the order of their use: what is named below is defined above. */
  private static final List<String> SCRIPTS =
      List.of(
          "dom",
          "names",
          "state",
          "verdict",
          "paths",
          "cycle",
          "plots",
          "findings",
          "flame",
          "table",
          "arenas",
          "sections",
          "page");

  /** What the page of a program that runs has besides. */
  private static final List<String> LIVE_SCRIPTS = List.of("figures", "growth", "actions", "feed");

  private PageParts() {}

  static Template template() throws IOException {
    return Mustache.compiler().compile(text("page.mustache"));
  }

  static String style() throws IOException {
    return text("page.css");
  }

  static String liveStyle() throws IOException {
    return style() + text("live.css");
  }

  /** The library and our functions, as one module. */
  static String script() throws IOException {
    StringBuilder script = new StringBuilder(text(D3 + "dist/d3.min.js"));
    for (String name : SCRIPTS) {
      script.append('\n').append(text("script/" + name + ".js"));
    }
    return script.toString();
  }

  static String liveScript() throws IOException {
    StringBuilder script = new StringBuilder(script());
    for (String name : LIVE_SCRIPTS) {
      script.append('\n').append(text("script/live/" + name + ".js"));
    }
    return script.toString();
  }

  /** The licence of the library, which comes with every copy. */
  static String licence() throws IOException {
    return text(D3 + "LICENSE");
  }

  static String text(String name) throws IOException {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }

  /** The hash by which a content security policy allows an element with this text. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
