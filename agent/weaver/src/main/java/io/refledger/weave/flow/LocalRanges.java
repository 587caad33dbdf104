package io.refledger.weave.flow;

import io.refledger.weave.spec.Locals;
import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local slots hold references that must be released, and before which instructions they end:
 * at a StackMap frame in which the slot is dead, and at the end of a LocalVariableTable range after
 * which nobody reads the slot.
 */
public final class LocalRanges {
  private static final int[] NONE = {};

  private final MethodNode method;
  private final ControlFlow flow;
  private final BitSet held = new BitSet();
  private final BitSet written = new BitSet();
  private final int[][] endsByInstruction;

  private LocalRanges(MethodNode method) {
    this.method = method;
    this.flow = new ControlFlow(method);
    this.endsByInstruction = new int[method.instructions.size()][];
  }

  /** Local slots that need a holder, ascending. */
  public BitSet held() {
    return held;
  }

  /** Local 0 needs none after all. */
  public void leaveThis() {
    held.clear(0);
  }

  /** The slots that end right before instruction i, never null. */
  public int[] endingBefore(int i) {
    return endsByInstruction[i] == null ? NONE : endsByInstruction[i];
  }

  /** Whether a parameter's slot holds what it was given until the method is left. */
  public boolean isKept(int slot) {
    for (int[] ending : endsByInstruction) {
      for (int other : ending == null ? NONE : ending) {
        if (other == slot) {
          return false;
        }
      }
    }
    return !written.get(slot);
  }

  /**
   * Reads one method: exact counts all parameters, lean those that the method writes, off nothing.
   */
  public static LocalRanges of(MethodNode method, Locals locals) {
    LocalRanges ranges = new LocalRanges(method);
    if (locals == Locals.OFF) {
      return ranges;
    }
    ranges.findHeld(locals == Locals.EXACT);
    ranges.endAtFrames();
    ranges.endAtTableRanges();
    return ranges;
  }

  /** The slots of reference parameters, {@code this} included, ascending. */
  public static BitSet parameters(MethodNode method) {
    BitSet slots = new BitSet();
    int slot = 0;
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      slots.set(slot++);
    }
    for (Type type : Type.getArgumentTypes(method.desc)) {
      if (type.getSort() >= Type.ARRAY) {
        slots.set(slot);
      }
      slot += type.getSize();
    }
    return slots;
  }

  private void findHeld(boolean allParameters) {
    for (AbstractInsnNode x : method.instructions) {
      if (x instanceof VarInsnNode store && isStore(store.getOpcode())) {
        written.set(store.var);
        if (store.getOpcode() == Opcodes.ASTORE) {
          held.set(store.var);
        } else if (store.getOpcode() == Opcodes.LSTORE || store.getOpcode() == Opcodes.DSTORE) {
          written.set(store.var + 1);
        }
      }
    }
    BitSet parameters = parameters(method);
    if (!allParameters && !method.name.equals("<init>")) {
      parameters.and(written);
    } else if (!allParameters) {
      BitSet others = (BitSet) parameters.clone();
      others.and(written);
      others.set(0);
      parameters = others;
    }
    held.or(parameters);
  }

  /** Whether an instruction stores to a local. */
  public static boolean isStore(int opcode) {
    return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
  }

  private void endAtFrames() {
    for (AbstractInsnNode x : method.instructions) {
      if (x instanceof FrameNode frame) {
        int at = nextReal(x);
        if (at >= 0) {
          addDeadSlots(frame, at);
        }
      }
    }
  }

  private void addDeadSlots(FrameNode frame, int at) {
    BitSet dead = (BitSet) held.clone();
    int slot = 0;
    if (frame.local != null) {
      for (Object type : frame.local) {
        if (isReference(type)) {
          dead.clear(slot);
        }
        slot += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
      }
    }
    for (int local = dead.nextSetBit(0); local >= 0; local = dead.nextSetBit(local + 1)) {
      add(at, local);
    }
  }

  private static boolean isReference(Object frameType) {
    return !(frameType instanceof Integer)
        || frameType == Opcodes.NULL
        || frameType == Opcodes.UNINITIALIZED_THIS;
  }

  private void endAtTableRanges() {
    if (method.localVariables == null) {
      return;
    }
    for (LocalVariableNode variable : method.localVariables) {
      if (!held.get(variable.index) || Type.getType(variable.desc).getSort() < Type.ARRAY) {
        continue;
      }
      int at = nextReal(variable.end);
      if (at >= 0 && !covered(variable.index, at) && !isLive(variable.index, at)) {
        add(at, variable.index);
      }
    }
  }

  private boolean covered(int slot, int at) {
    for (LocalVariableNode other : method.localVariables) {
      int end = method.instructions.indexOf(other.end);
      int start = method.instructions.indexOf(other.start);
      if (other.index == slot && start <= at && at < end) {
        return true;
      }
    }
    return false;
  }

  private void add(int at, int slot) {
    int[] old = endingBefore(at);
    for (int s : old) {
      if (s == slot) {
        return;
      }
    }
    endsByInstruction[at] = inserted(old, slot);
  }

  /** The JDK's sort, from 22 on, would spin a lambda in the middle of weaving. */
  private static int[] inserted(int[] sorted, int slot) {
    int place = 0;
    while (place < sorted.length && sorted[place] < slot) {
      place++;
    }
    int[] grown = new int[sorted.length + 1];
    System.arraycopy(sorted, 0, grown, 0, place);
    grown[place] = slot;
    System.arraycopy(sorted, place, grown, place + 1, sorted.length - place);
    return grown;
  }

  private int nextReal(AbstractInsnNode from) {
    AbstractInsnNode x = from;
    while (x != null && x.getOpcode() < 0) {
      x = x.getNext();
    }
    return x == null ? -1 : method.instructions.indexOf(x);
  }

  /** Whether some path from instruction {@code from} reads the slot before writing it. */
  private boolean isLive(int slot, int from) {
    BitSet seen = new BitSet();
    WorkList work = new WorkList();
    work.push(from);
    while (!work.isEmpty()) {
      int i = work.pop();
      if (seen.get(i)) {
        continue;
      }
      seen.set(i);
      work.pushAll(flow.handlers(i));
      if (method.instructions.get(i) instanceof VarInsnNode variable && variable.var == slot) {
        if (variable.getOpcode() == Opcodes.ALOAD) {
          return true;
        }
        if (isStore(variable.getOpcode())) {
          continue;
        }
      }
      work.pushAll(flow.targets(i));
      if (flow.fallsThrough(i)) {
        work.push(i + 1);
      }
    }
    return false;
  }
}
