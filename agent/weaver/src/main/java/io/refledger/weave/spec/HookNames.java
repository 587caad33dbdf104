package io.refledger.weave.spec;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Names and descriptors of the hooks, the ABI that woven code calls; a test compares them with the
 * runtime's.
 */
public final class HookNames {
  /** The class that woven code calls. */
  public static final String OWNER = "java/lang/RefLedgerHooks";

  /** Internal name of the per-thread context. */
  public static final String CONTEXT = "io/refledger/rt/Context";

  private static final String O = "Ljava/lang/Object;";
  private static final String C = "L" + CONTEXT + ";";

  /** A hook: its name and descriptor. */
  public enum Hook {
    CONTEXT("context", "()" + C),
    PIN("pin", "(" + O + C + ")V"),
    TRY_PIN("tryPin", "(" + O + C + ")" + O),
    ADOPT("adopt", "(" + O + O + C + ")V"),
    CONFIRM("confirm", "(" + O + O + ")" + O),
    KEEP("keep", "(" + O + O + C + "I)" + O),
    UNPIN("unpin", "(" + O + C + "I)V"),
    UNPIN_EACH("unpinEach", "(" + O + O + O + O + C + "I)V"),
    INCREF("incref", "(" + O + C + "I)V"),
    DECREF("decref", "(" + O + C + "I)V"),
    DECREF_EACH("decrefEach", "(" + O + O + O + O + C + "I)V"),
    BIND("bind", "(" + O + C + "I)V"),
    UNBIND("unbind", "(" + O + C + "I)V"),
    RETURNING("returning", "(" + O + C + ")V"),
    RETURNING_BORROWED("returningBorrowed", "(" + O + C + ")V"),
    RESULT("result", "(" + O + C + ")V"),
    CONSTRUCTED("constructed", "(" + O + C + "I)V"),
    DISCARD("discard", "(" + O + C + "I)V"),
    DROP_RESULT("dropResult", "(" + C + "I)V"),
    UNHELD("unheld", "(" + C + ")V"),
    REGION("region", "(" + C + ")I"),
    HELD("held", "(" + O + C + ")V"),
    HELD_RESULT("heldResult", "(" + O + C + ")V"),
    HELD_CONSTRUCTED("heldConstructed", "(" + C + "I)V"),
    HELD_LOAD("heldLoad", "(" + O + C + ")V"),
    HELD_CAUGHT("heldCaught", "(" + O + C + ")V"),
    HELD_THROWING("heldThrowing", "(" + O + C + ")V"),
    HELD_RETURNING("heldReturning", "(" + O + C + ")V"),
    LEAVE_REGION("leaveRegion", "(" + C + "II)V"),
    THROWING("throwing", "(" + O + C + ")V"),
    CAUGHT("caught", "(" + O + C + ")V"),
    BEFORE_FIELD_STORE("beforeFieldStore", "(" + O + O + C + "I)J"),
    BEFORE_ARRAY_STORE("beforeArrayStore", "([" + O + "I" + O + C + "I)J"),
    KNOWS_STATIC("knowsStatic", "(I)Z"),
    BEFORE_STATIC_STORE("beforeStaticStore", "(" + O + "Ljava/lang/Class;" + C + "I)J"),
    AFTER_STORE("afterStore", "(J" + C + "I)V"),
    INITIAL_EDGE("initialEdge", "(" + O + O + C + "I)V"),
    CREATED("created", "(" + O + ")V"),
    NEW_ARRAY("newArray", "(" + O + C + "I)V"),
    ALLOCATED("allocated", "(" + O + C + "I)V"),
    FILLED("filled", "(" + O + C + "I)V"),
    CLONED("cloned", "(" + O + C + "I)V"),
    COPIED("copied", "(" + O + C + "I)V"),
    EXPECT("expect", "(" + C + "I)V"),
    EXPECTED("expected", "(" + C + ")I"),
    WOVEN("woven", "(" + O + C + ")I"),
    LEND("lend", "(" + O + C + "I)V"),
    RECEIVED("received", "(" + O + C + "I)V"),
    HAND_OVER("handOver", "(" + O + C + "II)V"),
    BORN("born", "(" + O + C + ")" + O),
    LEAVING("leaving", "(" + C + "I)V"),
    APPLICATION_SITE("applicationSite", "(" + C + ")I"),
    OBSERVATION("observation", "(" + C + ")I"),
    RUNS("runs", "(" + O + C + ")V"),
    OBSERVE("observe", "(" + C + "I)V"),
    IMMORTALIZE("immortalize", "(" + O + ")V"),
    REFERENCE_CREATED("referenceCreated", "(" + O + O + C + "I)V"),
    REFERENCE_QUEUED("referenceQueued", "(" + O + O + C + ")V"),
    REFERENCE_CLEARED("referenceCleared", "(" + O + C + "I)V"),
    THREAD_STARTED("threadStarted", "(" + O + ")V"),
    THREAD_EXITED("threadExited", "(" + O + C + "I)V"),
    VIRTUAL_EXITED("virtualExited", "(" + O + ")V"),
    INTERNED("interned", "(" + O + ")V"),
    HIDDEN("hidden", "(Ljava/lang/ClassLoader;Ljava/lang/String;[BI)[B"),
    HIDDEN_DEFINED("hiddenDefined", "(Ljava/lang/Class;)V"),
    CLASS_DEFINED("classDefined", "(Ljava/lang/ClassLoader;" + C + ")V"),
    OPENED("opened", "(" + O + C + "I)V"),
    CLOSED("closed", "(" + O + "I)V");

    private final String method;
    private final String descriptor;

    Hook(String method, String descriptor) {
      this.method = method;
      this.descriptor = descriptor;
    }

    /** The hook's method name. */
    public String method() {
      return method;
    }

    /** The hook's method descriptor. */
    public String descriptor() {
      return descriptor;
    }

    /** A fresh call instruction. */
    public MethodInsnNode call() {
      return new MethodInsnNode(Opcodes.INVOKESTATIC, OWNER, method, descriptor, false);
    }
  }

  /** The hook that stands for a rewritten call: the callee's arguments, then context and site. */
  public static MethodInsnNode rewritten(String name, String argumentsAndReceiver, String result) {
    String descriptor = "(" + argumentsAndReceiver + C + "I)" + result;
    return new MethodInsnNode(Opcodes.INVOKESTATIC, OWNER, name, descriptor, false);
  }

  private HookNames() {}
}
