package io.refledger.weave.visit;

import io.refledger.weave.flow.HoldPlan;
import io.refledger.weave.spec.HookNames.Hook;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.VarInsnNode;

/** Stores to locals and the end of their ranges. */
final class LocalStores {
  private final Target target;
  private final Holders holders;

  LocalStores(Target target, Holders holders) {
    this.target = target;
    this.holders = holders;
  }

  /** {@code ASTORE}: the unit of the value moves to the local, then the old object is released. */
  void reference(int i, VarInsnNode store, Code before, Code after) {
    if (!target.holdsUnits()) {
      return;
    }
    HoldPlan plan = target.plan;
    int position = plan.depth(i) - 1;
    int holder = target.slots.ofLocal(store.var);
    boolean owned = plan.mayOwn(i, position);
    boolean constant = plan.isConstant(i, position);
    take(i, position, owned, constant, before);
    boolean releasesOld = target.states.mayHold(i, store.var);
    if (releasesOld) {
      after.load(holder);
    }
    if (constant && releasesOld) {
      after.clear(holder);
    } else if (!constant) {
      after.load(store.var).store(holder);
    }
    if (owned) {
      after.clear(target.slots.ofPosition(position));
    }
    if (releasesOld) {
      after.at(target.site()).call(holders.releaseHook());
    }
  }

  /** Before the store: the value on top gets the hold that the local will keep. */
  private void take(int i, int position, boolean owned, boolean constant, Code before) {
    if (constant) {
      return;
    }
    if (!owned) {
      target.hold(before.dup());
      return;
    }
    if (!target.plan.surelyOwns(i, position)) {
      before.dup().load(target.slots.ofPosition(position)).context().call(Hook.ADOPT);
    }
    if (target.isExact()) {
      before.dup().at(target.site()).call(Hook.BIND);
    }
  }

  /** A primitive takes the slot. */
  void primitive(int i, VarInsnNode store, Code after) {
    overwrite(i, store.var, after);
    if (store.getOpcode() == Opcodes.LSTORE || store.getOpcode() == Opcodes.DSTORE) {
      overwrite(i, store.var + 1, after);
    }
  }

  private void overwrite(int i, int local, Code after) {
    if (target.slots.ofLocal(local) >= 0 && target.states.mayHold(i, local)) {
      holders.releaseLocal(local, after);
    }
  }

  /** The locals whose range ends before instruction i. */
  void ranges(int i, Code before) {
    for (int local : target.ranges.endingBefore(i)) {
      if (!target.states.mayHoldOnArrival(i, local)) {
        continue;
      }
      holders.releaseLocal(local, before);
      if (target.request.clearDeadLocals() && target.plan.isReferenceOrDead(i, local)) {
        before.clear(local);
      }
    }
  }
}
