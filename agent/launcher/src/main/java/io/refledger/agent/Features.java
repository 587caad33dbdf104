package io.refledger.agent;

import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import java.util.ArrayList;
import java.util.List;

/** What options this version accepts without acting on them. */
final class Features {
  private Features() {}

  /** A line for each option that was set and does nothing. */
  static List<String> ignored(AgentOptions options) {
    List<String> lines = new ArrayList<>();
    if (isAuditedNarrow(options)) {
      lines.add(ignored(OptionKey.AUDIT, "exit") + " with track=" + options.get(OptionKey.TRACK));
    }
    return lines;
  }

  /** An audit compares with the whole heap, of which only a part is tracked. */
  static boolean isAuditedNarrow(AgentOptions options) {
    return options.get(OptionKey.AUDIT).equals("exit")
        && !options.get(OptionKey.TRACK).isEverything();
  }

  private static String ignored(OptionKey<?> key, String value) {
    return key + "=" + value + ": not available yet, ignored";
  }
}
