import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.junit5.NoLeaks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A server that the first test starts and JUnit's store keeps, as containers for tests are. */
@NoLeaks
@ExtendWith(ServerTest.SharedServer.class)
class ServerTest {
  static class Server implements Store.CloseableResource {
    private final ServerSocket socket;
    private final Thread thread;

    Server() {
      try {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      thread = new Thread(this::serve, "server");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      try {
        while (true) {
          try (Socket client = socket.accept()) {
            client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
          }
        }
      } catch (IOException closed) {
        // the end of the run
      }
    }

    String greeting() throws IOException {
      try (Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Starts it when it is needed first, for the whole run. */
  static class SharedServer implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

    @Override
    public void beforeEach(ExtensionContext context) {
      server(context);
    }

    private static Server server(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent("server", key -> new Server(), Server.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return server(context);
    }
  }

  @Test
  void first(Server server) throws IOException {
    assertThat(server.greeting()).isEqualTo("hello");
  }

  @Test
  void second(Server server) throws IOException {
    assertThat(server.greeting()).isEqualTo("hello");
  }
}
