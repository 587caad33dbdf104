package io.refledger.it;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A finding as {@code report.json} has it; a frame or an edge that the report has as null is empty.
 *
 * @param type the class of the objects it counts
 * @param wraps what a resource held
 * @param path root first
 */
public record ReportedFinding(
    String id,
    String kind,
    String origin,
    String type,
    long count,
    Optional<Frame> allocatedAt,
    Optional<Frame> storedAt,
    Optional<Frame> droppedAt,
    Optional<Edge> closedEdge,
    List<String> wraps,
    List<Step> path) {

  private static final Gson GSON = new Gson();

  /** Reads one element of {@code findings}. */
  public static ReportedFinding of(JsonElement json) {
    Json read = GSON.fromJson(json, Json.class);
    return new ReportedFinding(
        read.id,
        read.kind,
        read.origin,
        read.type,
        read.count,
        Optional.ofNullable(read.allocatedAt),
        Optional.ofNullable(read.storedAt),
        Optional.ofNullable(read.droppedAt),
        Optional.ofNullable(read.closedEdge),
        List.copyOf(read.wraps),
        List.copyOf(read.path));
  }

  /** Whether it is more than information. */
  public boolean isVerdictRelevant() {
    return !kind.equals("CYCLE");
  }

  /** The classes it names: its type, those on its path, what it wraps, its closing edge's. */
  public Stream<String> classes() {
    return Stream.of(
            Stream.of(type),
            path.stream().flatMap(step -> Stream.of(step.referrer, step.referent)),
            closedEdge.stream().flatMap(edge -> Stream.of(edge.referrer, edge.referent)),
            wraps.stream())
        .flatMap(names -> names);
  }

  /** Whether a reference of its path, or its closing edge, is the one with this name. */
  public boolean hasReference(String name) {
    return Stream.concat(
            path.stream().map(Step::reference), closedEdge.stream().map(Edge::reference))
        .anyMatch(reference -> reference.equals(name) || reference.endsWith("." + name));
  }

  /** What two runs of a deterministic program have in common. */
  public String fingerprintKindTypeCountAndPath() {
    return String.join(" ", id, kind, type, String.valueOf(count), pathText());
  }

  /** What two runs of a program have in common whatever the JVM they run in. */
  public String fingerprintKindTypeAndCount() {
    return String.join(" ", id, kind, type, String.valueOf(count));
  }

  /** The references of the path, root first; of the same many times in succession only how many. */
  public String pathText() {
    StringBuilder text = new StringBuilder();
    int times = 0;
    for (int i = 0; i < path.size(); i++) {
      times++;
      if (i + 1 == path.size() || !path.get(i + 1).text().equals(path.get(i).text())) {
        text.append(text.isEmpty() ? "" : " > ").append(path.get(i).text());
        text.append(times == 1 ? "" : " x" + times);
        times = 0;
      }
    }
    return text.toString();
  }

  /** One line of all that is checked. */
  @Override
  public String toString() {
    String text = "%s %d %s, path %s, stored at %s, allocated at %s, dropped at %s, wraps %s";
    return text.formatted(
        kind,
        count,
        type,
        pathText(),
        text(storedAt),
        text(allocatedAt),
        text(droppedAt),
        String.join(" ", wraps));
  }

  private static String text(Optional<Frame> frame) {
    return frame.map(Frame::toString).orElse("-");
  }

  /** One reference of a path; the suspect one should have been dropped. */
  public record Step(
      String referrer, String reference, String referent, Frame storedAt, boolean suspect) {

    private String text() {
      return referrer + ":" + reference + (suspect ? "~" : "");
    }
  }

  /** The reference that closed a cycle. */
  public record Edge(String referrer, String reference, String referent, Frame storedAt) {}

  /** A place in the program; {@code calledFrom} is null where the report has nothing behind it. */
  public record Frame(
      @SerializedName("class") String className,
      String method,
      String file,
      int line,
      Frame calledFrom) {

    /** Whether it, or a frame behind it, is the place: {@code a.Class.method} or {@code File:1}. */
    public boolean leadsTo(String place) {
      return place.equals(className + "." + method)
          || place.equals(file + ":" + line)
          || (calledFrom != null && calledFrom.leadsTo(place));
    }

    @Override
    public String toString() {
      String here = "%s.%s(%s:%d)".formatted(className, method, file, line);
      return calledFrom == null ? here : here + " <- " + calledFrom;
    }
  }

  private record Json(
      String id,
      String kind,
      String origin,
      String type,
      long count,
      Frame allocatedAt,
      Frame storedAt,
      Frame droppedAt,
      Edge closedEdge,
      List<String> wraps,
      List<Step> path) {}
}
