package io.refledger.report;

import io.refledger.leak.CycleSearch;
import io.refledger.leak.Finding;
import io.refledger.leak.LibraryPatterns;
import io.refledger.snapshot.CycleKind;
import io.refledger.snapshot.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings about one ring: owner -> first -> node -> node -> node -> owner. */
public final class CycleFixture {
  private static final String NODE = "com.acme.Node";
  private static final String OWNER = "com.acme.Owner";
  private static final CycleKind.Reference CLOSING =
      reference(NODE, NODE + "#owner", OWNER, "close", 30);

  private CycleFixture() {}

  /** All references of the ring are known. */
  public static Finding whole() {
    var next = reference(NODE, NODE + "#next", NODE, "link", 20);
    List<CycleKind.Reference> references = new ArrayList<>();
    references.add(CLOSING);
    references.add(reference(OWNER, OWNER + "#first", NODE, "open", 10));
    references.addAll(List.of(next, next, next));
    return finding(references);
  }

  /** Only the reference that closed the ring is known. */
  public static Finding closingEdgeAlone() {
    return finding(List.of());
  }

  /** A node that is its own owner. */
  public static Finding self() {
    var self = reference(NODE, NODE + "#next", NODE, "link", 20);
    return finding(self, List.of(self));
  }

  private static Finding finding(List<CycleKind.Reference> references) {
    return finding(CLOSING, references);
  }

  private static Finding finding(
      CycleKind.Reference closing, List<CycleKind.Reference> references) {
    var kind =
        new CycleKind(
            closing.referent(), Optional.empty(), Optional.empty(), 3, closing, references);
    return new CycleSearch(LibraryPatterns.of(List.of())).search(List.of(kind)).findings().get(0);
  }

  private static CycleKind.Reference reference(
      String referrer, String name, String referent, String method, int line) {
    var storedAt = new Frame("com.acme.Main", method, "Main.java", line, true, Optional.empty());
    return new CycleKind.Reference(referrer, name, referent, Optional.of(storedAt));
  }
}
