package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tests of the hooks again, in a second runtime that finds objects by the table. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TableModeTest {
  private static final ClassLoader SECOND = secondRuntime();

  private static ClassLoader secondRuntime() {
    return SecondRuntime.setUpBy("io.refledger.rt.TableModeTest$Setup");
  }

  /** Runs in the second runtime, before any other class of it. */
  public static final class Setup {
    private Setup() {}

    /** Asks for the table. */
    public static void run() {
      RuntimeOptions options = RuntimeOptions.current();
      RuntimeOptions.set(
          new RuntimeOptions(options.ledger(), IdentityMode.TABLE, options.softIsStrong(), false));
      if (Installation.SELF_TEST.passed()) throw new AssertionError("identity is not the table");
    }
  }

  @Test
  void first_runtime_should_use_the_header() {
    assertThat(Installation.SELF_TEST.passed()).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> hooks_should_do_the_same_with_the_table() {
    return Stream.of("HooksTest", "ArrayHooksTest", "UnsafeHooksTest", "ReferenceHooksTest")
        .flatMap(name -> SecondRuntime.tests(SECOND, "io.refledger.rt." + name));
  }
}
