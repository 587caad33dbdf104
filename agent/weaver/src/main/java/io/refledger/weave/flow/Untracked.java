package io.refledger.weave.flow;

import io.refledger.weave.spec.Scope;
import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/*
 * A value is as tracked as the type says by which it came: a field's, a method's result's, a
 * parameter's. A local is tracked if a tracked value is ever stored into it, whatever else its slot
 * is used for. Locals and the values that are copied of them depend on each other, so locals are
 * added until nothing changes; what was never added is not tracked.
 */
/** Which values of a method cannot be tracked objects. */
final class Untracked implements Opcodes {
  private final String owner;
  private final MethodNode method;
  private final Producers producers;
  private final Frame<StackValue>[] frames;
  private final Scope scope;
  private final BitSet trackedLocals = new BitSet();

  private Untracked(
      String owner,
      MethodNode method,
      Producers producers,
      Frame<StackValue>[] frames,
      Scope scope) {
    this.owner = owner;
    this.method = method;
    this.producers = producers;
    this.frames = frames;
    this.scope = scope;
  }

  /** The producers in a method of {@code owner} whose values are not tracked. */
  static BitSet in(
      String owner,
      MethodNode method,
      Producers producers,
      Frame<StackValue>[] frames,
      Scope scope) {
    Untracked search = new Untracked(owner, method, producers, frames, scope);
    search.findLocals();
    BitSet found = new BitSet();
    for (int p = 0; p < producers.count(); p++) {
      if (!search.isTracked(p)) {
        found.set(p);
      }
    }
    return found;
  }

  private void findLocals() {
    int slot = 0;
    if ((method.access & ACC_STATIC) == 0) {
      trackedLocals.set(slot++, scope.mayBeTracked(Type.getObjectType(owner).getDescriptor()));
    }
    for (Type type : Type.getArgumentTypes(method.desc)) {
      boolean isReference = type.getSort() >= Type.ARRAY;
      trackedLocals.set(slot, isReference && scope.mayBeTracked(type.getDescriptor()));
      slot += type.getSize();
    }
    int size;
    do {
      size = trackedLocals.cardinality();
      BitSet trackedGroups = trackedGroups();
      for (int i = 0; i < frames.length; i++) {
        if (frames[i] != null && method.instructions.get(i).getOpcode() == ASTORE) {
          store(i, (VarInsnNode) method.instructions.get(i), trackedGroups);
        }
      }
    } while (trackedLocals.cardinality() != size);
  }

  private BitSet trackedGroups() {
    BitSet groups = new BitSet();
    for (int p = 0; p < producers.count(); p++) {
      if (isTracked(p)) {
        groups.set(producers.group(p));
      }
    }
    return groups;
  }

  private void store(int i, VarInsnNode store, BitSet trackedGroups) {
    StackValue value = frames[i].getStack(frames[i].getStackSize() - 1);
    if (value.producer() < 0 || trackedGroups.get(producers.group(value.producer()))) {
      trackedLocals.set(store.var);
    }
  }

  private boolean isTracked(int producer) {
    if (producer >= method.instructions.size()) {
      return !scope.isNarrow(); // an exception: foreign from its birth on
    }
    AbstractInsnNode x = method.instructions.get(producer);
    return comesTracked(producer, x) && !isCastAway(x);
  }

  /** Whether a value is cast at once to what is not tracked, as that of a generic method. */
  private boolean isCastAway(AbstractInsnNode x) {
    AbstractInsnNode next = x.getNext();
    while (next != null && next.getOpcode() < 0 && !(next instanceof FrameNode)) {
      next = next.getNext();
    }
    return next != null
        && next.getOpcode() == CHECKCAST
        && !scope.mayBeTracked(Type.getObjectType(((TypeInsnNode) next).desc).getDescriptor());
  }

  private boolean comesTracked(int producer, AbstractInsnNode x) {
    return switch (x.getOpcode()) {
      case GETFIELD, GETSTATIC -> isTracked(((FieldInsnNode) x).desc);
      case INVOKEVIRTUAL, INVOKESPECIAL, INVOKESTATIC, INVOKEINTERFACE ->
          isTracked(Type.getReturnType(((MethodInsnNode) x).desc));
      case INVOKEDYNAMIC -> isTracked((InvokeDynamicInsnNode) x);
      case NEW -> scope.isTracked(((TypeInsnNode) x).desc);
      case NEWARRAY, ANEWARRAY, MULTIANEWARRAY -> scope.tracksArrays(arrayType(x), owner);
      case ALOAD -> trackedLocals.get(((VarInsnNode) x).var);
      case AALOAD -> isElementTracked(producer);
      default -> false;
    };
  }

  /** By the type of the array, where the one producer of that tells it. */
  private boolean isElementTracked(int i) {
    int array =
        frames[i] == null ? -1 : frames[i].getStack(frames[i].getStackSize() - 2).producer();
    if (array < 0 || array >= method.instructions.size() || !producers.isAlone(array)) {
      return true;
    }
    String type = typeOf(method.instructions.get(array));
    return !type.startsWith("[") || isTracked(type.substring(1));
  }

  /** Whether an element that AASTORE stores, and the one that it replaces, may be tracked. */
  static boolean storesTracked(
      StackValue array, Producers producers, MethodNode method, Scope scope) {
    int producer = array.producer();
    if (producer < 0 || producer >= method.instructions.size() || !producers.isAlone(producer)) {
      return true;
    }
    String type = typeOf(method.instructions.get(producer));
    return !type.startsWith("[") || (type.length() > 2 && scope.mayBeTracked(type.substring(1)));
  }

  /** The descriptor of what an instruction pushes, empty if it does not say. */
  private static String typeOf(AbstractInsnNode x) {
    return switch (x.getOpcode()) {
      case GETFIELD, GETSTATIC -> ((FieldInsnNode) x).desc;
      case INVOKEVIRTUAL, INVOKESPECIAL, INVOKESTATIC, INVOKEINTERFACE ->
          Type.getReturnType(((MethodInsnNode) x).desc).getDescriptor();
      case ANEWARRAY, MULTIANEWARRAY -> arrayType(x);
      default -> "";
    };
  }

  /** Lambdas are of hidden classes, which a narrow scope does not track. */
  private boolean isTracked(InvokeDynamicInsnNode call) {
    return !scope.isNarrow() && isTracked(Type.getReturnType(call.desc));
  }

  private boolean isTracked(Type type) {
    return type.getSort() >= Type.ARRAY && isTracked(type.getDescriptor());
  }

  private boolean isTracked(String descriptor) {
    return descriptor.length() > 1 && scope.mayBeTracked(descriptor);
  }

  /** The descriptor of the array that an instruction makes. */
  static String arrayType(AbstractInsnNode x) {
    if (x instanceof MultiANewArrayInsnNode arrays) {
      return arrays.desc;
    }
    if (x instanceof TypeInsnNode array) {
      return "[" + Type.getObjectType(array.desc).getDescriptor();
    }
    return "[" + "ZCFDBSIJ".charAt(((IntInsnNode) x).operand - T_BOOLEAN);
  }
}
