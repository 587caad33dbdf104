import io.refledger.junit5.NoLeaks;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Six ways to leave something behind. */
@NoLeaks
class LeakyTest {
  static final List<Session> SESSIONS = new ArrayList<>();
  static final Map<String, Session> CACHE = new HashMap<>();
  static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();
  static final Bus BUS = new Bus();
  static ScheduledExecutorService pool;

  static class Session {
    final String user;

    Session(String user) {
      this.user = user;
    }
  }

  interface Listener {
    void told(String what);
  }

  static class Bus {
    private final List<Listener> listeners = new ArrayList<>();

    void add(Listener listener) {
      listeners.add(listener);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    pool = Executors.newScheduledThreadPool(1);
    pool.submit(() -> {}).get();
  }

  @AfterAll
  static void stop() {
    pool.shutdownNow();
  }

  @Test
  void staticCollection() {
    SESSIONS.add(new Session("kept"));
  }

  @Test
  void listener() {
    Session session = new Session("listens");
    BUS.add(what -> System.getProperty(session.user + what));
  }

  @Test
  void threadLocalOfPool() throws Exception {
    pool.submit(() -> CURRENT.set(new Session("of the pool's thread"))).get();
  }

  @Test
  void taskThatWaits() {
    Session session = new Session("for later");
    pool.schedule(() -> System.getProperty(session.user), 1, TimeUnit.HOURS);
  }

  @Test
  void cacheEntry() {
    CACHE.put("key", new Session("cached"));
  }

  @Test
  void unclosedResource() throws IOException {
    new FileInputStream(System.getProperty("a.file")).read();
  }
}
