package io.refledger.snapshot;

import java.util.List;

/**
 * What a snapshot tells of objects that are gone, added up by kind.
 *
 * @param cycles garbage that only the cycle detector could free
 * @param deaths all deaths
 * @param unclosed resources that nobody had closed
 * @param unclosedLeftOut such resources for whose kind the ledger had no room
 */
record DeadKinds(
    List<CycleKind> cycles,
    List<DeathKind> deaths,
    List<UnclosedKind> unclosed,
    long unclosedLeftOut) {
  DeadKinds {
    cycles = List.copyOf(cycles);
    deaths = List.copyOf(deaths);
    unclosed = List.copyOf(unclosed);
  }
}
