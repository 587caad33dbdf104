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

  // Written out: what a record has by itself spins method handles, and that before they are woven.
  @Override
  public boolean equals(Object other) {
    return other instanceof StackValue value
        && size == value.size
        && isReference == value.isReference
        && producer == value.producer;
  }

  @Override
  public int hashCode() {
    return 31 * producer + size;
  }

  @Override
  public int getSize() {
    return size;
  }
}
