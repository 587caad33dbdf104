package io.refledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/*
 * Whatever a user may write: key=value, --key=value, --key value, -Drefledger.key=value. The agent
 * itself knows the keys and what their values may be.
 */
/** The agent's options as a command line gives them. */
final class GivenOptions {
  private static final String PROPERTY = "-Drefledger.";
  private static final String DASHES = "--";

  /** Keys of files that are read: where the command is given is where they are looked for. */
  private static final Set<String> FILES = Set.of("config", "suppressions", "baseline");

  private final Map<String, String> valueByKey = new LinkedHashMap<>();

  private GivenOptions() {}

  /**
   * Reads options; of two values for one key the last counts.
   *
   * @throws CommandException if one is no option
   */
  static GivenOptions of(List<String> words) throws CommandException {
    var given = new GivenOptions();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String option = stripped(word);
      boolean hasOwnValue = option.indexOf('=') >= 0;
      boolean isSplit = word.startsWith(DASHES) && !hasOwnValue && i + 1 < words.size();
      given.put(isSplit ? option + "=" + words.get(++i) : option, word);
    }
    return given;
  }

  private static String stripped(String word) {
    if (word.startsWith(PROPERTY)) {
      return word.substring(PROPERTY.length());
    }
    return word.startsWith(DASHES) ? word.substring(DASHES.length()) : word;
  }

  private void put(String option, String word) throws CommandException {
    int equals = option.indexOf('=');
    if (equals <= 0) {
      throw new CommandException(word + ": no option of the agent; write KEY=VALUE");
    }
    String key = option.substring(0, equals);
    String value = option.substring(equals + 1);
    boolean isFile = FILES.contains(key) && !value.equals("none") && !value.isEmpty();
    valueByKey.put(key, isFile ? Path.of(value).toAbsolutePath().toString() : value);
  }

  /** {@code key=value} each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    valueByKey.forEach((key, value) -> lines.add(key + "=" + value));
    return lines;
  }
}
