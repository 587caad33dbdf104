package io.refledger.it.build;

import io.refledger.it.Jdk;
import io.refledger.it.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/*
 * The child has a local repository of its own, so that nothing of this build gets into the user's.
 * What the user's has is its remote repository, as a directory; the artifacts of this build are put
 * where an install would put them.
 */
/** The sample project, built by a Maven of its own. */
final class MavenBuild {
  private static final int MINUTES = 5;

  private final Path project;
  private final Path settings;
  private final Jdk jdk;

  private MavenBuild(Path project, Path settings, Jdk jdk) {
    this.project = project;
    this.settings = settings;
    this.jdk = jdk;
  }

  /** How a build ended. */
  record Result(int status, String log) {}

  /** A copy of the sample project in this directory. */
  static MavenBuild in(Path directory, Jdk jdk) throws IOException {
    Path project = directory.resolve("project");
    copy(Product.sampleProject(), project);
    Path repository = directory.resolve("repository");
    Product.install(repository);
    Path settings =
        Files.writeString(
            directory.resolve("settings.xml"),
            """
            <settings>
              <localRepository>%s</localRepository>
              <mirrors>
                <mirror>
                  <id>users</id>
                  <url>%s</url>
                  <mirrorOf>*</mirrorOf>
                </mirror>
              </mirrors>
            </settings>
            """
                .formatted(repository, userRepository().toUri()));
    return new MavenBuild(project, settings, jdk);
  }

  private static Path userRepository() {
    return Path.of(System.getProperty("refledger.repository"));
  }

  /** Runs Maven to its end. */
  Result run(String... arguments) {
    Path maven = Path.of(System.getProperty("refledger.maven"), "bin", "mvn");
    List<String> command = new ArrayList<>(List.of(maven.toString(), "-B", "-ntp", "-e"));
    command.addAll(List.of("-s", settings.toString()));
    command.addAll(List.of(arguments));
    try {
      Path log = Files.createTempFile(project, "maven", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
      builder.environment().put("JAVA_HOME", jdk.home().toString());
      builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1"); // builds are short
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command);
      }
      return new Result(process.exitValue(), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + command, e);
    }
  }

  /** Where the project is. */
  Path project() {
    return project;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        boolean isBuilt = from.relativize(file).startsWith("target");
        if (!isBuilt && Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!isBuilt) {
          Files.copy(file, target);
        }
      }
    }
  }
}
