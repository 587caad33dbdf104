package io.refledger.snapshot;

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

  /** The name of a reference of this type: "Declaring.Class#field", or "[x]" in an array. */
  public String referenceName(int index) {
    return index < referenceNames.size() ? referenceNames.get(index) : ELEMENT;
  }
}
