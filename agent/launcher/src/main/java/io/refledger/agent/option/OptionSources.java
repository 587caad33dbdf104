package io.refledger.agent.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Properties of the JUnit integration and of the build, which are no options. */
  private static final Set<String> OTHER_PROPERTIES = Set.of("missing", "mode", "jdks");

  private final Map<String, String> given = new LinkedHashMap<>();

  private OptionSources() {}

  /** The sources, with only those read that need no file. */
  public static OptionSources of(String optionString, Properties properties)
      throws OptionException {
    OptionSources sources = new OptionSources();
    sources.putProperties(properties);
    sources.putOptionString(optionString == null ? "" : optionString);
    return sources;
  }

  /** Adds what the configuration file says about keys that have no value yet. */
  public void readConfig() throws OptionException {
    String file = given.remove(CONFIG);
    if (file == null) {
      return;
    }
    int number = 0;
    Map<String, String> fromFile = new LinkedHashMap<>();
    List<String> lines = linesOf(file);
    keepStrictness(lines);
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
    for (String line : lines) {
      String text = line.strip();
      for (String key : STRICTNESS) {
        if (text.startsWith(key + "=")) {
          given.putIfAbsent(key, text.substring(key.length() + 1).strip());
        }
      }
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

  private void putOptionString(String options) throws OptionException {
    for (int start = 0; start < options.length(); ) {
      int comma = options.indexOf(',', start);
      int end = comma < 0 ? options.length() : comma;
      if (end > start) {
        putOption(given, options.substring(start, end), "");
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

  private static List<String> linesOf(String file) throws OptionException {
    try {
      return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw new OptionException(
          "config=" + file + ": allowed is a readable UTF-8 file; " + e.getClass().getSimpleName());
    }
  }
}
