package io.refledger.report.hprof;

import io.refledger.report.Report;
import io.refledger.report.ReportFile;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The graph of the ledger export as a heap dump: objects and references, no contents. Classes are
 * roots, and so are the threads that run, and what frames or code that is not woven hold.
 */
public final class HprofExport implements ReportFile {

  @Override
  public String fileName() {
    return "report.hprof";
  }

  /**
   * Writes the dump. Takes memory in proportion to the number of objects; the file is as large as
   * they are, or twice as large.
   */
  @Override
  public void write(Report report, OutputStream file) throws IOException {
    write(Dump.of(report.snapshot()), new HprofOutput(file));
  }

  /** Read this first. Writes all records in their order. */
  static void write(Dump dump, HprofOutput out) throws IOException {
    var names = new NameTable(out);
    var classes = new ClassRecords(dump, out);
    var roots = new RootRecords(dump, out);

    out.begin();
    classes.writeNames(names);
    dump.traces().write(out, names, dump.classes());
    roots.writeThreads(names);
    classes.write(names);
    roots.write();
    new ObjectRecords(dump, out).write();
    out.end();
  }
}
