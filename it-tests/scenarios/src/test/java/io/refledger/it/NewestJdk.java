package io.refledger.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A scenario in which JDKs hardly differ: it runs on the newest of them, and with {@code
 * -Dscenario.everywhere=true} on each, as {@link EachJdk}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{displayName} on {0}")
@MethodSource("io.refledger.it.Jdks#newest")
public @interface NewestJdk {}
