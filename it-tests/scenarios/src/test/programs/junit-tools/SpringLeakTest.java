import io.refledger.junit5.NoLeaks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A bean of the cached context takes up what a test has made. */
@NoLeaks
@SpringJUnitConfig(SpringLeakTest.Beans.class)
class SpringLeakTest {
  static class Visits {
    private final List<Visit> open = new ArrayList<>();

    void begin() {
      open.add(new Visit());
    }
  }

  static class Visit {}

  @Configuration
  static class Beans {
    @Bean
    Visits visits() {
      return new Visits();
    }
  }

  @Autowired Visits visits;

  @Test
  void beginsAndDoesNotEnd() {
    visits.begin();
  }
}
