import io.refledger.api.Gc;
import io.refledger.api.Tracked;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** A class loader lives as long as one of its classes, or an object of one. */
public final class ClassLoaders extends Scenes {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

  public static void main(String[] arguments) throws InterruptedException {
    new ClassLoaders().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> heldByClassWithoutObjects();
      case 1 -> heldByObject();
      case 2 -> withoutClasses();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void heldByClassWithoutObjects() throws Exception {
    Tracked[] loader = new Tracked[1];
    Class<?> defined = define(loader);
    Gc.collect();
    alive(loader[0]);
    check("its own class", true, defined != Item.class);
    defined = null;
    unloadedEventually(loader[0]);
  }

  private static void heldByObject() throws Exception {
    Tracked[] loader = new Tracked[1];
    Object object = make(loader);
    Gc.collect();
    alive(loader[0]);
    check("of its own class", false, object instanceof Item);
    object = null;
    unloadedEventually(loader[0]);
  }

  private static void withoutClasses() {
    OwnLoader loader = new OwnLoader();
    Tracked tracked = watch(loader);
    loader = null;
    collected(tracked);
  }

  private static Object make(Tracked[] loader) throws Exception {
    return define(loader).getDeclaredConstructor().newInstance();
  }

  private static Class<?> define(Tracked[] tracked) throws IOException {
    OwnLoader loader = new OwnLoader();
    tracked[0] = watch(loader);
    return loader.define();
  }

  private static void unloadedEventually(Tracked loader) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (loader.isAlive() && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(1);
      Gc.collect();
    }
    dead(loader);
  }

  private static final class OwnLoader extends ClassLoader {
    OwnLoader() {
      super(ClassLoaders.class.getClassLoader());
    }

    Class<?> define() throws IOException {
      try (InputStream in = ClassLoaders.class.getResourceAsStream("Item.class")) {
        byte[] classFile = in.readAllBytes();
        return defineClass("Item", classFile, 0, classFile.length);
      }
    }
  }
}
