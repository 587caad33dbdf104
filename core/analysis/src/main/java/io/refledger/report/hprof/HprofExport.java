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
   * Read this first. Takes memory in proportion to the number of objects; the file is as large as
   * the heap, or twice as large.
   */
  @Override
  public void write(Report report, OutputStream file) throws IOException {
    Dump dump = Dump.of(report.snapshot());
    var out = new HprofOutput(file);
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
