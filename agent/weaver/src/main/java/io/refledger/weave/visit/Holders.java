package io.refledger.weave.visit;

import io.refledger.weave.flow.StackEffect;
import io.refledger.weave.flow.StackValue;
import io.refledger.weave.spec.HookNames.Hook;

/** Moves units between holders and gives them back: what happens to a stack position or a local. */
final class Holders {
  private final Target target;

  Holders(Target target) {
    this.target = target;
  }

  /** The value on top, at this position, carries a unit: its holder remembers it. */
  void own(int position, Code code) {
    if (target.isRegion()) {
      code.dup().context().call(Hook.HELD);
      return;
    }
    if (!target.holdsUnits() && target.isNarrow()) {
      code.dup().at(target.site()).constant(0).call(Hook.HAND_OVER);
      return;
    }
    if (!target.holdsUnits()) {
      code.dup().context().call(Hook.RETURNING).context().call(Hook.UNHELD);
      return;
    }
    code.dup().store(target.slots.ofPosition(position));
  }

  /** Releases the units of the values that instruction i consumes, first to last. */
  void releaseConsumed(int i, Code code) {
    releaseConsumed(i, false, code);
  }

  /**
   * As above.
   *
   * @param overwritten whether the holder of the first one is written right afterwards anyway
   */
  void releaseConsumed(int i, boolean overwritten, Code code) {
    int depth = target.plan.depth(i);
    int first = depth - target.plan.consumed(i);
    for (int position = first; position < depth; position++) {
      release(i, position, first, overwritten && position == first, code);
    }
  }

  /** Releases every unit on the stack before instruction i: the frame is left. */
  void releaseBelow(int i, int limit, Code code) {
    for (int position = 0; position < limit; position++) {
      if (target.plan.mayOwn(i, position)) {
        releasePosition(position, code);
      }
    }
  }

  /** Releases one consumed value; a copy that stays below {@code survivors} inherits its unit. */
  void release(int i, int position, int survivors, Code code) {
    release(i, position, survivors, false, code);
  }

  private void release(int i, int position, int survivors, boolean overwritten, Code code) {
    if (!target.plan.mayOwn(i, position)) {
      return;
    }
    int copy = target.plan.copyOf(i, position, survivors);
    int holder = target.slots.ofPosition(position);
    if (copy < 0) {
      code.load(holder).at(target.site()).call(Hook.UNPIN);
    } else {
      int lower = target.slots.ofPosition(copy);
      code.load(lower).load(holder).at(target.site()).call(Hook.KEEP).store(lower);
    }
    if (!overwritten) {
      code.clear(holder);
    }
  }

  void releasePosition(int position, Code code) {
    int holder = target.slots.ofPosition(position);
    code.load(holder).at(target.site()).call(Hook.UNPIN).clear(holder);
  }

  /** Releases what a local holds and leaves its holder null. */
  void releaseLocal(int local, Code code) {
    int holder = target.slots.ofLocal(local);
    code.load(holder).at(target.site()).call(releaseHook()).clear(holder);
  }

  /** The hook that ends a local's hold. */
  Hook releaseHook() {
    return target.isExact() ? Hook.DECREF : Hook.UNPIN;
  }

  /** Units follow their values through DUP, SWAP and their kin. */
  void shuffle(int i, int opcode, Code code) {
    StackValue[] values = target.plan.stack(i);
    int[] moves = StackEffect.moves(opcode, values);
    int touched = StackEffect.touched(moves);
    int base = values.length - touched;
    if (!movesUnit(i, moves, base)) {
      return;
    }
    for (int k = 0; k < moves.length; k++) {
      boolean carries = target.plan.mayOwn(i, base + moves[k]) && firstUse(moves, k);
      if (carries) {
        code.load(target.slots.ofPosition(base + moves[k]));
      } else {
        code.op(org.objectweb.asm.Opcodes.ACONST_NULL);
      }
    }
    for (int k = moves.length - 1; k >= 0; k--) {
      code.store(target.slots.ofPosition(base + k));
    }
  }

  private boolean movesUnit(int i, int[] moves, int base) {
    for (int k = 0; k < moves.length; k++) {
      if (moves[k] != k && firstUse(moves, k) && target.plan.mayOwn(i, base + moves[k])) {
        return true;
      }
    }
    return false;
  }

  /** Whether position k is the lowest copy of its source: the one that takes the unit along. */
  private static boolean firstUse(int[] moves, int k) {
    for (int j = 0; j < k; j++) {
      if (moves[j] == moves[k]) {
        return false;
      }
    }
    return true;
  }
}
