package io.refledger.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
  /**
   * JDK 25 says of every agent, on standard output, that its module was not there when the archive
   * was made.
   */
  private static final String QUIET = "-Xlog:disable";

  private static final int HAS_CACHES = 25;

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
  void program_should_work_with_an_archive(Jdk jdk) {
    ForkedJvm.Result dump = program(jdk, "-XX:ArchiveClassesAtExit=app.jsa").plain();
    assertThat(dump.status()).isZero();
    assertThat(directory.resolve("app.jsa")).isNotEmptyFile();

    program(jdk, "-XX:SharedArchiveFile=app.jsa", "-Xshare:auto", QUIET).assertUnharmed();
  }

  /** The JVM's words, whatever the agent; there is a flag for its own tests. */
  @EachJdk
  void archive_should_be_refused_by_the_jvm_to_a_run_with_an_agent(Jdk jdk) {
    ForkedJvm.Result dump = program(jdk, "-XX:ArchiveClassesAtExit=app.jsa").woven("output=report");

    assertThat(dump.status()).isEqualTo(1);
    assertThat(dump.err() + dump.out())
        .endsWith(
            "Must enable AllowArchivingWithJavaAgent in order to run Java agent during CDS "
                + "dumping\n");
    assertThat(directory.resolve("app.jsa")).doesNotExist();
  }

  /** It is used, if it was made for a JVM with the module that agents need. */
  @NewestJdk
  void program_should_work_with_a_cache_made_ahead_of_time(Jdk jdk) {
    assertThatCacheWorks(jdk, "--add-modules=java.instrument");
  }

  /** The JVM does without it. */
  @NewestJdk
  void program_should_work_with_a_cache_that_knows_of_no_agents(Jdk jdk) {
    assertThatCacheWorks(jdk, "-Dknows=nothing");
  }

  private void assertThatCacheWorks(Jdk jdk, String modules) {
    assumeTrue(jdk.feature() >= HAS_CACHES, "one run makes it from JDK 25 on");
    ForkedJvm.Result dump = program(jdk, "-XX:AOTCacheOutput=app.aot", modules).plain();
    assertThat(dump.status()).isZero();
    assertThat(directory.resolve("app.aot")).isNotEmptyFile();

    program(jdk, "-XX:AOTCache=app.aot", modules, QUIET).assertUnharmed();
  }

  private Unharmed program(Jdk jdk, String... options) {
    return Unharmed.program(jdk, directory, "-cp", jar.toString(), "Archived").withBefore(options);
  }
}
