package io.refledger.agent;

import io.refledger.agent.transform.BirthGuard;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/*
 * These methods of the JDK begin with a call, whatever is woven else:
 *
 *   Shutdown.exit(status)                     -> ExitStatus.exiting(status)
 *   Thread.dispatchUncaughtException(thrown)  -> ExitStatus.uncaught(this)
 *   Runtime.halt(status)                      -> status = ExitStatus.halting(status)
 *
 * Where threads can be stopped, up to JDK 19:
 *
 *   Thread.stop()                             -> ThreadStops.stopping(this)
 *
 * And in a narrow scope, where the JDK's threads are not woven, but what the ledger keeps for a thread
 * has to go to another one when it ends:
 *
 *   Thread.exit()                             -> ThreadEnds.platform(this)
 *   VirtualThread.afterDone(...)              -> ThreadEnds.virtual(this)     from JDK 21 on
 */
/** Lets the runtime know when methods of the JDK begin. For any thread. */
final class MethodEntryTransformer implements ClassFileTransformer {
  private static final String STATUS = "io/refledger/rt/ExitStatus";
  private static final String ENDS = "io/refledger/rt/ThreadEnds";
  private static final String STOPS = "io/refledger/rt/ThreadStops";
  private static final int CANNOT_STOP = 20;
  private static final String TAKES_THREAD = "(Ljava/lang/Thread;)V";
  private static final String TAKES_THROWN = "(Ljava/lang/Throwable;)V";
  private static final String THREAD = "java/lang/Thread";

  private static final Map<String, List<MethodEntry>> OF_EXITS =
      Map.of(
          "java/lang/Shutdown",
          List.of(new MethodEntry("exit", "(I)V", STATUS, "exiting", "(I)V", 0)),
          "java/lang/Runtime",
          List.of(new MethodEntry("halt", "(I)V", STATUS, "halting", "(I)I", 1)),
          THREAD,
          List.of(
              new MethodEntry(
                  "dispatchUncaughtException", TAKES_THROWN, STATUS, "uncaught", TAKES_THREAD, 0)));

  private static final Map<String, List<MethodEntry>> OF_STOPS =
      Map.of(THREAD, List.of(new MethodEntry("stop", "()V", STOPS, "stopping", TAKES_THREAD, 0)));

  /** The name of what virtual threads call has changed with JDK 22. */
  private static final Map<String, List<MethodEntry>> OF_THREAD_ENDS =
      Map.of(
          THREAD,
          List.of(new MethodEntry("exit", "()V", ENDS, "platform", TAKES_THREAD, 0)),
          "java/lang/VirtualThread",
          List.of(
              new MethodEntry("afterDone", "(Z)V", ENDS, "virtual", TAKES_THREAD, 0),
              new MethodEntry("afterTerminate", "(ZZ)V", ENDS, "virtual", TAKES_THREAD, 0)));

  private final Map<String, List<MethodEntry>> entriesByClass;
  private final BirthGuard births;

  private MethodEntryTransformer(Map<String, List<MethodEntry>> entriesByClass, BirthGuard births) {
    this.entriesByClass = entriesByClass;
    this.births = births;
  }

  /**
   * From now on the runtime knows with what status the program exits.
   *
   * @throws StartException if the JVM does not allow it
   */
  static MethodEntryTransformer ofExits(Instrumentation instrumentation, BirthGuard births)
      throws StartException {
    return install(OF_EXITS, "the program's exit status", instrumentation, births);
  }

  /**
   * From now on the runtime knows when threads end that are not woven.
   *
   * @throws StartException if the JVM does not allow it
   */
  static MethodEntryTransformer ofThreadEnds(Instrumentation instrumentation, BirthGuard births)
      throws StartException {
    return install(OF_THREAD_ENDS, "the end of threads", instrumentation, births);
  }

  /**
   * From now on the runtime knows when a thread is going to be stopped; nothing where none can be.
   *
   * @throws StartException if the JVM does not allow it
   */
  static Optional<MethodEntryTransformer> ofStops(
      Instrumentation instrumentation, BirthGuard births) throws StartException {
    return Runtime.version().feature() < CANNOT_STOP
        ? Optional.of(install(OF_STOPS, "that threads are stopped", instrumentation, births))
        : Optional.empty();
  }

  private static MethodEntryTransformer install(
      Map<String, List<MethodEntry>> entriesByClass,
      String what,
      Instrumentation instrumentation,
      BirthGuard births)
      throws StartException {
    var transformer = new MethodEntryTransformer(entriesByClass, births);
    instrumentation.addTransformer(transformer, true);
    try {
      instrumentation.retransformClasses(transformer.classes().toArray(new Class<?>[0]));
      return transformer;
    } catch (UnmodifiableClassException e) {
      throw new StartException(what + " cannot be known: " + e, e);
    }
  }

  /** Those that this JDK has: before 21 there are no virtual threads. */
  List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : entriesByClass.keySet()) {
      try {
        classes.add(Class.forName(name.replace('/', '.'), false, null));
      } catch (ClassNotFoundException e) {
        // Then nothing of it can begin.
      }
    }
    return classes;
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String name,
      Class<?> loaded,
      ProtectionDomain domain,
      byte[] classFile) {
    // No object is made for the many others: it would be one of the program's.
    List<MethodEntry> entries = loader == null && name != null ? entriesByClass.get(name) : null;
    return entries == null ? null : changed(classFile, entries);
  }

  private byte[] changed(byte[] classFile, List<MethodEntry> entries) {
    long state = births.enter();
    try {
      byte[] changed = classFile;
      for (MethodEntry entry : entries) {
        changed = entry.addedTo(changed);
      }
      return changed;
    } finally {
      births.leave(state);
    }
  }
}
