package io.refledger.it.random;

import io.refledger.api.Gc;
import io.refledger.api.Refs;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the random programs {@code P0, P1...}: the first argument says how many. What happened goes
 * to the file that the second one names.
 */
public final class RandomPrograms {
  /** Every such program is run once more, and its objects are left for the audit. */
  private static final int LEFT = 10;

  private RandomPrograms() {}

  /** Runs the programs. */
  public static void main(String[] arguments) throws Exception {
    if (Refs.isActive()) {
      Gc.disable();
    }
    int programs = Integer.parseInt(arguments[0]);
    Trace.watch();
    for (int i = 0; i < programs; i++) {
      Trace.start("program " + i);
      call(i, "run");
      Trace.collect();
      call(i, "clear");
      Trace.collect();
      Trace.end();
    }
    Files.writeString(Path.of(arguments[1]), Trace.events());
    for (int i = 0; i < programs; i += LEFT) {
      Trace.start("left");
      call(i, "run");
    }
  }

  private static void call(int program, String name) throws ReflectiveOperationException {
    Method method = Class.forName("io.refledger.it.random.woven.P" + program).getMethod(name);
    method.invoke(null);
  }
}
