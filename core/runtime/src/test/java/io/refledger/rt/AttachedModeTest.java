package io.refledger.rt;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/*
 * It finds objects by the table: classes have their numbers from the first runtime.
 */
/**
 * A second runtime, whose program ran before: {@link AttachedHooks}, and then {@link EndedHooks}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AttachedModeTest {
  private static final ClassLoader SECOND =
      SecondRuntime.setUpBy("io.refledger.rt.AttachedModeTest$Setup");

  /** Runs in the second runtime, before any other class of it. */
  public static final class Setup {
    private Setup() {}

    /** Says that the program ran before. */
    public static void run() {
      RuntimeOptions options = RuntimeOptions.current();
      RuntimeOptions.set(
          new RuntimeOptions(
              options.ledger(), IdentityMode.TABLE, true, false, Scope.EVERYTHING, true));
      AttachedHooks.begin();
    }
  }

  @TestFactory
  Stream<DynamicTest> hooks_should_know_that_frames_from_before_hold_unseen() {
    return Stream.concat(
        SecondRuntime.tests(SECOND, "io.refledger.rt.AttachedHooks"),
        SecondRuntime.tests(SECOND, "io.refledger.rt.EndedHooks"));
  }
}
