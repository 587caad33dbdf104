package io.refledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/*
 * Agents start in the order of the command line, and ours is to come last; but what stands behind the
 * main class or the jar is the program's. A file of arguments (@FILE) may have anything, also the main
 * class: ours comes before it.
 */
/** The arguments of the java launcher. */
final class JavaArguments {
  /** Options that take the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--enable-native-access",
          "--illegal-native-access",
          "--add-reads",
          "--add-exports",
          "--add-opens",
          "--patch-module",
          "--source",
          "-d",
          "--describe-module");

  /** After these nothing is an option any more. */
  private static final Set<String> LAST = Set.of("-jar", "-m", "--module");

  private JavaArguments() {}

  /** The arguments with these options first, and the agent behind all other options. */
  static List<String> with(List<String> first, String agent, List<String> arguments) {
    List<String> all = new ArrayList<>(first);
    int end = endOfOptions(arguments);
    all.addAll(arguments.subList(0, end));
    all.add(agent);
    all.addAll(arguments.subList(end, arguments.size()));
    return all;
  }

  /** The index of the first word that is no option of the JVM, or may not be. */
  static int endOfOptions(List<String> arguments) {
    int i = 0;
    while (i < arguments.size()) {
      String word = arguments.get(i);
      if (!word.startsWith("-") || LAST.contains(word) || word.startsWith("--module=")) {
        return i;
      }
      i += WITH_VALUE.contains(word) ? 2 : 1;
    }
    return arguments.size();
  }
}
