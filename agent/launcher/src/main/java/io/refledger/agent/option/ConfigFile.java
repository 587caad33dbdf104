package io.refledger.agent.option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that users write for the agent. No lambdas: it is read before hidden classes are woven.
 */
public final class ConfigFile {
  /** What is longer is no such file: a device, or something else by mistake. */
  private static final int MOST_BYTES = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ConfigFile() {}

  /**
   * The text of a file, without the mark that some editors write at its beginning. Blocks.
   *
   * @throws IOException if it cannot be read, is no UTF-8, or too long
   */
  public static String textOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("longer than " + MOST_BYTES + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
  }

  /** The lines of a file of options. */
  static List<String> linesOf(String file) throws OptionException {
    try {
      List<String> lines = new ArrayList<>();
      BufferedReader reader = new BufferedReader(new StringReader(textOf(Path.of(file))));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
      return lines;
    } catch (IOException | InvalidPathException e) {
      boolean isPlain = e.getClass() == IOException.class;
      String why = isPlain ? e.getMessage() : e.getClass().getSimpleName();
      throw new OptionException("config=" + file + ": allowed is a readable UTF-8 file; " + why);
    }
  }
}
