import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Loads classes that are unloaded soon, as many as each line of its input says: KIND NUMBER. */
public final class ClassStorm {
  static final List<Object> KEPT = new ArrayList<>();

  private ClassStorm() {}

  /** What is loaded again and again. */
  public static class Part implements Supplier<Object> {
    static final List<Object> SHARED = new ArrayList<>();
    static Object[] row = new Object[2];

    final Object first = new Object();
    Part next;

    public Part() {}

    @Override
    public Object get() {
      next = new Part();
      next.next = this;
      Part[] parts = {this, next, new Sub()};
      SHARED.add(parts);
      row[0] = parts.clone();
      Supplier<Object> lambda = () -> new Object[] {first, parts};
      Supplier<Part> made = Part::new;
      return new Object[] {lambda.get(), made.get(), "text" + SHARED.size() + row.length};
    }
  }

  /** With a superclass that is loaded again and again, too. */
  public static class Sub extends Part {
    final Object[] more = new Sub[1];
  }

  /**
   * It can be hidden, as nothing in it has its own type but arrays. It has no lambda: the class that
   * the JDK makes for one stays, and keeps this one, as long as their loader.
   */
  public static class Hidden implements Supplier<Object> {
    static Object shared;
    final Object[] row = new Hidden[1][2];

    public Hidden() {}

    @Override
    public Object get() {
      shared = new Object[] {row, new Hidden[3]};
      return new Object[] {shared, row.length};
    }
  }

  private static final class Own extends ClassLoader {
    private final byte[][] files;

    Own(byte[][] files) {
      super(ClassStorm.class.getClassLoader());
      this.files = files;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        if (name.equals("ClassStorm$Part")) {
          return defineClass(name, files[0], 0, files[0].length);
        }
        if (name.equals("ClassStorm$Sub")) {
          return defineClass(name, files[1], 0, files[1].length);
        }
        return super.loadClass(name, resolve);
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    byte[][] files = {
      file("ClassStorm$Part"), file("ClassStorm$Sub"), file("ClassStorm$Hidden")
    };
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    int storms = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      for (int i = 0; i < Integer.parseInt(words[1]); i++) {
        one(words[0], files);
      }
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(20);
      }
      System.out.println("stormed " + ++storms);
    }
  }

  private static void one(String kind, byte[][] files) throws Exception {
    switch (kind) {
      case "loaders" -> use(new Own(files).loadClass("ClassStorm$Part"));
      case "hidden" ->
          use(MethodHandles.lookup().defineHiddenClass(files[2], true).lookupClass());
      case "proxies" -> {
        Own loader = new Own(files);
        Object proxy =
            Proxy.newProxyInstance(
                loader, new Class<?>[] {Supplier.class}, (self, method, values) -> new Object());
        ((Supplier<?>) proxy).get();
        use(loader.loadClass("ClassStorm$Sub"));
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private static void use(Class<?> c) throws Exception {
    Supplier<?> made = (Supplier<?>) c.getDeclaredConstructor().newInstance();
    for (int i = 0; i < 3; i++) {
      KEPT.add(made.get());
    }
    KEPT.clear();
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = ClassStorm.class.getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    }
  }
}
