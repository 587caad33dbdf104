package io.refledger.bench;

import io.refledger.rt.Context;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.table.CountWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/*
 * All objects of a ledger have the same number of references, each to another object, and are held
 * by one pin. The references of an object with more than three lie in a block, whose size is a power
 * of two: an edge beyond three costs least when they fill it, most when they are one too many. Its
 * cost is that of the objects with many, less that of the objects with three, by edge.
 */
/**
 * Prints what live objects and their references cost: the bytes that a ledger takes from its
 * budget, and the growth of the resident set, which has the detector's lists and the pool too.
 */
public final class LedgerMemory {
  private static final int TYPE = 1;
  private static final int SITE = 1;
  private static final int SIZE_BYTES = 32;
  private static final int OBJECTS = 1_000_000;
  private static final int IN_THE_RECORD = 3;
  private static final int BLOCK_FULL = 64;
  private static final long MOST_BYTES = 4L << 30;
  private static final int BYTES_OF_A_KIB = 1024;

  private final boolean sites;

  /** Written before anything is measured: this program's own memory, which is no part of it. */
  private final int[] slots = new int[OBJECTS];

  private LedgerMemory(boolean sites) {
    this.sites = sites;
    Arrays.fill(slots, -1);
  }

  /**
   * The bytes of one ledger.
   *
   * @param budget what the ledger has taken of its limit
   * @param resident what the process has grown by
   */
  private record Bytes(double budget, double resident) {
    static Bytes now(Ledger ledger) throws IOException {
      return new Bytes(ledger.memory().recordBytes(), residentBytes());
    }

    Bytes since(Bytes before) {
      return new Bytes(budget - before.budget, resident - before.resident);
    }

    Bytes dividedBy(int number) {
      return new Bytes(budget / number, resident / number);
    }
  }

  /** Fills one ledger for each number of references, after one for the loading of all code. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(
        "sites  what                        budget  resident   bytes, of " + OBJECTS);
    for (boolean sites : new boolean[] {true, false}) {
      var memory = new LedgerMemory(sites);
      memory.anObject(1);
      memory.print();
    }
  }

  private void print() throws IOException {
    Bytes three = null;
    for (int references = 0; references <= IN_THE_RECORD; references++) {
      three = anObject(references);
      print("object, " + references + " references", three);
    }
    for (int references : new int[] {BLOCK_FULL, BLOCK_FULL + 1}) {
      Bytes beyond = anObject(references).since(three).dividedBy(references - IN_THE_RECORD);
      print("edge beyond three, of " + references, beyond);
    }
  }

  private void print(String what, Bytes bytes) {
    System.out.printf(
        "%-5s  %-26s  %6.1f    %6.1f%n", sites ? "on" : "off", what, bytes.budget, bytes.resident);
  }

  private Bytes anObject(int references) throws IOException {
    Ledger ledger =
        Ledger.create(
            LedgerConfig.defaults().withMaxBytes(MOST_BYTES).withCollector(false).withSites(sites));
    Bytes before = Bytes.now(ledger);
    fill(ledger, references);
    Bytes filled = Bytes.now(ledger).since(before);
    ledger.dispose();
    return filled.dividedBy(OBJECTS);
  }

  private void fill(Ledger ledger, int references) {
    Context context = ledger.newContext(1);
    int birthId = ledger.births().intern(TYPE, SITE);
    int flags = references == 0 ? CountWord.LEAF : 0;
    for (int i = 0; i < OBJECTS; i++) {
      slots[i] = ledger.birth(context, TYPE, birthId, references, flags, SIZE_BYTES);
    }
    for (int i = 0; i < OBJECTS; i++) {
      for (int r = 0; r < references; r++) {
        ledger.store(slots[i], r, slots[(i + r + 1) % OBJECTS], context, SITE);
      }
    }
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
