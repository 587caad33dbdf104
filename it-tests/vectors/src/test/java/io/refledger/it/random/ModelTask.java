package io.refledger.it.random;

/** A lambda of the model: its cells are what it captured. */
final class ModelTask extends ModelObject {
  final Expr.Task task;

  /** What captures nothing is made once. */
  ModelTask(Expr.Task task) {
    super(Type.TASK, task.captured().size(), "lambda", !task.captured().isEmpty());
    this.task = task;
  }
}
