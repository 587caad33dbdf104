package io.refledger.agent.live;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, which has one request. Its thread waits for the other side while it reads and
 * writes; for how long, other threads may ask, and end it.
 */
final class Client implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Client.class);
  private static final int READ_MILLIS = 10_000;
  private static final int BUFFER_BYTES = 16 << 10;

  private final Socket socket;
  private final LiveAnswers answers;

  /** Since when it waits for the other side; 0 while it does not. Read by the accepting thread. */
  private volatile long waitsSince = System.nanoTime();

  Client(Socket socket, LiveAnswers answers) {
    this.socket = socket;
    this.answers = answers;
  }

  /** How long the other side has let it wait. */
  long waitsNanos() {
    long since = waitsSince;
    return since == 0 ? 0 : System.nanoTime() - since;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setSoTimeout(READ_MILLIS);
      socket.setTcpNoDelay(true);
      OutputStream out = new BufferedOutputStream(new Watched(), BUFFER_BYTES);
      answer(out);
      socket.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("live page: a connection has ended: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(OutputStream out) throws IOException, InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.readFrom(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
      waitsSince = 0;
      answers.answer(request, out);
    } catch (MalformedRequestException e) {
      HttpAnswer.refusal(HttpAnswer.BAD_REQUEST, e.getMessage()).writeTo(out);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      LOG.warn("live page: no answer: {}", e.toString());
      HttpAnswer.refusal(HttpAnswer.FAILED, e.toString()).writeTo(out);
    }
  }

  /** Ends the connection. Does not wait. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("live page: a connection could not be closed: {}", e.toString());
    }
  }

  /** The socket's output, which says when it waits. */
  private final class Watched extends FilterOutputStream {
    Watched() throws IOException {
      super(socket.getOutputStream());
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      waitsSince = System.nanoTime();
      out.write(bytes, from, length);
      waitsSince = 0;
    }
  }
}
