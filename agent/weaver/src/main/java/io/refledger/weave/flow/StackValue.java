package io.refledger.weave.flow;

import org.objectweb.asm.tree.analysis.Value;

/**
 * A value on the operand stack or in a local, as far as counting cares.
 *
 * @param size 1 or 2 stack words
 * @param isReference whether it is a reference
 * @param producer the number of the instruction (or handler) that put it on the stack; -1 for
 *     primitives and for what lies in a local
 */
public record StackValue(int size, boolean isReference, int producer) implements Value {
  static final StackValue WORD = new StackValue(1, false, -1);
  static final StackValue LONG = new StackValue(2, false, -1);
  static final StackValue LOCAL_REFERENCE = new StackValue(1, true, -1);
  static final StackValue UNKNOWN = new StackValue(1, false, -2);

  @Override
  public int getSize() {
    return size;
  }

  // Those of a record are made by invokedynamic: hidden classes, before they are woven.
  @Override
  public boolean equals(Object other) {
    return other instanceof StackValue value
        && size == value.size
        && isReference == value.isReference
        && producer == value.producer;
  }

  @Override
  public int hashCode() {
    return producer * 4 + size * 2 + (isReference ? 1 : 0);
  }
}
