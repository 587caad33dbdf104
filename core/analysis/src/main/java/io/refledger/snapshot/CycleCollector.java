package io.refledger.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Gathers the kinds of cycles that a visitor is shown. */
final class CycleCollector {
  private final IntFunction<String> classNames;
  private final IntFunction<Optional<Frame>> frames;
  private final List<CycleKind> kinds = new ArrayList<>();

  /** Types and contexts are known by the time of the first cycle. */
  CycleCollector(IntFunction<String> classNames, IntFunction<Optional<Frame>> frames) {
    this.classNames = classNames;
    this.frames = frames;
  }

  /** A kind, of no known references yet. */
  void kind(
      int typeId,
      int allocationContext,
      int dropContext,
      long count,
      CycleKind.Reference closedEdge) {
    kinds.add(
        new CycleKind(
            classNames.apply(typeId),
            frames.apply(allocationContext),
            frames.apply(dropContext),
            count,
            closedEdge,
            List.of()));
  }

  /** The references of the kind that came last: each leads to the next one's referrer. */
  void references(int[] referrerTypes, String[] names, int[] storeContexts) {
    List<CycleKind.Reference> references = new ArrayList<>();
    for (int n = 0; n < names.length; n++) {
      int referent = referrerTypes[(n + 1) % names.length];
      references.add(reference(referrerTypes[n], names[n], referent, storeContexts[n]));
    }
    kinds.add(kinds.remove(kinds.size() - 1).withReferences(references));
  }

  /** A reference; {@code name} is null for an element of an array. */
  CycleKind.Reference reference(int referrerType, String name, int referentType, int storeContext) {
    return new CycleKind.Reference(
        classNames.apply(referrerType),
        name == null ? ObjectType.ELEMENT : name,
        classNames.apply(referentType),
        frames.apply(storeContext));
  }

  List<CycleKind> kinds() {
    return kinds;
  }
}
