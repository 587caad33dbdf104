package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The name of a finding that stays the same between runs and between nearby versions. */
public final class Fingerprint {

  private Fingerprint() {}

  /**
   * SHA-1 over kind, normalized type, suspect reference and the method of the first application
   * frame. No line numbers, so that an edit above the place does not make it a new finding.
   *
   * @param reference "Declaring.Class#field", or "[x]"
   * @param frame of the allocation; for cycles, of the store that closed them
   */
  public static String of(
      FindingKind kind, String className, String reference, Optional<Frame> frame) {
    String method =
        frame
            .flatMap(Frame::nearestApplicationFrame)
            .or(() -> frame)
            .map(at -> ClassNames.normalized(at.className()) + "." + at.method())
            .orElse("");
    String text =
        String.join(
            "\n",
            kind.name(),
            ClassNames.normalized(className),
            ReferenceNames.normalized(reference),
            method);
    return HexFormat.of().formatHex(sha1().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
