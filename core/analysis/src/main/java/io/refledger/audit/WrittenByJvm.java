package io.refledger.audit;

import java.util.Set;

/** The fields that the JVM itself writes, where no instruction is: the ledger cannot know them. */
final class WrittenByJvm {
  private static final Set<String> FIELDS =
      Set.of(
          "java.lang.Throwable#backtrace",
          "java.lang.Throwable#stackTrace",
          "java.lang.Thread#group",
          "java.lang.Thread#holder",
          "java.lang.ref.Reference#discovered",
          "java.lang.ref.Reference#next");

  /** Classes whose instances the JVM makes and fills. */
  private static final Set<String> CLASSES =
      Set.of(
          "java.lang.Class",
          "java.lang.StackTraceElement",
          "java.lang.invoke.MemberName",
          "java.lang.invoke.ResolvedMethodName",
          "java.lang.invoke.CallSite",
          "java.lang.reflect.Constructor",
          "java.lang.reflect.Field",
          "java.lang.reflect.Method",
          "java.lang.reflect.Parameter",
          "java.lang.reflect.RecordComponent");

  private WrittenByJvm() {}

  /** Whether the JVM writes a field, named "Declaring.Class#field". */
  static boolean includes(String reference) {
    return FIELDS.contains(reference)
        || CLASSES.contains(reference.substring(0, Math.max(0, reference.indexOf('#'))));
  }
}
