package io.refledger.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Product;
import io.refledger.it.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoProgramsIT {
  @TempDir Path directory;

  @EachJdk
  void listener_should_keep_every_listener(Jdk jdk) {
    assertThat(outputOf(jdk, "listener"))
        .isEqualTo("served 600 requests, 600 alerts\nlisteners still registered: 600\n");
  }

  @EachJdk
  void listener_should_keep_none_when_fixed(Jdk jdk) {
    assertThat(outputOf(jdk, "listener", "fixed"))
        .isEqualTo("served 600 requests, 600 alerts\nlisteners still registered: 0\n");
  }

  @EachJdk
  void cycle_should_drop_its_couples(Jdk jdk) {
    assertThat(outputOf(jdk, "cycle"))
        .isEqualTo(
            "dropped 100 couples, 980 letters in their names\neach still refers to its partner\n");
  }

  @EachJdk
  void cycle_should_part_its_couples_when_fixed(Jdk jdk) {
    assertThat(outputOf(jdk, "cycle", "fixed"))
        .isEqualTo("dropped 100 couples, 980 letters in their names\neach was parted first\n");
  }

  @EachJdk
  void stream_should_close_no_reader(Jdk jdk) {
    assertThat(outputOf(jdk, "stream"))
        .isEqualTo("1: first\n2: first\n3: first\n4: first\n5: first\nclosed no reader\n");
  }

  @EachJdk
  void stream_should_close_each_reader_when_fixed(Jdk jdk) {
    assertThat(outputOf(jdk, "stream", "fixed"))
        .isEqualTo("1: first\n2: first\n3: first\n4: first\n5: first\nclosed 5 readers\n");
  }

  @EachJdk
  void tour_should_name_the_command_when_the_agent_is_missing(Jdk jdk) {
    assertThat(outputOf(jdk, "tour"))
        .isEqualTo(
            "The tour needs the agent: java -javaagent:agent/target/refledger-agent.jar=locals=exact"
                + " -jar demo-apps/target/tour.jar\n");
  }

  @NewestJdk
  void listener_and_stream_should_print_the_same_with_the_agent(Jdk jdk) {
    for (String demo : List.of("listener", "stream")) {
      ForkedJvm.Result result =
          ForkedJvm.on(jdk, directory)
              .shortLived()
              .withAgent("output=" + demo)
              .with("-jar", Product.demo(demo).toString())
              .run();

      assertThat(result.status()).isZero();
      assertThat(result.out()).isEqualTo(outputOf(jdk, demo));
      Report report = Report.in(directory.resolve(demo));
      assertThat(report.schemaErrors()).isEmpty();
      assertThat(report.json().getAsJsonArray("incomplete")).isEmpty();
      assertThat(report.total("underflows")).isZero();
      assertThat(report.total("revived")).isZero();
    }
  }

  private String outputOf(Jdk jdk, String demo, String... arguments) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .with("-jar", Product.demo(demo).toString())
            .with(arguments)
            .run();
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }
}
