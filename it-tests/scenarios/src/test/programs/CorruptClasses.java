import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Defines each class of a directory in a loader of its own, and runs it: prints what came of it.
 * What takes longer than the second argument says, in milliseconds, is left behind.
 */
public class CorruptClasses {
  public static void main(String[] arguments) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      files = all.sorted().collect(Collectors.toList());
    }
    long millis = Long.parseLong(arguments[1]);
    for (Path file : files) {
      byte[] classFile = Files.readAllBytes(file);
      String[] outcome = {"too slow"};
      Thread thread = new Thread(null, () -> outcome[0] = outcome(classFile), "run", 512 << 10);
      thread.setDaemon(true);
      thread.start();
      thread.join(millis);
      System.out.println(file.getFileName() + ": " + outcome[0]);
      if (thread.isAlive()) {
        System.out.println("left: " + file.getFileName());
        System.exit(0);
      }
    }
    System.out.println("all");
  }

  private static String outcome(byte[] classFile) {
    try {
      Method run = new OneClass(classFile).define().getMethod("run");
      return String.valueOf(run.invoke(null));
    } catch (InvocationTargetException e) {
      return "threw " + told(e.getCause());
    } catch (Throwable e) {
      return told(e);
    }
  }

  /** Verify errors quote code, which is other code when it is woven. */
  private static String told(Throwable e) {
    boolean isShort = e instanceof VerifyError || e instanceof StackOverflowError;
    return isShort ? e.getClass().getName() : e.toString().replaceAll("\\s+", " ");
  }

  private static final class OneClass extends ClassLoader {
    private final byte[] classFile;

    OneClass(byte[] classFile) {
      this.classFile = classFile;
    }

    Class<?> define() {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }
}
