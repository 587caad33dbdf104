package io.refledger.it.leak;

import com.google.gson.JsonParser;
import io.refledger.it.Report;

/** Reports made by hand, to check what checks them. */
final class ReportText {
  /** A session of a registry's map, as a right report has it. */
  static final String SESSION =
      """
      {"id": "a1", "kind": "GROWTH", "origin": "application", "type": "Shop$Session", "count": 60,
       "allocatedAt": {"class": "Shop", "method": "open", "file": "Shop.java", "line": 7,
                       "calledFrom": null},
       "storedAt": {"class": "java.util.HashMap", "method": "putVal", "file": "HashMap.java",
                    "line": 643,
                    "calledFrom": {"class": "Shop", "method": "keep", "file": "Shop.java",
                                   "line": 3, "calledFrom": null}},
       "droppedAt": null, "closedEdge": null, "wraps": [],
       "path": [{"referrer": "static", "reference": "Shop.SESSIONS",
                 "referent": "java.util.HashMap", "storedAt": null, "suspect": false},
                {"referrer": "java.util.HashMap", "reference": "java.util.HashMap.table",
                 "referent": "java.util.HashMap$Node[]", "storedAt": null, "suspect": true},
                {"referrer": "java.util.HashMap$Node", "reference": "java.util.HashMap$Node.value",
                 "referent": "Shop$Session", "storedAt": null, "suspect": false}]}""";

  /** A stream that its method forgot. */
  static final String STREAM =
      """
      {"id": "b2", "kind": "RESOURCE", "origin": "application", "type": "java.io.BufferedReader",
       "count": 5,
       "allocatedAt": {"class": "Shop", "method": "load", "file": "Shop.java", "line": 20,
                       "calledFrom": null},
       "storedAt": null,
       "droppedAt": {"class": "Shop", "method": "main", "file": "Shop.java", "line": 30,
                     "calledFrom": null},
       "closedEdge": null, "wraps": ["java.io.FileInputStream"], "path": []}""";

  /** A cycle of two: information. */
  static final String CYCLE =
      """
      {"id": "c3", "kind": "CYCLE", "origin": "application", "type": "Shop$Order", "count": 9,
       "allocatedAt": null, "storedAt": null, "droppedAt": null,
       "closedEdge": {"referrer": "Shop$Item", "reference": "Shop$Item.order",
                      "referent": "Shop$Order", "storedAt": null},
       "wraps": [], "path": []}""";

  private ReportText() {}

  static Report report(String verdict, String... findings) {
    String text =
        "{\"verdict\": \"%s\", \"incomplete\": [], \"findings\": [%s]}"
            .formatted(verdict, String.join(",", findings));
    return new Report(JsonParser.parseString(text).getAsJsonObject());
  }
}
