package io.refledger.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file that a user wrote cannot be used; the message says which, where, why and what helps. */
public final class InputException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is longer is a device, or something else by mistake. */
  private static final int MOST_BYTES = 16 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private InputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Line {@code number} of a file is wrong. */
  static InputException inLine(Path file, int number, String what) {
    return new InputException(file + ":" + number + ": " + what, null);
  }

  /**
   * The lines of a text file.
   *
   * @param what the file is to be, such as "suppressions"
   * @throws InputException if it cannot be read as text
   */
  static List<String> read(Path file, String what) throws InputException {
    try {
      List<String> lines = new ArrayList<>(textOf(file, what).lines().toList());
      if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
        lines.set(0, lines.get(0).substring(1));
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no " + what + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": no " + what + ": it is not text in UTF-8", e);
    } catch (IOException e) {
      throw new InputException(file + ": no " + what + ": " + reason(file, e), e);
    }
  }

  private static String textOf(Path file, String what) throws IOException, InputException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new InputException(
            file + ": no " + what + ": it is longer than " + MOST_BYTES + " bytes", null);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  private static String reason(Path file, IOException e) {
    if (Files.isDirectory(file)) {
      return "it is a directory";
    }
    return "it cannot be read (" + e.getClass().getSimpleName() + ")";
  }
}
