package io.refledger.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UriPathsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/acme/Login.java",
        "a:b/C.java",
        ":/C.java",
        "C:1.java",
        "with blank/<script>.java",
        "ctl\u0001/\u202e/q?#%41.java",
        "\u001b[31m/x.java",
      })
  void path_should_be_a_relative_reference_that_means_the_path(String path) {
    URI uri = URI.create(UriPaths.encoded(path));

    assertThat(uri.getScheme()).isNull();
    assertThat(uri.getAuthority()).isNull();
    assertThat(uri.normalize().getPath()).isIn(path, "./" + path);
    assertThat(uri.getFragment()).isNull();
    assertThat(uri.getQuery()).isNull();
  }
}
