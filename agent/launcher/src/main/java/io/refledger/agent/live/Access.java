package io.refledger.agent.live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/*
 * Who is kept out:
 *   other users of the machine           by the token, which only the program's standard error has
 *   pages whose name resolves to us      by `Host`: their own name is in it (DNS rebinding)
 *   other pages in the reader's browser  by the token, and by `Origin` where something is done
 */
/** Decides which requests are answered. */
final class Access {
  private static final int TOKEN_BYTES = 16;

  private final String token;

  /** The names under which the reader's browser may know this server. */
  private final List<String> hosts;

  Access(int port) {
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    token = HexFormat.of().formatHex(secret);
    hosts = List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
  }

  /** The path of the page. */
  String root() {
    return "/" + token + "/";
  }

  /** The answer to a request that is refused. */
  Optional<HttpAnswer> refusal(HttpRequest request) {
    if (!hosts.contains(request.field("host").orElse(""))) {
      return Optional.of(
          HttpAnswer.refusal(HttpAnswer.FORBIDDEN, "the field Host must be one of " + hosts));
    }
    if (!hasToken(request.path())) {
      return Optional.of(HttpAnswer.refusal(HttpAnswer.NOT_FOUND, "nothing is here"));
    }
    if (!isOurs(request.field("origin"))) {
      return Optional.of(HttpAnswer.refusal(HttpAnswer.FORBIDDEN, "not for other pages"));
    }
    return Optional.empty();
  }

  /** Browsers leave it out where a page is opened, and tell it where something is done. */
  private boolean isOurs(Optional<String> origin) {
    return origin.isEmpty()
        || hosts.stream().anyMatch(host -> origin.get().equals("http://" + host));
  }

  /** Takes as long for a token that is nearly right as for any other. */
  private boolean hasToken(String path) {
    int end = path.indexOf('/', 1);
    String given = end < 0 ? "" : path.substring(0, end + 1);
    return MessageDigest.isEqual(bytes(given), bytes(root()));
  }

  /** What the path of a request that is not refused has behind the token. */
  String what(HttpRequest request) {
    return request.path().substring(root().length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
