package io.refledger.weave.visit;

import io.refledger.weave.flow.HoldPlan;
import io.refledger.weave.spec.HookNames;
import io.refledger.weave.spec.HookNames.Hook;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Calls: context for the JDK, births, rewritten natives, and the units of arguments and results.
 */
final class Calls {
  static final String UNSAFE = "jdk/internal/misc/Unsafe";
  private static final String NATIVES = "java/lang/invoke/MethodHandleNatives";
  private static final String OBJECT = "Ljava/lang/Object;";

  private static final int NOTHING_TOLD = -1;

  /** The one class that the JVM lets nobody redefine. */
  private static final String CONTINUATION = "jdk/internal/vm/Continuation";

  private final Target target;
  private final Holders holders;
  private final Stores stores;

  /** Null unless the scope is narrow. */
  private final Border border;

  private Border.Callee callee;
  private boolean leavesApplication;
  private final boolean runsTasks;
  private int lastTold = NOTHING_TOLD;

  Calls(Target target, Holders holders, Stores stores) {
    this.target = target;
    this.holders = holders;
    this.stores = stores;
    this.border = target.isNarrow() ? new Border(target) : null;
    this.runsTasks = border == null && Tasks.areRunIn(target.method);
  }

  /** Whether some call went from application code into the JDK. */
  boolean leavesApplication() {
    return leavesApplication;
  }

  void dynamic(int i, InvokeDynamicInsnNode call, Code before, Code after) {
    leave(true, before);
    if (border != null) {
      border.before(i, call, before);
      callee = Border.Callee.UNWOVEN;
    }
    result(i, Type.getReturnType(call.desc), Hook.RESULT, after);
  }

  /**
   * An invocation; {@code isSuper}: the call by which a constructor makes {@code this} an object.
   */
  void method(int i, MethodInsnNode call, boolean isSuper, Code before, Code after) {
    leave(mayRunJdk(call), before);
    special(call, before);
    if (runsTask(call)) {
      Tasks.runs(call, before);
      afterTask(after);
    }
    if (border != null) {
      boolean isHook = replacement(call) != null;
      callee = isHook ? Border.Callee.WOVEN : border.before(i, call, isSuper, before);
    }
    if (call.owner.equals(NATIVES) && call.name.startsWith("setCallSiteTarget")) {
      stores.callSiteTarget(before, after);
    }
    if (isSuper) {
      if (call.owner.equals(CONTINUATION)) {
        after.load(0).at(target.site()).call(Hook.FILLED);
      }
      superCall(i, after);
    } else if (call.name.equals("<init>")) {
      construction(i, after);
    } else {
      result(i, Type.getReturnType(call.desc), resultHook(call), after);
      if (call.name.equals("intern") && call.owner.equals("java/lang/String")) {
        after.dup().call(Hook.INTERNED);
      }
    }
  }

  /**
   * Whether an instruction may run a task for somebody who is watched: nobody is in a narrow scope.
   */
  boolean runsTask(AbstractInsnNode x) {
    return runsTasks && x instanceof MethodInsnNode call && Tasks.isRun(call);
  }

  /** Where a task has been run, or may have thrown, the thread works for whom it did before. */
  void afterTask(Code code) {
    if (runsTasks) {
      code.context().var(Opcodes.ILOAD, target.slots.observation()).call(Hook.OBSERVE);
    }
  }

  /**
   * Application methods restore the site when they return, so one call in a block tells it for all.
   */
  private void leave(boolean intoJdk, Code before) {
    if (intoJdk && target.tellsSites() && lastTold != target.site()) {
      leavesApplication = true;
      lastTold = target.site();
      before.at(lastTold).call(Hook.LEAVING);
    }
  }

