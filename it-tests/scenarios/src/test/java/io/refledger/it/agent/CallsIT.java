package io.refledger.it.agent;

import io.refledger.it.EachJdk;
import io.refledger.it.Jdk;
import io.refledger.it.Program;
import io.refledger.it.Scenes;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CallsIT {
  @TempDir Path directory;

  @EachJdk
  void arguments_and_results_should_count_whatever_the_compiler_makes_of_a_call(Jdk jdk) {
    Program.compile("Calls", directory);

    new Scenes("Calls", 16, directory).assertRightOn(jdk, "locals=exact");
  }

  @EachJdk
  void deaths_should_be_the_same_when_locals_are_lean(Jdk jdk) {
    Program.compile("Calls", directory);

    new Scenes("Calls", 16, directory).assertRightOn(jdk, "locals=lean");
  }
}
