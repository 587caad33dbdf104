package io.refledger.it.fault;

import io.refledger.it.EachJdk;
import io.refledger.it.Jdk;
import io.refledger.it.Program;
import io.refledger.it.Scenes;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The stack ends in and around hooks, and in collections of the ledger: the program goes on. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StackOverflowIT {
  private static final int SCENES = 11;

  @TempDir Path directory;

  @Tag("faults")
  @EachJdk
  void program_should_go_on_after_every_recursion_with_what_it_makes_then_in_the_books(Jdk jdk) {
    deep().assertRightOn(jdk, "locals=lean");
    deep().assertRightOn(jdk, "locals=exact");
  }

  private Scenes deep() {
    return new Scenes("Deep", SCENES, directory, Program.compile("Deep", directory));
  }
}
