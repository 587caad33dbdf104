package io.refledger.weave.visit;

import io.refledger.weave.spec.HookNames.Hook;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;

/*
 * A needed value is read twice. The first value is pinned; if the second read gives the same, it was
 * counted in its place at a moment after the pin, so the pin is on a living object. If another thread
 * changed the field in between, the second value is taken instead, as if the load had come later.
 */
/** Heap reads and copies of locals that need a unit. */
final class Loads {
  private final Target target;
  private final Holders holders;

  Loads(Target target, Holders holders) {
    this.target = target;
    this.holders = holders;
  }

  void field(int i, FieldInsnNode load, Code before, Code after) {
    if (!Stores.isReference(load.desc) || !target.plan.needsUnit(i)) {
      holders.releaseConsumed(i, after);
      unplanned(load.desc, after);
      return;
    }
    int position = target.plan.depth(i) - 1;
    int first = firstRead(i, position);
    before.dup().add(new FieldInsnNode(Opcodes.GETFIELD, load.owner, load.name, load.desc));
    before.context().call(Hook.TRY_PIN).store(first); // .., referrer
    confirm(i, first, position, after);
  }

  void array(int i, Code before, Code after) {
    if (!target.plan.needsUnit(i)) {
      holders.releaseConsumed(i, after);
      unplanned("Ljava/lang/Object;", after);
      return;
    }
    int position = target.plan.depth(i) - 2;
    int first = firstRead(i, position);
    before.op(Opcodes.DUP2).op(Opcodes.AALOAD).context().call(Hook.TRY_PIN).store(first);
    confirm(i, first, position, after); // .., array, index -> .., value
  }

  void staticField(int i, FieldInsnNode load, Code before, Code after) {
    if (!Stores.isReference(load.desc) || !target.plan.needsUnit(i)) {
      unplanned(load.desc, after);
      return;
    }
    int position = target.plan.depth(i);
    int first = target.slots.ofPosition(position);
    before.add(new FieldInsnNode(Opcodes.GETSTATIC, load.owner, load.name, load.desc));
    before.context().call(Hook.TRY_PIN).store(first);
    confirm(i, first, position, after);
  }

  /** A region holds what is read, whether it is needed or not. */
  private void unplanned(String descriptor, Code after) {
    if (target.isRegion() && Stores.isReference(descriptor) && target.mayBeTracked(descriptor)) {
      after.dup().context().call(Hook.HELD_LOAD);
    }
  }

  /** Where the first read is kept: in the value's holder, unless its referrer's unit is there. */
  private int firstRead(int i, int position) {
    return target.plan.mayOwn(i, position)
        ? target.slots.scratch()
        : target.slots.ofPosition(position);
  }

  /** After the second read: the unit goes to the value's position, the operands' units go back. */
  private void confirm(int i, int first, int position, Code after) {
    after.dup().load(first).call(Hook.CONFIRM).store(first);
    holders.releaseConsumed(i, after);
    if (first == target.slots.scratch()) {
      after.load(first).store(target.slots.ofPosition(position)).clear(first);
    }
  }

  /** A copy of a local that is overwritten while the copy lies on the stack. */
  void local(int i, AbstractInsnNode load, Code after) {
    if (target.plan.needsUnit(i)) {
      after.dup().context().call(Hook.PIN);
      holders.own(target.plan.depth(i), after);
    }
  }
}
