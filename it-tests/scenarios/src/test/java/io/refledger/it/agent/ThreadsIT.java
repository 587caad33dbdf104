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
class ThreadsIT {
  @TempDir Path directory;

  @EachJdk
  void references_should_be_followed_from_thread_to_thread(Jdk jdk) {
    Program.compile("Threads", directory);

    new Scenes("Threads", 16, directory).assertRightOn(jdk, "locals=lean");
  }
}
