package io.refledger.it.random;

/** As {@link Member}, for what programs of several threads throw. */
public class ThrownMember extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The birth of an exception without a stack trace. */
  protected ThrownMember() {
    super(null, null, false, false);
    Crowd.created(this);
  }
}
