package io.refledger.it.corrupt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A damaged class does under the agent what it does without. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CorruptClassesIT {
  private static final int FEW = 150;
  private static final int MANY = 4000;

  @TempDir private Path directory;

  @NewestJdk
  void damaged_classes_should_behave_as_without_the_agent(Jdk jdk) throws IOException {
    check(jdk, FEW, 11);
  }

  @Tag("corrupt")
  @NewestJdk
  void many_damaged_classes_should_behave_as_without_the_agent(Jdk jdk) throws IOException {
    check(jdk, MANY, Long.getLong("corrupt.seed", System.nanoTime()));
  }

  private void check(Jdk jdk, int count, long seed) throws IOException {
    Path damaged = Files.createDirectory(directory.resolve("damaged"));
    Program.compile("Victim", directory);
    byte[] victim = Files.readAllBytes(directory.resolve("Victim.class"));
    var random = new Random(seed);
    for (int i = 0; i < count; i++) {
      Files.write(damaged.resolve(String.format("%05d", i)), damaged(victim, random));
    }

    List<String> plain = plain(jdk, damaged);
    ForkedJvm.Result woven =
        run(
            ForkedJvm.on(jdk, directory)
                .withAgent("output=" + directory.resolve("report") + ",report=json,log=error"),
            damaged,
            60_000);

    assertThat(withoutHashes(woven.out().lines().toList()))
        .as("seed %d", seed)
        .isEqualTo(withoutHashes(plain));
    assertThat(woven.err()).isEmpty();
    assertThat(plain).anyMatch(line -> line.contains("[")).anyMatch(line -> line.contains("Error"));
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
  }

  /** Some messages of the JVM's have the identity hash of the loader. */
  private static List<String> withoutHashes(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("@[0-9a-f]+", "@")).toList();
  }

  /** What comes of them; those that loop for ever, or use up all memory, are taken away. */
  private List<String> plain(Jdk jdk, Path damaged) throws IOException {
    while (true) {
      ForkedJvm.Result result = run(ForkedJvm.on(jdk, directory), damaged, 1_000);
      List<String> lines = result.out().lines().collect(Collectors.toList());
      List<String> useless =
          lines.stream()
              .filter(line -> line.startsWith("left: ") || line.contains("OutOfMemoryError"))
              .map(line -> line.replaceFirst("left: ", "").replaceFirst(":.*", ""))
              .toList();
      if (useless.isEmpty()) {
        assertThat(lines).endsWith("all");
        return lines;
      }
      for (String name : useless) {
        Files.delete(damaged.resolve(name));
      }
    }
  }

  private ForkedJvm.Result run(ForkedJvm jvm, Path damaged, int millis) {
    return jvm.shortLived()
        .with("-Xmx256m")
        .with("-cp", Program.compile("CorruptClasses", directory), "CorruptClasses")
        .with(damaged.toString(), String.valueOf(millis))
        .run();
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(12)) {
        case 0 -> bytes = Arrays.copyOf(bytes, Math.max(10, at));
        case 1, 2, 3 -> bytes[at] = (byte) random.nextInt();
        case 4, 5 -> bytes[at] = (byte) (bytes[at] + 1);
        default -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
    }
    return bytes;
  }
}
