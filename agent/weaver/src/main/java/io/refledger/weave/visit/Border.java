package io.refledger.weave.visit;

import io.refledger.weave.flow.HoldPlan;
import io.refledger.weave.spec.HookNames.Hook;
import io.refledger.weave.spec.Scope;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/*
 * Before a call whose callee may be code that is not woven, arguments that may be tracked are lent.
 * Those that are not on top of the stack, and the receiver below them, are taken off it and put back:
 *
 *   .., receiver, a, b     ->  b and a to scratch slots
 *   .., receiver           ->  asked whether its methods are woven: 0 or 1 to a scratch slot
 *   .., receiver, a, b     ->  each lent as it comes back, unless the answer was 1
 */
/** Calls in a narrow scope: what is lent, who takes the unit of the result. */
final class Border {
  /** What hooks are told of a callee. */
  static final int UNWOVEN = 0;

  private static final int WOVEN = 1;

  private final Target target;
  private final Scope scope;

  Border(Target target) {
    this.target = target;
    this.scope = target.request.scope();
  }

  /** What a call site knows of its callee. */
  enum Callee {
    /** It is woven. */
    WOVEN,
    /** It is if all methods of the receiver are. */
    ASKED,
    /** It may not be. */
    UNWOVEN,
    /** It keeps nothing that it is given, and returns what it was given or what is new. */
    HARMLESS
  }

  /** Before a call: arguments are lent, and the callee told what the caller takes. */
  Callee before(int i, MethodInsnNode call, boolean isSuper, Code before) {
    Callee callee = callee(call, isSuper);
    boolean takesResult = isSuper || takesResult(i, call);
    if (callee == Callee.UNWOVEN) {
      lend(i, call.desc, false, before);
    } else if (callee == Callee.ASKED) {
      if (!takesResult && !lendsAny(i, call.desc)) {
        return callee;
      }
      lend(i, call.desc, true, before);
      if (takesResult && target.holdsUnits()) {
        before.context().var(Opcodes.ILOAD, answer()).call(Hook.EXPECT);
      }
    } else if (callee == Callee.WOVEN && takesResult && target.holdsUnits()) {
      before.at(WOVEN).call(Hook.EXPECT);
    }
    return callee;
  }

  private boolean takesResult(int i, MethodInsnNode call) {
    if (call.name.equals("<init>")) {
      return scope.isTracked(call.owner);
    }
    return target.mayBeTracked(Type.getReturnType(call.desc)) && !target.plan.isUntracked(i);
  }

  /** Before a call site that the JVM links: of what is captured only some is known to be kept. */
  void before(int i, InvokeDynamicInsnNode call, Code before) {
    if (!Harmless.isBootstrap(call.bsm)) {
      lend(i, call.desc, false, before);
    }
  }

  /** Right after a call: the unit of the result on top. */
  void received(Callee callee, Code after) {
    after.dup();
    if (callee == Callee.HARMLESS) {
      after.context().call(Hook.PIN);
      return;
    }
    after.context();
    if (callee == Callee.ASKED) {
      after.var(Opcodes.ILOAD, answer());
    } else {
      after.constant(callee == Callee.WOVEN ? WOVEN : UNWOVEN);
    }
    after.call(Hook.RECEIVED);
  }

  private Callee callee(MethodInsnNode call, boolean isSuper) {
    String owner = call.owner;
    boolean isListed = Harmless.isMethod(call) && !scope.isTracked(owner);
    if (owner.charAt(0) == '[' || isListed || Harmless.onlyLooks(call)) {
      return Callee.HARMLESS;
    }
    if (isSuper) {
      return target.isIn(owner) || scope.isTracked(owner) ? Callee.WOVEN : Callee.UNWOVEN;
    }
    boolean isVirtual =
        call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
    if (Calls.isJdk(owner)) {
      return ofJdk(call, isVirtual);
    }
    boolean isOwn = target.isIn(owner) && target.declares(call.name, call.desc);
    if (scope.isNamedOnlyInWoven(call.desc) || (isOwn && !isVirtual)) {
      return Callee.WOVEN;
    }
    if (isVirtual || (call.getOpcode() == Opcodes.INVOKESPECIAL && !isConstructor(call))) {
      return Callee.ASKED;
    }
    return scope.isTracked(owner) ? Callee.WOVEN : Callee.UNWOVEN;
  }

  private Callee ofJdk(MethodInsnNode call, boolean isVirtual) {
    if (scope.isTracked(call.owner)) {
      boolean isSuperMethod = !isConstructor(call) && call.getOpcode() == Opcodes.INVOKESPECIAL;
      return isVirtual || isSuperMethod ? Callee.ASKED : Callee.WOVEN;
    }
    // A subclass of the JDK's inherits from it: it is not woven as a whole.
    boolean mayBeWoven =
        call.getOpcode() == Opcodes.INVOKEINTERFACE || call.owner.equals("java/lang/Object");
    return mayBeWoven && isVirtual ? Callee.ASKED : Callee.UNWOVEN;
  }

  private static boolean isConstructor(MethodInsnNode call) {
    return call.name.equals("<init>");
  }

  private boolean lendsAny(int i, String descriptor) {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    for (int k = 0; k < arguments.length; k++) {
      if (isLent(i, k, arguments)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLent(int i, int argument, Type[] arguments) {
    HoldPlan plan = target.plan;
    int position = plan.depth(i) - arguments.length + argument;
    return target.mayBeTracked(arguments[argument]) && plan.mayBeTracked(i, position);
  }

  private void lend(int i, String descriptor, boolean asks, Code before) {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    int lowest = 0;
    while (!asks && lowest < arguments.length && !isLent(i, lowest, arguments)) {
      lowest++;
    }
    if (lowest == arguments.length && !asks) {
      return;
    }
    int[] slots = new int[arguments.length];
    int next = answer() + 1;
    for (int k = arguments.length - 1; k >= lowest; k--) {
      slots[k] = next;
      next += arguments[k].getSize();
      before.var(arguments[k].getOpcode(Opcodes.ISTORE), slots[k]);
    }
    if (asks) {
      before.dup().context().call(Hook.WOVEN).var(Opcodes.ISTORE, answer());
    }
    for (int k = lowest; k < arguments.length; k++) {
      before.var(arguments[k].getOpcode(Opcodes.ILOAD), slots[k]);
      if (isLent(i, k, arguments)) {
        lendTop(asks, before);
      }
      if (arguments[k].getSort() >= Type.ARRAY) {
        before.clear(slots[k]);
      }
    }
  }

  private void lendTop(boolean asks, Code before) {
    before.dup().context();
    if (asks) {
      before.var(Opcodes.ILOAD, answer());
    } else {
      before.constant(UNWOVEN);
    }
    before.call(Hook.LEND);
  }

  /** The scratch slot that says whether the receiver's methods are woven; used until the result. */
  private int answer() {
    return target.slots.scratch();
  }
}
