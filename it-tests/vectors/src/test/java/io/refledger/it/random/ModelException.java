package io.refledger.it.random;

/** An exception of a random program is in flight, and has a pin. */
final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient ModelObject exception;

  ModelException(ModelObject exception) {
    super(ModelHeap.nameOf(exception), null, false, false);
    this.exception = exception;
  }

  ModelObject exception() {
    return exception;
  }
}
