package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StartUpIT {
  /** The transformer by which the first class is woven. */
  private static final String FIRST_WOVEN_BY = "io.refledger.agent.transform.OneClass";

  @TempDir Path directory;
  private String classPath;

  @BeforeEach
  void compile() {
    classPath = Program.compile("StartUp", directory);
  }

  /** Without the archive the JVM never verified, and shows no stack maps of, its own classes. */
  @EachJdk
  void program_should_run_where_the_jdks_classes_have_no_stack_maps(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .with("-Xshare:off", "-XX:+UseSerialGC", "-Xmn2m")
            .withAgent("report=none")
            .with("-cp", classPath, "StartUp", "providers")
            .run();

    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out()).contains("provider jar\n").endsWith("end\n");
  }

  @OldestJdk
  void program_should_run_without_the_agent_when_a_key_is_unknown(Jdk jdk) {
    ForkedJvm.Result result = run(jdk, "outptu=there");

    assertThat(result)
        .isEqualTo(
            new ForkedJvm.Result(
                0,
                "begin \nend\n",
                "refledger: outptu=there: unknown key; did you mean output?;"
                    + " the program runs without the agent\n"));
  }

  @NewestJdk
  void program_should_run_without_the_agent_when_a_value_is_bad(Jdk jdk) {
    ForkedJvm.Result result = run(jdk, "locals=some", "exit");

    assertThat(result.status()).isEqualTo(5);
    assertThat(result.out()).isEqualTo("begin exit\n");
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .startsWith("refledger: locals=some: allowed is ")
        .contains("lean")
        .endsWith("; the program runs without the agent");
  }

  @OldestJdk
  void program_should_not_begin_when_the_agent_is_strict(Jdk jdk) {
    ForkedJvm.Result result = run(jdk, "strict=true,outptu=there");

    assertThat(result)
        .isEqualTo(
            new ForkedJvm.Result(
                2,
                "",
                "refledger: outptu=there: unknown key; did you mean output?; strict, status 2\n"));
  }

  @NewestJdk
  void status_should_stay_when_the_output_directory_cannot_be_made(Jdk jdk) throws IOException {
    Files.writeString(directory.resolve("file"), "no directory");

    ForkedJvm.Result result = run(jdk, "output=file/report", "exit");

    assertThat(result.status()).isEqualTo(5);
    assertThat(result.out()).isEqualTo("begin exit\n");
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .startsWith("refledger: ")
        .contains("file/report");
  }

  @EachJdk
  void classes_that_cannot_be_woven_should_behave_as_without_the_agent(Jdk jdk) {
    ForkedJvm.Result plain = ForkedJvm.on(jdk, directory).with(command("load")).run();
    ForkedJvm.Result result = run(jdk, "output=report", "load");

    assertThat(plain.status()).isEqualTo(5);
    assertThat(result.status()).isEqualTo(5);
    assertThat(result.out()).isEqualTo(plain.out());
    assertThat(result.err().lines())
        .hasSize(4)
        .filteredOn(line -> line.startsWith("refledger: WARN StartUp$Victim runs unwoven"))
        .hasSize(3);
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.skipped("classesSkipped")).containsOnly("StartUp$Victim").isNotEmpty();
    assertThat(report.json().get("verdict").getAsString()).isEqualTo("incomplete");
    assertThat(directory.resolve("report/report.txt")).isNotEmptyFile();
  }

  @NewestJdk
  void uncaught_exception_should_leave_its_trace_and_a_report(Jdk jdk) {
    ForkedJvm.Result plain = ForkedJvm.on(jdk, directory).with(command("throw")).run();
    ForkedJvm.Result result = run(jdk, "output=report", "throw");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("begin throw\n");
    assertThat(result.err()).isEqualTo(plain.err() + "refledger: clean, findings: 0, see report\n");
    assertThat(directory.resolve("report/report.txt")).isNotEmptyFile();
    assertThat(directory.resolve("report/report.json")).isNotEmptyFile();
  }

  /** They could not be woven; the JVM ran some of them to call the agent. */
  @EachJdk
  void no_lambda_form_that_was_there_before_the_agent_should_run_in_the_program(Jdk jdk)
      throws IOException {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .with("-XX:+UnlockDiagnosticVMOptions", "-XX:+ShowHiddenFrames")
            .with("-Xlog:class+load:file=loaded.txt")
            .withAgent("report=none")
            .with(command("forms"))
            .run();

    assertThat(result.out()).endsWith("end textc\n");
    List<String> loaded = Files.readAllLines(directory.resolve("loaded.txt"));
    int weaving = lastLoad(FIRST_WOVEN_BY, loaded);
    assertThat(hiddenForms(result.out())).hasSizeGreaterThan(2);
    assertThat(hiddenForms(result.out()))
        .allSatisfy(form -> assertThat(lastLoad(form, loaded)).as(form).isGreaterThan(weaving));
  }

  private static List<String> hiddenForms(String out) {
    return out.lines()
        .filter(line -> line.startsWith("form ") && line.contains("/0x"))
        .map(line -> line.substring("form ".length()))
        .toList();
  }

  /**
   * Where the JVM's log tells last that it has loaded a class: the name of a hidden class has an
   * address in it, which another class gets when the first one is unloaded.
   */
  private static int lastLoad(String className, List<String> loaded) {
    for (int i = loaded.size() - 1; i >= 0; i--) {
      if (loaded.get(i).contains(" " + className + " ")) {
        return i;
      }
    }
    throw new AssertionError("never loaded: " + className);
  }

  @EachJdk
  void no_method_should_be_too_large_when_the_jvm_compiles_all_of_them(Jdk jdk) {
    run(jdk, "output=limited");
    ForkedJvm.on(jdk, directory)
        .shortLived()
        .with("-XX:-DontCompileHugeMethods")
        .withAgent("output=unlimited")
        .with(command())
        .run();

    String reason = "methods over 8000 are never compiled";
    assertThat(reasons("limited")).anyMatch(r -> r.contains(reason));
    assertThat(reasons("unlimited")).noneMatch(r -> r.contains(reason));
  }

  private List<String> reasons(String output) {
    JsonObject coverage = Report.in(directory.resolve(output)).json().getAsJsonObject("coverage");
    return coverage.getAsJsonArray("methodsSkipped").asList().stream()
        .map(skipped -> skipped.getAsJsonObject().get("reason").getAsString())
        .toList();
  }

  private ForkedJvm.Result run(Jdk jdk, String options, String... arguments) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent(options)
        .with(command(arguments))
        .run();
  }

  private String[] command(String... arguments) {
    String[] command = new String[3 + arguments.length];
    command[0] = "-cp";
    command[1] = classPath;
    command[2] = "StartUp";
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    return command;
  }
}
