package io.refledger.api;

import io.refledger.api.spi.Connection;
import io.refledger.api.spi.LedgerBridge;

/** Keeps what the API itself allocates out of the ledger. */
final class LedgerGuard {
  private final LedgerBridge bridge;
  private final long state;

  private LedgerGuard(LedgerBridge bridge, long state) {
    this.bridge = bridge;
    this.state = state;
  }

  static LedgerGuard enter() {
    LedgerBridge bridge = Connection.bridge();
    return new LedgerGuard(bridge, bridge.enter());
  }

  void leave() {
    bridge.leave(state);
  }
}
