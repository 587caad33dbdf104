package io.refledger.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * An installed JDK.
 *
 * @param home its directory
 * @param feature its feature release, such as 17
 */
public record Jdk(Path home, int feature) {

  /**
   * The JDK in a directory.
   *
   * @throws IllegalArgumentException when the directory holds no JDK
   */
  public static Jdk at(Path home) {
    if (!isJdk(home)) {
      throw new IllegalArgumentException("a JDK has bin/javac and a release file: home=" + home);
    }
    return new Jdk(home, featureOf(home.resolve("release")));
  }

  /** Whether the directory holds a JDK. */
  public static boolean isJdk(Path home) {
    return Files.isExecutable(home.resolve("bin/javac"))
        && Files.isReadable(home.resolve("release"));
  }

  /** Its {@code java} launcher. */
  public Path java() {
    return home.resolve("bin/java");
  }

  /** Its {@code javac} compiler. */
  public Path javac() {
    return home.resolve("bin/javac");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static int featureOf(Path release) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + release, e);
    }
    return Runtime.Version.parse(properties.getProperty("JAVA_VERSION").replace("\"", ""))
        .feature();
  }
}
