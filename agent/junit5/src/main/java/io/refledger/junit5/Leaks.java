package io.refledger.junit5;

import io.refledger.api.Refs;
import io.refledger.api.spi.Connection;
import io.refledger.api.spi.TestBridge;
import io.refledger.api.spi.TestBridge.TestFinding;
import io.refledger.api.spi.TestBridge.TestOrigin;
import io.refledger.api.spi.TestBridge.TestQuestion;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;

/** Assertions about the death of objects. They need the agent, and no {@link NoLeaks}. */
public final class Leaks {
  private static final Object[] NOTHING = {};
  private static final long CLEARED = -1;

  private Leaks() {}

  /**
   * Asserts that every object of the application's classes that {@code action} makes has died when
   * it returns, and that what must be closed has been.
   *
   * @throws AssertionFailedError if not, with what holds them
   * @throws Throwable what the action throws
   */
  public static void assertFreed(Executable action) throws Throwable {
    Mode.requireAgent();
    TestBridge bridge = Connection.tests();
    int observation = bridge.begin();
    try {
      action.execute();
    } catch (Throwable failure) {
      TrackedObjects.take(observation);
      bridge.abandon(observation);
      throw failure;
    }
    judge(observation, TrackedObjects.take(observation));
  }

  /**
   * Asserts that the referent of a reference has died. One that was cleared refers to nothing.
   *
   * @throws AssertionFailedError if not, with what holds it
   * @throws IllegalArgumentException if that cannot be known: a phantom reference hands nothing
   *     out, and some objects never die
   */
  public static void assertFreed(Reference<?> reference) {
    Mode.requireAgent();
    Objects.requireNonNull(reference, "reference");
    if (Refs.deathOf(reference).isPresent()) {
      return;
    }
    if (reference instanceof PhantomReference) {
      throw new IllegalArgumentException("assertFreed of a PhantomReference: use a WeakReference");
    }
    long serial = serial(reference);
    if (serial == CLEARED) {
      return;
    }
    int observation = Connection.tests().begin();
    judge(observation, new long[] {serial});
  }

  /** No local variable of the caller's is to hold it. */
  private static long serial(Reference<?> reference) {
    Object referent = reference.get();
    return referent == null ? CLEARED : serialOf(referent);
  }

  private static long serialOf(Object object) {
    long serial = object == null ? 0 : Connection.bridge().serial(object);
    if (serial == 0 || Refs.count(object) == Refs.IMMORTAL) {
      throw new IllegalArgumentException(
          "this object never dies, or is older than the agent: "
              + (object == null ? "null" : object.getClass().getName()));
    }
    return serial;
  }

  /**
   * The object, which must have died at the end of the test, whatever its class is.
   *
   * @throws IllegalStateException if the calling thread runs no test under {@link NoLeaks}
   * @throws IllegalArgumentException if it is no object that can die
   */
  public static <T> T track(T object) {
    Mode.requireAgent();
    int observation = Connection.tests().current();
    if (observation == TestBridge.NONE) {
      throw new IllegalStateException(
          "Leaks.track needs a test that is checked at its end: put @NoLeaks on it");
    }
    long serial = serialOf(object);
    TrackedObjects.add(observation, serial);
    return object;
  }

  private static void judge(int observation, long[] tracked) {
    RunReportListener.noteCheck();
    TestQuestion question = new TestQuestion("assertFreed", NOTHING, tracked, Map.of());
    List<TestFinding> failing =
        Connection.tests().end(observation, question).stream()
            .filter(finding -> finding.origin() == TestOrigin.APPLICATION)
            .toList();
    if (!failing.isEmpty() && !Mode.isReportOnly()) {
      throw new AssertionFailedError(Verdicts.message("assertFreed", failing));
    }
  }
}
