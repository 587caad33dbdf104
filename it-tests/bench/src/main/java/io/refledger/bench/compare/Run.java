package io.refledger.bench.compare;

/**
 * One execution of a workload, a line of the script's file.
 *
 * @param workload what ran
 * @param contestant under which tool
 * @param wallSeconds from start to end of the command; 0 if it was not started
 * @param userSeconds the time of all its threads in user mode; 0 if it was not started
 * @param problem why its times say nothing, empty if they do
 * @param remark what the tool says of itself, empty if nothing
 * @param check what the workload says of its work, empty if nothing
 */
record Run(
    String workload,
    String contestant,
    double wallSeconds,
    double userSeconds,
    String problem,
    String remark,
    String check) {
  private static final int COLUMNS = 7;

  /**
   * The run of a line of tab-separated columns, in the order of the components.
   *
   * @throws IllegalArgumentException if it has another number of them
   */
  static Run parse(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(
          "a run has " + COLUMNS + " columns, not " + columns.length + ": " + line);
    }
    return new Run(
        columns[0],
        columns[1],
        Double.parseDouble(columns[2]),
        Double.parseDouble(columns[3]),
        columns[4],
        columns[5],
        columns[6]);
  }

  /** Whether its times count. */
  boolean isMeasured() {
    return problem.isEmpty();
  }
}
