package io.refledger.agent;

import io.refledger.agent.option.ClassPatterns;
import io.refledger.weave.spec.Scope;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/*
 * The scope is narrow unless java.lang.Object itself is tracked. What a type says of its values then:
 *
 *   tracked class          may be tracked
 *   other class            is not: a tracked subclass is foreign from its birth on; but Object, Record,
 *                          Enum may be
 *   interface              may be if a tracked class of the class path implements it
 *   array                  as its element; of primitives, by its own name
 *
 * A tracked class that has an interface which was not known when the program began is foreign from its
 * birth on: values of that type may have been left out.
 */
/** The choice that the option {@code track} makes. For any thread. */
final class TrackedClasses implements Scope {
  private static final String OBJECT = "java.lang.Object";
  private static final Set<String> SUPERCLASSES_OF_ANY =
      Set.of(OBJECT, "java.lang.Record", "java.lang.Enum");

  /** What is known of a class of the JDK. */
  private enum Kind {
    INTERFACE,
    CLASS,
    FINAL
  }

  private final ClassPatterns patterns;
  private final boolean isNarrow;
  private final Map<String, Kind> kindOfJdk = new HashMap<>();

  /** Whether some class of the JDK is tracked, so that any of its types may be a supertype. */
  private boolean tracksJdk;

  /** Those that tracked classes implement: internal names. */
  private final Set<String> interfaces;

  /** By descriptor. Guarded by itself. */
  private final Map<String, Boolean> mayBeTracked = new HashMap<>();

  private TrackedClasses(ClassPatterns patterns) {
    this.patterns = patterns;
    this.isNarrow = !patterns.matches(OBJECT);
    this.interfaces =
        isNarrow
            ? Interfaces.onClassPath(patterns, System.getProperty("java.class.path", ""))
            : Set.of();
  }

  /** The scope of these patterns; EVERYTHING if they leave nothing out. */
  static Scope of(ClassPatterns patterns, Class<?>[] loaded) {
    if (patterns.isEverything()) {
      return EVERYTHING;
    }
    TrackedClasses scope = new TrackedClasses(patterns);
    for (Class<?> c : loaded) {
      if (c.getClassLoader() == null && !c.isArray() && !c.isHidden()) {
        scope.kindOfJdk.put(c.getName(), kind(c));
        scope.tracksJdk |= patterns.tracks(c.getName());
      }
    }
    return scope;
  }

  /**
   * What the answers depend on, beside the patterns and facts of the JDK: another class path has
   * other classes behind an interface.
   */
  String identity() {
    String[] sorted = interfaces.toArray(new String[0]);
    Arrays.sort(sorted);
    return " " + tracksJdk + " " + String.join(" ", sorted);
  }

  private static Kind kind(Class<?> c) {
    if (c.isInterface()) {
      return Kind.INTERFACE;
    }
    return Modifier.isFinal(c.getModifiers()) ? Kind.FINAL : Kind.CLASS;
  }

  @Override
  public boolean isNarrow() {
    return isNarrow;
  }

  @Override
  public boolean isTracked(String internalName) {
    return patterns.tracks(internalName.replace('/', '.'));
  }

  @Override
  public boolean mayBeTracked(String descriptor) {
    synchronized (mayBeTracked) {
      Boolean known = mayBeTracked.get(descriptor);
      if (known == null) {
        known = decide(Type.getType(descriptor));
        mayBeTracked.put(descriptor, known);
      }
      return known;
    }
  }

  private boolean decide(Type type) {
    if (type.getSort() < Type.ARRAY) {
      return false;
    }
    if (isTracked(type.getInternalName())) {
      return true;
    }
    if (type.getSort() == Type.ARRAY) {
      Type element = type.getElementType();
      return element.getSort() >= Type.ARRAY && mayBeSupertype(element.getInternalName());
    }
    return mayBeSupertype(type.getInternalName());
  }

  /** Whether a type that is not tracked may have a subtype that is, and dies by count. */
  private boolean mayBeSupertype(String internalName) {
    String name = internalName.replace('/', '.');
    if (SUPERCLASSES_OF_ANY.contains(name) || isTracked(internalName)) {
      return true;
    }
    Kind kind = kindOfJdk.get(name);
    if (!isNarrow || kind == Kind.FINAL) {
      return kind != Kind.FINAL;
    }
    return kind != Kind.CLASS
        && (interfaces.contains(internalName) || (isOfJdk(internalName) && tracksJdk));
  }

  /** Whether the interfaces that a tracked class names were known when the program began. */
  boolean knows(String[] named) {
    boolean isKnown = true;
    for (String each : named) {
      isKnown &= mayBeSupertype(each);
    }
    return isKnown;
  }

  @Override
  public boolean tracksArrays(String descriptor, String inClass) {
    boolean isMade = isTracked(inClass) && descriptor.endsWith(";");
    return isTracked(descriptor) || (isMade && mayBeTracked(descriptor));
  }

  @Override
  public boolean isNamedOnlyInWoven(String descriptor) {
    for (int at = descriptor.indexOf('L'); at >= 0; at = descriptor.indexOf('L', at)) {
      int end = descriptor.indexOf(';', at);
      String name = descriptor.substring(at + 1, end);
      if (!isOfJdk(name) && isTracked(name)) {
        return true;
      }
      at = end;
    }
    return false;
  }

  private static boolean isOfJdk(String internalName) {
    return internalName.startsWith("java/")
        || internalName.startsWith("javax/")
        || internalName.startsWith("jdk/")
        || internalName.startsWith("sun/")
        || internalName.startsWith("com/sun/");
  }

  /**
   * Whether a class is woven: a tracked one, or one of the application that names a tracked one or
   * is an interface of one, whose default methods its objects inherit.
   */
  boolean weaves(String internalName, boolean isOfBootLoader, byte[] classFile) {
    boolean isNear = interfaces.contains(internalName) || patterns.mayBeNamedIn(classFile);
    return isTracked(internalName) || (!isOfBootLoader && isNear);
  }
}
