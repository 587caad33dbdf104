package io.refledger.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;

/*
 * Three methods of the JDK begin with a call, whatever is woven else:
 *
 *   Shutdown.exit(status)                     -> ExitStatus.exiting(status)
 *   Thread.dispatchUncaughtException(thrown)  -> ExitStatus.uncaught(this)
 *   Runtime.halt(status)                      -> status = ExitStatus.halting(status)
 */
/** Lets the runtime know the program's exit status. For any thread. */
final class ExitStatusTransformer implements ClassFileTransformer {
  private static final String STATUS = "io/refledger/rt/ExitStatus";
  private static final String SHUTDOWN = "java/lang/Shutdown";
  private static final String THREAD = "java/lang/Thread";
  private static final String RUNTIME = "java/lang/Runtime";

  private static final MethodEntry EXIT =
      new MethodEntry("exit", "(I)V", STATUS, "exiting", "(I)V", 0);
  private static final MethodEntry HALT =
      new MethodEntry("halt", "(I)V", STATUS, "halting", "(I)I", 1);
  private static final MethodEntry UNCAUGHT =
      new MethodEntry(
          "dispatchUncaughtException",
          "(Ljava/lang/Throwable;)V",
          STATUS,
          "uncaught",
          "(Ljava/lang/Thread;)V",
          0);

  private ExitStatusTransformer() {}

  /**
   * Has these classes call the runtime from now on.
   *
   * @throws StartException if the JVM does not allow it
   */
  static ClassFileTransformer install(Instrumentation instrumentation) throws StartException {
    var transformer = new ExitStatusTransformer();
    instrumentation.addTransformer(transformer, true);
    try {
      Class<?> shutdown = Class.forName(SHUTDOWN.replace('/', '.'));
      instrumentation.retransformClasses(shutdown, Thread.class, Runtime.class);
      return transformer;
    } catch (ClassNotFoundException | UnmodifiableClassException e) {
      throw new StartException("the program's exit status cannot be known: " + e, e);
    }
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
      case SHUTDOWN -> EXIT.addedTo(classFile);
      case RUNTIME -> HALT.addedTo(classFile);
      case THREAD -> UNCAUGHT.addedTo(classFile);
      default -> null;
    };
  }
}
