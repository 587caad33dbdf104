package io.refledger.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JVM's archives of classes that are loaded already: of the program's and the JDK's, with the
 * hidden classes of their lambdas.
 */
@Tag("neighbours")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchivesIT {
  @TempDir Path directory;
  private Path jar;

  /** Only classes of jars are archived. */
  @BeforeEach
  void compile() throws IOException {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    Program.compile("neighbours/Archived", classes);
    jar = directory.resolve("archived.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (File file : classes.toFile().listFiles()) {
        out.putNextEntry(new JarEntry(file.getName()));
        Files.copy(file.toPath(), out);
      }
    }
  }

  @EachJdk
  void program_should_work_with_an_archive_that_was_made_without_the_agent(Jdk jdk) {
    ForkedJvm.Result dump = program(jdk, "-XX:ArchiveClassesAtExit=app.jsa").plain();
    assertThat(dump.status()).isZero();
    assertThat(directory.resolve("app.jsa")).isNotEmptyFile();

    archived(jdk).assertUnharmed();
  }

  /** What the JVM itself says of classes that it does not archive is no matter. */
  @EachJdk
  void program_should_work_with_an_archive_that_was_made_with_the_agent(Jdk jdk) {
    Unharmed dump = program(jdk, "-XX:ArchiveClassesAtExit=app.jsa", "-Xlog:disable");
    dump.assertUnharmed(dump.plain(), dump.woven("output=report"));

    archived(jdk).assertUnharmed();
  }

  /** From JDK 25 on, one run makes it. */
  @NewestJdk
  void program_should_work_with_a_cache_made_ahead_of_time(Jdk jdk) {
    ForkedJvm.Result dump =
        program(jdk, "-XX:AOTCacheOutput=app.aot", "--add-modules", "java.instrument").plain();
    assertThat(dump.status()).isZero();
    assertThat(directory.resolve("app.aot")).isNotEmptyFile();

    program(jdk, "-XX:AOTCache=app.aot").assertUnharmed();
  }

  private Unharmed archived(Jdk jdk) {
    return program(jdk, "-XX:SharedArchiveFile=app.jsa", "-Xshare:auto");
  }

  private Unharmed program(Jdk jdk, String... options) {
    return Unharmed.program(jdk, directory, "-cp", jar.toString(), "Archived").withBefore(options);
  }
}
