package io.refledger.agent.option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An option: its name, default and syntax. The constants are all options there are, in the order in
 * which the README lists them.
 *
 * @param <T> what a value means
 */
public final class OptionKey<T> {
  private static final List<OptionKey<?>> KEYS = new ArrayList<>();

  /** Directory of the reports. */
  public static final OptionKey<String> OUTPUT =
      key("output", "refledger/%p", Syntaxes.directoryPattern());

  /** The kinds of report written at exit and on demand. */
  public static final OptionKey<List<String>> REPORT =
      key(
          "report",
          "text:json:html",
          Syntaxes.words("text", "json", "html", "sarif", "junit", "hprof", "tsv", "collapsed"));

  /** Classes whose instances are counted. */
  public static final OptionKey<ClassPatterns> TRACK = key("track", "**", Syntaxes.somePatterns());

  /** How local variables count. */
  public static final OptionKey<String> LOCALS =
      key("locals", "lean", Syntaxes.word("exact", "lean", "off"));

  /** Whether store and allocation sites are kept. */
  public static final OptionKey<Boolean> SITES = key("sites", "on", Syntaxes.onOff());

  /** How a SoftReference counts. */
  public static final OptionKey<String> SOFT =
      key("soft", "strong", Syntaxes.word("strong", "weak"));

  /** Classes whose increfs and decrefs are recorded by call site. */
  public static final OptionKey<ClassPatterns> BALANCE =
      key("balance", "none", Syntaxes.patterns());

  /** The ledger's own memory in bytes; empty: a quarter of the heap's maximum. */
  public static final OptionKey<Optional<Long>> MAX_MEMORY =
      key("max-memory", "auto", Syntaxes.sizeOrAuto());

  /** Woven JDK classes kept between runs: on, off, or a directory. */
  public static final OptionKey<String> CACHE = key("cache", "on", Syntaxes.onOffOrDirectory());

  /** Number of points at which deaths are checked against the JVM; 0: never. */
  public static final OptionKey<Integer> VERIFY = key("verify", "off", Syntaxes.verifyPoints());

  /** Whether the cycle detector runs by itself. */
  public static final OptionKey<Boolean> COLLECTOR = key("collector", "on", Syntaxes.onOff());

  /** The cycle detector's thresholds. */
  public static final OptionKey<Thresholds> THRESHOLD =
      key("threshold", "2000:10:10", Syntaxes.thresholds());

  /** Time between full collections; zero: none. */
  public static final OptionKey<Duration> INTERVAL = key("interval", "10s", Syntaxes.duration());

  /** The simulated pool. */
  public static final OptionKey<String> POOL =
      key("pool", "cpython-3.13", Syntaxes.word("cpython-3.13", "cpython-3.9", "off"));

  /** Whether resources dropped without close are reported: on, off, or a file with more of them. */
  public static final OptionKey<String> RESOURCES = key("resources", "on", Syntaxes.onOffOrFile());

  /** More classes whose leaks are library leaks. */
  public static final OptionKey<List<String>> LIBRARY =
      key("library", "none", Syntaxes.includingPatterns());

  /** Finding kinds that fail the run at exit. */
  public static final OptionKey<List<String>> GATE =
      key("gate", "none", Syntaxes.words("growth", "resource", "cycle", "survivor"));

  /** Exit status when the gate fails. */
  public static final OptionKey<Integer> EXITCODE = key("exitcode", "23", Syntaxes.number(1, 255));

  /** File of known findings. */
  public static final OptionKey<Optional<Path>> BASELINE =
      key("baseline", "none", Syntaxes.pathOrNone());

  /** File of suppressions. */
  public static final OptionKey<Optional<Path>> SUPPRESSIONS =
      key("suppressions", "none", Syntaxes.pathOrNone());

  /** How an object is found in the ledger. */
  public static final OptionKey<String> IDENTITY =
      key("identity", "auto", Syntaxes.word("header", "field", "table", "auto"));

  /** When the ledger is compared with the JVM's heap. */
  public static final OptionKey<String> AUDIT = key("audit", "off", Syntaxes.word("off", "exit"));

  /** Port of the live page. */
  public static final OptionKey<Optional<Integer>> LIVE = key("live", "off", Syntaxes.portOrOff());

  /** Whether the ledger is an MBean. */
  public static final OptionKey<Boolean> JMX = key("jmx", "off", Syntaxes.onOff());

  /** Whether the ledger emits flight recorder events. */
  public static final OptionKey<Boolean> JFR = key("jfr", "off", Syntaxes.onOff());

  /** Level of the agent's own log. */
  public static final OptionKey<String> LOG =
      key("log", "warn", Syntaxes.word("off", "error", "warn", "info", "debug", "trace"));

  /** Whether a start-up problem ends the program; the default is true with a gate. */
  public static final OptionKey<Boolean> STRICT = key("strict", "false", Syntaxes.trueFalse());

  private final String name;
  private final String defaultValue;
  private final OptionSyntax<T> syntax;

  private OptionKey(String name, String defaultValue, OptionSyntax<T> syntax) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.syntax = syntax;
  }

  private static <T> OptionKey<T> key(String name, String defaultValue, OptionSyntax<T> syntax) {
    OptionKey<T> key = new OptionKey<>(name, defaultValue, syntax);
    KEYS.add(key);
    return key;
  }

  /** All options. */
  public static List<OptionKey<?>> all() {
    return List.copyOf(KEYS);
  }

  /** The option of this name. */
  public static Optional<OptionKey<?>> named(String name) {
    for (OptionKey<?> key : KEYS) {
      if (key.name.equals(name)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The name, as users write it. */
  public String name() {
    return name;
  }

  /** The value that stands when none is given. */
  public String defaultValue() {
    return defaultValue;
  }

  /**
   * The meaning of a value.
   *
   * @throws OptionException if the value is not allowed
   */
  T parse(String value) throws OptionException {
    try {
      if (!value.isEmpty()) {
        return syntax.parse(value);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Falls through: every refusal has the same message.
    }
    throw OptionException.badValue(name, value, syntax.allowed);
  }

  @Override
  public String toString() {
    return name;
  }
}
