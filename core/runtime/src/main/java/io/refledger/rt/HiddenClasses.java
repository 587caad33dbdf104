package io.refledger.rt;

import static io.refledger.rt.Installation.SHAPES;
import static io.refledger.rt.Installation.TYPES;

/** The weaving of classes that no transformer sees, between entry and exit of their definition. */
public final class HiddenClasses {
  /** The flag by which the JVM is asked for a hidden class. */
  private static final int HIDDEN = 2;

  private HiddenClasses() {}

  /** The class file to define. A class that is not hidden is left to the transformer. */
  public static byte[] weave(
      ClassLoader loader, String name, byte[] classFile, int flags, Context c) {
    HiddenClassWeaver weaver = Installation.hiddenClassWeaver();
    if (weaver == null || classFile == null || (flags & HIDDEN) == 0) return classFile;
    if (Tracking.isOver()) return classFile;
    long state = Units.putAside(c);
    try {
      SHAPES.beginHidden();
      byte[] woven = weaver.weave(loader, name, classFile);
      c.pushHidden(SHAPES.endHidden());
      return woven != null ? woven : classFile;
    } catch (Throwable e) {
      // The class runs unwoven; the weaver has logged the reason.
      return classFile;
    } finally {
      Units.takeUp(state, c);
    }
  }

  /** The class is there: its shape is the one that its class file had. */
  public static void defined(Class<?> defined, Context c) {
    if (defined == null || Tracking.isOver() || !defined.isHidden()) return;
    TYPES.defineHidden(defined, c.popHidden(defined.getName()), c);
  }
}
