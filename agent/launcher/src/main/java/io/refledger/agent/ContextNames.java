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
}
