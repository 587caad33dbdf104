package tidy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Not annotated itself. */
class PackageTest {
  private static final List<Object> KEPT = new ArrayList<>();

  static class Session {}

  @Test
  void clean() {
    new Session();
  }

  @Test
  void leaky() {
    KEPT.add(new Session());
  }
}
