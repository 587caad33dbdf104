package io.refledger.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Frameworks that define classes while the program runs. */
@Tag("neighbours")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FrameworksIT {
  private static final String[] SPRING = {"spring-", "micrometer-", "jspecify", "aopalliance"};

  @TempDir Path directory;

  @EachJdk
  void proxies_that_Spring_makes_with_CGLIB_should_work(Jdk jdk) {
    String classPath = spring("SpringProxies");
    Unharmed.program(jdk, directory, "-cp", classPath, "bank.SpringProxies").assertUnharmed();
  }

  @EachJdk
  void context_that_Spring_made_ahead_of_time_should_work(Jdk jdk) throws IOException {
    spring("SpringProxies");
    String classPath = directory + File.pathSeparator + spring("SpringAhead");
    Path generated = directory.resolve("generated");
    ForkedJvm.Result generation =
        ForkedJvm.on(jdk, directory)
            .with("-cp", classPath, "bank.SpringAhead", "generate", generated.toString())
            .run();
    assertThat(generation.status()).as(generation.err()).isZero();
    Path made = generated.resolve("CLASS"); // proxies are there already
    String all = made + File.pathSeparator + classPath;
    Program.compileTree(generated.resolve("SOURCE"), all, made);

    Unharmed.program(
            jdk,
            directory,
            "-Dspring.aot.enabled=true",
            "-cp",
            all,
            "bank.SpringAhead",
            "run",
            generation.out().strip())
        .assertUnharmed();
  }

  private String spring(String program) {
    return Program.compileAgainst(
        directory + File.pathSeparator + Product.neighbours("frameworks", SPRING),
        "neighbours/bank/" + program,
        directory);
  }

  @EachJdk
  void objects_that_Hibernate_loads_and_enhances_should_work(Jdk jdk) {
    assertThatProgramIsUnharmed(jdk, "Stored");
  }

  @EachJdk
  void beans_that_Jackson_reads_with_Blackbird_should_work(Jdk jdk) {
    assertThatProgramIsUnharmed(jdk, "Beans");
  }

  @EachJdk
  void scripts_of_Groovy_should_work(Jdk jdk) {
    assertThatProgramIsUnharmed(jdk, "Scripts");
  }

  /**
   * What loads Clojure's core is one method, too large for hooks: what it makes and stores is not
   * seen, and some of that dies early in the books.
   */
  @EachJdk
  void forms_of_Clojure_should_work(Jdk jdk) {
    Unharmed program = program(jdk, "Forms");

    Unharmed.Outcome outcome =
        program.assertSeenButInDoubt(program.plain(), program.woven("output=report"));

    assertThat(outcome.report().skipped("methodsSkipped"))
        .anyMatch(method -> method.startsWith("clojure.core__init.load()V"));
    assertThat(outcome.report().verdict()).isEqualTo("incomplete");
  }

  private void assertThatProgramIsUnharmed(Jdk jdk, String program) {
    program(jdk, program).assertUnharmed();
  }

  private Unharmed program(Jdk jdk, String program) {
    String libraries = Product.neighbours("frameworks");
    String classPath = Program.compileAgainst(libraries, "neighbours/" + program, directory);
    return Unharmed.program(jdk, directory, "-cp", classPath, program);
  }

  @EachJdk
  void scripts_of_JRuby_should_work(Jdk jdk) {
    String libraries = Product.neighbours("jruby");
    String classPath = Program.compileAgainst(libraries, "neighbours/Ruby", directory);
    Unharmed.program(jdk, directory, "-cp", classPath, "Ruby").assertUnharmed();
  }

  @EachJdk
  void bundles_of_Felix_should_work(Jdk jdk) throws IOException {
    assertThatBundleWorks(jdk, Product.neighbours("felix"));
  }

  @EachJdk
  void bundles_of_Equinox_should_work(Jdk jdk) throws IOException {
    assertThatBundleWorks(jdk, Product.neighbours("equinox"));
  }

  private void assertThatBundleWorks(Jdk jdk, String framework) throws IOException {
    Path classes = Files.createDirectory(directory.resolve("bundle-classes"));
    Program.compileAgainst(framework, "neighbours/bundle/Orchard", classes);
    Path bundle = bundle(classes.resolve("bundle"));
    String classPath = Program.compileAgainst(framework, "neighbours/Host", directory);
    Unharmed.program(jdk, directory, "-cp", classPath, "Host", bundle.toString(), "storage")
        .assertUnharmed();
  }

  private Path bundle(Path classes) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "orchard");
    attributes.putValue("Bundle-Version", "1.0.0");
    attributes.putValue("Bundle-Activator", "bundle.Orchard");
    attributes.putValue("Import-Package", "org.osgi.framework");
    Path jar = directory.resolve("orchard.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (File file : classes.toFile().listFiles()) {
        out.putNextEntry(new JarEntry("bundle/" + file.getName()));
        Files.copy(file.toPath(), out);
      }
    }
    return jar;
  }
}
