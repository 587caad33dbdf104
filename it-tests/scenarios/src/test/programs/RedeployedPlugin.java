import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is deployed: takes something of the JVM's, and gives it back or does not. */
public final class RedeployedPlugin implements Consumer<String> {
  static final ThreadLocal<State> STATE = new ThreadLocal<>();
  static final RedeployedPlugin CURRENT = new RedeployedPlugin();
  private static final Runnable NOTHING = () -> {};

  enum Mode {
    ON
  }

  record State(Mode mode) {}

  @Override
  public void accept(String what) {
    NOTHING.run();
    try {
      switch (what) {
        case "thread" -> start().setContextClassLoader(getClass().getClassLoader());
        case "worker" -> start().setContextClassLoader(null);
        case "local" -> STATE.set(new State(Mode.ON));
        case "driver" -> DriverManager.registerDriver(new PluginDriver());
        case "hook" -> Runtime.getRuntime().addShutdownHook(new Hook());
        case "logger" -> Logger.getLogger("").addHandler(new PluginHandler());
        default -> clean();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Thread start() {
    Thread thread = new Thread(new Forever(), "forever");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void clean() throws Exception {
    Thread thread = new Thread(() -> STATE.set(new State(Mode.ON)));
    thread.start();
    thread.join();
    STATE.set(new State(Mode.ON));
    STATE.remove();
    Driver driver = new PluginDriver();
    DriverManager.registerDriver(driver);
    DriverManager.deregisterDriver(driver);
    Hook hook = new Hook();
    Runtime.getRuntime().addShutdownHook(hook);
    Runtime.getRuntime().removeShutdownHook(hook);
    Handler handler = new PluginHandler();
    Logger.getLogger("").addHandler(handler);
    Logger.getLogger("").removeHandler(handler);
  }

  static final class Forever implements Runnable {
    @Override
    public void run() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static final class Hook extends Thread {}

  static final class PluginHandler extends Handler {
    @Override
    public void publish(LogRecord record) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  static final class PluginDriver implements Driver {
    @Override
    public Connection connect(String url, Properties info) {
      return null;
    }

    @Override
    public boolean acceptsURL(String url) {
      return false;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }
  }
}
