package io.refledger.api.spi;

/** The bridge of this JVM, if the agent is there. */
public final class Connection {
  private static volatile LedgerBridge bridge;
  private static volatile TestBridge tests;

  private Connection() {}

  /** Connects the runtime; the agent does this once. */
  public static void connect(LedgerBridge runtime) {
    bridge = runtime;
  }

  /** Whether the agent is there. */
  public static boolean isActive() {
    return bridge != null;
  }

  /** Connects what the agent does for tests; null takes it away. */
  public static void connectTests(TestBridge agent) {
    tests = agent;
  }

  /**
   * What the agent does for tests.
   *
   * @throws IllegalStateException if the agent is not there
   */
  public static TestBridge tests() {
    TestBridge tests = Connection.tests;
    if (tests == null) {
      throw new IllegalStateException(
          "no RefLedger agent in this JVM: add -javaagent:refledger-agent.jar");
    }
    return tests;
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
