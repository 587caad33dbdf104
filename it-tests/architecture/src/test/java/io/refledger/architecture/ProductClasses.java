package io.refledger.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled main classes of the modules, read from their {@code target/classes}. */
final class ProductClasses {
  private static final Path ROOT = Path.of(System.getProperty("refledger.root", "../.."));
  private static final List<String> MODULES =
      List.of(
          "core/api",
          "core/runtime",
          "core/analysis",
          "agent/weaver",
          "agent/launcher",
          "agent/cli",
          "agent/junit5",
          "agent/maven-plugin",
          "demo-apps");

  /** Every class of the product; imported once. */
  static final JavaClasses ALL = new ClassFileImporter().importPaths(existing().toList());

  private ProductClasses() {}

  private static Stream<Path> existing() {
    return MODULES.stream()
        .map(module -> ROOT.resolve(module).resolve("target/classes"))
        .filter(Files::isDirectory);
  }
}
