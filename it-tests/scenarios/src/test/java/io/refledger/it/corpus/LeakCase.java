package io.refledger.it.corpus;

import io.refledger.it.Product;
import io.refledger.it.leak.ExpectedFinding;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A documented leak of a published library: a program of {@code src/test/programs/corpus} and what
 * a report must say of its leaky variant.
 *
 * @param program its class; what it does and where the fault lies stands there
 * @param source where the fault is documented
 */
record LeakCase(String program, String source, ExpectedFinding expected) {

  private static final LeakCase FILES_WALK =
      new LeakCase(
          "FilesWalk",
          "Files.walk: close the stream",
          new ExpectedFinding(
              "RESOURCE",
              List.of("sun.nio.fs.UnixDirectoryStream"),
              List.of(500L),
              Optional.empty(),
              List.of("FilesWalk.unclosed")));

  private static final LeakCase TIMER_CANCEL =
      new LeakCase(
          "TimerCancel",
          "Timer.purge: cancelled tasks stay in the queue",
          new ExpectedFinding(
              "GROWTH",
              List.of("TimerCancel$Timeout"),
              List.of(5000L),
              Optional.of("TaskQueue.queue"),
              List.of("java.util.TaskQueue.add", "TimerCancel.request")));

  private static final LeakCase CONTEXT_LOADERS =
      new LeakCase(
          "ContextLoaders",
          "commons-logging 1.1: WeakHashtable",
          new ExpectedFinding(
              "GROWTH",
              List.of("java.net.URLClassLoader"),
              List.of(500L),
              Optional.of("LogFactory.factories"),
              List.of("org.apache.commons.logging.LogFactory.cacheFactory")));

  private static final LeakCase UNCLOSED_CONNECTION =
      new LeakCase(
          "UnclosedConnection",
          "H2, CloseWatcher: the connection was not closed by the application",
          new ExpectedFinding(
              "RESOURCE",
              List.of("org.h2.jdbc.JdbcConnection"),
              List.of(1000L),
              Optional.empty(),
              List.of("UnclosedConnection.query")));

  private static final LeakCase HISTOGRAMS =
      new LeakCase(
          "Histograms",
          "https://github.com/HdrHistogram/HdrHistogram/pull/85",
          new ExpectedFinding(
              "RESOURCE",
              List.of("java.util.zip.Inflater"),
              List.of(4000L),
              Optional.empty(),
              List.of("org.HdrHistogram.AbstractHistogram.decodeFromCompressedByteBuffer")));

  private static final LeakCase DESTINATIONS =
      new LeakCase(
          "Destinations",
          "https://github.com/eclipse/jetty.project/issues/2860",
          new ExpectedFinding(
              "GROWTH",
              List.of("org.eclipse.jetty.client.http.HttpDestinationOverHTTP"),
              List.of(600L),
              Optional.of("HttpClient.destinations"),
              List.of("org.eclipse.jetty.client.HttpClient.destinationFor")));

  private static final LeakCase DOCUMENTS =
      new LeakCase(
          "Documents",
          "jsoup: a node knows its parent and its children",
          new ExpectedFinding(
              "CYCLE",
              List.of(
                  "org.jsoup.nodes.Document",
                  "org.jsoup.nodes.Element",
                  "org.jsoup.nodes.TextNode"),
              List.of(1000L),
              Optional.empty(),
              List.of("Documents.html")));

  private static final LeakCase DIAGNOSTIC_CONTEXT =
      new LeakCase(
          "DiagnosticContext",
          "log4j 1, NDC: threads must call NDC.remove",
          new ExpectedFinding(
              "GROWTH",
              List.of("java.lang.Thread"),
              List.of(1000L),
              Optional.of("NDC.ht"),
              List.of("org.apache.log4j.NDC.push")));

  private static final LeakCase REPEAT_WHEN =
      new LeakCase(
          "RepeatWhen",
          "https://github.com/ReactiveX/RxJava/issues/4782",
          new ExpectedFinding(
              "GROWTH",
              List.of("io.reactivex.internal.operators.observable.ObservableRedo$RedoObserver"),
              List.of(1000L),
              Optional.of("PublishSubject.subscribers"),
              List.of("io.reactivex.subjects.PublishSubject.add")));

  /** Those that need nothing but a JDK. */
  static List<LeakCase> ofTheJdk() {
    return List.of(FILES_WALK, TIMER_CANCEL);
  }

  /** Those that need the libraries that the build copies. */
  static List<LeakCase> ofLibraries() {
    return List.of(
        CONTEXT_LOADERS,
        UNCLOSED_CONNECTION,
        HISTOGRAMS,
        DESTINATIONS,
        DOCUMENTS,
        DIAGNOSTIC_CONTEXT,
        REPEAT_WHEN);
  }

  /** The class path of the libraries of a variant, {@code leaky} or {@code fixed}. */
  String libraries(String variant) {
    Path directory = Product.libraries(program);
    return Stream.of(directory.resolve("both"), directory.resolve(variant))
        .flatMap(LeakCase::jarsIn)
        .map(Path::toString)
        .sorted()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<Path> jarsIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  @Override
  public String toString() {
    return program;
  }
}
