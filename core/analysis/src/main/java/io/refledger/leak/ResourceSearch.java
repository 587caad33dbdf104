package io.refledger.leak;

import io.refledger.graph.CollectionParts;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.UnclosedKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the resources that died without having been closed into findings: one for each class and
 * allocating method of the outermost objects that should have been closed.
 */
public final class ResourceSearch {

  private static final Comparator<UnclosedKind> MOST_TELLING =
      Comparator.comparingLong(UnclosedKind::count)
          .thenComparingInt(kind -> kind.chain().size())
          .thenComparing(kind -> kind.chain().toString(), Comparator.reverseOrder())
          .thenComparing(kind -> text(kind.droppedAt()), Comparator.reverseOrder());

  private final LibraryPatterns library;

  /** A search that knows which classes are a library's. */
  public ResourceSearch(LibraryPatterns library) {
    this.library = library;
  }

  /** The findings, in no order that means anything. */
  public List<Finding> search(List<UnclosedKind> kinds) {
    Map<String, List<UnclosedKind>> kindsByFingerprint = new LinkedHashMap<>();
    for (UnclosedKind kind : kinds) {
      kindsByFingerprint
          .computeIfAbsent(fingerprint(kind.outermost()), id -> new ArrayList<>())
          .add(kind);
    }
    joinParts(kindsByFingerprint);
    List<Finding> findings = new ArrayList<>();
    kindsByFingerprint.forEach((id, same) -> findings.add(finding(id, same)));
    return findings;
  }

  private static String fingerprint(UnclosedKind.Link link) {
    return Fingerprint.of(FindingKind.RESOURCE, link.className(), "", link.allocatedAt());
  }

  /**
   * Where a collection came between, an outermost object was not seen with what it held. After
   * this, what is inside a chain elsewhere is no finding of its own.
   */
  private static void joinParts(Map<String, List<UnclosedKind>> kindsByFingerprint) {
    for (String part : List.copyOf(kindsByFingerprint.keySet())) {
      kindsByFingerprint.keySet().stream()
          .filter(whole -> !whole.equals(part))
          .filter(whole -> isInside(part, kindsByFingerprint.get(whole)))
          .findFirst()
          .ifPresent(
              whole -> kindsByFingerprint.get(whole).addAll(kindsByFingerprint.remove(part)));
    }
  }

  private static boolean isInside(String part, List<UnclosedKind> kinds) {
    return kinds.stream()
        .flatMap(kind -> kind.chain().stream().skip(1))
        .anyMatch(link -> link.isOpen() && fingerprint(link).equals(part));
  }

  private Finding finding(String id, List<UnclosedKind> same) {
    List<UnclosedKind> wholes =
        same.stream().filter(kind -> fingerprint(kind.outermost()).equals(id)).toList();
    UnclosedKind shown = wholes.stream().max(MOST_TELLING).orElseThrow();
    UnclosedKind.Link outermost = shown.outermost();
    List<PathStep> path = path(shown.chain());
    long bytes = same.stream().mapToLong(UnclosedKind::bytes).sum();
    return new Finding(
        id,
        FindingKind.RESOURCE,
        origin(outermost.allocatedAt()),
        ClassNames.normalized(outermost.className()),
        count(wholes, same),
        List.of(),
        bytes,
        bytes,
        outermost.allocatedAt(),
        path.isEmpty() ? Optional.empty() : path.get(path.size() - 1).storedAt(),
        shown.droppedAt(),
        Optional.empty(),
        wraps(shown, same),
        Optional.empty(),
        path,
        Optional.empty(),
        false,
        advice(shown),
        Ways.UNKNOWN);
  }

  /**
   * The number of outermost objects. Of those that were not seen with what they held, some parts
   * stand for one: they are as many as hold so many resources where all was seen.
   */
  private static long count(List<UnclosedKind> wholes, List<UnclosedKind> same) {
    long outermost = wholes.stream().mapToLong(UnclosedKind::outermostCount).sum();
    Map<String, Long> inWholes = countByResource(wholes);
    Map<String, Long> inAll = countByResource(same);
    return inWholes.entrySet().stream()
        .mapToLong(
            seen -> Math.round((double) inAll.get(seen.getKey()) * outermost / seen.getValue()))
        .max()
        .orElse(outermost);
  }

  private static Map<String, Long> countByResource(List<UnclosedKind> kinds) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (UnclosedKind kind : kinds) {
      UnclosedKind.Link resource = kind.chain().get(kind.chain().size() - 1);
      counts.merge(fingerprint(resource), kind.count(), Long::sum);
    }
    return counts;
  }

  private static List<PathStep> path(List<UnclosedKind.Link> chain) {
    List<PathStep> path = new ArrayList<>();
    for (int i = 0; i + 1 < chain.size(); i++) {
      UnclosedKind.Link link = chain.get(i);
      String referent = chain.get(i + 1).className();
      path.add(
          new PathStep(
              ClassNames.normalized(link.className()),
              reference(link.reference()),
              ClassNames.normalized(referent),
              link.storedAt(),
              false,
              CollectionParts.leadsToPart(link.className(), link.reference(), referent),
              Optional.empty()));
    }
    return path;
  }

  /** Without what differs from run to run: a lambda's fields have its class in their names. */
  private static String reference(String name) {
    String declaring = ReferenceNames.declaringClass(name);
    return declaring.isEmpty()
        ? name
        : ClassNames.normalized(declaring) + "." + ReferenceNames.field(name);
  }

  /** What was open inside: of the chain that is shown first, then of the others. */
  private static List<String> wraps(UnclosedKind shown, List<UnclosedKind> same) {
    Set<String> wraps = new LinkedHashSet<>(openInside(shown));
    same.stream().sorted(MOST_TELLING.reversed()).forEach(kind -> wraps.addAll(openInside(kind)));
    return List.copyOf(wraps);
  }

  private static List<String> openInside(UnclosedKind kind) {
    return kind.chain().stream()
        .skip(1)
        .filter(UnclosedKind.Link::isOpen)
        .map(link -> ClassNames.normalized(link.className()))
        .toList();
  }

  private Origin origin(Optional<Frame> allocatedAt) {
    return allocatedAt
        .flatMap(Frame::nearestApplicationFrame)
        .filter(frame -> !library.matches(frame.className()))
        .map(frame -> Origin.APPLICATION)
        .orElse(Origin.LIBRARY);
  }

  private static String advice(UnclosedKind kind) {
    UnclosedKind.Link outermost = kind.outermost();
    String type = ClassNames.simple(ClassNames.normalized(outermost.className()));
    Optional<Frame> allocatedAt = outermost.allocatedAt();
    String at =
        allocatedAt
            .flatMap(Frame::nearestApplicationFrame)
            .or(() -> allocatedAt)
            .map(frame -> " at " + shortened(frame))
            .orElse("");
    if (!kind.closer().equals("close")) {
      return "Call " + kind.closer() + "() in a finally block on the " + type + " made" + at + ".";
    }
    boolean isConstructed = allocatedAt.filter(Frame::isApplication).isPresent();
    return isConstructed
        ? "Close it: try (var resource = new " + type + "(...))" + at + "."
        : "Close it: try (var resource = ...) around the " + type + " that is opened" + at + ".";
  }

  /** The frame with the simple name of its class. */
  private static String shortened(Frame frame) {
    String text = frame.toString();
    return text.substring(
        frame.className().length() - ClassNames.simple(frame.className()).length());
  }

  private static String text(Optional<Frame> frame) {
    return frame.map(Frame::toString).orElse("");
  }
}
