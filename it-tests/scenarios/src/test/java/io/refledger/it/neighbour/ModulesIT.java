package io.refledger.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module, in JVMs that have all modules of the JDK, and few. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ModulesIT {
  private static final String MAIN = "orchard/orchard.Main";

  @TempDir Path directory;
  private String modulePath;

  @BeforeEach
  void compile() throws IOException {
    Path module = Files.createDirectory(directory.resolve("module"));
    modulePath = Program.compileModule("neighbours/orchard", module);
  }

  @Tag("neighbours")
  @EachJdk
  void module_should_work_beside_all_of_the_JDK(Jdk jdk) {
    Unharmed.program(jdk, directory, "--add-modules", "ALL-SYSTEM", "-p", modulePath, "-m", MAIN)
        .assertUnharmed();
  }

  @NewestJdk
  void module_should_work_where_there_is_java_base_alone(Jdk jdk) {
    Unharmed.Outcome outcome =
        Unharmed.program(
                jdk, directory, "--limit-modules", "java.base", "-p", modulePath, "-m", MAIN)
            .assertUnharmed();

    assertThat(outcome.woven().out()).contains("ClassNotFoundException: java.sql.Connection");
  }

  @NewestJdk
  void options_that_need_more_of_the_JDK_should_say_so_in_a_line(Jdk jdk) {
    Unharmed program =
        Unharmed.program(
            jdk, directory, "--limit-modules", "java.base", "-p", modulePath, "-m", MAIN);

    var woven = program.woven("output=report,jmx=on,jfr=on,audit=exit");

    program.assertUnharmed(program.plain(), woven);
    assertThat(woven.err())
        .contains("refledger: jmx=on: this JVM has no MBeans (module java.management), no MBean\n")
        .contains(
            "refledger: jfr=on: this JVM has no flight recorder (module jdk.jfr), no events\n")
        .containsPattern("audit=exit: no .*: this JVM writes no heap dumps .module jdk.management");
  }

  /** So that what agents add to a class finds their own classes (java.lang.instrument). */
  @Tag("neighbours")
  @EachJdk
  void module_should_read_the_unnamed_one_as_the_JVM_arranges_for_classes_that_agents_change(
      Jdk jdk) {
    Unharmed program =
        Unharmed.program(jdk, directory, "-p", modulePath, "-m", MAIN, "what it reads");

    assertThat(program.plain().out()).endsWith("CHECK reads the unnamed false\n");
    assertThat(program.woven("output=report").out()).endsWith("CHECK reads the unnamed true\n");
  }

  /** With a -javaagent the JVM needs java.instrument in the image. */
  @Tag("neighbours")
  @EachJdk
  void image_of_the_module_should_work(Jdk jdk) throws Exception {
    Path image = directory.resolve("image");
    Process link =
        new ProcessBuilder(
                jdk.home().resolve("bin/jlink").toString(),
                "--module-path",
                modulePath,
                "--add-modules",
                "orchard,java.instrument",
                "--output",
                image.toString())
            .inheritIO()
            .start();
    assertThat(link.waitFor()).isZero();

    Unharmed.program(new Jdk(image, jdk.feature()), directory, "-m", MAIN).assertUnharmed();
  }
}
