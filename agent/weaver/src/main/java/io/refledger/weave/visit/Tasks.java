package io.refledger.weave.visit;

import io.refledger.weave.spec.HookNames.Hook;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/*
 * What a thread does for another one is a task. Whoever made it, a test, is to have what is born
 * while it runs:
 *
 *   prologue                observation = the context's
 *   .., task                -> runs(task)
 *   INVOKE run, call, exec, tryFire
 *   after it, at the entry of each handler, and in the catch-all: the context's = observation
 *
 * Whether the receiver is a task is not known here: javac names the static type, any class with a
 * method `run`. The hook asks the object's.
 */
/** Calls that may run a task on behalf of who made it. */
final class Tasks {
  private static final String FORK_JOIN = "java/util/concurrent/ForkJoinTask";
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";

  private Tasks() {}

  /** Whether a call may run the task that is its receiver. */
  static boolean isRun(MethodInsnNode call) {
    boolean isVirtual =
        call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
    return isVirtual
        && switch (call.name) {
          case "run" -> call.desc.equals("()V");
          case "call" -> call.desc.equals("()Ljava/lang/Object;");
          case "exec" -> call.owner.equals(FORK_JOIN);
          case "tryFire" -> isCallback(call);
          default -> false;
        };
  }

  /** What a CompletableFuture runs when it is completed; how it is run is an int above it. */
  private static boolean isCallback(MethodInsnNode call) {
    return call.name.equals("tryFire")
        && call.owner.startsWith(FUTURE)
        && call.desc.startsWith("(I)");
  }

  /** Whether a method has such a call. */
  static boolean areRunIn(MethodNode method) {
    for (AbstractInsnNode x : method.instructions) {
      if (x instanceof MethodInsnNode call && isRun(call)) {
        return true;
      }
    }
    return false;
  }

  /** Before the call: the task's observation is entered. */
  static void runs(MethodInsnNode call, Code before) {
    if (isCallback(call)) {
      before.op(Opcodes.DUP2).op(Opcodes.POP); // .., task, mode -> .., task, mode, task
    } else {
      before.dup();
    }
    before.context().call(Hook.RUNS);
  }
}
