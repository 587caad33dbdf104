package io.refledger.it.random;

/** Writes a random program of several threads: {@code run(thread)}, {@code clear()}. */
final class ThreadedText {
  private ThreadedText() {}

  static String of(String packageName, String name, Program program, int threads) {
    StringBuilder run = new StringBuilder("public static void run(int thread) {\n    try {\n");
    for (int thread = 0; thread < threads; thread++) {
      run.append("      if (thread == %d) m%d();\n".formatted(thread, thread));
    }
    run.append("    } catch (RuntimeException e) { Crowd.use(e, null); }\n  }\n\n  ");
    String clear = "public static void clear()";
    return SourceText.of(packageName, name, program)
        .replaceAll("\\bTrace\\b", "Crowd")
        .replaceAll("\\bThing\\b", "Member")
        .replaceAll("\\bThrownThing\\b", "ThrownMember")
        .replace(clear, run + clear);
  }
}
