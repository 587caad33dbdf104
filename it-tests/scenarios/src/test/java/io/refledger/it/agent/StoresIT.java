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
class StoresIT {
  @TempDir Path directory;

  @EachJdk
  void stores_by_other_means_than_instructions_should_count(Jdk jdk) {
    Program.compile("Stores", directory);

    new Scenes("Stores", 28, directory).assertRightOn(jdk, "locals=lean");
  }
}
