package io.refledger.agent.log;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that writes one line an event to standard error; stack traces from debug on. */
final class StderrLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  StderrLogger(String name) {
    this.name = name;
  }

  private static boolean isEnabled(Level level) {
    return level.toInt() >= LogLevel.threshold();
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
    StringBuilder line = new StringBuilder(level == Level.INFO ? "" : level + " ");
    line.append(MessageFormatter.basicArrayFormat(pattern, arguments));
    if (failure == null) {
      Console.line(line.toString());
    } else {
      Console.failure(line.append(": ").append(failure).toString(), failure);
    }
  }
}
