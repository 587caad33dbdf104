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
class ReferencesIT {
  @TempDir Path directory;

  @EachJdk
  void weak_references_cleaners_and_finalizers_should_run_eventually(Jdk jdk) {
    Program.compile("References", directory);

    new Scenes("References", 11, directory).assertRightOn(jdk, "locals=lean");
  }
}
