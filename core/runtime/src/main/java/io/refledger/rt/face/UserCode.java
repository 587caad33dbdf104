package io.refledger.rt.face;

import io.refledger.rt.Context;
import io.refledger.rt.Hooks;
import io.refledger.rt.Units;

/**
 * The frame around calls into user code from within a hook: what the hook is handing over is set
 * aside, and nothing that is thrown gets out.
 */
final class UserCode {
  private final Context context = Hooks.context();
  private final int returned = context.returned;
  private final int flying = context.flying;

  private UserCode() {}

  /** Sets the registers of the calling thread aside. */
  static UserCode enter() {
    Context context = Hooks.context();
    context.births++;
    UserCode frame = new UserCode();
    context.births--;
    context.returned = 0;
    context.flying = 0;
    return frame;
  }

  /** Puts the registers back; a result that nobody took is dropped. */
  void leave() {
    Units.dropUndelivered(context);
    context.returned = returned;
    context.flying = flying;
  }

  /** Says on stderr that user code threw, as CPython does for callbacks. */
  static void failed(String where, Throwable thrown) {
    System.err.println("refledger: exception ignored in " + where + ": " + thrown);
  }
}
