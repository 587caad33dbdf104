package io.refledger.it.agent;

import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Product;
import io.refledger.it.Scenes;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** The bytecode of other compilers; the build compiles the programs before this runs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LanguagesIT {
  private static final String CLASS_PATH =
      Product.languages() + File.pathSeparator + Product.languages() + "/lib/*";

  @TempDir Path directory;

  @NewestJdk
  void kotlin_should_count_as_java_does(Jdk jdk) {
    new Scenes("KotlinScenes", 18, directory, CLASS_PATH).assertRightOn(jdk, "locals=exact");
  }

  @OldestJdk
  void groovy_should_count_as_java_does(Jdk jdk) {
    new Scenes("GroovyScenes", 22, directory, CLASS_PATH).assertRightOn(jdk, "locals=exact");
  }

  @NewestJdk
  void scala_should_count_as_java_does(Jdk jdk) {
    new Scenes("ScalaScenes", 14, directory, CLASS_PATH).assertRightOn(jdk, "locals=exact");
  }
}
