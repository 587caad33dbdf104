package io.refledger.bench.peer;

import com.google.monitoring.runtime.instrumentation.AllocationRecorder;
import com.google.monitoring.runtime.instrumentation.Sampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/**
 * The least that a user of the allocation instrumenter asks of it: how many objects, how many
 * bytes. An agent, to be named behind the instrumenter's; its argument is the file that it writes
 * at exit. Any thread may call it.
 */
public final class AllocationCount implements Sampler {
  private final LongAdder objects = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  private AllocationCount() {}

  /** Entry point of the agent. */
  public static void premain(String file) {
    Path path = Path.of(file);
    AllocationCount count = new AllocationCount();
    AllocationRecorder.addSampler(count);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> count.writeTo(path)));
  }

  @Override
  public void sampleAllocation(int length, String description, Object object, long sizeBytes) {
    objects.increment();
    bytes.add(sizeBytes);
  }

  /** Leaves no file when nothing was counted: then the instrumenter has instrumented nothing. */
  private void writeTo(Path file) {
    AllocationRecorder.removeSampler(this);
    if (objects.sum() == 0) {
      return;
    }
    try {
      Files.writeString(file, objects + " objects, " + bytes + " bytes\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
