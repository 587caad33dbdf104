package io.refledger.weave.visit;

import io.refledger.weave.spec.HookNames.Hook;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Stores to fields, statics and arrays: the hook before takes the lock, the one after gives it
 * back.
 */
final class Stores {
  private static final String REFERENCE = "java/lang/ref/Reference";
  private static final int OLDEST_WITH_CLASS_CONSTANTS = 49;

  /**
   * A field stored before super() returned, and the local that carries its value's unit (-1: none).
   */
  private record Deferred(FieldInsnNode store, int carrier) {}

  private final Target target;
  private final Holders holders;
  private final List<Deferred> deferred = new ArrayList<>();

  Stores(Target target, Holders holders) {
    this.target = target;
    this.holders = holders;
  }

  static boolean isReference(String descriptor) {
    return descriptor.charAt(0) == 'L' || descriptor.charAt(0) == '[';
  }

  void field(int i, FieldInsnNode store, Code before, Code after) {
    if (!target.countsField(store.owner, store.desc)) {
      lend(i, before);
    } else if (store.owner.equals(REFERENCE) && store.name.equals("referent")) {
      referent(before);
    } else {
      if (store.owner.equals(REFERENCE) && store.name.equals("queue") && target.isConstructor()) {
        before.op(Opcodes.DUP2).context().call(Hook.REFERENCE_QUEUED);
      }
      // .., referrer, value
      before.op(Opcodes.DUP2).at(siteOf(store)).call(Hook.BEFORE_FIELD_STORE);
      before.var(Opcodes.LSTORE, target.slots.scratch()); // .., referrer, value
      finish(after);
    }
    holders.releaseConsumed(i, after);
  }

  /** What reads the field may not be woven: the value on top is in foreign hands. */
  private void lend(int i, Code before) {
    if (target.plan.mayBeTracked(i, target.plan.depth(i) - 1)) {
      before.dup().at(Border.UNWOVEN).call(Hook.LEND);
    }
  }

  private void referent(Code before) {
    if (target.isConstructor()) {
      before.op(Opcodes.DUP2).at(target.site()).call(Hook.REFERENCE_CREATED);
    }
  }

  private int siteOf(FieldInsnNode store) {
    return target.storeSite(store.owner, store.name, store.desc);
  }

  private void finish(Code after) {
    after.var(Opcodes.LLOAD, target.slots.scratch()).at(target.site()).call(Hook.AFTER_STORE);
  }

  /** The JVM's own store of a call site's new target: {@code setCallSiteTarget(site, target)}. */
  void callSiteTarget(Code before, Code after) {
    int site =
        target.storeSite("java/lang/invoke/CallSite", "target", "Ljava/lang/invoke/MethodHandle;");
    before.op(Opcodes.DUP2).at(site).call(Hook.BEFORE_FIELD_STORE);
    before.var(Opcodes.LSTORE, target.slots.scratch()); // .., site, target
    finish(after);
  }

  void staticField(int i, FieldInsnNode store, Code before, Code after) {
    if (!target.countsField(store.owner, store.desc)) {
      lend(i, before);
      holders.releaseConsumed(i, after);
      return;
    }
    int site = siteOf(store);
    before.dup(); // .., value, value
    if ((target.owner.version & 0xffff) >= OLDEST_WITH_CLASS_CONSTANTS) {
      before.add(new LdcInsnNode(Type.getObjectType(store.owner)));
    } else {
      classByName(store.owner, site, before);
    }
    before.at(site).call(Hook.BEFORE_STATIC_STORE);
    before.var(Opcodes.LSTORE, target.slots.scratch()); // .., value
    finish(after);
    holders.releaseConsumed(i, after);
  }

  /**
   * The class that the store is about to link to, or null if the field is known by now. Only in
   * classes without stack maps, which branches would need.
   */
  private static void classByName(String internalName, int site, Code before) {
    var unknown = new LabelNode();
    var end = new LabelNode();
    before.constant(site).call(Hook.KNOWS_STATIC).add(new JumpInsnNode(Opcodes.IFEQ, unknown));
    before.op(Opcodes.ACONST_NULL).add(new JumpInsnNode(Opcodes.GOTO, end)).add(unknown);
    before.add(new LdcInsnNode(internalName.replace('/', '.'))); // .., name
    before.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            "java/lang/Class",
            "forName",
            "(Ljava/lang/String;)Ljava/lang/Class;"));
    before.add(end); // .., owner
  }

  void array(int i, Code before, Code after) {
    int token = target.slots.scratch();
    int index = token + 2;
    int value = token + 3;
    // .., array, index, value
    before.store(value).var(Opcodes.ISTORE, index).dup(); // .., array, array
    before.var(Opcodes.ILOAD, index).load(value).at(target.site()).call(Hook.BEFORE_ARRAY_STORE);
    before.var(Opcodes.LSTORE, token); // .., array
    before.var(Opcodes.ILOAD, index).load(value); // .., array, index, value
    after.clear(value);
    finish(after);
    holders.releaseConsumed(i, after);
  }

  /**
   * A store to a field of {@code this} while it is not yet an object: its edge waits for super().
   */
  void beforeSuper(int i, FieldInsnNode store, Code before, Code after) {
    if (!target.countsField(store.owner, store.desc)) {
      lend(i, before);
      holders.releaseConsumed(i, after);
      return;
    }
    int position = target.plan.depth(i) - 1;
    int carrier = -1;
    if (target.plan.mayOwn(i, position)) {
      carrier = target.slots.extraHolder();
      int holder = target.slots.ofPosition(position);
      after.load(holder).store(carrier).clear(holder);
    }
    deferred.add(new Deferred(store, carrier));
  }

  /**
   * Right after super(): the edges of the fields stored before it. Of several such calls, each may
   * be the one that is reached.
   */
  void afterSuper(Code after) {
    for (Deferred d : deferred) {
      FieldInsnNode store = d.store();
      after.add(new VarInsnNode(Opcodes.ALOAD, 0)).add(new InsnNode(Opcodes.DUP));
      after.add(new FieldInsnNode(Opcodes.GETFIELD, store.owner, store.name, store.desc));
      after.at(siteOf(store)).call(Hook.INITIAL_EDGE);
      if (d.carrier() >= 0) {
        after.load(d.carrier()).at(target.site()).call(Hook.UNPIN).clear(d.carrier());
      }
    }
  }
}
