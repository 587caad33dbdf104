package io.refledger.agent.attach;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.internal.misc.Unsafe;

/*
 * The stack traces that Java gives leave out hidden frames, and the hooks are some. What jcmd prints has
 * them all, of one instant. The way to it is the one that the JDK's own bean takes.
 */
/** The JVM's own dump of its threads. */
final class ThreadDump {
  private static final String MODULE = "jdk.management";
  private static final String INTERNALS = "com.sun.management.internal";
  private static final String COMMANDS = INTERNALS + ".DiagnosticCommandImpl";

  /** Loads the library that the commands are in. */
  private static final String LIBRARY = INTERNALS + ".PlatformMBeanProviderImpl";

  private final Object commands;
  private final Method execute;

  private ThreadDump(Object commands, Method execute) {
    this.commands = commands;
    this.execute = execute;
  }

  /** The way to dumps; empty if this JVM has none. */
  static Optional<ThreadDump> find(Instrumentation instrumentation) {
    Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
    if (module.isEmpty()) {
      return Optional.empty();
    }
    try {
      Set<Module> only = Set.of(ThreadDump.class.getModule());
      instrumentation.redefineModule(
          module.get(),
          Set.of(),
          Map.of(INTERNALS, only),
          Map.of(INTERNALS, only),
          Set.of(),
          Map.of());
      Class.forName(LIBRARY);
      Class<?> type = Class.forName(COMMANDS);
      Method execute = type.getDeclaredMethod("executeDiagnosticCommand", String.class);
      execute.setAccessible(true);
      Object commands = Unsafe.getUnsafe().allocateInstance(type);
      return Optional.of(new ThreadDump(commands, execute));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * The stacks of all platform threads as they are now.
   *
   * @throws IllegalStateException if the JVM does not tell
   */
  String take() {
    try {
      return (String) execute.invoke(commands, "Thread.print");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no dump of the threads: " + e, e);
    }
  }
}
