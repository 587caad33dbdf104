package io.refledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what a live object costs: the growth of the resident set while a ledger is filled. */
public final class LedgerMemory {
  private static final int OBJECTS = 4_000_000;
  private static final int BYTES_OF_A_KIB = 1024;

  private LedgerMemory() {}

  /** Fills one ledger after a small one, so that all code is loaded. */
  public static void main(String[] arguments) throws IOException {
    new RandomHeap(OBJECTS / 100).ledger.dispose();
    long before = residentBytes();
    var heap = new RandomHeap(OBJECTS);
    long after = residentBytes();
    // The heap's own array of slots is Java memory of this program.
    long perObject = (after - before - 4L * OBJECTS) / OBJECTS;
    System.out.println(perObject + " bytes an object, 2 references each, " + OBJECTS + " objects");
    heap.ledger.dispose();
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return BYTES_OF_A_KIB * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS in /proc/self/status");
  }
}
