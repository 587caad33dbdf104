package io.refledger.gate;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.Origin;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The findings that were there when a team began to look: they are told, and fail only when they
 * have grown.
 *
 * @param byId by fingerprint
 */
public record Baseline(Map<String, Known> byId) {
  /** Nothing is known. */
  public static final Baseline NONE = new Baseline(Map.of());

  private static final String MAX = "max=";
  private static final int WORDS = 4;
  private static final String NO_TYPE = "?";
  private static final long MOST = 999_999_999_999_999_999L;
  private static final String HEADER =
      """
      # Known findings of RefLedger: FINGERPRINT KIND type max=COUNT
      # They do not fail a gate as long as they are no more than COUNT objects.
      """;

  private static final Comparator<Known> ORDER =
      Comparator.comparing(Known::kind).thenComparing(Known::type).thenComparing(Known::id);

  public Baseline {
    byId = Map.copyOf(byId);
  }

  /**
   * A known finding.
   *
   * @param max the number of objects up to which it does not fail
   */
  public record Known(String id, FindingKind kind, String type, long max) {
    private Known plus(Known other) {
      return new Known(id, kind, type, Math.min(MOST, max + other.max));
    }
  }

  /**
   * The baseline in a file; empty lines and those that begin with {@code #} are left out.
   *
   * @throws InputException if the file cannot be read, or a line is wrong
   */
  public static Baseline readFrom(Path file) throws InputException {
    Map<String, Known> byId = new LinkedHashMap<>();
    int number = 0;
    for (String line : InputException.read(file, "baseline")) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      Known known = parse(file, number, text);
      if (byId.put(known.id(), known) != null) {
        throw InputException.inLine(
            file, number, "this fingerprint stands in an earlier line too: " + known.id());
      }
    }
    return new Baseline(byId);
  }

  private static Known parse(Path file, int number, String line) throws InputException {
    String[] words = line.split("\\s+");
    Optional<FindingKind> kind =
        words.length == WORDS ? FindingKind.named(words[1]) : Optional.empty();
    if (kind.isEmpty()
        || !words[0].matches("[0-9a-f]{40}")
        || !words[3].matches(MAX + "[0-9]{1,18}")) {
      throw InputException.inLine(
          file,
          number,
          "a line of a baseline is FINGERPRINT KIND type max=COUNT, as the command baseline writes"
              + " it: "
              + line);
    }
    return new Known(
        words[0], kind.get(), words[2], Long.parseLong(words[3].substring(MAX.length())));
  }

  /** All findings of the application, as they are, but those that are suppressed. */
  public static Baseline of(List<Finding> findings) {
    return new Baseline(
        findings.stream()
            .filter(finding -> finding.origin() == Origin.APPLICATION)
            .filter(finding -> finding.suppressedBy().isEmpty())
            .map(
                finding ->
                    new Known(
                        finding.id(),
                        finding.kind(),
                        oneWord(finding),
                        Math.min(MOST, finding.count())))
            .collect(Collectors.toMap(Known::id, known -> known, Known::plus)));
  }

  private static String oneWord(Finding finding) {
    String word = finding.type().replaceAll("\\s+", "");
    return word.isEmpty() ? NO_TYPE : word;
  }

  /** The text of its file: by kind, type and fingerprint. */
  public String text() {
    return byId.values().stream()
        .sorted(ORDER)
        .map(
            known -> known.id() + " " + known.kind() + " " + known.type() + " " + MAX + known.max())
        .collect(Collectors.joining("\n", HEADER, "\n"));
  }

  /**
   * The objects that the findings of a fingerprint may have together; empty if it is not listed.
   */
  Optional<Long> max(String id) {
    return Optional.ofNullable(byId.get(id)).map(Known::max);
  }

  /** What is listed and was not found: it has been mended, or did not run. */
  List<Known> gone(List<Finding> findings) {
    Set<String> found = findings.stream().map(Finding::id).collect(Collectors.toSet());
    return byId.values().stream()
        .filter(known -> !found.contains(known.id()))
        .sorted(ORDER)
        .toList();
  }
}
