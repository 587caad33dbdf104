import io.refledger.junit5.NoLeaks;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a leak and is none. */
@NoLeaks
class CleanTest {
  static final Map<Session, String> WEAK = new WeakHashMap<>();
  static final Deque<Session> FREE = new ArrayDeque<>();
  static ExecutorService pool;
  static Session fixture;

  private final List<Session> own = new ArrayList<>();

  static class Session {
    Session other;
    String user = "user";
  }

  /** Nobody uses it before the test that does. */
  static class Lazy {
    static final List<Session> ALL = new ArrayList<>();
  }

  static class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    final Session session;

    Refused(Session session) {
      this.session = session;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    fixture = new Session();
    FREE.add(new Session());
    pool = Executors.newFixedThreadPool(2);
    pool.submit(() -> {}).get();
  }

  @AfterAll
  static void stop() {
    pool.shutdownNow();
  }

  @BeforeEach
  void fill() {
    own.add(new Session());
  }

  @Test
  void weakCache() {
    Session key = new Session();
    WEAK.put(key, "value");
  }

  @Test
  void cycle() {
    Session one = new Session();
    one.other = new Session();
    one.other.other = one;
  }

  @Test
  void firstUse() {
    Lazy.ALL.add(new Session());
  }

  @Test
  void pooled() {
    Session session = FREE.poll();
    session.user = "other";
    FREE.add(session);
  }

  @Test
  void exception() {
    try {
      throw new Refused(new Session());
    } catch (Refused refused) {
      own.add(refused.session);
    }
  }

  @Test
  void interned() {
    fixture.user = ("user" + own.size()).intern();
  }

  @Test
  void parallelStream() {
    List<Session> made =
        IntStream.range(0, 1000)
            .parallel()
            .mapToObj(i -> new Session())
            .collect(Collectors.toList());
    own.addAll(made);
  }

  @Test
  void task() throws Exception {
    Session session = new Session();
    own.add(pool.submit(() -> session.other = new Session()).get());
  }

  @Test
  void closedResource() throws IOException {
    try (FileInputStream in = new FileInputStream(System.getProperty("a.file"))) {
      in.read();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void parameterized(String user) {
    Session session = new Session();
    session.user = user;
  }

  @RepeatedTest(2)
  void repeated() {
    own.add(new Session());
  }

  @Nested
  class Inner {
    private final Session session = new Session();

    @Test
    void nested() {
      session.other = new Session();
    }
  }
}
