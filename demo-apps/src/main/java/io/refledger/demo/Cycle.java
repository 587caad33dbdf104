package io.refledger.demo;

import java.util.List;

/**
 * The fault: two objects that refer to each other are dropped together.
 *
 * <p>Expected: one {@code CYCLE} of {@code Cycle$Partner}, closed by {@code Cycle$Partner.other} in
 * {@code Cycle.marry} and dropped at the last line of {@code Cycle.meet}. Counting alone never
 * frees it; the cycle detector does.
 */
public final class Cycle {
  private static final int COUPLES = 100;

  private Cycle() {}

  /** Drops the couples; with the argument {@code fixed} each is parted first. */
  public static void main(String[] arguments) {
    boolean isFixed = List.of(arguments).contains("fixed");
    int letters = 0;
    for (int couple = 0; couple < COUPLES; couple++) {
      letters += meet(couple, isFixed);
    }
    System.out.println("dropped " + COUPLES + " couples, " + letters + " letters in their names");
    System.out.println(isFixed ? "each was parted first" : "each still refers to its partner");
  }

  private static int meet(int couple, boolean isFixed) {
    Partner ada = new Partner("ada" + couple);
    Partner bob = new Partner("bob" + couple);
    marry(ada, bob);
    int letters = ada.other.name.length() + bob.other.name.length();
    if (isFixed) {
      ada.other = null;
    }
    return letters;
  }

  private static void marry(Partner first, Partner second) {
    first.other = second;
    second.other = first;
  }

  /** One half of a couple. */
  private static final class Partner {
    private final String name;
    private Partner other;

    Partner(String name) {
      this.name = name;
    }
  }
}
