package io.refledger.snapshot;

import java.util.Comparator;
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
    Optional<Frame> calledFrom)
    implements Comparable<Frame> {
  /** Unknown places first. */
  public static final Comparator<Optional<Frame>> ORDER =
      (one, other) ->
          one.isPresent() && other.isPresent()
              ? one.get().compareTo(other.get())
              : Boolean.compare(one.isPresent(), other.isPresent());

  /** This frame, or the one it was called from, when it is the application's. */
  public Optional<Frame> nearestApplicationFrame() {
    return isApplication ? Optional.of(this) : calledFrom.filter(Frame::isApplication);
  }

  /** By class, method, file and line, then by what it was called from. */
  @Override
  public int compareTo(Frame other) {
    int order = className.compareTo(other.className);
    order = order != 0 ? order : method.compareTo(other.method);
    order = order != 0 ? order : file.compareTo(other.file);
    order = order != 0 ? order : Integer.compare(line, other.line);
    order = order != 0 ? order : Boolean.compare(isApplication, other.isApplication);
    return order != 0 ? order : ORDER.compare(calledFrom, other.calledFrom);
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
