package io.refledger.report.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SourceFilesTest {

  @TempDir private Path root;

  @Test
  void source_should_be_found_in_the_module_that_has_it() throws IOException {
    source("shop/src/main/java/com/acme/Shop.java");
    source("web/app/src/test/kotlin/com/acme/WebTest.kt");
    SourceFiles sources = SourceFiles.under(root);

    assertThat(sources.pathOf(frame("com.acme.Shop$Cart", "Shop.java")))
        .contains("shop/src/main/java/com/acme/Shop.java");
    assertThat(sources.pathOf(frame("com.acme.WebTest", "WebTest.kt")))
        .contains("web/app/src/test/kotlin/com/acme/WebTest.kt");
  }

  @Test
  void source_beside_the_directory_itself_should_be_found() throws IOException {
    source("com/acme/Shop.java");
    source("Main.java");
    SourceFiles sources = SourceFiles.under(root);

    assertThat(sources.pathOf(frame("com.acme.Shop", "Shop.java"))).contains("com/acme/Shop.java");
    assertThat(sources.pathOf(frame("Main", "Main.java"))).contains("Main.java");
  }

  @Test
  void source_that_is_not_there_should_be_told_from_its_package_on() throws IOException {
    source("target/src/main/java/com/acme/Shop.java");
    SourceFiles sources = SourceFiles.under(root);

    assertThat(sources.pathOf(frame("com.acme.Shop", "Shop.java"))).contains("com/acme/Shop.java");
    assertThat(sources.pathOf(frame("com.acme.Shop$$Lambda/0x00a1.b2", "Shop.java")))
        .contains("com/acme/Shop.java");
  }

  @Test
  void source_that_the_class_file_does_not_tell_should_have_no_path() {
    assertThat(SourceFiles.under(root).pathOf(frame("com.acme.Shop", ""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<generated>", "/a/b.java", "C:\\x\\Foo.groovy", "uri:x.rb", "a\u0000b", "a b"})
  void what_is_no_file_name_should_have_no_path(String file) {
    assertThat(SourceFiles.under(root).pathOf(frame("Shop", file))).isEmpty();
  }

  /** The JVM takes nearly every name that a class file has. */
  @ParameterizedTest
  @ValueSource(strings = {"com.ac\u0000me.Shop", ".etc.Shop"})
  void class_whose_name_is_no_path_below_the_directory_should_have_no_path(String className) {
    assertThat(SourceFiles.under(root).pathOf(frame(className, "Shop.java"))).isEmpty();
  }

  @Test
  void source_should_be_guessed_from_the_outermost_class() {
    assertThat(SourceFiles.guess("com.acme.Shop$Cart")).isEqualTo("com/acme/Shop.java");
    assertThat(SourceFiles.guess("com.acme.Shop[]")).isEqualTo("com/acme/Shop.java");
    assertThat(SourceFiles.guess("com.acme.Shop$$Lambda/0x0a")).isEqualTo("com/acme/Shop.java");
    assertThat(SourceFiles.guess("$Proxy")).isEqualTo("$Proxy.java");
    assertThat(SourceFiles.guess("a b")).isEqualTo("a.java");
  }

  @Test
  void missing_directory_should_leave_paths_from_the_package_on() {
    SourceFiles sources = SourceFiles.under(root.resolve("missing"));

    assertThat(sources.pathOf(frame("com.acme.Shop", "Shop.java"))).contains("com/acme/Shop.java");
  }

  private void source(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private static Frame frame(String className, String file) {
    return new Frame(className, "run", file, 3, true, Optional.empty());
  }
}
