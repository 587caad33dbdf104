package io.refledger.agent;

import io.refledger.agent.option.ClassPatterns;
import io.refledger.weave.spec.Scope;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/*
 * The scope is narrow unless java.lang.Object itself is tracked. What a type says of its values then:
 *
 *   tracked class          may be tracked
 *   other class of JDK     is not: a tracked subclass inherits from it, is not whole, and so foreign from
 *                          its birth on; but Object, Record, Enum may be, as interfaces
 *   final class            is not, if it is not tracked itself
 *   class of application   may be, as nobody knows its subclasses
 *   array                  as its element; of primitives, by its own name
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

  /** By descriptor. Guarded by itself. */
  private final Map<String, Boolean> mayBeTracked = new HashMap<>();

  /** Superclasses of woven classes that were not seen yet. Guarded by this, as those below. */
  private final Set<String> awaited = new HashSet<>();

  private final Set<String> woven = new HashSet<>();
  private final Set<String> unwoven = new HashSet<>();

  private TrackedClasses(ClassPatterns patterns) {
    this.patterns = patterns;
    this.isNarrow = !patterns.matches(OBJECT);
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
      }
    }
    return scope;
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
      return element.getSort() >= Type.ARRAY
          && (type.getDimensions() > 1 || !isFinal(element.getClassName()));
    }
    String name = type.getClassName();
    Kind kind = kindOfJdk.get(name);
    boolean isOnlyForeign = isNarrow && kind == Kind.CLASS && !SUPERCLASSES_OF_ANY.contains(name);
    return kind != Kind.FINAL && !isOnlyForeign;
  }

  private boolean isFinal(String className) {
    return kindOfJdk.get(className) == Kind.FINAL && !patterns.tracks(className);
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

  @Override
  public synchronized boolean weavesSuperclass(String internalName) {
    if (!isNarrow || woven.contains(internalName)) {
      return true;
    }
    if (isOfJdk(internalName)) {
      return isTracked(internalName);
    }
    return !unwoven.contains(internalName)
        && (awaited.contains(internalName) || awaited.add(internalName));
  }

  /**
   * Whether a class is woven: a tracked one, one of the application that names a tracked one, or
   * the superclass of such a class.
   */
  synchronized boolean weaves(String internalName, boolean isOfBootLoader, byte[] classFile) {
    boolean isWoven =
        isTracked(internalName)
            || (!isOfBootLoader
                && (awaited.contains(internalName) || patterns.mayBeNamedIn(classFile)));
    (isWoven ? woven : unwoven).add(internalName);
    return isWoven;
  }
}
