package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WholeFileTest {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir private Path temp;

  @Test
  void file_should_take_the_place_of_the_old_one() throws IOException {
    Path file = Files.writeString(temp.resolve("report"), "old");

    WholeFile.write(file, out -> out.write("new"));

    assertThat(file).hasContent("new");
    assertThat(temp).isDirectoryContaining(file::equals);
  }

  @Test
  void pipe_should_be_written_to_and_stay() throws Exception {
    Path pipe = temp.resolve("pipe");
    assumeTrue(isMade(pipe));
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> text(pipe));

    WholeFile.write(pipe, out -> out.write("all of it"));

    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("all of it");
  }

  @Test
  void name_of_what_is_open_should_be_written_to_and_stay() throws IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES));
    Path file = temp.resolve("output");
    Path link = temp.resolve("stdout");
    try (OutputStream open = Files.newOutputStream(file)) {
      open.write('<');
      Files.createSymbolicLink(link, descriptorOf(file));

      WholeFile.write(link, out -> out.write("report"));
    }

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("<report");
  }

  private static Path descriptorOf(Path file) throws IOException {
    try (Stream<Path> open = Files.list(OPEN_FILES)) {
      List<Path> all = open.filter(one -> leadsTo(one, file)).toList();
      return all.get(0);
    }
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static String text(Path pipe) {
    try {
      return Files.readString(pipe);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean isMade(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // no such command
    }
  }
}
