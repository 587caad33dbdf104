package io.refledger.report;

import java.util.List;
import java.util.Optional;

/**
 * The balance of all watched classes.
 *
 * @param lost increfs and decrefs that are missing: the ledger had no room for them
 * @param lostOfObjects those that only the trees of single objects miss
 */
public record Balances(List<Balance> classes, long lost, long lostOfObjects) {
  /** Nothing was watched. */
  public static final Balances NONE = new Balances(List.of(), 0, 0);

  public Balances {
    classes = List.copyOf(classes);
  }

  /** The balance of a class, named as findings name it. */
  public Optional<Balance> of(String type) {
    return classes.stream().filter(balance -> balance.type().equals(type)).findFirst();
  }
}
