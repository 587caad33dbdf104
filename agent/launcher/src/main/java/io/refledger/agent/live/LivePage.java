package io.refledger.agent.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The server is our own, for one request a connection: the JDK's has threads of its own, whose births
 * would be the program's, and asks the program's logging for a logger before main. Decision 26.
 *
 * One thread accepts, and one for each connection answers. If there are as many connections as there
 * may be, those whose other side has let them wait for too long are ended.
 */
/** The live page's server. */
public final class LivePage {
  private static final Logger LOG = LoggerFactory.getLogger(LivePage.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int MOST_CLIENTS = 16;
  private static final long PAUSE_MILLIS = 1_000;
  private static final long MOST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ServerSocket door;
  private final Access access;
  private final LiveAnswers answers;
  private final Executor threads;

  /** Guarded by itself. */
  private final List<Client> clients = new ArrayList<>();

  private LivePage(ServerSocket door, LiveLedger ledger, Executor threads) {
    this.door = door;
    this.access = new Access(door.getLocalPort());
    this.answers = new LiveAnswers(access, ledger);
    this.threads = threads;
  }

  /**
   * Opens the page on the loopback address.
   *
   * @param port 0 for any that is free
   * @param threads runs a task in a thread of its own, with births off
   * @throws IOException if the port cannot be had
   */
  public static LivePage open(int port, LiveLedger ledger, Executor threads) throws IOException {
    ServerSocket door = new ServerSocket();
    try {
      door.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), MOST_CLIENTS);
    } catch (IOException e) {
      door.close();
      throw e;
    }
    LivePage page = new LivePage(door, ledger, threads);
    threads.execute(
        new Runnable() {
          @Override
          public void run() {
            page.accept();
          }
        });
    return page;
  }

  /** Where the page is. Who knows it may read and ask. */
  public String url() {
    return "http://127.0.0.1:" + door.getLocalPort() + access.root();
  }

  private void accept() {
    try {
      while (!door.isClosed()) {
        try {
          welcome(door.accept());
        } catch (IOException e) { // closed, or no more file descriptors
          LOG.debug("live page: no connection: {}", e.toString());
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void welcome(Socket socket) {
    Client client = new Client(socket, answers);
    if (!add(client)) {
      client.close();
      return;
    }
    try {
      threads.execute(
          () -> {
            try {
              client.run();
            } finally {
              remove(client);
            }
          });
    } catch (OutOfMemoryError e) { // no more threads
      LOG.warn("live page: {}", e.toString());
      remove(client);
      client.close();
    }
  }

  private boolean add(Client client) {
    synchronized (clients) {
      if (clients.size() >= MOST_CLIENTS) {
        for (Client each : clients) {
          if (each.waitsNanos() > MOST_WAIT_NANOS) {
            each.close(); // its thread then takes it from the list
          }
        }
      }
      return clients.size() < MOST_CLIENTS && clients.add(client);
    }
  }

  private void remove(Client client) {
    synchronized (clients) {
      clients.remove(client);
    }
  }

  /** Ends all connections, so that nothing is computed for them any more. Does not wait. */
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      LOG.debug("live page: could not be closed: {}", e.toString());
    }
    synchronized (clients) {
      for (Client each : clients) {
        each.close();
      }
    }
  }
}
