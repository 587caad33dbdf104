package io.refledger.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/*
 * In a narrow scope the JDK's threads are not woven, but what the ledger keeps for a thread has to go
 * to another one when it ends:
 *
 *   Thread.exit()                 -> ThreadEnds.platform(this)
 *   VirtualThread.afterDone(...)  -> ThreadEnds.virtual(this)     from JDK 21 on
 */
/** Lets the runtime know that threads end, where they are not woven. For any thread. */
final class ThreadEndTransformer implements ClassFileTransformer {
  private static final String ENDS = "io/refledger/rt/ThreadEnds";
  private static final String TAKES_THREAD = "(Ljava/lang/Thread;)V";
  private static final String THREAD = "java/lang/Thread";
  private static final String VIRTUAL = "java/lang/VirtualThread";

  private static final MethodEntry EXIT =
      new MethodEntry("exit", "()V", ENDS, "platform", TAKES_THREAD, 0);

  /** The name has changed with JDK 22. */
  private static final List<MethodEntry> DONE =
      List.of(
          new MethodEntry("afterDone", "(Z)V", ENDS, "virtual", TAKES_THREAD, 0),
          new MethodEntry("afterTerminate", "(ZZ)V", ENDS, "virtual", TAKES_THREAD, 0));

  private ThreadEndTransformer() {}

  /**
   * Has the JDK's threads call the runtime from now on.
   *
   * @throws StartException if the JVM does not allow it
   */
  static ClassFileTransformer install(Instrumentation instrumentation) throws StartException {
    var transformer = new ThreadEndTransformer();
    instrumentation.addTransformer(transformer, true);
    try {
      instrumentation.retransformClasses(threads());
      return transformer;
    } catch (UnmodifiableClassException e) {
      throw new StartException("the end of threads cannot be known: " + e, e);
    }
  }

  private static Class<?>[] threads() {
    List<Class<?>> threads = new ArrayList<>(List.of(Thread.class));
    try {
      threads.add(Class.forName(VIRTUAL.replace('/', '.'), false, null));
    } catch (ClassNotFoundException e) {
      // Before JDK 21.
    }
    return threads.toArray(new Class<?>[0]);
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String name,
      Class<?> loaded,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loader != null || name == null) {
      return null;
    }
    return switch (name) {
      case THREAD -> EXIT.addedTo(classFile);
      case VIRTUAL -> DONE.get(1).addedTo(DONE.get(0).addedTo(classFile));
      default -> null;
    };
  }
}
