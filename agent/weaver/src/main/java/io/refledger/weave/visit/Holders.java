package io.refledger.weave.visit;

import io.refledger.weave.flow.StackEffect;
import io.refledger.weave.flow.StackValue;
import io.refledger.weave.spec.HookNames.Hook;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Moves units between holders and gives them back: what happens to a stack position or a local. */
final class Holders {
  /** How many holders one hook releases. */
  private static final int AT_ONCE = 4;

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
    release(i, first, first, overwritten, code);
  }

  /** Releases what an invocation consumes, but for its receiver. */
  void releaseArguments(int i, Code code) {
    int receiver = target.plan.depth(i) - target.plan.consumed(i);
    release(i, receiver + 1, receiver, false, code);
  }

  /** Releases consumed values; a copy that stays below {@code survivors} inherits its unit. */
  private void release(int i, int from, int survivors, boolean overwritten, Code code) {
    List<Integer> ending = new ArrayList<>();
    for (int position = from; position < target.plan.depth(i); position++) {
      if (!target.plan.mayOwn(i, position)) {
        continue;
      }
      int holder = target.slots.ofPosition(position);
      int copy = target.plan.copyOf(i, position, survivors);
      if (copy < 0) {
        ending.add(holder);
        continue;
      }
      releaseEach(ending, Hook.UNPIN, true, code);
      ending.clear();
      int lower = target.slots.ofPosition(copy);
      code.load(lower).load(holder).at(target.site()).call(Hook.KEEP).store(lower).clear(holder);
    }
    boolean writesFirst =
        overwritten && !ending.isEmpty() && ending.get(0) == target.slots.ofPosition(from);
    releaseEach(ending, Hook.UNPIN, !writesFirst, code);
    for (int k = 1; writesFirst && k < ending.size(); k++) {
      code.clear(ending.get(k));
    }
  }

  /** Releases the units at some positions, in the order given. */
  void releasePositions(List<Integer> positions, Code code) {
    List<Integer> holders = new ArrayList<>();
    for (int position : positions) {
      holders.add(target.slots.ofPosition(position));
    }
    releaseEach(holders, Hook.UNPIN, true, code);
  }

  /** Releases what a local holds and leaves its holder null. */
  void releaseLocal(int local, Code code) {
    int holder = target.slots.ofLocal(local);
    code.load(holder).at(target.site()).call(releaseHook()).clear(holder);
  }

  /**
   * Releases the units at some positions and what some locals hold, in the order given. The frame
   * is left right after the last hook: what that releases is not nulled.
   */
  void releaseFrame(List<Integer> locals, List<Integer> positions, boolean unwinds, Code code) {
    List<Integer> ofLocals = new ArrayList<>();
    for (int local : locals) {
      ofLocals.add(target.slots.ofLocal(local));
    }
    if (!target.isExact()) {
      List<Integer> all = new ArrayList<>(unwinds ? positions : ofLocals);
      all.addAll(unwinds ? ofLocals : positions);
      releaseEach(all, Hook.UNPIN, false, code);
    } else if (unwinds) {
      releaseEach(positions, Hook.UNPIN, !locals.isEmpty(), code);
      releaseEach(ofLocals, Hook.DECREF, false, code);
    } else {
      releaseEach(ofLocals, Hook.DECREF, !positions.isEmpty(), code);
      releaseEach(positions, Hook.UNPIN, false, code);
    }
  }

  /** A hook for up to four at a time: most of them hold nothing, and calls are what costs. */
  private void releaseEach(List<Integer> holders, Hook one, boolean clearsLast, Code code) {
    for (int from = 0; from < holders.size(); from += AT_ONCE) {
      int to = Math.min(holders.size(), from + AT_ONCE);
      for (int holder : holders.subList(from, to)) {
        code.load(holder);
      }
      for (int k = to; to - from > 1 && k < from + AT_ONCE; k++) {
        code.op(Opcodes.ACONST_NULL);
      }
      code.at(target.site()).call(to - from == 1 ? one : several(one));
      for (int k = from; k < to && (clearsLast || to < holders.size()); k++) {
        code.clear(holders.get(k));
      }
    }
  }

  private static Hook several(Hook one) {
    return one == Hook.UNPIN ? Hook.UNPIN_EACH : Hook.DECREF_EACH;
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
        code.op(Opcodes.ACONST_NULL);
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
