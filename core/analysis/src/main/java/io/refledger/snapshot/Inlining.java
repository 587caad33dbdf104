package io.refledger.snapshot;

import java.util.Comparator;
import java.util.List;

/**
 * The methods that weaving made too large to be inlined by the JVM's compiler.
 *
 * @param limit the bytes of bytecode over which the JVM inlines no method; 0 if not known
 * @param methods how many were within it before and are over it now
 * @param largest those of them that are told: the application's first, then those that grew most
 */
public record Inlining(int limit, int methods, List<Outgrown> largest) {
  /** What is known where nobody looked. */
  public static final Inlining UNKNOWN = new Inlining(0, 0, List.of());

  private static final int MOST_TOLD = 100;

  private static final Comparator<Outgrown> MOST_GROWN =
      Comparator.comparing(Outgrown::isApplication)
          .thenComparingInt(Outgrown::growth)
          .reversed()
          .thenComparing(Outgrown::name);

  /**
   * A method that has outgrown the limit.
   *
   * @param name {@code Class.method(descriptor)}
   * @param plainBytes its bytecode before it was woven
   * @param wovenBytes its bytecode now
   * @param isApplication whether the class is neither the JDK's nor the agent's
   */
  public record Outgrown(String name, int plainBytes, int wovenBytes, boolean isApplication) {
    private int growth() {
      return wovenBytes - plainBytes;
    }
  }

  /** What there is to tell of all methods that have outgrown the limit. */
  public static Inlining of(int limit, List<Outgrown> all) {
    List<Outgrown> largest = all.stream().sorted(MOST_GROWN).limit(MOST_TOLD).toList();
    return new Inlining(limit, all.size(), largest);
  }
}
