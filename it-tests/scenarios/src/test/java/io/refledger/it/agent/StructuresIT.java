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
class StructuresIT {
  @TempDir Path directory;

  @EachJdk
  void references_in_collections_and_streams_should_count(Jdk jdk) {
    Program.compile("Structures", directory);

    new Scenes("Structures", 15, directory).assertRightOn(jdk, "locals=lean");
  }
}
