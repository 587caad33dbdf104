package io.refledger.agent.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/*
 * Where options come from, strongest first: the option string, system properties refledger.KEY, the
 * file named by config. Of two values for one key in one source the last counts.
 */
/** The options given in option string, system properties and configuration file, unchecked. */
public final class OptionSources {
  private static final String PROPERTY_PREFIX = "refledger.";
  private static final String CONFIG = "config";
  private static final List<String> STRICTNESS = List.of("gate", "strict");

  /** Properties of the JUnit integration, of the build and of tests, which are no options. */
  private static final Set<String> OTHER_PROPERTIES =
      Set.of("missing", "mode", "jdks", "test.weaver-fails");

  private final Map<String, String> given = new LinkedHashMap<>();

  /** The first mistake in the option string. */
  private Optional<OptionException> mistake = Optional.empty();

  private OptionSources() {}

  /**
   * The sources, with only those read that need no file. Of an option string with a mistake in it
   * the rest is read all the same: it may ask for a gate, which must not fail open.
   */
  public static OptionSources of(String optionString, Properties properties) {
    OptionSources sources = new OptionSources();
    sources.putProperties(properties);
    sources.putOptionString(optionString == null ? "" : optionString);
    return sources;
  }

  /**
   * The options given one by one, {@code key=value} each, and in system properties, with only those
   * read that need no file.
   */
  public static OptionSources of(List<String> options, Properties properties)
      throws OptionException {
    OptionSources sources = new OptionSources();
    sources.putProperties(properties);
    for (String option : options) {
      putOption(sources.given, option, "");
    }
    return sources;
  }

  /**
   * Adds what the configuration file says about keys that have no value yet.
   *
   * @throws OptionException for the first mistake in the option string, or one in the file
   */
  public void readConfig() throws OptionException {
    String file = given.remove(CONFIG);
    List<String> lines = file == null ? List.of() : ConfigFile.linesOf(file);
    keepStrictness(lines);
    if (mistake.isPresent()) {
      throw mistake.get();
    }
    int number = 0;
    Map<String, String> fromFile = new LinkedHashMap<>();
    for (String line : lines) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        putConfigLine(fromFile, text, "config=" + file + ": line " + number);
      }
    }
    for (Map.Entry<String, String> option : fromFile.entrySet()) {
      given.putIfAbsent(option.getKey(), option.getValue());
    }
  }

  /** A file with a mistake in it may ask for a gate all the same, which must not fail open then. */
  private void keepStrictness(List<String> lines) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      String key = equals < 0 ? "" : line.substring(0, equals).strip();
      if (STRICTNESS.contains(key)) {
        asked.put(key, line.substring(equals + 1).strip());
      }
    }
    for (Map.Entry<String, String> option : asked.entrySet()) {
      given.putIfAbsent(option.getKey(), option.getValue());
    }
  }

  /** Key and value of each option given so far. */
  public Map<String, String> given() {
    return new LinkedHashMap<>(given);
  }

  private void putProperties(Properties properties) {
    for (String property : properties.stringPropertyNames()) {
      if (property.startsWith(PROPERTY_PREFIX)) {
        String name = property.substring(PROPERTY_PREFIX.length());
        if (!OTHER_PROPERTIES.contains(name)) {
          given.put(name, properties.getProperty(property));
        }
      }
    }
  }

  private void putOptionString(String options) {
    for (int start = 0; start < options.length(); ) {
      int comma = options.indexOf(',', start);
      int end = comma < 0 ? options.length() : comma;
      if (end > start) {
        try {
          putOption(given, options.substring(start, end), "");
        } catch (OptionException e) {
          mistake = mistake.isPresent() ? mistake : Optional.of(e);
        }
      }
      start = end + 1;
    }
  }

  private static void putConfigLine(Map<String, String> into, String line, String where)
      throws OptionException {
    putOption(into, line, where + ": ");
    if (into.containsKey(CONFIG)) {
      throw new OptionException(
          where + ": a configuration file cannot name another; move the options here");
    }
  }

  private static void putOption(Map<String, String> into, String option, String where)
      throws OptionException {
    int equals = option.indexOf('=');
    if (equals < 0) {
      throw new OptionException(
          where + option + ": allowed is key=value; write " + option + "=VALUE");
    }
    into.put(option.substring(0, equals).strip(), option.substring(equals + 1).strip());
  }
}
