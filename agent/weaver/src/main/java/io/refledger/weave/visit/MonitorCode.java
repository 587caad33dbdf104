package io.refledger.weave.visit;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/*
 * The JIT compilers take a method with monitors only if every instruction that may throw while one is
 * held lies in the range of a handler that unlocks; and C1 gives up when a handler covers itself and
 * holds a call. javac writes `finally` with a handler whose first ASTORE is covered by itself, and
 * `synchronized` as
 *
 *   MONITORENTER                  what was here to be done ..
 *   L0: body, ALOAD n, MONITOREXIT
 *   L1: ..                        .. is done behind L0, and what followed MONITOREXIT behind L1
 *   L2: [ASTORE e] ALOAD n, MONITOREXIT
 *   L3: ..                        the hooks of the handler L2 are called here, behind the unlocking
 *
 *   handlers: L0..L1 -> L2, L2..L3 -> L2
 */
/** Moves hooks away from where a monitor is held and nobody would unlock it. */
final class MonitorCode {
  private final Set<LabelNode> joins;
  private final AbstractInsnNode[] original;
  private final Code[] before;
  private final Code[] after;

  private MonitorCode(
      Set<LabelNode> joins, AbstractInsnNode[] original, Code[] before, Code[] after) {
    this.joins = joins;
    this.original = original;
    this.before = before;
    this.after = after;
  }

  /**
   * Moves code between the entries of {@code before} and {@code after}, which are by instruction.
   *
   * @param joins the labels that are reached by jumps
   */
  static void defer(
      MethodNode method,
      Set<LabelNode> joins,
      AbstractInsnNode[] original,
      Code[] before,
      Code[] after) {
    var code = new MonitorCode(joins, original, before, after);
    Set<LabelNode> deferred = new HashSet<>();
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (coversItself(block) && deferred.add(block.handler)) {
        code.deferHandler(block, method.instructions.indexOf(block.handler));
      }
    }
    for (int i = 0; i < original.length; i++) {
      int opcode = original[i].getOpcode();
      if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
        code.deferAfter(i);
      }
    }
  }

  private static boolean coversItself(TryCatchBlockNode block) {
    for (AbstractInsnNode x = block.start; x != null && x != block.end; x = x.getNext()) {
      if (x == block.handler) {
        return true;
      }
    }
    return false;
  }

  /** The code at the entry of a handler that covers itself goes behind the range. */
  private void deferHandler(TryCatchBlockNode block, int label) {
    int first = next(label);
    if (before[first] == null) {
      return;
    }
    boolean isStored = original[first].getOpcode() == Opcodes.ASTORE;
    if (isStored && isWithin(block.end, first, next(first))) {
      Code behind = restored(first);
      before[next(first)] = behind.add(before[next(first)]);
      return;
    }
    int load = isStored ? next(first) : first;
    int exit = next(load);
    if (original[load].getOpcode() != Opcodes.ALOAD
        || original[exit].getOpcode() != Opcodes.MONITOREXIT
        || before[exit] == null
        || !after[load].isEmpty()) {
      return;
    }
    Code entry = isStored ? restored(first).add(before[load]) : before[load];
    after[exit] = entry.empty().add(entry).add(before[exit]).add(after[exit]);
    before[load] = entry.empty();
  }

  /** The code around the store of the exception, as it would have been at the store itself. */
  private Code restored(int store) {
    int exception = ((VarInsnNode) original[store]).var;
    Code code = before[store].empty().load(exception).add(before[store]);
    return code.store(exception).add(after[store]);
  }

  /**
   * What follows instruction i goes behind the labels that follow it. Behind MONITORENTER that is
   * the release of the lock object's unit, which does nothing when it comes again in a loop.
   */
  private void deferAfter(int i) {
    int next = next(i);
    boolean isRepeatable = original[i].getOpcode() == Opcodes.MONITORENTER;
    if (after[i] == null || before[next] == null || (!isRepeatable && isJoin(i, next))) {
      return;
    }
    before[next] = after[i].add(before[next]);
    after[i] = before[next].empty();
  }

  private boolean isJoin(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (original[i] instanceof LabelNode label && joins.contains(label)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWithin(LabelNode label, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (original[i] == label) {
        return true;
      }
    }
    return false;
  }

  /** The instruction, no label, line or frame, that follows. */
  private int next(int i) {
    int next = i + 1;
    while (next < original.length - 1 && original[next].getOpcode() < 0) {
      next++;
    }
    return next;
  }
}
