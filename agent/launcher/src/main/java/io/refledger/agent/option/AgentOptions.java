package io.refledger.agent.option;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The agent's options: a valid value for every key. */
public final class AgentOptions {
  private final Map<OptionKey<?>, Object> values;
  private final Map<String, String> given;

  private AgentOptions(Map<OptionKey<?>, Object> values, Map<String, String> given) {
    this.values = values;
    this.given = given;
  }

  /**
   * The options with these given values, defaults elsewhere.
   *
   * @throws OptionException if a key is unknown or a value not allowed
   */
  public static AgentOptions of(Map<String, String> given) throws OptionException {
    for (String name : given.keySet()) {
      if (OptionKey.named(name).isEmpty()) {
        throw UnknownKey.named(name, given.get(name));
      }
    }
    Map<OptionKey<?>, Object> values = new LinkedHashMap<>();
    for (OptionKey<?> key : OptionKey.all()) {
      String value = given.get(key.name());
      values.put(key, key.parse(value == null ? key.defaultValue() : value));
    }
    if (!given.containsKey(OptionKey.STRICT.name())) {
      values.put(OptionKey.STRICT, isStrict(given));
    }
    return new AgentOptions(values, new TreeMap<>(given));
  }

  /**
   * Whether a start-up problem must end the program, as far as unchecked values tell: a gate does
   * not open because strictness has a value that is not allowed.
   */
  public static boolean isStrict(Map<String, String> given) {
    String strict = given.getOrDefault(OptionKey.STRICT.name(), "");
    String gate = given.getOrDefault(OptionKey.GATE.name(), "none");
    return strict.equals("true") || (!strict.equals("false") && !gate.equals("none"));
  }

  /** The value of an option. */
  @SuppressWarnings("unchecked") // A key's values are only made by its own syntax.
  public <T> T get(OptionKey<T> key) {
    return (T) values.get(key);
  }

  /** Whether the option has a value other than its default. */
  public boolean isSet(OptionKey<?> key) {
    String value = given.get(key.name());
    return value != null && !value.equals(key.defaultValue());
  }

  /** The ledger's own memory in bytes. */
  public long maxMemoryBytes() {
    return get(OptionKey.MAX_MEMORY).orElse(Runtime.getRuntime().maxMemory() / 4);
  }

  /** Key and value of every option, as text, in the README's order. */
  public Map<String, String> asText() {
    Map<String, String> text = new LinkedHashMap<>();
    for (OptionKey<?> key : OptionKey.all()) {
      text.put(key.name(), given.getOrDefault(key.name(), key.defaultValue()));
    }
    text.put(OptionKey.STRICT.name(), get(OptionKey.STRICT).toString());
    return text;
  }
}
