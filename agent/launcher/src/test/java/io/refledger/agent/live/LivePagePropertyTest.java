package io.refledger.agent.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** The server itself, by its socket: strangers get a refusal, and nothing is done for them. */
class LivePagePropertyTest {
  private static final int READ_MILLIS = 20_000;

  private LivePage page;
  private int port;

  @BeforeProperty
  void open() throws IOException {
    page = LivePage.open(0, untouched(), task -> new Thread(task).start());
    port = URI.create(page.url()).getPort();
  }

  @AfterProperty
  void close() {
    page.close();
  }

  private static LiveLedger untouched() {
    return (LiveLedger)
        Proxy.newProxyInstance(
            LiveLedger.class.getClassLoader(),
            new Class<?>[] {LiveLedger.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("a stranger asked for " + method.getName());
            });
  }

  @Property
  void stranger_should_be_refused(@ForAll("requests") String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();

      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(answer).matches("(?s)|HTTP/1.1 40[0-9] \r\n.*");
    } catch (SocketException reset) {
      // The server has closed the connection before it read all.
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  @Provide
  Arbitrary<String> requests() {
    return Arbitraries.of(
            "\r\n",
            "\r\n",
            "\r\n\r\n",
            " ",
            ":",
            "Host: 127.0.0.1:1",
            "Host: localhost",
            "abc",
            "Content-Length: 3",
            "GET / HTTP/1.1",
            "POST /0/collect HTTP/1.1",
            "\u0000",
            "\u00ff")
        .list()
        .ofMaxSize(7)
        .map(all -> String.join("", all));
  }
}
