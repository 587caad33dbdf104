package io.refledger.it.random;

/** As {@link Thing}, for what random programs throw. */
public class ThrownThing extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The birth of an exception without a stack trace. */
  protected ThrownThing() {
    super(null, null, false, false);
    Trace.created(this);
  }
}
