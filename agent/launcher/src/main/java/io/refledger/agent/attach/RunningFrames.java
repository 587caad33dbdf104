package io.refledger.agent.attach;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The methods of which some thread has a frame, also a virtual thread. */
final class RunningFrames {
  private static final Logger LOG = LoggerFactory.getLogger(RunningFrames.class);
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final String INTERNALS = "jdk.internal.vm";
  private static final String OWN = "io.refledger.";

  private RunningFrames() {}

  /** A method by the name of its class, with dots, and its own. */
  record Frame(String className, String method) {
    String internalName() {
      return className.replace('.', '/');
    }
  }

  /** The frames of all platform threads now, each once. */
  static Set<Frame> ofPlatformThreads() {
    Set<Frame> frames = new HashSet<>();
    for (Map.Entry<Thread, StackTraceElement[]> stack : Thread.getAllStackTraces().entrySet()) {
      add(stack.getValue(), frames);
    }
    return frames;
  }

  /** The frames of all threads now, each once; all classes must be woven. */
  static Set<Frame> ofAllThreads(Instrumentation instrumentation) {
    Set<Frame> frames = ofPlatformThreads();
    for (Thread thread : virtualThreads(instrumentation)) {
      add(thread.getStackTrace(), frames);
    }
    return frames;
  }

  private static void add(StackTraceElement[] stack, Set<Frame> frames) {
    for (StackTraceElement element : stack) {
      if (!element.getClassName().startsWith(OWN)) {
        frames.add(new Frame(element.getClassName(), element.getMethodName()));
      }
    }
  }

  /** The virtual threads that the JDK knows of; none if it does not tell. */
  static List<Thread> virtualThreads(Instrumentation instrumentation) {
    if (Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS) {
      return List.of();
    }
    try {
      open(instrumentation);
      Object root =
          Class.forName("jdk.internal.vm.ThreadContainers").getMethod("root").invoke(null);
      List<Thread> found = new ArrayList<>();
      collect(root, Class.forName("jdk.internal.vm.ThreadContainer"), found);
      return found;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.warn("virtual threads from before the agent are not known: {}", e.toString());
      return List.of();
    }
  }

  private static void open(Instrumentation instrumentation) {
    Set<Module> only = Set.of(RunningFrames.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(INTERNALS, only),
        Map.of(INTERNALS, only),
        Set.of(),
        Map.of());
  }

  private static void collect(Object container, Class<?> type, List<Thread> found)
      throws ReflectiveOperationException {
    for (Object thread : list(container, type, "threads")) {
      if (isVirtual((Thread) thread)) {
        found.add((Thread) thread);
      }
    }
    for (Object child : list(container, type, "children")) {
      collect(child, type, found);
    }
  }

  private static List<?> list(Object container, Class<?> type, String method)
      throws ReflectiveOperationException {
    Method listing = type.getMethod(method);
    listing.setAccessible(true);
    return ((Stream<?>) listing.invoke(container)).toList();
  }

  private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
    return (Boolean) Thread.class.getMethod("isVirtual").invoke(thread);
  }
}
