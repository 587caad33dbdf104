package bank;

import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.event.EventListener;

/** Configuration classes and beans with advice, which CGLIB makes subclasses of at run time. */
public final class SpringProxies {
  private SpringProxies() {}

  public static void main(String[] arguments) {
    StringBuilder line = new StringBuilder("CHECK");
    for (int round = 0; round < 3; round++) {
      try (AnnotationConfigApplicationContext context =
          new AnnotationConfigApplicationContext(Config.class)) {
        line.append(' ').append(work(context));
      }
    }
    System.out.println(line);
  }

  private static String work(AnnotationConfigApplicationContext context) {
    Accounts accounts = context.getBean(Accounts.class);
    int sum = 0;
    for (int i = 0; i < 200; i++) {
      sum += accounts.transfer("a" + i % 10, i).amount();
      sum += accounts.lookUp("b" + i % 10).length();
    }
    boolean isProxy = accounts.getClass() != Accounts.class;
    String failed = "";
    try {
      accounts.transfer("a", -1);
    } catch (IllegalArgumentException e) {
      failed = e.getMessage();
    }
    context.publishEvent(new Transfer("event", 5));
    Config config = context.getBean(Config.class);
    boolean isSame = config.accounts() == accounts;
    Turn turn = context.getBean(Turn.class);
    return sum
        + " "
        + isProxy
        + isSame
        + (turn.number() != turn.number())
        + failed
        + context.getBean(Advice.class).calls
        + accounts.seen()
        + context.getBean(Late.class).name();
  }

  record Transfer(String to, int amount) {}

  /** Begins and ends something around each call, as transactions do. */
  public static class Advice implements MethodInterceptor {
    int calls;

    @Override
    public Object invoke(MethodInvocation call) throws Throwable {
      calls++;
      try {
        return call.proceed();
      } finally {
        calls++;
      }
    }
  }

  public static class Accounts {
    private final AtomicInteger lookUps = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();

    public Transfer transfer(String to, int amount) {
      if (amount < 0) {
        throw new IllegalArgumentException("negative");
      }
      return new Transfer(to, amount);
    }

    @Cacheable("names")
    public String lookUp(String name) {
      lookUps.incrementAndGet();
      return name + name;
    }

    @EventListener
    public void on(Transfer transfer) {
      events.addAndGet(transfer.amount());
    }

    public String seen() {
      return lookUps + " " + events;
    }
  }

  public static class Turn {
    private final int number;

    public Turn(int number) {
      this.number = number;
    }

    public Turn() {
      this(0);
    }

    public int number() {
      return number;
    }
  }

  public static class Late {
    public String name() {
      return "late";
    }
  }

  @Configuration
  @EnableCaching(proxyTargetClass = true)
  public static class Config {
    private final AtomicInteger turns = new AtomicInteger();

    @Bean
    public Advice advice() {
      return new Advice();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    public DefaultPointcutAdvisor advisor() {
      NameMatchMethodPointcut transfers = new NameMatchMethodPointcut();
      transfers.addMethodName("transfer");
      return new DefaultPointcutAdvisor(transfers, advice());
    }

    @Bean
    public CacheManager caches() {
      return new ConcurrentMapCacheManager("names");
    }

    @Bean
    public Accounts accounts() {
      return new Accounts();
    }

    @Bean
    @Lazy
    public Late late() {
      return new Late();
    }

    @Bean
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    public Turn turn() {
      return new Turn(turns.incrementAndGet());
    }
  }
}
