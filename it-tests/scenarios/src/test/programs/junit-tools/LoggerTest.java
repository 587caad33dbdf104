import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.junit5.NoLeaks;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Loggers that meet the objects of tests, also as the first ones to use them. */
@NoLeaks
class LoggerTest {
  static class Order {
    @Override
    public String toString() {
      return "an order";
    }
  }

  static class OrderException extends RuntimeException {
    final transient Order order;

    OrderException(Order order) {
      super("bad " + order);
      this.order = order;
    }
  }

  @Test
  void logback() {
    MDC.put("order", new Order().toString());
    LoggerFactory.getLogger(LoggerTest.class).error("{}", new Order(), new OrderException(new Order()));
    MDC.clear();
  }

  @Test
  void log4j() {
    LogManager.getLogger(LoggerTest.class).error("{} and {}", new Order(), new Order());
    LogManager.getLogger(LoggerTest.class).error("failed", new OrderException(new Order()));
    assertThat(LogManager.getContext(false)).isNotNull();
  }

  @Test
  void javaUtilLogging() {
    java.util.logging.Logger logger = java.util.logging.Logger.getLogger("orders");
    logger.log(java.util.logging.Level.SEVERE, "{0}", new Order());
    logger.log(java.util.logging.Level.SEVERE, "failed", new OrderException(new Order()));
  }
}
