package io.refledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JavaArgumentsTest {
  @ParameterizedTest
  @CsvSource({
    "-jar app.jar -x, FIRST AGENT -jar app.jar -x",
    "-Xmx1g -javaagent:other.jar -jar app.jar, FIRST -Xmx1g -javaagent:other.jar AGENT -jar app.jar",
    "-cp a:b Main -jar, FIRST -cp a:b AGENT Main -jar",
    "--class-path a -ea Main, FIRST --class-path a -ea AGENT Main",
    "--add-opens x/y=z -m m/Main, FIRST --add-opens x/y=z AGENT -m m/Main",
    "--module=m/Main a, FIRST AGENT --module=m/Main a",
    "-ea @file, FIRST -ea AGENT @file",
    "Main.java, FIRST AGENT Main.java",
    "-version, FIRST -version AGENT",
    "-cp, FIRST -cp AGENT",
  })
  void agent_should_come_behind_all_other_options_of_the_jvm(String given, String expected) {
    List<String> all = JavaArguments.with(List.of("FIRST"), "AGENT", List.of(given.split(" ")));

    assertThat(String.join(" ", all)).isEqualTo(expected);
  }
}
