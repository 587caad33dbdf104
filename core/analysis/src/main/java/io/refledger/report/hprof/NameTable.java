package io.refledger.report.hprof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The names of a dump, which come before what has them. */
final class NameTable {
  private final HprofOutput out;
  private final Map<String, Long> idByName = new HashMap<>();

  NameTable(HprofOutput out) {
    this.out = out;
  }

  /** Writes a name, if it is new; its id. */
  long write(String name) throws IOException {
    Long known = idByName.get(name);
    if (known != null) {
      return known;
    }
    long id = idByName.size() + 1L;
    idByName.put(name, id);
    byte[] bytes = name.getBytes(UTF_8);
    out.record(HprofFormat.STRING, HprofFormat.ID_BYTES + bytes.length);
    out.u8(id);
    out.bytes(bytes, bytes.length);
    return id;
  }

  /** The id of a name that was written. */
  long id(String name) {
    return idByName.get(name);
  }
}
