package io.refledger.report.json;

import com.google.gson.stream.JsonWriter;
import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.util.Optional;

/** A frame as {@code report.json} has it. */
public final class FrameJson {

  private FrameJson() {}

  /** Writes a frame with the one it was called from, or null. */
  public static void write(JsonWriter json, String key, Optional<Frame> known) throws IOException {
    json.name(key);
    if (known.isEmpty()) {
      json.nullValue();
      return;
    }
    Frame frame = known.get();
    json.beginObject();
    json.name("class").value(frame.className());
    json.name("method").value(frame.method());
    json.name("file").value(frame.file());
    json.name("line").value(frame.line());
    json.name("application").value(frame.isApplication());
    write(json, "calledFrom", frame.calledFrom());
    json.endObject();
  }
}
