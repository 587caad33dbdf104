package io.refledger.it.collector;

import io.refledger.it.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a JVM is told to manage memory, stacks and code.
 *
 * @param name what a test calls it
 * @param flags what the launcher gets, behind the program's own
 */
record Setting(String name, List<String> flags) {
  private static final int HAS_GENERATIONAL_ZGC_ONLY = 24;
  private static final int HAS_COMPACT_HEADERS = 25;

  /** Those that choose a collector, on the JDKs that have it. */
  static List<Setting> collectors(Jdk jdk) {
    List<Setting> all = new ArrayList<>();
    all.add(of("Serial", "-XX:+UseSerialGC"));
    all.add(of("Parallel", "-XX:+UseParallelGC"));
    all.add(of("G1", "-XX:+UseG1GC"));
    all.add(of("ZGC", "-XX:+UseZGC"));
    if (jdk.feature() >= HAS_GENERATIONAL_ZGC_ONLY) {
      all.add(of("generational Shenandoah", shenandoahWith("-XX:ShenandoahGCMode=generational")));
    }
    if (jdk.feature() >= HAS_COMPACT_HEADERS) {
      all.add(of("compact headers", "-XX:+UseCompactObjectHeaders"));
      all.add(of("compact headers, ZGC", "-XX:+UseCompactObjectHeaders", "-XX:+UseZGC"));
    }
    all.add(of("Shenandoah", "-XX:+UseShenandoahGC"));
    return all.stream().filter(setting -> setting.isKnownTo(jdk)).toList();
  }

  /** Those that choose compilers, stacks and limits. */
  static List<Setting> others() {
    return List.of(
        of("C1", "-XX:TieredStopAtLevel=1"),
        of("interpreter", "-Xint"),
        of("C2 at once", "-XX:-TieredCompilation"),
        of("small stacks", "-Xss256k"),
        of("small heap", "-Xmx32m"),
        of("one processor", "-XX:ActiveProcessorCount=1"),
        of("small container", "-XX:MaxRAM=256m", "-XX:MaxRAMPercentage=50"),
        of("long references", "-XX:-UseCompressedOops"));
  }

  /** All of them. */
  static List<Setting> all(Jdk jdk) {
    return Stream.concat(collectors(jdk).stream(), others().stream()).toList();
  }

  static Setting of(String name, String... flags) {
    return new Setting(name, List.of(flags));
  }

  private static String[] shenandoahWith(String mode) {
    return new String[] {"-XX:+UseShenandoahGC", mode};
  }

  private boolean isKnownTo(Jdk jdk) {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    command.addAll(flags);
    command.add("-version");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + command, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
