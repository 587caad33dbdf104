package io.refledger.snapshot;

import io.refledger.rt.spi.SnapshotVisitor;
import java.util.List;

/**
 * A class of objects.
 *
 * @param className as {@link Class#getName()} gives it
 * @param referenceNames "Declaring.Class#field" by reference index; empty for arrays
 */
public record ObjectType(int id, String className, List<String> referenceNames) {

  /** The name of an array element, whatever its index. */
  public static final String ELEMENT = "[x]";

  private static final String UNKNOWN = "type#";

  /** A type that appeared after the ledger had shown its types: nothing is known of it. */
  static ObjectType unknown(int id) {
    return new ObjectType(id, UNKNOWN + id, List.of());
  }

  /** Whether the ledger had shown it; else it appeared after that. */
  public boolean isKnown() {
    return !className.startsWith(UNKNOWN);
  }

  /** The name of a reference of this type: "Declaring.Class#field", or "[x]" in an array. */
  public String referenceName(int index) {
    return index < referenceNames.size() ? referenceNames.get(index) : ELEMENT;
  }

  /** Shows the type as the ledger did, which is not at all if it is unknown. */
  void showTo(SnapshotVisitor visitor) {
    if (!isKnown()) {
      return;
    }
    boolean isArray = className.startsWith("[");
    visitor.type(id, className, isArray ? null : referenceNames.toArray(String[]::new));
  }
}
