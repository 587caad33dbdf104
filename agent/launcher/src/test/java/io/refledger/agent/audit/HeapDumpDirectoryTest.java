package io.refledger.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HeapDumpDirectoryTest {
  /** No process has such a number. */
  private static final String GONE = "refledger-audit-999999999999-1";

  @Test
  void directory_should_be_gone_with_its_dump() throws IOException {
    Path dump;
    try (HeapDumpDirectory directory = HeapDumpDirectory.create()) {
      dump = directory.dump();
      Files.writeString(dump, "contents");
    }

    assertThat(dump).doesNotExist();
    assertThat(dump.getParent()).doesNotExist();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void nobody_else_should_be_let_in() throws IOException {
    try (HeapDumpDirectory directory = HeapDumpDirectory.create()) {
      assertThat(Files.getPosixFilePermissions(directory.dump().getParent()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void what_a_process_that_is_gone_has_left_should_be_taken_away() throws IOException {
    try (HeapDumpDirectory running = HeapDumpDirectory.create()) {
      Files.writeString(running.dump(), "contents");
      Path left = running.dump().getParent().resolveSibling(GONE);
      Files.createDirectories(left);
      Files.writeString(left.resolve("heap.hprof"), "contents");

      HeapDumpDirectory.create().close();

      assertThat(left).doesNotExist();
      assertThat(running.dump()).exists();
    }
  }
}
