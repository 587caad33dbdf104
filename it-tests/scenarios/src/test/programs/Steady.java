import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Has one finding of each kind, the same in every JVM: growth, resource, cycle. */
public final class Steady {
  private static final int ROUNDS = 120;
  private static final int SESSIONS = 5;
  private static final int GARBAGE = 200;
  private static final int DROP_EVERY = 20;
  private static final int MEET_EVERY = 5;
  private static final int PRIME = 31;

  static final List<Session> SESSIONS_KEPT = new ArrayList<>();

  private Steady() {}

  static final class Session {
    final byte[] state;

    Session(int size) {
      state = new byte[size];
    }
  }

  static final class Partner {
    Partner other;
  }

  public static void main(String[] arguments) throws IOException {
    long check = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < SESSIONS; i++) {
        SESSIONS_KEPT.add(new Session(i + 1));
      }
      for (int i = 0; i < GARBAGE; i++) {
        check = check * PRIME + new Session(i).state.length;
      }
      if (round % DROP_EVERY == 0) {
        drop(arguments[0]);
      }
      if (round % MEET_EVERY == 0) {
        meet();
      }
    }
    System.out.println("CHECK " + check + " " + SESSIONS_KEPT.size());
  }

  private static void drop(String file) throws IOException {
    new FileInputStream(file).read();
  }

  private static void meet() {
    Partner a = new Partner();
    a.other = new Partner();
    a.other.other = a;
  }
}
