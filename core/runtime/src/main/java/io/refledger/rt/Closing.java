package io.refledger.rt;

/** How the objects of a class are closed. Fixed once the class's type is made. */
final class Closing {
  /** The bits of the closing methods. */
  int closers;

  /** The closing method to call, where one is listed first. */
  String closer = "close";

  /** Whether the objects have a native or operating system side themselves. */
  boolean isResource;

  private int listedOpener;
  private int nearestOpener;

  /** The class whose constructors or opening methods make the objects open; 0 for none. */
  int opener() {
    return listedOpener != 0 ? listedOpener : nearestOpener;
  }

  /** The class itself, or the next superclass. */
  void add(NameTable.Entry entry) {
    if (nearestOpener == 0) nearestOpener = entry.opener;
    if (listedOpener == 0 && entry.closers != 0) listedOpener = entry.opener;
    addInterface(entry);
  }

  /** An interface, which opens nothing. */
  void addInterface(NameTable.Entry entry) {
    if (closers == 0 && entry.closers != 0) closer = entry.closer;
    closers |= entry.closers;
  }
}
