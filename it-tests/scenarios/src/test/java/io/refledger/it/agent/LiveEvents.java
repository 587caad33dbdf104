package io.refledger.it.agent;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The events of a live page, as a browser gets them: a block of lines each, up to an empty one. */
final class LiveEvents implements AutoCloseable {
  private static final String NAME = "event: ";
  private static final String DATA = "data: ";

  private final Stream<String> stream;
  private final Iterator<String> lines;

  private LiveEvents(Stream<String> stream) {
    this.stream = stream;
    this.lines = stream.iterator();
  }

  static LiveEvents of(HttpClient client, URI page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page.resolve("events")).build();
    return new LiveEvents(client.send(request, HttpResponse.BodyHandlers.ofLines()).body());
  }

  /** The data of the next event of this name. Blocks until there is one. */
  JsonObject next(String name) {
    while (true) {
      String first = lines.next();
      String data =
          Stream.generate(lines::next)
              .takeWhile(line -> !line.isEmpty())
              .map(line -> line.substring(DATA.length()))
              .collect(Collectors.joining("\n"));
      if (first.equals(NAME + name)) {
        return JsonParser.parseString(data).getAsJsonObject();
      }
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
