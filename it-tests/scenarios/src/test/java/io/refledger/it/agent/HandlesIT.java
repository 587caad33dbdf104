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
class HandlesIT {
  @TempDir Path directory;

  @EachJdk
  void references_should_be_followed_through_calls_that_the_jvm_links(Jdk jdk) {
    Program.compile("Handles", directory);

    new Scenes("Handles", 25, directory).assertRightOn(jdk, "locals=lean");
  }
}
