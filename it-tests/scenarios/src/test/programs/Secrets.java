import java.io.FileInputStream;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Has a word wherever a program can have one, and leaks, so that all of it is on paths. */
public final class Secrets {
  /** The first argument; no constant of a class file has it. */
  private static String word;

  private static final List<Session> SESSIONS = new ArrayList<>();
  private static final Map<String, Session> BY_KEY = new HashMap<>();
  private static final Map<Object, char[]> CHARS = new LinkedHashMap<>();
  private static final Map<String, byte[]> BYTES = new TreeMap<>();
  private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
  private static Throwable failure;
  private static StringBuilder builder;
  private static String interned;

  private Secrets() {}

  public static void main(String[] arguments) throws Exception {
    word = arguments[0];
    System.setProperty("user.word", word);
    LOCAL.set(word + "local");
    builder = new StringBuilder(word).append("builder");
    interned = (word + "interned").intern();
    failure = new IllegalStateException(word + "message", new Exception(word + "cause"));
    for (int i = 0; i < 3000; i++) {
      session(i);
    }
    ring();
    new FileInputStream("/dev/null").read();
    run(Thread.currentThread());
    System.out.println("end " + SESSIONS.size() + " " + word.length() + interned.length());
  }

  private static void session(int i) {
    Session session = new Session(word + i);
    SESSIONS.add(session);
    BY_KEY.put(word + "key" + i, session);
    CHARS.put(new Object(), (word + i).toCharArray());
    BYTES.put(word + "bytes" + i, (word + i).getBytes());
  }

  private static void ring() {
    for (int i = 0; i < 100; i++) {
      Session a = new Session(word + "ring");
      Session b = new Session(word + "ring");
      a.other = b;
      b.other = a;
    }
  }

  private static void run(Thread main) throws Exception {
    Thread thread =
        new Thread(
            () -> {
              SESSIONS.add(new Session(word));
              throw new IllegalStateException("stays in this thread");
            },
            "worker");
    thread.setUncaughtExceptionHandler((t, e) -> SESSIONS.add(new Session(word + t.getName())));
    thread.start();
    thread.join();
  }

  private static final class Session {
    private final String name;
    private final char[] password;
    private final CharBuffer buffer;
    private final Object[] row;
    private Session other;

    Session(String name) {
      this.name = name;
      password = (name + "password").toCharArray();
      buffer = CharBuffer.wrap(name + "buffer");
      row = new Object[] {name, name.getBytes(), new StringBuilder(name)};
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
