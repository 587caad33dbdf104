package io.refledger.leak;

import java.util.List;

/** Names of classes, as source code writes them and as they stay the same from run to run. */
public final class ClassNames {

  private static final List<String> JDK_PREFIXES =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
  private static final String LAMBDA = "$$Lambda";
  private static final String PRIMITIVES =
      "Z boolean B byte C char S short I int J long F float D double";

  private ClassNames() {}

  /**
   * The name as source code writes it: {@code java.lang.Object[]} for an array; without what tells
   * the lambdas of a class apart, and differs from run to run.
   */
  public static String readable(String className) {
    int lambda = className.indexOf(LAMBDA);
    if (lambda > 0 && !className.startsWith("[")) {
      return className.substring(0, lambda) + LAMBDA;
    }
    int dimensions = 0;
    while (dimensions < className.length() && className.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0) {
      return className;
    }
    return elementName(className.substring(dimensions)) + "[]".repeat(dimensions);
  }

  /** The name without its package: {@code Outer$Inner}. */
  public static String simple(String readableName) {
    return readableName.substring(readableName.lastIndexOf('.') + 1);
  }

  /** Whether the JDK declares the class, or the element class of the array. */
  public static boolean isJdk(String className) {
    String element = readable(className).replace("[]", "");
    return isPrimitive(element) || JDK_PREFIXES.stream().anyMatch(element::startsWith);
  }

  /**
   * The name without what a generator numbers anew in each run: hidden-class addresses, numbers of
   * lambdas and proxies, hash suffixes of subclasses made by libraries.
   */
  public static String normalized(String className) {
    return readable(className)
        .replaceFirst("/0x[0-9a-f]+", "")
        .replaceFirst("\\$\\$Lambda(\\$\\d+)?(/\\d+)?", "\\$\\$Lambda")
        .replaceFirst("\\$Proxy\\d+", "\\$Proxy")
        .replaceFirst("(Accessor)\\d+", "$1")
        .replaceFirst("(\\$\\$\\w*CGLIB)\\$\\$[0-9a-f]+", "$1")
        .replaceFirst("(\\$\\$SpringCGLIB)\\$\\$\\d+", "$1")
        .replaceFirst("\\$(ByteBuddy|MockitoMock|HibernateProxy)\\$\\w+", "\\$$1");
  }

  private static String elementName(String descriptor) {
    if (descriptor.startsWith("L")) {
      return descriptor.substring(1, descriptor.length() - 1);
    }
    int at = PRIMITIVES.indexOf(descriptor + " ");
    int end = PRIMITIVES.indexOf(' ', at + 2);
    return PRIMITIVES.substring(at + 2, end < 0 ? PRIMITIVES.length() : end);
  }

  private static boolean isPrimitive(String name) {
    return (PRIMITIVES + " ").contains(" " + name + " ");
  }
}
