package io.refledger.it.agent;

import io.refledger.it.EachJdk;
import io.refledger.it.Jdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Scenes;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FlowIT {
  @TempDir Path directory;

  @EachJdk
  void locals_should_count_whatever_way_control_takes(Jdk jdk) {
    Program.compile("Flow", directory);

    new Scenes("Flow", 24, directory).assertRightOn(jdk, "locals=exact");
  }

  @EachJdk
  void deaths_should_be_the_same_when_locals_are_lean(Jdk jdk) {
    Program.compile("Flow", directory);

    new Scenes("Flow", 24, directory).assertRightOn(jdk, "locals=lean");
  }

  @OldestJdk
  void old_classes_without_debugging_tables_should_count(Jdk jdk) {
    Program.compile("OldCode", directory, "-g:none", "--release", "8");

    new Scenes("OldCode", 6, directory).assertRightOn(jdk, "locals=exact");
  }
}
