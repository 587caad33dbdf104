package io.refledger.snapshot;

import java.util.Optional;

/**
 * A place in the program.
 *
 * @param className as {@link Class#getName()} gives it
 * @param file the source file's name, empty when the class file does not tell
 * @param line 0 when the class file does not tell
 * @param isApplication whether the class is neither the JDK's nor the agent's
 * @param calledFrom the application frame that led here, when this one is not the application's
 */
public record Frame(
    String className,
    String method,
    String file,
    int line,
    boolean isApplication,
    Optional<Frame> calledFrom) {

  /** This frame, or the one it was called from, when it is the application's. */
  public Optional<Frame> nearestApplicationFrame() {
    return isApplication ? Optional.of(this) : calledFrom.filter(Frame::isApplication);
  }

  /** The frame as a stack trace prints it: {@code com.acme.Login.open(Login.java:41)}. */
  @Override
  public String toString() {
    return className + "." + method + "(" + source() + ")";
  }

  private String source() {
    if (file.isEmpty()) {
      return "Unknown Source";
    }
    return line > 0 ? file + ":" + line : file;
  }
}
