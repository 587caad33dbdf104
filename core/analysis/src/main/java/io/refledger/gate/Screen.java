package io.refledger.gate;

import io.refledger.leak.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What excuses findings. A finding that is suppressed is not looked up in the baseline.
 *
 * @param today the day for which the suppressions are asked
 */
public record Screen(Suppressions suppressions, Baseline baseline, LocalDate today) {

  /**
   * What is left when the excused ones are marked.
   *
   * @param findings in their order
   * @param uses what became of each suppression
   * @param outgrown by fingerprint the maximum of those that the baseline lists and that have grown
   *     beyond it
   * @param gone what the baseline lists and was not found
   */
  public record Screened(
      List<Finding> findings,
      List<SuppressionUse> uses,
      Map<String, Long> outgrown,
      List<Baseline.Known> gone) {

    public Screened {
      findings = List.copyOf(findings);
      uses = List.copyOf(uses);
      outgrown = Map.copyOf(outgrown);
      gone = List.copyOf(gone);
    }
  }

  /**
   * Marks what is excused. A suppression of an earlier screen stays; what the baseline lists is
   * known, whatever an earlier one said, if all findings of its fingerprint together are within the
   * maximum.
   */
  public Screened screen(List<Finding> findings) {
    List<Finding> suppressed =
        findings.stream()
            .map(finding -> isSuppressed(finding) ? finding : suppressions.applyTo(finding, today))
            .toList();
    Map<String, Long> objects = objectsById(suppressed);
    Map<String, Long> outgrown = new LinkedHashMap<>();
    List<Finding> marked = new ArrayList<>();
    for (Finding finding : suppressed) {
      Optional<Long> max = isSuppressed(finding) ? Optional.empty() : baseline.max(finding.id());
      if (max.isPresent()) {
        boolean isWithin = objects.get(finding.id()) <= max.get();
        marked.add(finding.known(isWithin));
        if (!isWithin) {
          outgrown.put(finding.id(), max.get());
        }
      } else {
        marked.add(finding);
      }
    }
    return new Screened(marked, suppressions.uses(marked, today), outgrown, baseline.gone(marked));
  }

  private static Map<String, Long> objectsById(List<Finding> findings) {
    Map<String, Long> objects = new HashMap<>();
    for (Finding finding : findings) {
      if (!isSuppressed(finding)) {
        objects.merge(finding.id(), finding.count(), Long::sum);
      }
    }
    return objects;
  }

  private static boolean isSuppressed(Finding finding) {
    return finding.suppressedBy().isPresent();
  }
}
