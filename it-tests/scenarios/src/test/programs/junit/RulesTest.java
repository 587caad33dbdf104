import io.refledger.junit5.LeakBudget;
import io.refledger.junit5.Leaks;
import io.refledger.junit5.NoLeaks;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What the annotations and assertions do. */
class RulesTest {
  static final List<Object> KEPT = new ArrayList<>();

  static class Session {}

  static class Other {}

  @Test
  void notAsked() {
    KEPT.add(new Session());
  }

  @Test
  @NoLeaks
  @LeakBudget(type = Session.class, max = 2)
  void withinBudget() {
    KEPT.add(new Session());
    KEPT.add(new Session());
  }

  @Test
  @NoLeaks
  @LeakBudget(type = Session.class, max = 2)
  void overBudget() {
    for (int i = 0; i < 3; i++) {
      KEPT.add(new Session());
    }
  }

  @Test
  @NoLeaks
  @LeakBudget(type = Session.class, max = 2)
  void budgetOfAnother() {
    KEPT.add(new Other());
  }

  @Test
  @NoLeaks
  void failsItself() {
    KEPT.add(new Session());
    throw new IllegalStateException("the test's own");
  }

  @Test
  @NoLeaks(warmup = 2)
  void warmedUp() {
    if (KEPT.stream().noneMatch(Other.class::isInstance) || Warm.session == null) {
      Warm.session = new Session();
      KEPT.add(new Other());
    }
  }

  static class Warm {
    static Session session;
  }

  @TestFactory
  @NoLeaks
  Stream<DynamicTest> dynamic() {
    return Stream.of("clean", "leaky")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      Session session = new Session();
                      if (name.equals("leaky")) {
                        KEPT.add(session);
                      }
                    }));
  }

  @Test
  void freedWithin() throws Throwable {
    Leaks.assertFreed(() -> new Session());
  }

  @Test
  void notFreedWithin() throws Throwable {
    Leaks.assertFreed(() -> KEPT.add(new Session()));
  }

  @Test
  void freedReferent() {
    WeakReference<Session> reference = new WeakReference<>(new Session());
    Leaks.assertFreed(reference);
  }

  @Test
  void heldReferent() {
    Session session = new Session();
    KEPT.add(session);
    WeakReference<Session> reference = new WeakReference<>(session);
    session = null;
    Leaks.assertFreed(reference);
  }

  @Test
  @NoLeaks
  void trackedDies() {
    Leaks.track(new StringBuilder("x")).append("y");
  }

  @Test
  @NoLeaks
  void trackedLives() {
    KEPT.add(Leaks.track(new StringBuilder("x")));
  }

  @Test
  void trackedOutside() {
    Leaks.track(new StringBuilder("x"));
  }

  /** What one test hands to the next must be gone when all are over. */
  @Nested
  @NoLeaks(scope = NoLeaks.Scope.CLASS)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class HandedOn {
    @Test
    void one() {
      KEPT.add(new Other());
    }

    @Test
    void two() {
      KEPT.removeIf(Other.class::isInstance);
    }
  }

  @Nested
  @NoLeaks(scope = NoLeaks.Scope.CLASS)
  class LeftByClass {
    @Test
    void leaves() {
      KEPT.add(new Other());
    }
  }

  /** A team's own name for it. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @NoLeaks
  @LeakBudget(type = Session.class, max = 1)
  @interface Tidy {}

  @Nested
  @Tidy
  class NamedByTheTeam {
    @Test
    void leaves() {
      KEPT.add(new Other());
    }

    @Test
    void leavesWithinTheBudget() {
      KEPT.add(new Session());
    }
  }
}
