package io.refledger.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDKs that every scenario runs on: those named by {@code refledger.jdks} ({@code
 * HOME:HOME...}), else the one the build runs on and, where one is installed, a 25.
 */
public final class Jdks {
  private static final int NEWEST = 25;
  private static final List<Path> USUAL_PLACES =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/usr/java"),
          Path.of("/opt"),
          Path.of("/opt/java"),
          Path.of("/Library/Java/JavaVirtualMachines"),
          Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
          Path.of(System.getProperty("user.home"), ".jdks"));

  private static final boolean EVERYWHERE = Boolean.getBoolean("scenario.everywhere");
  private static final Comparator<Jdk> BY_AGE = Comparator.comparingInt(Jdk::feature);

  private static final List<Jdk> ALL = choose(System.getProperty("refledger.jdks", ""));

  private Jdks() {}

  /** The JDKs, never none. */
  public static List<Jdk> all() {
    return ALL;
  }

  /** The oldest JDK; all of them where scenarios are to run everywhere. */
  public static List<Jdk> oldest() {
    return EVERYWHERE ? ALL : List.of(Collections.min(ALL, BY_AGE));
  }

  /** The newest JDK; all of them where scenarios are to run everywhere. */
  public static List<Jdk> newest() {
    return EVERYWHERE ? ALL : List.of(Collections.max(ALL, BY_AGE));
  }

  private static List<Jdk> choose(String named) {
    if (!named.isBlank()) {
      return Stream.of(named.split(File.pathSeparator)).map(Path::of).map(Jdk::at).toList();
    }
    List<Jdk> jdks = new ArrayList<>();
    jdks.add(Jdk.at(Path.of(System.getProperty("java.home"))));
    if (jdks.get(0).feature() != NEWEST) {
      find(NEWEST).ifPresent(jdks::add);
    }
    return List.copyOf(jdks);
  }

  private static Optional<Jdk> find(int feature) {
    return Stream.concat(homesInEnvironment(), USUAL_PLACES.stream().flatMap(Jdks::homesIn))
        .filter(Jdk::isJdk)
        .map(Jdk::at)
        .filter(jdk -> jdk.feature() == feature)
        .findFirst();
  }

  private static Stream<Path> homesInEnvironment() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
        .map(Map.Entry::getValue)
        .map(Path::of);
  }

  private static Stream<Path> homesIn(Path place) {
    if (!Files.isDirectory(place)) {
      return Stream.of();
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries
          .sorted()
          .flatMap(entry -> Stream.of(entry, entry.resolve("Contents/Home")))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + place, e);
    }
  }
}
