package io.refledger.weave.visit;

import io.refledger.weave.flow.HoldPlan;
import io.refledger.weave.flow.HolderStates;
import io.refledger.weave.flow.LocalRanges;
import io.refledger.weave.flow.SuperCalls;
import io.refledger.weave.spec.HookNames.Hook;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.Scope;
import io.refledger.weave.spec.WeaveRequest;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The method being woven: what is known of it and the numbers of its sites. */
final class Target {
  private static final int NONE = -1;

  final ClassNode owner;
  final MethodNode method;
  final WeaveRequest request;
  final Locals locals;
  private final boolean isRegion;
  final HoldPlan plan;
  final LocalRanges ranges;
  final HolderStates states;
  final SuperCalls superCalls;
  final Slots slots;
  private final boolean handsOver;
  private final int unitOfThis;
  private final int number;
  private final int opener;
  private final Map<Integer, Integer> siteByLine = new HashMap<>();
  private int line;

  Target(
      ClassNode owner,
      MethodNode method,
      WeaveRequest request,
      Locals locals,
      boolean isRegion,
      HoldPlan plan,
      LocalRanges ranges,
      SuperCalls superCalls,
      int opener) {
    this.owner = owner;
    this.method = method;
    this.request = request;
    this.locals = locals;
    this.isRegion = isRegion && request.locals() != Locals.OFF;
    this.plan = plan;
    this.ranges = ranges;
    this.superCalls = superCalls;
    this.opener = opener;
    this.states = HolderStates.of(method, ranges, plan, superCalls);
    this.handsOver =
        request.scope().isNarrow() && holdsUnits() && (isConstructor() || returnsTracked());
    this.slots =
        new Slots(method, ranges.held(), this.isRegion, handsOver, !Calls.isJdk(owner.name));
    boolean holdsThis = !superCalls.isEmpty() && slots.ofLocal(0) >= 0;
    this.unitOfThis = holdsThis && !ranges.isKept(0) ? slots.extraHolder() : NONE;
    this.number =
        request
            .sites()
            .method(
                owner.name.replace('/', '.'), method.name, owner.sourceFile, request.application());
  }

  /** Tells which lines give their objects to which local variables, as far as compilers say so. */
  void nameLocals() {
    if (method.localVariables == null) {
      return;
    }
    for (LocalVariableNode local : method.localVariables) {
      AbstractInsnNode before = local.start.getPrevious();
      while (before != null && before.getOpcode() < 0) {
        before = before.getPrevious();
      }
      boolean isReference = local.desc.length() > 1;
      if (isReference
          && before instanceof VarInsnNode store
          && store.getOpcode() == Opcodes.ASTORE
          && store.var == local.index) {
        line = lineOf(store);
        request.sites().local(site(), local.name);
      }
    }
    line = 0;
  }

  private static int lineOf(AbstractInsnNode instruction) {
    AbstractInsnNode at = instruction;
    while (at != null && !(at instanceof LineNumberNode)) {
      at = at.getPrevious();
    }
    return at == null ? 0 : ((LineNumberNode) at).line;
  }

  Code code() {
    return new Code(slots);
  }

  void line(int number) {
    line = number;
  }

  /** Sites are those of the method's first line from now on. */
  void firstLine() {
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
      if (at instanceof LineNumberNode first) {
        line = first.line;
        return;
      }
    }
  }

  /** The site of the current line. */
  int site() {
    Integer known = siteByLine.get(line);
    if (known == null) {
      known = request.sites().site(number, line);
      siteByLine.put(line, known);
    }
    return known;
  }

  int storeSite(String ownerName, String field, String descriptor) {
    return request.sites().storeSite(number, line, ownerName, field, descriptor);
  }

  boolean isExact() {
    return locals == Locals.EXACT;
  }

  /** A local variable takes hold of the value on the stack: it counts, or it is pinned. */
  void hold(Code code) {
    if (isExact()) {
      code.at(site()).call(Hook.INCREF);
    } else {
      code.context().call(Hook.PIN);
    }
  }

  /**
   * Whether this method is over a size limit: it gives its units to the region that it opens at its
   * entry, which releases them when it is left.
   */
  boolean isRegion() {
    return isRegion;
  }

  /** Whether this method keeps its units in holders (not with {@code locals=off} or a region). */
  boolean holdsUnits() {
    return locals != Locals.OFF;
  }

  /** Whether code that is not woven may be called, or call. */
  boolean isNarrow() {
    return request.scope().isNarrow();
  }

  /** Whether the method asks at its entry if its caller takes the unit of the result. */
  boolean handsOver() {
    return handsOver;
  }

  /** Whether calls into the JDK tell where they come from: of use only if the JDK is woven. */
  boolean tellsSites() {
    return request.application() && !isNarrow();
  }

  boolean mayBeTracked(String descriptor) {
    return request.scope().mayBeTracked(descriptor);
  }

  /** Whether a value of a type may be a tracked object. */
  boolean mayBeTracked(Type type) {
    return type.getSort() >= Type.ARRAY && mayBeTracked(type.getDescriptor());
  }

  /** Whether the method returns what may be a tracked object. */
  boolean returnsTracked() {
    return mayBeTracked(Type.getReturnType(method.desc));
  }

  /**
   * Whether all that reads a field is woven, because it names a tracked class: only then a
   * reference from there is counted.
   */
  boolean countsField(String ownerName, String descriptor) {
    Scope scope = request.scope();
    return !scope.isNarrow() || scope.isTracked(ownerName) || scope.isNamedOnlyInWoven(descriptor);
  }

  boolean isConstructor() {
    return method.name.equals("<init>");
  }

  /** The number by which this method tells that {@code this} is open; 0 if it does not. */
  int opener() {
    return opener;
  }

  boolean isStatic() {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  boolean isIn(String className) {
    return owner.name.equals(className);
  }

  /** Whether the class itself has such a method. */
  boolean declares(String name, String descriptor) {
    for (MethodNode own : owner.methods) {
      if (own.name.equals(name) && own.desc.equals(descriptor)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The holder of the unit that a constructor hands over at its end, where local 0 may be given up
   * before; -1 where the holder of local 0 keeps it.
   */
  int unitOfThis() {
    return unitOfThis;
  }
}
