package io.refledger.report.dot;

/** A directed graph in Graphviz's language; any text may be a label. */
final class DotGraph {
  private final StringBuilder text = new StringBuilder();
  private int nodes;

  /** An empty graph, with a headline above it. */
  DotGraph(String name, String headline) {
    text.append("digraph ").append(quoted(name)).append(" {\n");
    text.append("  graph [labelloc=t, label=").append(quoted(headline)).append("];\n");
    text.append("  node [fontname=\"monospace\"];\n");
    text.append("  edge [fontname=\"monospace\"];\n");
  }

  /** Adds a node; its number. */
  int node(String label, String attributes) {
    text.append("  n").append(nodes).append(" [label=").append(quoted(label));
    text.append(", ").append(attributes).append("];\n");
    return nodes++;
  }

  /** Adds an edge; attributes may be empty. */
  void edge(int from, int to, String label, String attributes) {
    text.append("  n").append(from).append(" -> n").append(to);
    text.append(" [label=").append(quoted(label));
    text.append(attributes.isEmpty() ? "" : ", " + attributes).append("];\n");
  }

  /** Graphviz knows the quote, and in labels the backslash before a letter; a line feed is one. */
  private static String quoted(String label) {
    String escaped = label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped.replaceAll("\\p{Cntrl}", " ") + "\"";
  }

  @Override
  public String toString() {
    return text + "}\n";
  }
}
