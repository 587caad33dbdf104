import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mockito.MockedConstruction;
import org.mockito.MockedStatic;
import org.mockito.Mockito;

/** Inline mocks of the program's classes and of the JDK's, whose own code they change. */
public final class Mocked {
  private Mocked() {}

  public static void main(String[] arguments) {
    StringBuilder line = new StringBuilder("CHECK");
    for (int round = 0; round < 5; round++) {
      line.append(' ').append(sealed(round));
      line.append(' ').append(statics(round));
      line.append(' ').append(constructed());
      line.append(' ').append(lists(round));
      line.append(' ').append(failing());
    }
    System.out.println(line);
    Mockito.framework().clearInlineMocks();
  }

  private static String sealed(int round) {
    Sealed sealed = mock(Sealed.class);
    when(sealed.name(anyInt())).thenAnswer(call -> "mock" + call.getArgument(0));
    String named = sealed.name(round) + new Sealed().name(round);
    verify(sealed).name(round);
    return named;
  }

  private static String statics(int round) {
    try (MockedStatic<Clock> clock = mockStatic(Clock.class)) {
      clock.when(Clock::now).thenReturn("then" + round);
      return Clock.now() + clockOfAnotherThread();
    }
  }

  private static String clockOfAnotherThread() {
    String[] now = new String[1];
    Thread thread = new Thread(() -> now[0] = Clock.now());
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return now[0];
  }

  private static String constructed() {
    try (MockedConstruction<Sealed> made =
        mockConstruction(
            Sealed.class, (mock, context) -> when(mock.name(1)).thenReturn("built"))) {
      String name = new Sealed().name(1);
      return name + made.constructed().size() + new Sealed().name(2);
    }
  }

  /** The JDK's own lists get mocks' code in their methods. */
  private static String lists(int round) {
    List<String> real = new ArrayList<>(List.of("a", "b"));
    List<String> spied = spy(real);
    spied.add("c" + round);
    when(spied.size()).thenReturn(7);
    @SuppressWarnings("unchecked")
    Map<String, String> map = mock(Map.class);
    String third = spied.get(2);
    when(map.get("k")).thenReturn(third);
    return map.get("k") + spied.size() + real.size() + spied + new ArrayList<>(spied).size();
  }

  private static String failing() {
    Sealed sealed = mock(Sealed.class);
    doThrow(new IllegalStateException("asked")).when(sealed).name(3);
    try {
      return sealed.name(3);
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  static final class Sealed {
    String name(int number) {
      return "sealed" + number;
    }
  }

  static final class Clock {
    private Clock() {}

    static String now() {
      return "now";
    }
  }
}
