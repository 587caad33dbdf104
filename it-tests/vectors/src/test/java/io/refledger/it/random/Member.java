package io.refledger.it.random;

/** As {@link Thing}, for programs of several threads. */
public class Member {
  /** Unlike that of nearly every other object. */
  final int tag = Crowd.tag();

  /** The birth of an object. */
  protected Member() {
    Crowd.created(this);
  }
}
