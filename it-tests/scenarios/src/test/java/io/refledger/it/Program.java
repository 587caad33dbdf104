package io.refledger.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The programs that scenarios run, compiled as a user would. */
public final class Program {
  private static final List<String> OPTIONS = List.of("-nowarn", "-g", "--release", "17");

  private Program() {}

  /**
   * Compiles a program of {@code src/test/programs} against the public API, with all debugging
   * tables.
   *
   * @return the class path to run it with
   * @throws AssertionError when it does not compile
   */
  public static String compile(String name, Path into) {
    return compile(name, into, "-g", "--release", "17");
  }

  /**
   * Compiles a program, and those of its neighbours that it needs, with these options.
   *
   * @return the class path to run it with
   * @throws AssertionError when it does not compile
   */
  public static String compile(String name, Path into, String... options) {
    Path source = Product.program(name);
    List<String> all = new ArrayList<>(List.of("-nowarn"));
    all.addAll(List.of(options));
    all.addAll(List.of("-cp", Product.coreJar().toString()));
    all.addAll(List.of("-sourcepath", source.getParent().toString()));
    compile(List.of(source), all, into);
    return into.toString();
  }

  /**
   * Compiles a program against libraries, with all debugging tables.
   *
   * @param libraries the class path of the libraries, which may be empty
   * @return the class path to run it with
   * @throws AssertionError when it does not compile
   */
  public static String compileAgainst(String libraries, String name, Path into) {
    List<String> options = List.of("-nowarn", "-g", "--release", "17", "-cp", libraries);
    compile(List.of(Product.program(name)), options, into);
    return libraries.isEmpty() ? into.toString() : into + File.pathSeparator + libraries;
  }

  /**
   * Compiles all programs of a directory, with all debugging tables.
   *
   * @return the class path to run them with
   * @throws AssertionError when one does not compile
   */
  public static String compileAll(String directory, Path into) {
    compile(sourcesIn(directory), List.of("-nowarn", "-g", "--release", "17"), into);
    return into.toString();
  }

  /**
   * Compiles all programs of a directory against libraries, with all debugging tables.
   *
   * @return the class path to run them with
   * @throws AssertionError when one does not compile
   */
  public static String compileAll(String directory, String libraries, Path into) {
    List<String> options = List.of("-nowarn", "-g", "--release", "17", "-cp", libraries);
    compile(sourcesIn(directory), options, into);
    return into + File.pathSeparator + libraries;
  }

  /**
   * Compiles the module of a directory of programs, with all debugging tables.
   *
   * @return the module path to run it with
   * @throws AssertionError when it does not compile
   */
  public static String compileModule(String directory, Path into) {
    compile(sourcesBelow(Product.programs(directory)), OPTIONS, into);
    return into.toString();
  }

  /**
   * Compiles all sources of a directory and those below it against libraries.
   *
   * @throws AssertionError when one does not compile
   */
  public static void compileTree(Path directory, String libraries, Path into) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(List.of("-cp", libraries));
    compile(sourcesBelow(directory), options, into);
  }

  private static List<Path> sourcesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  /** The sources of a directory of programs, in the order of their names. */
  public static List<Path> sourcesIn(String directory) {
    try (Stream<Path> files = Files.list(Product.programs(directory))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  private static void compile(List<Path> sources, List<String> options, Path into) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-d", into.toString()));
    sources.forEach(source -> arguments.add(source.toString()));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError("does not compile: " + sources);
    }
  }

  /**
   * Compiles a program in the newest language that a JDK has, or that the options name.
   *
   * @return the class path to run it with
   * @throws AssertionError when it does not compile
   */
  public static String compileWith(Jdk jdk, String name, Path into, String... options) {
    Path source = Product.program(name);
    List<String> command = new ArrayList<>(List.of(jdk.javac().toString(), "-nowarn"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", Product.coreJar().toString(), "-d", into.toString()));
    command.addAll(List.of("-sourcepath", source.getParent().toString(), source.toString()));
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new AssertionError("does not compile: " + name);
      }
      return into.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + command, e);
    }
  }
}
