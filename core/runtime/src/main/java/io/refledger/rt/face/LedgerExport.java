package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ledger as tab-separated lines: instances a class, references a kind. */
final class LedgerExport {
  private final Map<String, Long> counts = new TreeMap<>();

  private LedgerExport() {}

  static void writeTo(Path file) throws IOException {
    LedgerExport export = new LedgerExport();
    for (int slot = 1, last = LEDGER.highWater(); slot <= last; slot++) {
      if (References.isObject(slot) && !References.isImmortal(slot)) export.object(slot);
    }
    for (int id = 1, last = TYPES.count(); id <= last; id++) export.statics(TYPES.get(id));
    Files.write(file, export.lines());
  }

  private void object(int slot) {
    Type type = TYPES.get(LEDGER.typeOf(slot));
    add("O\t" + type.name);
    String[] names = type.isArray() ? null : type.referenceNames();
    for (int i = type.hasReferent() ? 1 : 0, n = LEDGER.references(slot); i < n; i++) {
      int referent = LEDGER.referent(slot, i);
      if (referent == 0 || References.isImmortal(referent)) continue;
      add("E\t" + type.name + "\t" + (names == null ? "[]" : names[i]) + "\t" + name(referent));
    }
  }

  private void statics(Type type) {
    for (int i = 0, n = type.statics() == 0 ? 0 : type.staticCount(); i < n; i++) {
      int referent = LEDGER.staticReferent(type.statics(), i);
      if (referent == 0 || References.isImmortal(referent)) continue;
      add("E\tstatic\t" + type.staticName(i) + "\t" + name(referent));
    }
  }

  private void add(String fact) {
    counts.merge(fact, 1L, Long::sum);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach((fact, count) -> lines.add(fact + "\t" + count));
    lines.sort((a, b) -> a.charAt(0) == b.charAt(0) ? a.compareTo(b) : b.charAt(0) - a.charAt(0));
    return lines;
  }

  private static String name(int slot) {
    return TYPES.get(LEDGER.typeOf(slot)).name;
  }
}
