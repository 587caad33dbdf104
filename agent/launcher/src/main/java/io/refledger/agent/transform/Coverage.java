package io.refledger.agent.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was woven and what was left out, for the report. Thread-safe. */
public final class Coverage {
  private static final Logger LOG = LoggerFactory.getLogger(Coverage.class);
  private static final int MOST_WARNINGS = 5;

  private final AtomicInteger classesWoven = new AtomicInteger();
  private final Map<String, Skipped> classes = new LinkedHashMap<>();
  private final Map<String, Skipped> methods = new LinkedHashMap<>();
  private final Map<String, Outgrown> outgrown = new LinkedHashMap<>();

  /**
   * Something left out.
   *
   * @param name the class, or {@code Class.method(descriptor)}
   * @param reason why, in words for the report
   * @param isApplication whether the class is not the JDK's
   */
  public record Skipped(String name, String reason, boolean isApplication) {}

  /**
   * A method that weaving made too large to be inlined.
   *
   * @param name {@code Class.method(descriptor)}
   * @param plainBytes its bytecode before
   * @param wovenBytes its bytecode now
   * @param isApplication whether the class is not the JDK's
   */
  public record Outgrown(String name, int plainBytes, int wovenBytes, boolean isApplication) {}

  /** Counts a woven class. */
  public void woven() {
    classesWoven.incrementAndGet();
  }

  /**
   * Notes a class that runs as it is because of a failure; the first few are logged as warnings.
   *
   * @param what what failed, in words for the report
   */
  public synchronized void skipClass(
      String name, boolean isApplication, String what, Throwable failure) {
    classes.putIfAbsent(name, new Skipped(name, what + ": " + failure, isApplication));
    if (classes.size() > MOST_WARNINGS) {
      LOG.debug("{} runs unwoven, {}", name, what, failure);
      return;
    }
    LOG.warn("{} runs unwoven, {}", name, what, failure);
    if (classes.size() == MOST_WARNINGS) {
      LOG.warn("more classes that run unwoven are listed in the report only");
    }
  }

  /** Notes a method whose locals are not counted. */
  public synchronized void skipMethod(Skipped skipped) {
    methods.putIfAbsent(skipped.name(), skipped);
  }

  /** Notes a method that is too large to be inlined now. */
  public synchronized void outgrow(Outgrown method) {
    outgrown.putIfAbsent(method.name(), method);
  }

  /** The number of woven classes; one that was woven twice counts twice. */
  public int classesWoven() {
    return classesWoven.get();
  }

  /** The classes left out, in the order in which they were met. */
  public synchronized List<Skipped> classesSkipped() {
    return new ArrayList<>(classes.values());
  }

  /** The methods left out, in the order in which they were met. */
  public synchronized List<Skipped> methodsSkipped() {
    return new ArrayList<>(methods.values());
  }

  /** The methods that are too large to be inlined now, in the order in which they were met. */
  public synchronized List<Outgrown> methodsOutgrown() {
    return new ArrayList<>(outgrown.values());
  }
}
