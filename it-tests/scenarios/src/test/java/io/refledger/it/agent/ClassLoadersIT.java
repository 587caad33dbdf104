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
class ClassLoadersIT {
  @TempDir Path directory;

  @EachJdk
  void loaders_should_live_as_long_as_their_classes(Jdk jdk) {
    Program.compile("ClassLoaders", directory);

    new Scenes("ClassLoaders", 3, directory).assertRightOn(jdk, "locals=lean");
  }
}
