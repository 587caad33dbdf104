package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.Jdk;
import io.refledger.it.Jdks;
import io.refledger.it.NewestJdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import io.refledger.it.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that the tool starts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunIT {
  private static final int MOST_SECONDS = 120;
  private static final int TERMINATED = 143;

  @TempDir Path directory;

  private String classPath;

  @BeforeEach
  void compile() throws IOException {
    directory = directory.toRealPath();
    classPath = Program.compile("Run", directory);
  }

  @EachJdk
  void program_should_run_as_if_java_had_been_started(Jdk jdk) throws Exception {
    Process run =
        start(jdk, "output=report", "--report", "text", "--", "-cp", classPath, "Run", "7", "--");
    run.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
    run.getOutputStream().close();

    assertThat(run.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(out())
        .isEqualTo(
            "arguments [7, --]\n"
                + "agents [refledger-agent.jar=output=report,report=text]\n"
                + "java "
                + jdk.home()
                + "\nread hello\n");
    assertThat(err()).startsWith("an error\nrefledger: clean, findings: 0, see report");
    assertThat(run.exitValue()).isEqualTo(7);
    assertThat(directory.resolve("report/report.txt")).exists();
  }

  @NewestJdk
  void signal_should_end_the_program_which_says_with_what(Jdk jdk) throws Exception {
    Process run = start(jdk, "report=none", "--", "-cp", classPath, "Run", "wait");
    run.getOutputStream().close();
    for (int i = 0; i < MOST_SECONDS * 50 && !out().contains("waiting"); i++) {
      Thread.sleep(20);
    }
    ProcessHandle child = run.children().findFirst().orElseThrow();

    run.destroy();

    assertThat(run.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(out()).endsWith("waiting\nasked to end\n");
    assertThat(run.exitValue()).isEqualTo(TERMINATED);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void what_cannot_be_run_should_be_one_line() {
    Jdk jdk = Jdks.oldest().get(0);
    Tool tool = new Tool(jdk, directory);

    assertThat(tool.refusal("run", "output=report", "-cp", classPath, "Run")).contains("--");
    assertThat(tool.refusal("run", "--")).contains("arguments of java");
    assertThat(tool.refusal("run", "exact", "--", "Run")).contains("exact", "KEY=VALUE");
    assertThat(tool.run("run", "--help").out()).contains("-- JAVA-ARGS...", "JAVA_HOME");
  }

  @Test
  void java_home_that_is_none_should_be_one_line() throws Exception {
    Process run = process(Path.of("/no/jdk"), Jdks.oldest().get(0), "--", "Run");

    assertThat(run.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(run.exitValue()).isEqualTo(2);
    assertThat(err()).startsWith("refledger: JAVA_HOME=/no/jdk: there is no ");
  }

  private Process start(Jdk jdk, String... arguments) throws IOException {
    return process(jdk.home(), jdk, arguments);
  }

  private Process process(Path javaHome, Jdk jdk, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-jar"));
    command.add(Product.agentJar().toString());
    command.add("run");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder
        .redirectOutput(directory.resolve("out.txt").toFile())
        .redirectError(directory.resolve("err.txt").toFile())
        .start();
  }

  private String out() throws IOException {
    return Files.readString(directory.resolve("out.txt"));
  }

  private String err() throws IOException {
    return Files.readString(directory.resolve("err.txt"));
  }
}
