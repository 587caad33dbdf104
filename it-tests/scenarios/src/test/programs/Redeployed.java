import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A server that deploys plugins, each in a class loader, and closes the loader afterwards. */
public final class Redeployed {
  static final ExecutorService POOL = Executors.newFixedThreadPool(1, Redeployed::daemon);
  static final Map<String, Object> LISTENERS = new HashMap<>();
  static final List<URLClassLoader> DEPLOYED = new ArrayList<>();
  static URL[] urls;

  public static void main(String[] arguments) throws Exception {
    urls = new URL[] {Path.of(arguments[0]).toUri().toURL()};
    POOL.submit(() -> {}).get();
    for (int i = 0; i < 2; i++) {
      play(forThread(), "thread");
      play(forWorker(), "worker");
      play(forDriver(), "driver");
      play(forHook(), "hook");
      play(forLogger(), "logger");
      play(clean(), "clean");
      playInPool(forLocal());
      LISTENERS.put("listener " + i, play(forStatic(), "clean"));
    }
    DEPLOYED.add(open());
    load(DEPLOYED.get(0)).accept("thread");
    Object local = play(byLocal(), "clean");
    System.out.println("ready");
    System.in.read();
    System.out.println("end " + local.getClass().getName());
    System.exit(0);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pool");
    thread.setDaemon(true);
    return thread;
  }

  private static Object play(URLClassLoader loader, String what) throws Exception {
    try (loader) {
      Consumer<String> plugin = load(loader);
      plugin.accept(what);
      return plugin;
    }
  }

  private static void playInPool(URLClassLoader loader) throws Exception {
    try (loader) {
      Consumer<String> plugin = load(loader);
      POOL.submit(() -> plugin.accept("local")).get();
    }
  }

  @SuppressWarnings("unchecked")
  private static Consumer<String> load(URLClassLoader loader) throws Exception {
    Class<?> plugin = loader.loadClass("RedeployedPlugin");
    return (Consumer<String>) plugin.getDeclaredConstructor().newInstance();
  }

  static URLClassLoader forThread() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader forWorker() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader forLocal() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader forDriver() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader forHook() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader forLogger() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader forStatic() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader clean() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader open() {
    return new URLClassLoader(urls);
  }

  static URLClassLoader byLocal() {
    return new URLClassLoader(urls);
  }
}
