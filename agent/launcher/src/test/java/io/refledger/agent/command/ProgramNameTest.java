package io.refledger.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgramNameTest {
  @ParameterizedTest
  @CsvSource({
    "com.acme.Main --password=x y, classes:lib.jar, com.acme.Main",
    "com.acme.Main, classes, com.acme.Main",
    "shop/com.acme.Main secret, '', shop/com.acme.Main",
    "my app.jar secret, my app.jar, my app.jar",
    "app.jar, app.jar, app.jar",
    "app.jarx secret, app.jar, app.jarx",
    "'', classes, ''",
  })
  void arguments_should_be_left_out(String command, String classPath, String name) {
    assertThat(ProgramName.of(command, classPath)).isEqualTo(name);
  }
}
