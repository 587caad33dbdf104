package io.refledger.agent;

import io.refledger.agent.option.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The classes whose objects have to be closed, a line each; the format is told in the head of
 * {@code resources.txt}.
 *
 * @param lines in the order of the text
 */
record ResourceList(List<Line> lines) {
  private static final String BUILT_IN = "resources.txt";
  private static final String NOTHING = "-";
  private static final int COLUMNS = 3;

  /**
   * A class.
   *
   * @param openings names of methods; empty, with closings, if the class is no resource
   * @param closings names of methods
   */
  record Line(String className, List<String> openings, List<String> closings) {}

  // No lambdas: the list is read before hidden classes are woven.

  /** The list in the agent's jar. */
  static ResourceList builtIn() throws StartException {
    try (InputStream in = ResourceList.class.getResourceAsStream(BUILT_IN)) {
      return parse(BUILT_IN, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StartException(BUILT_IN + " in the agent's jar: " + e.getMessage(), e);
    }
  }

  /** This list and that of a file behind it. */
  ResourceList and(Path file) throws StartException {
    try {
      List<Line> all = new ArrayList<>(lines);
      all.addAll(parse("resources=" + file, ConfigFile.textOf(file)).lines);
      return new ResourceList(all);
    } catch (IOException e) {
      throw new StartException(
          "resources="
              + file
              + ": cannot be read ("
              + e
              + "); allowed is on, off, or the name of a file",
          e);
    }
  }

  /**
   * The list that a text has.
   *
   * @param source where it is from, for messages
   * @throws StartException naming the line that is wrong
   */
  static ResourceList parse(String source, String text) throws StartException {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      int comment = line.indexOf('#');
      String content = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!content.isEmpty()) {
        lines.add(line(source + ", line " + number, content));
      }
    }
    return new ResourceList(lines);
  }

  private static Line line(String where, String content) throws StartException {
    String[] columns = columns(content);
    if (columns.length != COLUMNS
        || columns[1].equals(NOTHING) != columns[2].equals(NOTHING)
        || !hasNames(columns[1])
        || !hasNames(columns[2])) {
      throw new StartException(
          where
              + ": "
              + content
              + "; allowed is CLASS OPENING[,OPENING...] CLOSING[,CLOSING...], or CLASS - -");
    }
    return new Line(columns[0], methods(columns[1]), methods(columns[2]));
  }

  private static boolean hasNames(String column) {
    String list = "," + column + ",";
    return !list.contains(",,");
  }

  private static List<String> methods(String column) {
    return column.equals(NOTHING) ? List.of() : List.of(column.split(","));
  }

  /** Not by a regular expression: those make lambdas, and nothing is woven yet. */
  private static String[] columns(String content) {
    StringTokenizer words = new StringTokenizer(content);
    String[] columns = new String[words.countTokens()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = words.nextToken();
    }
    return columns;
  }
}
