package io.refledger.report.progress;

/** Is told of the phases of long work, each when it begins. */
public interface Phases {
  /** Nobody is told. */
  Phases NONE =
      new Phases() {
        @Override
        public void begin(String phase) {}
      };

  /** A phase begins, and the one before has ended. */
  void begin(String phase);
}
