package io.refledger.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentArgumentTest {

  @Test
  void agent_should_come_behind_what_is_there() {
    assertThat(AgentArgument.added("-javaagent:jacoco.jar=x -Xmx1g ", "/a/r.jar", "output=o"))
        .isEqualTo("-javaagent:jacoco.jar=x -Xmx1g -javaagent:/a/r.jar=output=o");
  }

  @Test
  void agent_should_stand_alone_where_nothing_is() {
    assertThat(AgentArgument.added(null, "/a/r.jar", "")).isEqualTo("-javaagent:/a/r.jar");
    assertThat(AgentArgument.added(" ", "/a/r.jar", "")).isEqualTo("-javaagent:/a/r.jar");
  }

  @Test
  void path_with_a_blank_should_be_quoted() {
    assertThat(AgentArgument.added(null, "/my builds/r.jar", "output=o"))
        .isEqualTo("\"-javaagent:/my builds/r.jar=output=o\"");
  }
}
