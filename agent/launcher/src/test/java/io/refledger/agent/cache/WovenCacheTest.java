package io.refledger.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.ClassShape;
import io.refledger.weave.WeaveResult.OutgrownMethod;
import io.refledger.weave.WeaveResult.SkippedMethod;
import io.refledger.weave.template.WovenTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WovenCacheTest {
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5, 6, 7};

  @TempDir Path directory;

  @Test
  void template_should_be_found_in_a_later_run() {
    WovenCache cache = cache("build");
    cache.add(FIRST, template("A"));
    cache.add(SECOND, template("B"));
    assertThat(cache.isWarm()).isFalse();
    cache.save();

    WovenCache later = cache("build");

    assertThat(later.isWarm()).isTrue();
    assertSame(later.find(FIRST).orElseThrow(), template("A"));
    assertSame(later.find(SECOND).orElseThrow(), template("B"));
  }

  @Test
  void other_class_file_should_not_be_found() {
    WovenCache cache = cache("build");
    cache.add(FIRST, template("A"));
    cache.save();

    assertThat(cache("build").find(SECOND)).isEmpty();
  }

  @Test
  void another_build_should_not_find_it() {
    WovenCache cache = cache("build");
    cache.add(FIRST, template("A"));
    cache.save();

    assertThat(cache("other build").find(FIRST)).isEmpty();
  }

  @Test
  void what_another_run_saved_meanwhile_should_be_kept() {
    WovenCache one = cache("build");
    WovenCache other = cache("build");
    one.add(FIRST, template("A"));
    one.save();
    other.add(SECOND, template("B"));
    other.save();

    assertThat(cache("build").find(FIRST)).isPresent();
    assertThat(cache("build").find(SECOND)).isPresent();
  }

  @Test
  void file_in_use_should_stay_when_others_have_been_written_since() throws IOException {
    Set<Path> aged = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      WovenCache cache = cache("build " + i);
      cache.add(FIRST, template("A"));
      cache.save();
      for (Path file : files()) {
        if (aged.add(file)) {
          Files.setLastModifiedTime(file, FileTime.fromMillis(i));
        }
      }
      assertThat(cache("build 0").find(FIRST)).as("after " + i).isPresent();
    }

    assertThat(files()).hasSize(32);
    assertThat(cache("build 1").find(FIRST)).isEmpty();
  }

  @Test
  void damaged_file_should_be_made_anew() throws IOException {
    WovenCache cache = cache("build");
    cache.add(FIRST, template("A"));
    cache.save();
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    for (int damaged = 0; damaged < bytes.length; damaged += 7) {
      byte[] changed = bytes.clone();
      changed[damaged] ^= 0x10;
      Files.write(file, changed);
      assertThat(cache("build").find(FIRST)).as("byte %d", damaged).isEmpty();
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    WovenCache again = cache("build");
    assertThat(again.find(FIRST)).isEmpty();
    again.add(FIRST, template("A"));
    again.save();

    assertThat(cache("build").find(FIRST)).isPresent();
  }

  @Test
  void directory_should_be_made_for_its_owner_alone() throws IOException {
    Path made = directory.resolve("deep").resolve("cache");

    assertThat(WovenCache.of(made.toString(), "build").isOn()).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void directory_that_others_may_write_to_should_not_be_used() throws IOException {
    Path shared = Files.createDirectory(directory.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(WovenCache.of(shared.toString(), "build").isOn()).isFalse();
  }

  @Test
  void place_where_no_directory_can_be_should_not_be_used() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(WovenCache.of(file.resolve("cache").toString(), "build").isOn()).isFalse();
    assertThat(WovenCache.of("off", "build").isOn()).isFalse();
  }

  @Test
  void files_of_old_builds_should_go() throws IOException {
    for (int i = 0; i < 60; i++) {
      WovenCache cache = cache("build " + i);
      cache.add(FIRST, template("A"));
      cache.save();
    }

    assertThat(files()).hasSizeLessThan(40);
  }

  private WovenCache cache(String identity) {
    return WovenCache.of(directory.resolve("cache").toString(), identity);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
      return files.toList();
    }
  }

  private static WovenTemplate template(String name) {
    return new WovenTemplate(
        new byte[] {9, 8, 7},
        new ClassShape(
            name,
            null,
            List.of("I", "J"),
            List.of("field"),
            List.of("field"),
            List.of(),
            List.of("Icount"),
            false),
        List.of(new SkippedMethod(name + ".m", "too large")),
        List.of(new OutgrownMethod(name + ".n", 300, 400)),
        List.of("ä", "b"),
        new int[] {1, -1, 1 << 30},
        new int[] {2, 0});
  }

  private static void assertSame(WovenTemplate found, WovenTemplate expected) {
    assertThat(found).usingRecursiveComparison().isEqualTo(expected);
  }
}