  /**
   * Whether a call may lead into the JDK at once: of a class of the application the method may be
   * one that it inherits, unless it is this class and declares it.
   */
  private boolean mayRunJdk(MethodInsnNode call) {
    if (isJdk(call.owner)) {
      return true;
    }
    boolean isInherited = call.getOpcode() != Opcodes.INVOKESTATIC && !call.name.equals("<init>");
    return isInherited && !(target.isIn(call.owner) && target.declares(call.name, call.desc));
  }

  /** A place that can be reached from elsewhere: what was told before may not hold there. */
  void joinPoint() {
    lastTold = NOTHING_TOLD;
  }

  static boolean isJdk(String owner) {
    return owner.startsWith("java/")
        || owner.startsWith("[")
        || owner.startsWith("javax/")
        || owner.startsWith("jdk/")
        || owner.startsWith("sun/")
        || owner.startsWith("com/sun/");
  }

  private void special(MethodInsnNode call, Code before) {
    if (call.name.equals("start0") && target.isIn("java/lang/Thread")) {
      before.load(0).call(Hook.THREAD_STARTED);
    } else if (call.name.equals("clear0") && target.owner.name.startsWith("java/lang/ref/")) {
      before.load(0).at(target.site()).call(Hook.REFERENCE_CLEARED);
    } else if (call.name.equals("setSigners") && call.owner.equals("java/lang/Class")) {
      before.dup().call(Hook.IMMORTALIZE); // the class keeps them where no field is
    }
  }

  private Hook resultHook(MethodInsnNode call) {
    if (call.owner.equals(UNSAFE) && call.name.startsWith("allocate")) {
      return Hook.ALLOCATED;
    }
    if (border != null && call.owner.equals("java/lang/reflect/Array")) {
      return newInstanceHook(call);
    }
    if (call.owner.equals("java/lang/reflect/Array")) {
      return switch (call.name) {
        case "newArray" -> Hook.ALLOCATED;
        case "multiNewArray" -> Hook.NEW_ARRAY;
        default -> Hook.RESULT;
      };
    }
    boolean isClone = call.name.equals("clone") && call.desc.equals("()" + OBJECT);
    if (border != null) {
      return narrowCopyHook(call, isClone);
    }
    return isClone || isCopy(call) ? Hook.CLONED : Hook.RESULT;
  }

  private Hook newInstanceHook(MethodInsnNode call) {
    if (!call.name.equals("newInstance")) {
      return Hook.RESULT;
    }
    return target.request.scope().isTracked(target.owner.name) ? Hook.COPIED : Hook.ALLOCATED;
  }

  /** Arrays that a tracked class makes are tracked, also as copies. */
  private Hook narrowCopyHook(MethodInsnNode call, boolean isClone) {
    boolean isNew =
        isClone
            ? callee == Border.Callee.HARMLESS
            : call.owner.equals("java/util/Arrays") && call.name.startsWith("copyOf");
    if (!isNew) {
      return Hook.RESULT;
    }
    String array = isClone ? call.owner : Type.getReturnType(call.desc).getDescriptor();
    boolean isTracked = target.request.scope().tracksArrays(array, target.owner.name);
    return isTracked ? Hook.COPIED : Hook.CLONED;
  }

  /** C2 has code of its own for these two, in which no hook is called. */
  private static boolean isCopy(MethodInsnNode call) {
    return call.owner.equals("java/util/Arrays")
        && call.name.startsWith("copyOf")
        && call.desc.endsWith("Ljava/lang/Class;)[" + OBJECT);
  }

