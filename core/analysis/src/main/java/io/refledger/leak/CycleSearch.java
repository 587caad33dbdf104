package io.refledger.leak;

import io.refledger.snapshot.CycleKind;
import io.refledger.snapshot.Frame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the garbage that only the cycle detector could free into findings.
 *
 * <p>One finding for each closing edge, about the class the edge refers to (or comes from, when
 * only that one is the application's). What the cycle held besides is no finding of its own: it was
 * dragged along. Cycles that the JDK closes inside its own structures are one total.
 */
public final class CycleSearch {

  /**
   * Fields and elements of JDK structures that hold what the program put in: a cycle through one is
   * the program's, even if every class on it is the JDK's (a list that contains itself).
   */
  private static final Set<String> VALUE_FIELDS =
      Set.of("value", "val", "item", "key", "element", "e", "x", "first", "result", "outcome");

  private static final Comparator<CycleKind> MOST_TELLING =
      Comparator.comparingLong(CycleKind::count)
          .thenComparing(kind -> text(kind.allocatedAt()), Comparator.reverseOrder())
          .thenComparing(kind -> text(kind.droppedAt()), Comparator.reverseOrder())
          .thenComparing(kind -> kind.references().toString(), Comparator.reverseOrder());

  private final LibraryPatterns library;

  public CycleSearch(LibraryPatterns library) {
    this.library = library;
  }

  /** The findings, in no order that means anything, and the total that is none. */
  public Result search(List<CycleKind> kinds) {
    long cyclesInJdk = 0;
    Map<String, List<CycleKind>> kindsByFingerprint = new LinkedHashMap<>();
    for (CycleKind kind : kinds) {
      if (isClosedByJdk(kind.closedEdge())) {
        cyclesInJdk += kind.count();
      } else if (kind.className().equals(subject(kind.closedEdge()))) {
        kindsByFingerprint.computeIfAbsent(fingerprint(kind), id -> new ArrayList<>()).add(kind);
      }
    }
    List<Finding> findings = new ArrayList<>();
    kindsByFingerprint.forEach((id, same) -> findings.add(finding(id, same)));
    return new Result(findings, cyclesInJdk);
  }

  /** Whether the JDK stored a reference of its own structures, as in LinkedList and TreeMap. */
  private static boolean isClosedByJdk(CycleKind.Reference edge) {
    String declaring = ReferenceNames.declaringClass(edge.reference());
    if (declaring.equals("java.lang.Throwable")) {
      return true;
    }
    boolean isJdkReference = ClassNames.isJdk(declaring.isEmpty() ? edge.referrer() : declaring);
    boolean isStoredByJdk =
        edge.storedAt().map(frame -> !frame.isApplication()).orElse(isJdkReference);
    return isJdkReference
        && isStoredByJdk
        && ClassNames.isJdk(edge.referent())
        && (!holdsValues(edge) || isMark(edge));
  }

  /** A node that has itself as value: so queues of the JDK mark what was taken. */
  private static boolean isMark(CycleKind.Reference edge) {
    return edge.referrer().equals(edge.referent());
  }

  private static boolean holdsValues(CycleKind.Reference edge) {
    return ReferenceNames.declaringClass(edge.reference()).isEmpty()
        ? edge.referrer().equals("[Ljava.lang.Object;")
        : VALUE_FIELDS.contains(ReferenceNames.field(edge.reference()));
  }

  private String subject(CycleKind.Reference edge) {
    boolean isReferentTheirs = library.matches(edge.referent());
    return isReferentTheirs && !library.matches(edge.referrer())
        ? edge.referrer()
        : edge.referent();
  }

  private static String fingerprint(CycleKind kind) {
    CycleKind.Reference edge = kind.closedEdge();
    return Fingerprint.of(FindingKind.CYCLE, kind.className(), edge.reference(), edge.storedAt());
  }

  private Finding finding(String id, Collection<CycleKind> same) {
    CycleKind shown = same.stream().max(MOST_TELLING).orElseThrow();
    CycleKind.Reference edge = shown.closedEdge();
    var cycle =
        new Cycle(readable(edge), shown.references().stream().map(CycleSearch::readable).toList());
    return new Finding(
        id,
        FindingKind.CYCLE,
        origin(edge.storedAt()),
        ClassNames.readable(shown.className()),
        same.stream().mapToLong(CycleKind::count).sum(),
        List.of(),
        0,
        0,
        shown.allocatedAt(),
        edge.storedAt(),
        shown.droppedAt(),
        Optional.of(cycle),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        advice(cycle.closedEdge()),
        Ways.UNKNOWN);
  }

  private static CycleEdge readable(CycleKind.Reference edge) {
    return new CycleEdge(
        ClassNames.readable(edge.referrer()),
        ReferenceNames.readable(edge.reference()),
        ClassNames.readable(edge.referent()),
        edge.storedAt());
  }

  private Origin origin(Optional<Frame> storedAt) {
    return storedAt
        .flatMap(Frame::nearestApplicationFrame)
        .filter(frame -> !library.matches(frame.className()))
        .map(frame -> Origin.APPLICATION)
        .orElse(Origin.LIBRARY);
  }

  private static String advice(CycleEdge edge) {
    String what =
        edge.reference().equals("[x]")
            ? "the element of " + ClassNames.simple(edge.referrer())
            : ClassNames.simple(edge.referrer()) + "'s " + fieldOf(edge.reference());
    return "Clear "
        + what
        + " before the last reference from outside goes, and counting alone frees the objects.";
  }

  private static String fieldOf(String reference) {
    return reference.substring(reference.lastIndexOf('.') + 1);
  }

  private static String text(Optional<Frame> frame) {
    return frame.map(Frame::toString).orElse("");
  }

  /**
   * The outcome of a search.
   *
   * @param cyclesInJdk the objects freed whose cycle the JDK closed inside its own structures
   */
  public record Result(List<Finding> findings, long cyclesInJdk) {}
}
