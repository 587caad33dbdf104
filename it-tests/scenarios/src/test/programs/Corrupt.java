import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.function.Supplier;

/** Defines class files with a few bytes changed, and prints what the JVM says of each. */
public final class Corrupt {
  private Corrupt() {}

  /** What is changed. */
  public static class Victim implements Supplier<Object> {
    Object part = new int[] {1, 2};
    static Object shared = "shared";

    public Victim() {}

    @Override
    public Object get() {
      Object[] row = {part, shared, null};
      for (int i = 0; i < row.length; i++) {
        if (row[i] == null) {
          row[i] = "null" + i;
        }
      }
      part = row[2];
      return row.length + ":" + part;
    }
  }

  private static final class Own extends ClassLoader {
    Class<?> define(byte[] classFile) {
      return defineClass("Corrupt$Victim", classFile, 0, classFile.length);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Random random = new Random(Long.parseLong(arguments[0]));
    byte[] whole = classFile();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      byte[] changed = whole.clone();
      for (int k = 1 + random.nextInt(3); k > 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      System.out.println(i + " " + outcome(changed));
    }
    System.out.println("cut " + outcome(new byte[0]));
    for (int length = 1; length < whole.length; length += 37) {
      byte[] cut = new byte[length];
      System.arraycopy(whole, 0, cut, 0, length);
      System.out.println("cut " + outcome(cut));
    }
  }

  /** What a verifier says of code names bytes of it, and weaving adds some. */
  private static String outcome(byte[] classFile) {
    try {
      Class<?> c = new Own().define(classFile);
      return "made " + ((Supplier<?>) c.getDeclaredConstructor().newInstance()).get();
    } catch (VerifyError e) {
      return "java.lang.VerifyError";
    } catch (Throwable e) {
      return oneLine(e.toString());
    }
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    for (char c : text.toCharArray()) {
      line.append(c < ' ' || c > '~' ? '?' : c);
    }
    return line.toString();
  }

  private static byte[] classFile() throws IOException {
    try (InputStream in = Corrupt.class.getResourceAsStream("Corrupt$Victim.class")) {
      return in.readAllBytes();
    }
  }
}
