package io.refledger.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** The programs that scenarios run, compiled as a user would. */
public final class Program {
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
    List<String> arguments = new ArrayList<>(List.of("-nowarn"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-cp", Product.coreJar().toString(), "-d", into.toString()));
    arguments.addAll(List.of("-sourcepath", source.getParent().toString(), source.toString()));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError("does not compile: " + name);
    }
    return into.toString();
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
