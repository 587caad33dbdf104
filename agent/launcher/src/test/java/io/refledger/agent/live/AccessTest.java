package io.refledger.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessTest {
  private final Access access = new Access(8080);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "127.0.0.1:8080, -, 200",
        "localhost:8080, http://localhost:8080, 200",
        "[::1]:8080, http://127.0.0.1:8080, 200",
        "-, -, 403",
        "127.0.0.1, -, 403",
        "127.0.0.1:8081, -, 403",
        "127.0.0.1.example.org:8080, -, 403",
        "localhost:8080, https://localhost:8080, 403",
        "localhost:8080, http://localhost:80801, 403",
        "localhost:8080, null, 403",
      })
  void host_and_origin_should_be_ours(String host, String origin, int status) {
    Map<String, String> fields = new HashMap<>();
    Optional.ofNullable(host).ifPresent(value -> fields.put("host", value));
    Optional.ofNullable(origin).ifPresent(value -> fields.put("origin", value));

    assertThat(status(access.root() + "collect", fields)).isEqualTo(status);
  }

  @Test
  void token_should_be_asked_for_and_differ_from_server_to_server() {
    Map<String, String> ours = Map.of("host", "127.0.0.1:8080");

    assertThat(access.root()).matches("/[0-9a-f]{32}/");
    assertThat(status(access.root(), ours)).isEqualTo(200);
    assertThat(status(new Access(8080).root(), ours)).isEqualTo(404);
    assertThat(status(access.root().substring(0, 33), ours)).isEqualTo(404);
    assertThat(status("/" + access.root(), ours)).isEqualTo(404);
    assertThat(status("http://127.0.0.1:8080" + access.root(), ours)).isEqualTo(404);
    assertThat(status("", ours)).isEqualTo(404);
  }

  @Test
  void path_behind_the_token_should_be_what_is_asked_for() {
    assertThat(access.what(new HttpRequest("GET", access.root() + "events", Map.of())))
        .isEqualTo("events");
  }

  private int status(String path, Map<String, String> fields) {
    return access
        .refusal(new HttpRequest("POST", path, fields))
        .map(HttpAnswer::status)
        .orElse(200);
  }
}
