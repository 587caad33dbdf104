package io.refledger.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test under {@link NoLeaks} may leave so many objects of a class behind. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(LeakBudget.List.class)
public @interface LeakBudget {

  /** The class itself, not its subclasses. */
  Class<?> type();

  /** The most objects that may be left. */
  long max();

  /** Several budgets. */
  @Documented
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface List {
    /** One for each class. */
    LeakBudget[] value();
  }
}
