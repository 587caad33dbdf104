package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Vm.U;

/**
 * Untracked objects that came with references: a copy, whose were counted for the original only,
 * and what a constructor that is not woven has filled.
 */
final class UntrackedCopies {
  private UntrackedCopies() {}

  /** Counts the references of a copy for it, or hands out what it refers to if that is not seen. */
  static void made(Object copy, Type type, Context c, int context) {
    Object[] elements = copy instanceof Object[] references ? references : null;
    int count = elements != null ? elements.length : type.references();
    for (int i = type.isReference ? 1 : 0; i < count; i++) {
      long offset = elements != null ? Vm.elementOffset(i) : type.offsets[i];
      Object value = offset < 0 ? null : U.getReference(copy, offset);
      if (value != null) reference(copy, i, value, c, context);
    }
  }

  /** As above, one reference; {@code value} is not null. */
  static void reference(Object copy, int index, Object value, Context c, int context) {
    if (Place.isUnseen(copy, c)) {
      Installation.FOREIGN.handOut(value, c);
      return;
    }
    if (Installation.ATTACHED && Installation.SHOWN.isShown(copy, index, c)) {
      Installation.FOREIGN.handOut(value, c);
    }
    int slot = Installation.ADOPTED.slot(copy, value, c);
    if (slot != 0) LEDGER.store(slot, index, Identity.slot(value), c, context);
  }
}
