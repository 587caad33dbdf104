package io.refledger.rt;

/** Who knows how large an object is; the agent asks the JVM's instrumentation. */
public interface SizeOracle {
  /** The shallow size in bytes. */
  long sizeOf(Object object);
}
