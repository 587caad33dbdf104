package io.refledger.it.junit;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The test classes of {@code src/test/programs/junit}, run in a JVM of their own as a build would.
 */
final class TestProgram {
  private static final List<String> LIBRARIES =
      List.of("junit-jupiter", "junit-platform", "opentest4j", "apiguardian");

  private final Path directory;
  private final String classPath;
  private final List<String> jvmArguments = new ArrayList<>();

  private TestProgram(Path directory, String classPath) {
    this.directory = directory;
    this.classPath = classPath;
  }

  /** Compiles all of them. */
  static TestProgram in(Path directory) {
    String libraries = Product.junitJar() + File.pathSeparator + junit();
    return new TestProgram(directory, Program.compileAll("junit", libraries, directory));
  }

  /** Compiles those of a package that is annotated. */
  static TestProgram ofPackage(String name, Path directory) {
    String libraries = Product.junitJar() + File.pathSeparator + junit();
    Program.compileAgainst(libraries, "junit/TestRun", directory);
    String sources = "junit-package/" + name;
    return new TestProgram(directory, Program.compileAll(sources, libraries, directory));
  }

  /** Compiles all of them, and runs them with another JUnit: a directory of test tools. */
  static TestProgram on(String junit, Path directory) {
    in(directory);
    String classPath =
        String.join(
            File.pathSeparator,
            directory.toString(),
            Product.junitJar().toString(),
            jarsIn(Product.testTools(junit)));
    return new TestProgram(directory, classPath);
  }

  /** Compiles those that use test tools of others. */
  static TestProgram withTools(Path directory) {
    String libraries =
        String.join(
            File.pathSeparator,
            Product.junitJar().toString(),
            junit(),
            jarsIn(Product.testTools("tools")));
    Program.compileAgainst(libraries, "junit/TestRun", directory);
    return new TestProgram(directory, Program.compileAll("junit-tools", libraries, directory));
  }

  private static String jarsIn(Path directory) {
    return Arrays.stream(directory.toFile().listFiles())
        .map(File::toString)
        .sorted()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The JUnit that these tests run with. */
  private static String junit() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> LIBRARIES.stream().anyMatch(new File(entry).getName()::startsWith))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Adds arguments of the JVM. */
  TestProgram with(String... arguments) {
    jvmArguments.addAll(List.of(arguments));
    return this;
  }

  /** Runs test classes with the agent. */
  ForkedJvm.Result run(Jdk jdk, String... arguments) {
    return run(ForkedJvm.on(jdk, directory).withAgent("output=report,log=error"), arguments);
  }

  /** Runs test classes without the agent. */
  ForkedJvm.Result runPlain(Jdk jdk, String... arguments) {
    return run(ForkedJvm.on(jdk, directory), arguments);
  }

  private ForkedJvm.Result run(ForkedJvm jvm, String... arguments) {
    return jvm.shortLived()
        .with("-Da.file=" + directory.resolve("TestRun.class"), "-cp", classPath)
        .with(jvmArguments.toArray(String[]::new))
        .with("TestRun")
        .with(arguments)
        .run();
  }
}
