package io.refledger.report.json;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.refledger.report.LiveObjects;
import io.refledger.report.Overview;
import io.refledger.report.ReleasedByCollector;
import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotReadException;
import io.refledger.report.Verdict;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads {@code report.json}: what {@link JsonRendering} wrote comes back as it was. */
public final class ReportReader {

  private static final TypeAdapter<JsonElement> ANY = new Gson().getAdapter(JsonElement.class);

  private ReportReader() {}

  /**
   * The report in a file. Keys that it does not know are ignored.
   *
   * @throws ReportNotReadException if there is no such file, it is no JSON or no report, or its
   *     schema is another
   */
  public static ReportModel read(Path file) throws ReportNotReadException {
    try {
      return model(new JsonFields("", parse(file)));
    } catch (JsonFields.WrongFieldException e) {
      throw new ReportNotReadException(file, "no report of RefLedger: " + e.getMessage(), e);
    } catch (JsonParseException | MalformedJsonException | EOFException e) {
      throw new ReportNotReadException(file, "no JSON, or cut off: " + place(e), e);
    } catch (CharacterCodingException e) {
      throw new ReportNotReadException(file, "no JSON: it is not text in UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new ReportNotReadException(file, "there is no such file", e);
    } catch (ReportNotReadException e) {
      throw e;
    } catch (IOException e) {
      throw new ReportNotReadException(file, "cannot be read: " + reason(e), e);
    }
  }

  /** Where the parser stopped, without what it advises those who program it. */
  private static String place(Exception e) {
    String message = String.valueOf(e.getMessage());
    int at = message.lastIndexOf("at line ");
    int end = message.indexOf(" path ", Math.max(at, 0));
    return at < 0 ? message : message.substring(at, end < 0 ? message.length() : end);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static JsonObject parse(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ReportNotReadException(file, "is a directory; name the report.json in it");
    }
    try (Reader text = Files.newBufferedReader(file);
        JsonReader json = new JsonReader(text)) {
      json.setStrictness(Strictness.STRICT);
      JsonElement whole = ANY.read(json);
      if (json.peek() != JsonToken.END_DOCUMENT || !(whole instanceof JsonObject object)) {
        throw new JsonFields.WrongFieldException("it is not one JSON object");
      }
      return object;
    }
  }

  private static ReportModel model(JsonFields report) {
    long schema = report.number("schema");
    if (schema != ReportModel.SCHEMA) {
      throw new JsonFields.WrongFieldException(
          "schema "
              + schema
              + " is not known, this version reads "
              + ReportModel.SCHEMA
              + "; use the version that wrote it");
    }
    Verdict verdict = verdict(report);
    List<String> incomplete = report.texts("incomplete");
    if ((verdict == Verdict.INCOMPLETE) == incomplete.isEmpty()) {
      throw new JsonFields.WrongFieldException(
          "incomplete has " + incomplete.size() + " reasons, verdict is " + verdict.word());
    }
    return new ReportModel(
        RunReading.facts(report),
        verdict,
        incomplete,
        report.fields("totals").number("cyclesInJdk"),
        report.list("findings").stream().map(FindingReading::finding).toList(),
        report.has("nearlyGrowth") ? report.texts("nearlyGrowth") : List.of(),
        report.has("releasedByGc") ? released(report) : List.of(),
        live(report),
        BalanceReading.balances(report),
        GatingReading.gating(report),
        report.optionalFields("overview").map(OverviewReading::overview).orElse(Overview.NONE));
  }

  private static List<ReleasedByCollector> released(JsonFields report) {
    return report.list("releasedByGc").stream()
        .map(
            row ->
                new ReleasedByCollector(
                    row.text("type"),
                    row.number("count"),
                    FindingReading.frame(row, "allocatedAt")))
        .toList();
  }

  private static Verdict verdict(JsonFields report) {
    String word = report.text("verdict");
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst()
        .orElseThrow(() -> report.unknownValue("verdict"));
  }

  /** The tables of live objects, which the schema does not require. */
  private static LiveObjects live(JsonFields report) {
    if (!report.has("liveByClass") || !report.has("liveBySite")) {
      return new LiveObjects(List.of(), List.of(), 0, 0);
    }
    List<LiveObjects.ByClass> byClass =
        report.list("liveByClass").stream()
            .map(
                row ->
                    new LiveObjects.ByClass(
                        row.text("type"), row.number("count"), row.number("shallowBytes")))
            .toList();
    List<LiveObjects.BySite> bySite =
        report.list("liveBySite").stream()
            .map(
                row ->
                    new LiveObjects.BySite(
                        row.text("type"),
                        FindingReading.frame(row, "allocatedAt"),
                        row.number("count"),
                        row.number("shallowBytes")))
            .toList();
    return new LiveObjects(
        byClass,
        bySite,
        report.has("liveClasses") ? report.integer("liveClasses") : byClass.size(),
        report.has("liveSites") ? report.integer("liveSites") : bySite.size());
  }
}
