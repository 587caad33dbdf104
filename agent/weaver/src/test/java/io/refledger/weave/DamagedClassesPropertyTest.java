package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * A class file with anything in it is woven, or refused by an exception that the agent catches; and
 * what the JVM takes it takes woven. The other way round it need not be: what is woven is written
 * anew, and what was wrong with the form of the class file may be lost. The verifier of class files
 * before version 50 may ask for a class, which is not there, in a woven method alone.
 */
class DamagedClassesPropertyTest {
  /** An error of the JVM's may end a program, whoever catches it: -XX:+ExitOnOutOfMemoryError. */
  private static final long MOST_BYTES = 256L << 20;

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @Property(shrinking = ShrinkingMode.OFF)
  void damaged_class_should_be_woven_or_refused_by_an_exception(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 4) int damages,
      @ForAll Locals locals) {
    byte[] classFile = new DamagedClasses(random).next(damages);
    var weaver =
        new Weaver(
            new WeaveRequest(
                locals, SiteNumbers.FORGOTTEN, true, true, WeaveRequest.HUGE_METHOD_LIMIT));

    byte[] woven = assertTimeoutPreemptively(DEADLINE, () -> weave(weaver, classFile));

    String plain = Linking.of(classFile);
    if (plain.startsWith("links")) {
      assertThat(Linking.of(woven)).isIn(plain, "java.lang.NoClassDefFoundError");
    }
  }

  /** What the JVM would get: the class as it is if it could not be woven. */
  private static byte[] weave(Weaver weaver, byte[] classFile) {
    long before = allocatedBytes();
    try {
      byte[] woven = weaver.weave(classFile).bytes();
      return woven == null ? classFile : woven;
    } catch (RuntimeException refused) {
      return classFile;
    } finally {
      assertThat(allocatedBytes() - before).isLessThan(MOST_BYTES);
    }
  }

  private static long allocatedBytes() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
