package io.refledger.snapshot;

import java.util.Arrays;
import java.util.function.Predicate;

/** A question about types, which is asked of millions of objects and answered once a type. */
public final class TypeProperty {

  private static final byte UNKNOWN = 0;
  private static final byte NO = 1;
  private static final byte YES = 2;

  private final Predicate<ObjectType> question;
  private byte[] answerByType = new byte[1 << 10];

  public TypeProperty(Predicate<ObjectType> question) {
    this.question = question;
  }

  /** The answer for a type. */
  public boolean of(ObjectType type) {
    int id = type.id();
    if (id >= answerByType.length) {
      answerByType = Arrays.copyOf(answerByType, 2 * id);
    }
    if (answerByType[id] == UNKNOWN) {
      answerByType[id] = question.test(type) ? YES : NO;
    }
    return answerByType[id] == YES;
  }
}
