package io.refledger.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packaged jars, at the places the contract gives them. */
public final class Product {
  private static final Path ROOT = Path.of(System.getProperty("refledger.root", "../.."));

  private static final String RANDOM = "it-tests/scenarios/src/test/programs/random/";

  private Product() {}

  /** The agent jar. */
  public static Path agentJar() {
    return existing("agent/target/refledger-agent.jar");
  }

  /** The jar of the public API. */
  public static Path coreJar() {
    return existing("core/target/refledger-core.jar");
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
  static Path program(String name) {
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
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("run mvn package at the root first: missing=" + jar);
    }
    return jar;
  }
}
