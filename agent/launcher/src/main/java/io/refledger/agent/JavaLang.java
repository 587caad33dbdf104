package io.refledger.agent;

import io.refledger.weave.spec.WeaveRequest;
import java.lang.reflect.Field;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;
import jdk.internal.misc.Unsafe;
import jdk.internal.misc.VM;

/** What the JDK offers its own modules: the definer of hidden classes, hooks at exit, its flags. */
final class JavaLang {
  private static final int LAST_SLOT = 9;

  /** Slots 0 to 2 are the JDK's: console, the application's hooks, files to delete. */
  private static final int FIRST_FREE_SLOT = 3;

  private static final String COMPILE_ALL = "-XX:-DontCompileHugeMethods";
  private static final String COMPILE_MOST = "-XX:+DontCompileHugeMethods";

  private static final String[] NO_ARGUMENTS = {};
  private static final String CLASSES_LIMIT = "-XX:MaxMetaspaceSize=";
  private static final String INLINE_LIMIT = "-XX:FreqInlineSize=";

  private JavaLang() {}

  /** The bytes of bytecode over which this JVM never compiles a method. */
  static int hugeMethodLimit() {
    int limit = WeaveRequest.HUGE_METHOD_LIMIT;
    for (String argument : arguments()) {
      if (argument.equals(COMPILE_ALL)) {
        limit = Integer.MAX_VALUE;
      } else if (argument.equals(COMPILE_MOST)) {
        limit = WeaveRequest.HUGE_METHOD_LIMIT;
      }
    }
    return limit;
  }

  /** The bytes of bytecode over which this JVM inlines no method, however often it is called. */
  static int inlineLimit() {
    int limit = WeaveRequest.INLINE_LIMIT;
    for (String argument : arguments()) {
      if (argument.startsWith(INLINE_LIMIT)) {
        limit = number(argument.substring(INLINE_LIMIT.length()), limit);
      }
    }
    return limit;
  }

  /** Whether there may be no room for one more class while the heap has some. */
  static boolean isRoomForClassesLimited() {
    for (String argument : arguments()) {
      if (argument.startsWith(CLASSES_LIMIT)) {
        return true;
      }
    }
    return false;
  }

  /** What the JVM was started with; the JDK has null for nothing, which only who attaches meets. */
  static String[] arguments() {
    String[] arguments = VM.getRuntimeArguments();
    return arguments == null ? NO_ARGUMENTS : arguments;
  }

  /** A number; what the JVM reads otherwise, such as {@code 1k}, is not understood. */
  private static int number(String text, int otherwise) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /**
   * The number of the thread that runs main: a JVM has one that it begins with, of which later JDKs
   * name the number.
   */
  static long mainThread() {
    try {
      Field number = Thread.class.getDeclaredField("PRIMORDIAL_TID");
      Unsafe unsafe = Unsafe.getUnsafe();
      Object base = unsafe.staticFieldBase(number);
      long offset = unsafe.staticFieldOffset(number);
      return number.getType() == long.class
          ? unsafe.getLong(base, offset)
          : unsafe.getInt(base, offset);
    } catch (NoSuchFieldException e) {
      return 1;
    }
  }

  /** Whether the launcher has found the class with main, and could not initialize it. */
  static boolean hasMainClassFailed() {
    try {
      Class<?> launcher = Class.forName("sun.launcher.LauncherHelper");
      Field main = launcher.getDeclaredField("appClass");
      Unsafe unsafe = Unsafe.getUnsafe();
      Object found =
          unsafe.getReference(unsafe.staticFieldBase(main), unsafe.staticFieldOffset(main));
      return found instanceof Class<?> c && unsafe.shouldBeInitialized(c);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return false;
    }
  }

  /** The class whose {@code defineClass} every hidden class goes through. */
  static Class<?> hiddenClassDefiner() {
    return SharedSecrets.getJavaLangAccess().getClass();
  }

  /**
   * Runs {@code hook} when the JVM shuts down, after the application's own hooks.
   *
   * @throws StartException if all places are taken
   */
  static void atExit(Runnable hook) throws StartException {
    JavaLangAccess access = SharedSecrets.getJavaLangAccess();
    for (int slot = LAST_SLOT; slot >= FIRST_FREE_SLOT; slot--) {
      try {
        access.registerShutdownHook(slot, true, hook);
        return;
      } catch (InternalError taken) {
        // Another agent's: the next slot before it.
      }
    }
    throw new StartException("no place is left for the report at exit");
  }
}
