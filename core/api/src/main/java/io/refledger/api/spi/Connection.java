package io.refledger.api.spi;

/** The bridge of this JVM, if the agent is there. */
public final class Connection {
  private static volatile LedgerBridge bridge;

  private Connection() {}

  /** Connects the runtime; the agent does this once. */
  public static void connect(LedgerBridge runtime) {
    bridge = runtime;
  }

  /** Whether the agent is there. */
  public static boolean isActive() {
    return bridge != null;
  }

  /**
   * The bridge.
   *
   * @throws IllegalStateException if the agent is not there
   */
  public static LedgerBridge bridge() {
    LedgerBridge bridge = Connection.bridge;
    if (bridge == null) {
      throw new IllegalStateException(
          "no RefLedger agent in this JVM: add -javaagent:refledger-agent.jar");
    }
    return bridge;
  }
}
