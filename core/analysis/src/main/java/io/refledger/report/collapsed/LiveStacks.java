package io.refledger.report.collapsed;

import com.carrotsearch.hppc.IntIntHashMap;
import io.refledger.report.Report;
import io.refledger.report.TextFile;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import java.io.IOException;
import java.io.Writer;

/** The bytes of live objects by where they were allocated, the class last. */
public final class LiveStacks implements TextFile {

  @Override
  public String fileName() {
    return "live.collapsed";
  }

  @Override
  public void write(Report report, Writer out) throws IOException {
    Snapshot snapshot = report.snapshot();
    var stacks = new StackTree();
    var frames = new ObjectFrames(snapshot, stacks);
    var sites = new SiteStacks(snapshot, stacks);
    for (int node = 0; node < snapshot.objectCount(); node++) {
      int site = sites.of(snapshot.allocationContext(node));
      stacks.add(stacks.push(site, frames.type(node)), snapshot.sizeBytes(node));
    }
    stacks.writeTo(out);
  }

  /** The stacks of allocation contexts. */
  private static final class SiteStacks {
    private static final String UNSEEN = "allocated unseen";

    private final Snapshot snapshot;
    private final StackTree stacks;
    private final IntIntHashMap stackByContext = new IntIntHashMap();

    SiteStacks(Snapshot snapshot, StackTree stacks) {
      this.snapshot = snapshot;
      this.stacks = stacks;
    }

    int of(int context) {
      int known = stackByContext.getOrDefault(context, StackTree.EMPTY);
      if (known != StackTree.EMPTY) {
        return known;
      }
      int stack =
          snapshot.frame(context).map(this::stack).orElseGet(() -> push(StackTree.EMPTY, UNSEEN));
      stackByContext.put(context, stack);
      return stack;
    }

    private int stack(Frame frame) {
      int below =
          frame
              .calledFrom()
              .map(caller -> push(StackTree.EMPTY, ObjectFrames.method(caller)))
              .orElse(StackTree.EMPTY);
      return push(below, ObjectFrames.method(frame));
    }

    private int push(int stack, String frame) {
      return stacks.push(stack, stacks.frame(frame));
    }
  }
}
