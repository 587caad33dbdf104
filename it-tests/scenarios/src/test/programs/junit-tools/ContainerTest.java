import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.junit5.NoLeaks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.lifecycle.Startable;

/** Containers of the test class and of a test, started and stopped by their extension. */
@NoLeaks
@Testcontainers
class ContainerTest {
  static class Database implements Startable {
    private final List<Connection> connections = new ArrayList<>();

    @Override
    public void start() {
      connections.add(new Connection());
    }

    @Override
    public void stop() {
      connections.clear();
    }

    int size() {
      return connections.size();
    }
  }

  static class Connection {}

  @Container static final Database SHARED = new Database();
  @Container final Database own = new Database();

  @Test
  void first() {
    assertThat(SHARED.size() + own.size()).isEqualTo(2);
  }

  @Test
  void second() {
    assertThat(SHARED.size() + own.size()).isEqualTo(2);
  }
}
