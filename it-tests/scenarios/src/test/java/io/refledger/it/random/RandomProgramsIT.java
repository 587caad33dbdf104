package io.refledger.it.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Report;
import io.refledger.it.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs print the same with the agent and without, and objects die where the model says.
 * Every other program uses collections and lambdas. Another seed: {@code -Drandom.seed=N}, more
 * programs: {@code -Drandom.programs=N}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RandomProgramsIT {
  private static final long SEED = Long.getLong("random.seed", 1);
  private static final int PROGRAMS = Integer.getInteger("random.programs", 8);
  private static final int TAPE = 500;

  /** Methods of any size are woven alike. */
  static final String ALL_EXACT = "-XX:-DontCompileHugeMethods";

  private static final String MAIN = "RandomPrograms";

  @TempDir Path directory;

  private final List<Program> programs = new ArrayList<>();

  @EachJdk
  void objects_should_die_where_the_model_says(Jdk jdk) throws IOException {
    Map<String, String> sourceByName = new HashMap<>();
    for (int i = 0; i < PROGRAMS; i++) {
      int[] tape = Tape.random(SEED + i, TAPE);
      programs.add(isLibrary(i) ? Generator.libraryProgram(tape) : Generator.program(tape));
      sourceByName.put("P" + i, source(i));
    }
    String classPath = RandomSources.compile(sourceByName, MAIN, directory);
    ForkedJvm.Result plain = run(ForkedJvm.on(jdk, directory), classPath);
    assertThat(plain.err()).isEmpty();
    assertThat(plain.status()).isZero();

    for (String locals : List.of("exact", "lean")) {
      String options = "audit=exit,report=json,output=report,interval=0,log=error,locals=" + locals;
      ForkedJvm woven = ForkedJvm.on(jdk, directory).withAgent(options).with(ALL_EXACT);
      if (locals.equals("exact")) {
        woven.shortLived(); // the best compiler has its turn with lean locals
      }
      ForkedJvm.Result result = run(woven.with(Scenes.verified()), classPath);
      assertThat(result.err()).isEmpty();
      assertThat(result.status()).isZero();
      compareEvents(locals, Files.readString(directory.resolve("events.txt")));
      assertThat(result.out()).as("locals=%s", locals).isEqualTo(plain.out());
      Report.in(directory.resolve("report")).assertThatBooksAreRight();
    }
  }

  private static boolean isLibrary(int program) {
    return program % 2 == 1;
  }

  private static ForkedJvm.Result run(ForkedJvm jvm, String classPath) {
    return jvm.with("-cp", classPath, "io.refledger.it.random." + MAIN)
        .with(String.valueOf(PROGRAMS), "events.txt")
        .run();
  }

  private String source(int program) {
    return SourceText.of(RandomSources.PACKAGE, "P" + program, programs.get(program));
  }

  private void compareEvents(String locals, String events) {
    String[] actual = events.split("program \\d+\n");
    assertThat(actual).hasSize(PROGRAMS + 1);
    for (int i = 0; i < PROGRAMS; i++) {
      List<String> model = Interpreter.run(programs.get(i));
      List<String> woven = Arrays.asList(actual[i + 1].split("\n"));
      assertThat(isLibrary(i) ? inAnyOrder(woven) : woven)
          .as("seed %d, locals=%s\n%s", SEED + i, locals, source(i))
          .isEqualTo(isLibrary(i) ? inAnyOrder(model) : model);
    }
  }

  /** Without the order of deaths between two other events: that depends on how the JDK is made. */
  private static List<String> inAnyOrder(List<String> events) {
    List<String> ordered = new ArrayList<>(events);
    int first = 0;
    for (int i = 0; i <= ordered.size(); i++) {
      if (i == ordered.size() || !ordered.get(i).startsWith("dies")) {
        ordered.subList(first, i).sort(null);
        first = i + 1;
      }
    }
    return ordered;
  }
}
