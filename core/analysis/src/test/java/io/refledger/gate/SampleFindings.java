package io.refledger.gate;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.Fingerprint;
import io.refledger.leak.Origin;
import io.refledger.leak.PathStep;
import io.refledger.leak.Ways;
import io.refledger.snapshot.Frame;
import java.util.List;
import java.util.Optional;

/** Findings with what a gate looks at. */
final class SampleFindings {
  static final Frame LOGIN =
      new Frame("com.acme.Login", "open", "Login.java", 41, true, Optional.empty());
  private static final Frame ADD =
      new Frame("java.util.ArrayList", "add", "ArrayList.java", 455, false, Optional.of(LOGIN));

  private SampleFindings() {}

  /** Objects of this class, allocated in {@code Login.open}, in the static list {@code ALL}. */
  static Finding of(FindingKind kind, String type, long count) {
    return of(kind, Origin.APPLICATION, type, count);
  }

  static Finding of(FindingKind kind, Origin origin, String type, long count) {
    var root =
        new PathStep(
            "static", "com.acme.Registry.ALL", "java.util.ArrayList", Optional.empty(), true);
    return new Finding(
        Fingerprint.of(kind, type, "[x]", Optional.of(LOGIN)),
        kind,
        origin,
        type,
        count,
        List.of(),
        count * 16,
        count * 16,
        Optional.of(LOGIN),
        Optional.of(ADD),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(root),
        Optional.empty(),
        false,
        "Take it out.",
        Ways.UNKNOWN);
  }
}
