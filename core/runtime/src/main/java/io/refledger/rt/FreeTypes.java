package io.refledger.rt;

/** The types of classes that are gone, until a class that is the same takes one over. */
final class FreeTypes {
  private static final int FIRST_BUCKETS = 256;

  /** What the JDK numbers as it makes them: classes that differ in that are the same. */
  private static final String[] NUMBERED = {"jdk.internal.reflect.Generated", "$Proxy", "$$Lambda"};

  /** Chains by kin. Guarded by the lock of Types, as everything here. */
  private Type[] buckets = new Type[FIRST_BUCKETS];

  private int size;

  /** A class is gone. */
  void add(Type type) {
    if (++size > buckets.length) grow();
    push(type);
  }

  /** The type of a class like this one, taken out; null if there is none. */
  Type take(TypeParts parts) {
    String kin = kin(parts.name);
    int bucket = bucket(kin);
    Type before = null;
    Type at = buckets[bucket];
    while (at != null && !isSame(at, parts, kin)) {
      before = at;
      at = at.nextFree;
    }
    if (at == null) return null;
    if (before == null) buckets[bucket] = at.nextFree;
    else before.nextFree = at.nextFree;
    at.nextFree = null;
    size--;
    return at;
  }

  private static boolean isSame(Type type, TypeParts parts, String kin) {
    int superId = type.superType == null ? 0 : type.superType.id;
    int superIdOfParts = parts.superType == null ? 0 : parts.superType.id;
    return type.isArray == parts.isArray
        && superId == superIdOfParts
        && type.isShaped == parts.isShaped
        && kin(type.name).equals(kin)
        && areEqual(type.ownNames, parts.ownNames)
        && areEqual(type.staticNames, parts.staticNames)
        && areEqual(type.primitiveNames, parts.primitiveNames);
  }

  private static boolean areEqual(String[] a, String[] b) {
    if (a.length != b.length) return false;
    for (int i = 0; i < a.length; i++) {
      if (!a[i].equals(b[i])) return false;
    }
    return true;
  }

  /** The name without what tells a class from others that the JDK makes in the same way. */
  static String kin(String name) {
    int slash = name.indexOf('/');
    String plain = slash < 0 ? name : name.substring(0, slash);
    return isNumbered(plain) ? withoutDigits(plain) : plain;
  }

  private static boolean isNumbered(String name) {
    for (String part : NUMBERED) {
      if (name.contains(part)) return true;
    }
    return false;
  }

  private static String withoutDigits(String name) {
    StringBuilder kin = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') kin.append(c);
    }
    return kin.toString();
  }

  private void push(Type type) {
    int bucket = bucket(kin(type.name));
    type.nextFree = buckets[bucket];
    buckets[bucket] = type;
  }

  private void grow() {
    Type[] old = buckets;
    buckets = new Type[2 * old.length];
    for (Type head : old) {
      Type at = head;
      while (at != null) {
        Type next = at.nextFree;
        push(at);
        at = next;
      }
    }
  }

  private int bucket(String kin) {
    int hash = kin.hashCode();
    return (hash ^ hash >>> 16) & buckets.length - 1;
  }
}
