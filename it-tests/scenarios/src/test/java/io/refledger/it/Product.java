package io.refledger.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The packaged jars, at the places the contract gives them. */
public final class Product {
  private static final Path ROOT = Path.of(System.getProperty("refledger.root", "../.."));

  private static final String RANDOM = "it-tests/scenarios/src/test/programs/random/";

  private static final String VERSION = "0.1.0-SNAPSHOT";

  private Product() {}

  /** The agent jar. */
  public static Path agentJar() {
    return existing("agent/target/refledger-agent.jar");
  }

  /** The POM that all modules have as a parent. */
  public static Path rootPom() {
    return existing("pom.xml");
  }

  /** The jar of the public API. */
  public static Path coreJar() {
    return existing("core/target/refledger-core.jar");
  }

  /** The JUnit integration. */
  public static Path junitJar() {
    return existing("agent/target/refledger-junit5.jar");
  }

  /** A directory of jars of {@code it-tests/test-tools}. */
  public static Path testTools(String directory) {
    return existing("it-tests/test-tools/target/" + directory);
  }

  /**
   * The class path of the jars in a directory of {@code it-tests/neighbours} whose names begin with
   * one of these, or of all.
   */
  public static String neighbours(String directory, String... beginnings) {
    File[] jars = existing("it-tests/neighbours/target/" + directory).toFile().listFiles();
    return Arrays.stream(jars)
        .filter(
            jar ->
                beginnings.length == 0
                    || Arrays.stream(beginnings).anyMatch(jar.getName()::startsWith))
        .map(File::toString)
        .sorted()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The project that leak tests guard. */
  public static Path sampleProject() {
    return existing("demo-apps/leak-gate/pom.xml").getParent();
  }

  /** Puts what a project of a user's needs into a local repository, as an install would. */
  public static void install(Path repository) throws IOException {
    install(repository, "refledger", existing("pom.xml"), Optional.empty());
    install(repository, "refledger-core-modules", existing("core/pom.xml"), Optional.empty());
    install(repository, "refledger-agent-modules", existing("agent/pom.xml"), Optional.empty());
    install(repository, "refledger-core", existing("core/api/pom.xml"), Optional.of(coreJar()));
    install(
        repository, "refledger-junit5", existing("agent/junit5/pom.xml"), Optional.of(junitJar()));
    install(
        repository,
        "refledger-maven-plugin",
        existing("agent/maven-plugin/pom.xml"),
        Optional.of(existing("agent/maven-plugin/target/refledger-maven-plugin.jar")));
  }

  private static void install(Path repository, String artifact, Path pom, Optional<Path> jar)
      throws IOException {
    Path directory =
        Files.createDirectories(
            repository.resolve("io/refledger").resolve(artifact).resolve(VERSION));
    Files.copy(pom, directory.resolve(artifact + "-" + VERSION + ".pom"));
    if (jar.isPresent()) {
      Files.copy(jar.get(), directory.resolve(artifact + "-" + VERSION + ".jar"));
    }
  }

  /** The jar of a demo program, such as {@code tour}. */
  public static Path demo(String name) {
    return existing("demo-apps/target/" + name + ".jar");
  }

  /** The jar that runs vectors. */
  public static Path vectorsJar() {
    return existing("it-tests/target/vectors.jar");
  }

  /** The directory of the vectors that were recorded with CPython. */
  public static Path recordedVectors() {
    return existing("it-tests/vectors/src/test/resources/io/refledger/it/vectors/graph.jsonl")
        .getParent();
  }

  /** The directory of the programs that other compilers made; in {@code lib} what they need. */
  public static Path languages() {
    return existing("it-tests/scenarios/target/languages/KotlinScenes.class").getParent();
  }

  /** A directory of programs that scenarios run. */
  static Path programs(String directory) {
    return ROOT.resolve("it-tests/scenarios/src/test/programs").resolve(directory);
  }

  /** The libraries of a program, copied by the build; a directory that need not exist. */
  public static Path libraries(String program) {
    return ROOT.resolve("it-tests/scenarios/target/corpus").resolve(program).toAbsolutePath();
  }

  /** The source of a program that scenarios run. */
  public static Path program(String name) {
    return existing("it-tests/scenarios/src/test/programs/" + name + ".java");
  }

  /** The source of what runs random programs. */
  public static Path randomProgram(String name) {
    return existing(RANDOM + "io/refledger/it/random/" + name + ".java");
  }

  /** The source path of what random programs use; part of it is also used by it-tests/vectors. */
  public static String randomPrograms() {
    Path vectors = ROOT.resolve("it-tests/vectors/src/test/java");
    return ROOT.resolve(RANDOM) + File.pathSeparator + vectors;
  }

  private static Path existing(String path) {
    Path jar = ROOT.resolve(path).toAbsolutePath().normalize();
    if (!Files.exists(jar)) {
      throw new IllegalStateException("run mvn package at the root first: missing=" + jar);
    }
    return jar;
  }
}
