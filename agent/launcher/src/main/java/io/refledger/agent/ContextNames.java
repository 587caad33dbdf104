package io.refledger.agent;

import io.refledger.rt.Ledger;
import io.refledger.rt.spi.SnapshotVisitor;
import java.util.HashMap;
import java.util.Map;

/** The names of all contexts and types of a ledger; contexts as stack frames are written. */
final class ContextNames implements SnapshotVisitor {
  private final Map<Integer, String> nameByContext = new HashMap<>();
  private final Map<Integer, Integer> callerByContext = new HashMap<>();

  private final Map<Integer, String> typeNames = new HashMap<>();

  private ContextNames() {}

  /** The names as they are now. Visits the whole ledger. */
  static ContextNames of(Ledger ledger) {
    ContextNames names = new ContextNames();
    ledger.accept(names);
    return names;
  }

  /** The name of a context, with the application frame that called it. */
  String name(int context) {
    String name = nameByContext.getOrDefault(context, "an unknown place");
    String caller = nameByContext.get(callerByContext.getOrDefault(context, 0));
    return caller == null ? name : name + " called from " + caller;
  }

  @Override
  public void context(
      int contextId,
      String className,
      String method,
      String file,
      int line,
      boolean application,
      int calledFrom) {
    String place = file == null ? "Unknown Source" : line > 0 ? file + ":" + line : file;
    nameByContext.put(contextId, className + "." + method + "(" + place + ")");
    callerByContext.put(contextId, calledFrom);
  }

  /** The name of a type. */
  String type(int typeId) {
    return typeNames.getOrDefault(typeId, "an unknown class");
  }

  @Override
  public void type(int typeId, String className, String[] referenceNames) {
    typeNames.put(typeId, className);
  }

  @Override
  public void object(
      int slot,
      int typeId,
      int allocationContext,
      int birthClock,
      int dropContext,
      int dropClock,
      int refs,
      int pins,
      int generation,
      int sizeBytes) {}

  @Override
  public void edge(int referrer, int index, int referent, int storeContext) {}

  @Override
  public void staticEdge(int typeId, String field, int referent, int storeContext) {}

  @Override
  public void cycle(
      int typeId,
      int allocationContext,
      int dropContext,
      long count,
      int closingReferrerType,
      String closingReference,
      int closingReferentType,
      int closingStoreContext) {}

  @Override
  public void census(int allocationContext, int typeId, int deathContext, long count) {}
}
