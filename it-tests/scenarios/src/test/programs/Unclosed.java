import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

/** Resources that are dropped, one way a method. The methods whose name begins with fine close them. */
public class Unclosed {
  static File file;

  static class Holder {
    InputStream in;
    Holder other;
  }

  /** Closes nothing of what it has. */
  static class Careless implements AutoCloseable {
    final FileInputStream in;

    Careless() throws IOException {
      in = new FileInputStream(file);
    }

    @Override
    public void close() {}
  }

  /** A resource that only the user's own list knows. */
  static class Port {
    void attach() {}

    void detach() {}
  }

  /** Overrides what closes it, and does not call it. */
  static class OtherPort extends Port {
    @Override
    void detach() {}
  }

  static void nulled() throws IOException {
    FileInputStream in = new FileInputStream(file);
    in = null; // dropped here
    System.getProperty("unused");
  }

  static void returned() throws IOException {
    InputStream in = new FileInputStream(file);
    in.read();
  }

  static void byField() throws IOException {
    Holder holder = new Holder();
    holder.in = new FileInputStream(file);
    holder.in = null;
  }

  static void inCycle() throws IOException {
    Holder holder = new Holder();
    holder.in = new FileInputStream(file);
    holder.other = new Holder();
    holder.other.other = holder;
  }

  static void wrapped() throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(new FileInputStream(file)));
    reader.readLine();
  }

  static void outlivesWrapper() throws IOException {
    FileInputStream in = new FileInputStream(file);
    BufferedReader reader = new BufferedReader(new InputStreamReader(in));
    reader.readLine();
    reader = null;
    in.read();
  }

  static void outerClosedOnly() throws IOException {
    Careless careless = new Careless();
    careless.close();
  }

  static void walk() throws IOException {
    Files.walk(file.getParentFile().toPath()).findFirst();
  }

  static void list() throws IOException {
    Files.list(file.getParentFile().toPath()).count();
  }

  static void lines() throws IOException {
    Files.lines(file.toPath()).count();
  }

  static void inflater() {
    Inflater inflater = new Inflater();
    inflater.getTotalIn();
  }

  static void gzip() throws IOException {
    GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped()));
    in.read();
  }

  static void socket() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
      try (Socket accepted = server.accept()) {
        socket.getOutputStream().write(1);
        accepted.getInputStream().read();
      }
    }
  }

  static void accepted() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      server.accept();
    }
  }

  static void loader() {
    URLClassLoader loader = new URLClassLoader(new URL[0]);
    loader.getURLs();
  }

  static void executor() {
    ExecutorService executor = Executors.newFixedThreadPool(1);
    executor.isShutdown();
  }

  static void port() {
    new OtherPort().attach();
  }

  static void fineClosed() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(new FileInputStream(file)))) {
      reader.readLine();
    }
  }

  static void fineOwnerCloses() throws IOException {
    Holder holder = new Holder();
    FileInputStream in = new FileInputStream(file);
    holder.in = in;
    in = null;
    holder.in.close();
  }

  static void fineOtherThread() throws Exception {
    FileInputStream in = new FileInputStream(file);
    Thread closer =
        new Thread(
            () -> {
              try {
                in.close();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    closer.start();
    closer.join();
  }

  static void fineNeverOpened() {
    try {
      new FileInputStream(new File(file, "missing"));
    } catch (IOException expected) {
      // The constructor threw: nothing is open.
    }
  }

  static void fineStreams() throws IOException {
    try (Stream<Path> paths = Files.walk(file.getParentFile().toPath())) {
      paths.filter(Files::isRegularFile).findFirst();
    }
    try (Stream<Path> paths = Files.list(file.getParentFile().toPath())) {
      paths.count();
    }
    try (Stream<String> lines = Files.lines(file.toPath())) {
      lines.count();
    }
  }

  static void fineInflater() {
    Inflater inflater = new Inflater();
    inflater.end();
  }

  static void fineTimeout() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(10);
      server.accept();
    } catch (SocketTimeoutException expected) {
      // The Socket that waited for a connection has none.
    }
  }

  static void fineLoaderAndExecutor() throws IOException {
    new URLClassLoader(new URL[0]).close();
    Executors.newFixedThreadPool(1).shutdownNow();
  }

  static void fineInMemory() throws IOException {
    new BufferedReader(new StringReader("x")).readLine();
    new ByteArrayInputStream(zipped()).read();
    List.of(1, 2).stream().map(x -> x + 1).count();
  }

  static void finePort() {
    Port port = new OtherPort();
    port.attach();
    port.detach();
  }

  static void fineUnattached() {
    new OtherPort().detach();
    new Port();
  }

  static void fineBuffer() {
    ByteBuffer.allocateDirect(16).slice();
  }

  private static byte[] zipped() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(1);
    }
    return bytes.toByteArray();
  }

  public static void main(String[] args) throws Exception {
    file = Path.of("dir", "file").toFile();
    nulled();
    returned();
    byField();
    inCycle();
    wrapped();
    outlivesWrapper();
    outerClosedOnly();
    walk();
    list();
    lines();
    inflater();
    gzip();
    socket();
    accepted();
    loader();
    executor();
    port();
    fineClosed();
    fineOwnerCloses();
    fineOtherThread();
    fineNeverOpened();
    fineStreams();
    fineInflater();
    fineTimeout();
    fineLoaderAndExecutor();
    fineInMemory();
    finePort();
    fineUnattached();
    fineBuffer();
    System.out.println("done");
  }
}
