package io.refledger.bench.account;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a moment of processor time is spent on, and the kind of event that is its cause. */
enum Centre {
  /** The JVM's compilers; its events are the bytes of bytecode that they compiled. */
  COMPILING("compiling, a byte", "compiled", "CompileBroker::"),

  /** The cycle detector, with all that it frees. */
  COLLECTING("collections, each", "collections", "io/refledger/rt/gc/CycleDetector\\.collect"),

  /** A birth from the hook's call into the ledger on, without the collections that it starts. */
  BIRTH("births, an object", "allocated", "io/refledger/rt/Ledger\\.birth"),

  /** What a count of zero leads to. */
  DEATH("deaths by count, an object", "freedByCount", "io/refledger/rt/Deallocator\\.deallocate"),

  /** A hook without the above; its events are its calls. */
  HOOK("hook", "", "java/lang/RefLedgerHooks\\.(?<hook>[^;]+)"),

  /** The agent's own work: weaving, cache, reports. Its events are the classes woven. */
  AGENT("weaving and the agent's threads, a class", "classesWoven", "io/refledger/"),

  /** The JVM's collectors, which tell the ledger of foreign objects that have died. */
  JVM_COLLECTING(
      "the JVM's collector, a foreign object",
      "foreign",
      "(WorkerThread::run|GangWorker::|ConcurrentGCThread::|VMThread::)"),

  /** Everything else: the program, and in woven methods what lies between the hooks. */
  PROGRAM("", "", "");

  /** What a table calls it; a hook has its own name. */
  final String title;

  /** The name of its events among the facts; empty if nothing counts them. */
  final String events;

  private final Pattern frame;

  Centre(String title, String events, String frame) {
    this.title = title;
    this.events = events;
    this.frame = Pattern.compile("(?:^|;)" + frame);
  }

  /** The first centre that a stack has a frame of; frames are parted by semicolons. */
  static Centre of(String stack) {
    for (Centre centre : values()) {
      if (centre.frame.matcher(stack).find()) {
        return centre;
      }
    }
    return PROGRAM;
  }

  /** The hook of a stack that has one, the outermost one. */
  static String hook(String stack) {
    Matcher hook = HOOK.frame.matcher(stack);
    if (!hook.find()) {
      throw new IllegalArgumentException("no hook in " + stack);
    }
    return hook.group("hook");
  }
}
