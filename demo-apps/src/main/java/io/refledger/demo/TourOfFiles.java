package io.refledger.demo;

import io.refledger.api.Refs;
import io.refledger.api.WeakRef;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The tour's end: a mapped file, and the statement at which nothing refers to it any more. */
final class TourOfFiles {
  private TourOfFiles() {}

  static void take() throws IOException {
    Tour.step("7. A mapped file is opened and released");
    Path file = Files.createTempFile("refledger-tour", ".bin");
    try {
      Files.write(file, new byte[4096]);
      useMapping(file);
    } finally {
      Files.delete(file);
    }
  }

  @SuppressWarnings("UnusedVariable") // Dropping the mapping is what is shown.
  private static void useMapping(Path file) throws IOException {
    MappedByteBuffer mapping = map(file);
    WeakRef<MappedByteBuffer> watch =
        Refs.weak(mapping, dead -> Tour.say("-- the mapping died here --"));
    Tour.show("mapping = channel.map(...);", "bytes mapped", mapping.remaining());
    Tour.show("the channel is closed", "references to mapping", Refs.count(mapping));
    mapping = null;
    Tour.show("mapping = null;", "mappings alive", watch.get() == null ? 0 : 1);
    Tour.say("The ledger knows at once; the JVM unmaps the pages when its collector runs.");
  }

  private static MappedByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size());
    }
  }
}
