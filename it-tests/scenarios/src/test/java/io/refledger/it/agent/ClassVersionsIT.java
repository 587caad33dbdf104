package io.refledger.it.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.refledger.it.EachJdk;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldClassFiles;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** Class files from 1.4 to the newest, without the tables that compilers may leave out. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassVersionsIT {
  private static final int JAVA_1_4 = 48;
  private static final int JAVA_5 = 49;
  private static final int JAVA_6 = 50;
  private static final int RECORD_PATTERNS = 21;
  private static final int FLEXIBLE_CONSTRUCTORS = 25;

  @TempDir Path directory;

  @NewestJdk
  void classes_of_1_4_with_subroutines_should_count(Jdk jdk) throws IOException {
    assertAncientRight(jdk, JAVA_1_4, "locals=exact");
  }

  @EachJdk
  void classes_of_1_4_should_let_the_same_die_when_lean(Jdk jdk) throws IOException {
    assertAncientRight(jdk, JAVA_1_4, "locals=lean");
  }

  @OldestJdk
  void classes_of_5_with_subroutines_should_count(Jdk jdk) throws IOException {
    assertAncientRight(jdk, JAVA_5, "locals=exact");
  }

  @NewestJdk
  void classes_of_6_without_stack_maps_should_count(Jdk jdk) throws IOException {
    assertAncientRight(jdk, JAVA_6, "locals=exact");
  }

  @OldestJdk
  void classes_without_debugging_tables_should_count(Jdk jdk) {
    Program.compile("Ancient", directory, "-g:none", "--release", "17");

    new Scenes("Ancient", 8, directory).assertRightOn(jdk, "locals=exact");
  }

  @NewestJdk
  void record_patterns_should_count_like_other_code(Jdk jdk) {
    assumeTrue(jdk.feature() >= RECORD_PATTERNS);
    Program.compileWith(jdk, "Modern", directory, "-g", "--release", "21");

    new Scenes("Modern", 7, directory).assertRightOn(jdk, "locals=exact");
  }

  @NewestJdk
  void record_patterns_should_let_the_same_die_when_lean(Jdk jdk) {
    assumeTrue(jdk.feature() >= RECORD_PATTERNS);
    Program.compileWith(jdk, "Modern", directory, "-g:none", "--release", "21");

    new Scenes("Modern", 7, directory).assertRightOn(jdk, "locals=lean");
  }

  @NewestJdk
  void newest_classes_should_count(Jdk jdk) {
    assumeTrue(jdk.feature() >= FLEXIBLE_CONSTRUCTORS);
    Program.compileWith(jdk, "Modern", directory, "-g", "--release", "25");

    new Scenes("Modern", 7, directory).assertRightOn(jdk, "locals=exact");
  }

  private void assertAncientRight(Jdk jdk, int version, String options) throws IOException {
    Program.compile("Ancient", directory, "-g:none", "--release", "8");
    OldClassFiles.rewrite(directory, version);
    if (version < JAVA_6) {
      Files.write(directory.resolve("Subroutine.class"), OldClassFiles.subroutine(version));
    }

    new Scenes("Ancient", 8, directory).assertRightOn(jdk, options);
  }
}
