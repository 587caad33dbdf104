package io.refledger.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test leaves no object behind: what its thread, and the tasks that it handed over, made of the
 * application's classes has died when the test is over; what must be closed has been.
 *
 * <p>On a method, a class (all its tests, nested ones too), another annotation, or, where JUnit
 * detects extensions ({@code junit.jupiter.extensions.autodetection.enabled=true}), a package. The
 * nearest one counts. It fails a test that has passed, with what holds the objects. The test
 * instance may hold anything. What hangs on a static field of a class that the test was the first
 * to use is told and does not fail; so is what a library holds, such as a test tool.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@ExtendWith(NoLeaksExtension.class)
public @interface NoLeaks {

  /** When it is checked. */
  Scope scope() default Scope.EACH;

  /** How often the body of a test runs unobserved before it runs as the test. */
  int warmup() default 0;

  /** When objects must have died. */
  enum Scope {
    /** When each test is over. */
    EACH,
    /** When all tests of the class are over: they may hand objects on. */
    CLASS
  }
}
