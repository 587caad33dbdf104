package io.refledger.report;

import java.util.List;
import java.util.Optional;

/**
 * The balance of all watched classes.
 *
 * @param lost increfs, decrefs and objects that are missing: the ledger had no room for them
 */
public record Balances(List<Balance> classes, long lost) {
  /** Nothing was watched. */
  public static final Balances NONE = new Balances(List.of(), 0);

  public Balances {
    classes = List.copyOf(classes);
  }

  /** The balance of a class, named as findings name it. */
  public Optional<Balance> of(String type) {
    return classes.stream().filter(balance -> balance.type().equals(type)).findFirst();
  }
}
