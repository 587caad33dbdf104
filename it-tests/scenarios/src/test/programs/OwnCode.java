import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An agent and a program. The agent makes a loader that tells each name it is asked for to an object
 * of a class that it has defined itself, and is there when classes are woven.
 */
public final class OwnCode {
  private static Loader loader;

  private OwnCode() {}

  public static void premain(String argument) throws ReflectiveOperationException {
    loader = new Loader();
    loader.begin();
  }

  public static void main(String[] arguments) throws ClassNotFoundException {
    for (int i = 0; i < 100; i++) {
      loader.loadClass(i % 2 == 0 ? "java.util.TreeMap" : "java.util.TreeSet");
    }
    System.out.println(loader.names);
  }

  /** Keeps the names that begin with {@code java.util.Tree}. */
  public static final class Names implements Consumer<String> {
    private final List<String> names = new ArrayList<>();

    @Override
    public void accept(String name) {
      if (name.startsWith("java.util.Tree")) {
        names.add(name);
      }
    }

    @Override
    public String toString() {
      return names.size() + " " + names.get(0) + " " + names.get(1);
    }
  }

  private static final class Loader extends ClassLoader {
    private Consumer<String> names;

    Loader() {
      super(OwnCode.class.getClassLoader());
    }

    /** What the code names is known to the loader before it tells its names. */
    @SuppressWarnings("unchecked")
    void begin() throws ReflectiveOperationException {
      Consumer<String> own =
          (Consumer<String>) loadClass("OwnCode$Names").getDeclaredConstructor().newInstance();
      own.accept("first");
      names = own;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (names != null) {
        names.accept(name);
      }
      if (!name.equals("OwnCode$Names")) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getParent().getResourceAsStream("OwnCode$Names.class")) {
        byte[] classFile = in.readAllBytes();
        return defineClass(name, classFile, 0, classFile.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
