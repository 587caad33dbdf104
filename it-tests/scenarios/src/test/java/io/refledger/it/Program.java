package io.refledger.it;

import java.nio.file.Path;
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
    List<String> arguments =
        List.of(
            "-nowarn",
            "-g",
            "--release",
            "17",
            "-cp",
            Product.coreJar().toString(),
            "-d",
            into.toString(),
            Product.program(name).toString());
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError("does not compile: " + name);
    }
    return into.toString();
  }
}
