import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.junit5.NoLeaks;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A context that outlives the test, in the cache of the test tool. */
@NoLeaks
@SpringJUnitConfig(SpringTest.Beans.class)
class SpringTest {
  static class Store {
    final Visit first = new Visit();
  }

  static class Visit {}

  static class LateStore {
    final Visit first = new Visit();
  }

  @Configuration
  static class Beans {
    @Bean
    Store store() {
      return new Store();
    }

    @Bean
    @Lazy
    LateStore lateStore() {
      return new LateStore();
    }

    @Bean
    @Scope("prototype")
    Visit visit() {
      return new Visit();
    }
  }

  @Autowired Store store;
  @Autowired ApplicationContext context;

  @Test
  void singleton() {
    assertThat(store.first).isNotNull();
  }

  @Test
  void prototype() {
    assertThat(context.getBean(Visit.class)).isNotSameAs(context.getBean(Visit.class));
  }

  @Test
  void lazySingletonThatTheContextKeeps() {
    assertThat(context.getBean(LateStore.class).first).isNotNull();
  }
}
