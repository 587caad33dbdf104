package io.refledger.it.random;

import io.refledger.it.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Sources of random programs, and what runs them, compiled as a user would. */
final class RandomSources {
  static final String PACKAGE = "io.refledger.it.random.woven";

  private RandomSources() {}

  /**
   * Compiles sources by the name of their class, and the main class that runs them.
   *
   * @return the class path to run them with
   * @throws AssertionError when they do not compile
   */
  static String compile(Map<String, String> sourceByName, String main, Path directory) {
    Path classes = directory.resolve("classes");
    List<String> arguments = new ArrayList<>(List.of("-nowarn", "-g", "-proc:none"));
    arguments.addAll(List.of("--release", "17", "-implicit:class"));
    arguments.addAll(List.of("-cp", Product.coreJar().toString(), "-d", classes.toString()));
    arguments.addAll(List.of("-sourcepath", Product.randomPrograms()));
    arguments.addAll(written(sourceByName, directory.resolve("sources")));
    arguments.add(Product.randomProgram(main).toString());
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError("does not compile: " + sourceByName.keySet());
    }
    return classes + java.io.File.pathSeparator + Product.coreJar();
  }

  private static List<String> written(Map<String, String> sourceByName, Path directory) {
    try {
      Files.createDirectories(directory);
      List<String> files = new ArrayList<>();
      for (Map.Entry<String, String> source : sourceByName.entrySet()) {
        Path file = directory.resolve(source.getKey() + ".java");
        files.add(Files.writeString(file, source.getValue()).toString());
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write sources to " + directory, e);
    }
  }
}
