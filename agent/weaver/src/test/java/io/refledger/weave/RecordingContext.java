package io.refledger.weave;

/** The context of the recording hooks: the registers of undelivered units. */
public final class RecordingContext {
  Object returned;
  Object flying;
  int observation;
}
