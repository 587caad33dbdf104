import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.spi.FileSystemProvider;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Ends in the way that its argument names: plainly, {@code exit}, {@code throw}, {@code load}, {@code
 * providers}, {@code forms}.
 */
public final class StartUp {
  public StartUp() {
    printForms();
  }

  public static void main(String[] arguments) throws Throwable {
    String mode = arguments.length == 0 ? "" : arguments[0];
    System.out.println("begin " + mode);
    switch (mode) {
      case "load" -> load();
      case "exit" -> System.exit(5);
      case "throw" -> throw new IllegalStateException("on purpose");
      case "providers" -> providers();
      case "forms" -> forms();
      default -> System.out.println("end");
    }
  }

  /** Loads classes and weaves them, and so allocates, below a deep method of the JDK. */
  private static void providers() {
    for (FileSystemProvider provider : FileSystemProvider.installedProviders()) {
      System.out.println("provider " + provider.getScheme());
    }
    System.out.println("end");
  }

  /** Prints which hidden classes of lambda forms run calls of some kinds that the JVM links. */
  private static void forms() throws Throwable {
    StartUp.class.getMethod("named", String.class, Object.class).invoke(null, "a", "b");
    StartUp.class.getMethod("first", Object.class, Object.class).invoke(null, "a", "b");
    StartUp.class.getMethod("toString").invoke(new StartUp());
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType pair = MethodType.methodType(Object.class, Object.class, Object.class);
    lookup.findStatic(StartUp.class, "first", pair).invoke("a", "b");
    MethodType named = MethodType.methodType(void.class, String.class, Object.class);
    lookup.findStatic(StartUp.class, "named", named).invokeExact("a", (Object) "b");
    lookup.findConstructor(StartUp.class, MethodType.methodType(void.class)).invoke();
    Function<Object, Supplier<StartUp>> nested = x -> () -> new StartUp();
    System.out.println("end " + nested.apply("a").get() + 'c');
  }

  public static void named(String first, Object second) {
    printForms();
  }

  public static Object first(Object first, Object second) {
    printForms();
    return first;
  }

  @Override
  public String toString() {
    printForms();
    return "text";
  }

  private static void printForms() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getClassName().startsWith("java.lang.invoke.LambdaForm$")) {
        System.out.println("form " + frame.getClassName());
      }
    }
  }

  /** Loads classes that no transformer can be sure of, then exits. */
  private static void load() throws Exception {
    byte[] classFile = classFile();
    System.out.println("whole: " + textOf(classFile.clone()));
    System.out.println("unreadable annotation: " + textOf(withUnreadableAnnotation(classFile)));
    byte[] half = new byte[classFile.length / 2];
    System.arraycopy(classFile, 0, half, 0, half.length);
    System.out.println("half: " + textOf(half));
    byte[] future = classFile.clone();
    future[7] = (byte) 200;
    System.out.println("future: " + textOf(future));
    System.exit(5);
  }

  private static String textOf(byte[] classFile) throws Exception {
    try {
      Class<?> loaded = new JavaOnly().define(classFile);
      return loaded.getDeclaredConstructor().newInstance().toString();
    } catch (LinkageError refused) {
      return refused.toString();
    }
  }

  private static byte[] classFile() throws IOException {
    try (InputStream in = StartUp.class.getResourceAsStream("StartUp$Victim.class")) {
      return in.readAllBytes();
    }
  }

  /**
   * The class file with 65535 annotations announced where there is one; the JVM does not look at
   * annotations of retention CLASS.
   */
  private static byte[] withUnreadableAnnotation(byte[] classFile) {
    byte[] patched = classFile.clone();
    for (int i = patched.length - 10; i >= 0; i--) {
      boolean isAnnotation =
          number(patched, i, 4) == 6
              && number(patched, i + 4, 2) == 1
              && number(patched, i + 8, 2) == 0;
      if (isAnnotation) {
        patched[i + 4] = (byte) 0xff;
        patched[i + 5] = (byte) 0xff;
        return patched;
      }
    }
    throw new AssertionError("the class file has no annotation");
  }

  private static int number(byte[] bytes, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      number = number << 8 | bytes[i] & 0xff;
    }
    return number;
  }

  /** A loader that delegates only java.*. */
  private static final class JavaOnly extends ClassLoader {
    JavaOnly() {
      super(null);
    }

    Class<?> define(byte[] classFile) {
      return defineClass("StartUp$Victim", classFile, 0, classFile.length);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("java.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface Inert {}

  /** Loaded by {@link JavaOnly}. */
  @Inert
  public static final class Victim {
    private Object[] parts = {new Object(), "loaded"};

    public Victim() {}

    @Override
    public String toString() {
      Object last = parts[1];
      parts = null;
      return last.toString();
    }
  }
}
