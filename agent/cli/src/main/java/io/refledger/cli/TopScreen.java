package io.refledger.cli;

import io.refledger.report.top.TopFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/*
 * Of JLine's ways to a terminal the one that runs `stty` is used: it needs no native library, for
 * which newer JDKs print a warning. The terminal is put back by close(), and by a hook when a signal
 * ends this process.
 */
/** The whole of a terminal, on which figures are shown. For one thread. */
final class TopScreen implements AutoCloseable {
  private static final ExecTerminalProvider PROVIDER = new ExecTerminalProvider();
  private static final String HELP = "q quits";

  private final Terminal terminal;
  private final Attributes before;
  private final Display display;
  private final AtomicBoolean isResized = new AtomicBoolean();
  private final AtomicBoolean isInterrupted = new AtomicBoolean();
  private final AtomicBoolean isOpen = new AtomicBoolean(true);
  private final Thread closing = new Thread(this::restore, "refledger-terminal");
  private Size size;

  private TopScreen(Terminal terminal) {
    this.terminal = terminal;
    before = terminal.enterRawMode();
    terminal.handle(Terminal.Signal.WINCH, signal -> isResized.set(true));
    terminal.handle(Terminal.Signal.INT, signal -> isInterrupted.set(true));
    Runtime.getRuntime().addShutdownHook(closing);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    display = new Display(terminal, true);
    resize();
  }

  /** Whether standard input and output are a terminal that can show figures in place. */
  static boolean isAvailable() {
    String type = System.getenv("TERM");
    return type != null
        && !type.equals("dumb")
        && PROVIDER.isSystemStream(SystemStream.Input)
        && PROVIDER.isSystemStream(SystemStream.Output);
  }

  /** Takes the terminal over. */
  static TopScreen open() throws IOException {
    return new TopScreen(
        PROVIDER.sysTerminal(
            "refledger",
            System.getenv("TERM"),
            false,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            true,
            Terminal.SignalHandler.SIG_DFL,
            false,
            SystemStream.Output));
  }

  /** Shows figures, cut to the size of the terminal. */
  void show(TopFigures figures) {
    List<String> lines = TopText.of(figures, size.getRows() - 1);
    List<AttributedString> shown = new ArrayList<>();
    for (String line : lines) {
      shown.add(cut(line, line.endsWith(" CLASS") || shown.isEmpty()));
    }
    while (shown.size() < size.getRows() - 1) {
      shown.add(AttributedString.EMPTY);
    }
    shown.add(cut(HELP, false));
    display.update(shown, -1);
    terminal.flush();
  }

  private AttributedString cut(String line, boolean isHeading) {
    var text = new AttributedStringBuilder();
    text.styled(isHeading ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT, line);
    return text.toAttributedString().columnSubSequence(0, size.getColumns());
  }

  /** Waits for a key, so long at most; whether it was one that ends the program. */
  boolean isQuit(long millis) throws IOException {
    int key = terminal.reader().read(millis);
    return key == 'q' || key == 'Q' || key == -1 || isInterrupted.get();
  }

  /** Whether the terminal has another size than before, to which it is set then. */
  boolean followResize() {
    if (!isResized.compareAndSet(true, false)) {
      return false;
    }
    resize();
    return true;
  }

  private void resize() {
    size = Optional.of(terminal.getSize()).filter(TopScreen::isKnown).orElse(new Size(80, 24));
    display.clear();
    display.resize(size.getRows(), size.getColumns());
  }

  private static boolean isKnown(Size size) {
    return size.getRows() > 1 && size.getColumns() > 1;
  }

  @Override
  public void close() throws IOException {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(closing);
    } catch (IllegalStateException ending) {
      return; // The hook has nothing left to do.
    }
    terminal.close();
  }

  private void restore() {
    if (isOpen.compareAndSet(true, false)) {
      terminal.puts(Capability.cursor_normal);
      terminal.puts(Capability.exit_ca_mode);
      terminal.flush();
      terminal.setAttributes(before);
    }
  }
}