  /**
   * The unit of the result is taken before those of the arguments go back: a native may return what
   * it was given. The result lies where the first argument lay.
   */
  private void result(int i, Type type, Hook hook, Code after) {
    if (isResolution(i)) {
      after.at(target.site()).call(Hook.DROP_RESULT);
    }
    if (!target.mayBeTracked(type) || target.plan.isUntracked(i)) {
      dropResult(i, after);
      holders.releaseConsumed(i, after);
      return;
    }
    if (!target.holdsUnits() && hook == Hook.RESULT) {
      unheldResult(after);
      return;
    }
    if (hook == Hook.RESULT && target.plan.isGlance(i)) {
      after.dup().at(target.site()).call(Hook.DISCARD); // and no argument has a unit
      return;
    }
    if (hook != Hook.RESULT) {
      after.dup().at(target.site()).call(hook);
    } else if (border != null) {
      border.received(callee, after);
    } else {
      after.dup().context().call(hook);
    }
    holders.releaseConsumed(i, target.holdsUnits(), after);
    holders.own(target.plan.depth(i) - target.plan.consumed(i), after);
  }

  /**
   * A variable handle's guard calls what returns a reference as if it returned nothing, when the
   * program does not use it. A lambda form calls a constructor as a method; it has the object, and
   * a unit of its own.
   */
  private void dropResult(int i, Code after) {
    if (target.method.instructions.get(i) instanceof MethodInsnNode call
        && call.owner.equals("java/lang/invoke/MethodHandle")
        && call.desc.endsWith(")V")
        && (call.name.equals("linkToSpecial") || isGuard(call))) {
      after.at(target.site()).call(Hook.DROP_RESULT);
    }
  }

  private boolean isGuard(MethodInsnNode call) {
    return target.isIn("java/lang/invoke/VarHandleGuards") && call.name.equals("linkToStatic");
  }

  /** The JVM makes the error of a name that it cannot resolve, and keeps it to itself. */
  private boolean isResolution(int i) {
    return target.method.instructions.get(i) instanceof MethodInsnNode call
        && call.owner.equals(NATIVES)
        && call.name.equals("resolve");
  }

  private void unheldResult(Code after) {
    if (target.isRegion()) {
      after.dup().context().call(Hook.HELD_RESULT);
    } else {
      after.context().call(Hook.UNHELD);
    }
  }

  /** A new array lies where its (first) length lay. */
  void newArray(int i, Code after) {
    if (target.plan.isUntracked(i)) {
      return;
    }
    after.dup().at(target.site()).call(Hook.NEW_ARRAY);
    holders.own(target.plan.depth(i) - target.plan.consumed(i), after);
  }

  private void construction(int i, Code after) {
    if (!target.plan.mayBeTracked(i, target.plan.depth(i) - target.plan.consumed(i))) {
      holders.releaseConsumed(i, after);
      return;
    }
    if (target.isRegion()) {
      after.at(target.site()).call(Hook.HELD_CONSTRUCTED);
      return;
    }
    if (!target.holdsUnits()) {
      after.context().call(Hook.UNHELD);
      return;
    }
    HoldPlan plan = target.plan;
    int receiver = plan.depth(i) - plan.consumed(i);
    holders.releaseArguments(i, after);
    int lowest = lowestCopy(i, receiver);
    if (lowest < 0) {
      after.at(target.site()).call(Hook.DROP_RESULT);
      return;
    }
    boolean onTop = isSameObject(i, receiver, receiver - 1);
    boolean belowTop = !onTop && receiver > 1 && isSameObject(i, receiver, receiver - 2);
    if (!onTop && !(belowTop && plan.value(i, receiver - 1).size() == 1)) {
      throw new IllegalStateException("new object out of reach on the stack");
    }
    if (!onTop) {
      after.op(Opcodes.SWAP);
    }
    after.dup().at(target.site()).call(Hook.CONSTRUCTED);
    holders.own(lowest, after);
    if (!onTop) {
      after.op(Opcodes.SWAP);
    }
  }

  private int lowestCopy(int i, int receiver) {
    for (int p = 0; p < receiver; p++) {
      if (isSameObject(i, receiver, p)) {
        return p;
      }
    }
    return -1;
  }

  private boolean isSameObject(int i, int receiver, int position) {
    return target.plan.value(i, position).producer() == target.plan.value(i, receiver).producer();
  }

