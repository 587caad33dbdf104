package io.refledger.report.text;

import io.refledger.report.Audit;

/** The agreement of the ledger with the JVM's heap, as text. */
public final class AuditText {
  private AuditText() {}

  /** The figures and the worst disagreements, a line each. */
  public static String of(Audit audit) {
    var text = new TextLines();
    write(audit, text);
    return text.toString();
  }

  static void write(Audit audit, TextLines text) {
    text.line("AGREEMENT WITH THE JVM'S HEAP");
    text.figure("objects in both", audit.objects());
    text.figure("dead here, in the heap", audit.early());
    text.figure("live here, not in the heap", audit.late());
    text.figure("references compared", audit.edges());
    text.figure("references that differ", audit.wrong());
    text.figure("not judged: held by frames", audit.excluded().frames());
    text.figure("  pending", audit.excluded().pending());
    text.figure("  below immortal objects", audit.excluded().immortal());
    text.figure("  below foreign objects", audit.excluded().foreign());
    text.figure("  below frozen objects", audit.excluded().frozen());
    text.figure("  references the JVM writes", audit.excluded().vm());
    audit.worst().forEach(line -> text.line("  " + line));
  }
}