  /**
   * After super() or this(): {@code this} is an object, and this frame owns the unit it came with.
   */
  private void superCall(int i, Code after) {
    if (border != null) {
      narrowSuperCall(i, after);
      return;
    }
    if (!target.holdsUnits()) {
      if (target.isRegion()) {
        after.load(0).context().call(Hook.HELD_RESULT);
      }
      stores.afterSuper(after);
      return;
    }
    holders.releaseArguments(i, after);
    if (target.slots.ofLocal(0) < 0) {
      stores.afterSuper(after);
      return;
    }
    after.load(0).context().call(Hook.RESULT);
    if (target.unitOfThis() >= 0) {
      after.load(0).store(target.unitOfThis());
      target.hold(after.load(0));
    } else if (target.isExact()) {
      after.load(0).at(target.site()).call(Hook.BIND);
    }
    after.load(0).store(target.slots.ofLocal(0));
    stores.afterSuper(after);
  }

  /** {@code this} is born here unless its superclass's constructor has done that. */
  private void narrowSuperCall(int i, Code after) {
    after.load(0).context().call(Hook.BORN);
    if (!target.holdsUnits()) {
      if (target.isRegion()) {
        after.context().call(Hook.HELD);
      } else {
        after.at(target.site()).constant(0).call(Hook.HAND_OVER);
      }
      stores.afterSuper(after);
      return;
    }
    holders.releaseArguments(i, after);
    if (target.unitOfThis() >= 0) {
      target.hold(after.dup().store(target.unitOfThis()).dup());
    } else if (target.isExact()) {
      after.dup().at(target.site()).call(Hook.BIND);
    }
    after.store(target.slots.ofLocal(0));
    stores.afterSuper(after);
  }

  /** Whether a copy has nothing to do with tracked elements. */
  boolean movesUntracked(int i, MethodInsnNode call) {
    if (!call.owner.equals("java/lang/System") || !call.name.equals("arraycopy")) {
      return false;
    }
    int first = target.plan.depth(i) - 5;
    return !target.plan.mayBeTracked(i, first) && !target.plan.mayBeTracked(i, first + 2);
  }

  /**
   * The hook that does a native's work together with its bookkeeping, or null if the call stays as
   * it is.
   */
  MethodInsnNode replacement(MethodInsnNode call) {
    if (call.owner.equals("java/lang/System") && call.name.equals("arraycopy")) {
      return HookNames.rewritten("arraycopy", OBJECT + "I" + OBJECT + "II", "V");
    }
    if (call.owner.equals("java/lang/reflect/Array") && call.name.equals("set")) {
      return HookNames.rewritten("arraySet", OBJECT + "I" + OBJECT, "V");
    }
    if (call.owner.equals(UNSAFE)) {
      return unsafe(call.name.replace("Object", "Reference"));
    }
    return null;
  }

  private static MethodInsnNode unsafe(String name) {
    String where = "L" + UNSAFE + ";" + OBJECT + "J";
    if (name.startsWith("getReference")) {
      return HookNames.rewritten("getReference", where, OBJECT);
    }
    if (name.startsWith("putReference")) {
      return HookNames.rewritten("putReference", where + OBJECT, "V");
    }
    if (name.startsWith("getAndSetReference")) {
      return HookNames.rewritten("getAndSetReference", where + OBJECT, OBJECT);
    }
    if (name.startsWith("compareAndSetReference")) {
      return HookNames.rewritten("compareAndSetReference", where + OBJECT + OBJECT, "Z");
    }
    if (name.startsWith("weakCompareAndSetReference")) {
      return HookNames.rewritten("weakCompareAndSetReference", where + OBJECT + OBJECT, "Z");
    }
    if (name.startsWith("compareAndExchangeReference")) {
      return HookNames.rewritten("compareAndExchangeReference", where + OBJECT + OBJECT, OBJECT);
    }
    return null;
  }
}
