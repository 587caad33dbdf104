package io.refledger.rt;

import static io.refledger.rt.Vm.U;

/*
 * A frame that was active when the agent was attached goes on with its old code. What it reads from a
 * field or an array it holds without being seen, and it may hold it when woven code has dropped the
 * last reference that the ledger knows. So whatever is stored into a place that such a frame may read
 * goes to foreign hands at the store: into the fields that the code of these frames names, and into
 * arrays of the types that it reads elements of, if the array is untracked or in foreign hands itself:
 * a frame from before gets no other ones.
 *
 * All is by name. It is set once, before the first object is born.
 */
/** The places that frames from before the agent may read. */
public final class ShownPlaces {
  private static final String[] NONE = {};
  private static final String OBJECT = "java.lang.Object";

  /** Declaring class and name of a field, at the same index. Written once, elements before. */
  private String[] classes = NONE;

  private volatile String[] fields = NONE;

  /** Names of classes: arrays of them, and of their subclasses, are read. Written once. */
  private volatile String[] elements = NONE;

  /** Whether referents are read. Written once. */
  private volatile boolean areReferents;

  ShownPlaces() {}

  /**
   * Sets the places; what is resolved already is resolved anew. Before {@link Tracking#begin}, with
   * births off.
   *
   * @param classes the declaring class of each field, with dots
   * @param fields the name of each field
   * @param elements classes whose arrays, and those of their subclasses, are read
   * @param areReferents whether the referents of references are read
   */
  public void set(String[] classes, String[] fields, String[] elements, boolean areReferents) {
    this.classes = classes.clone();
    this.elements = elements.clone();
    this.areReferents = areReferents;
    this.fields = fields.clone();
    Installation.TYPES.show(this);
    U.fullFence();
    resolveAnew();
  }

  /**
   * Forgets where the shown fields of store sites lie. A hook may just be resolving one without
   * knowing that it is shown: so this is done once more a while later.
   */
  public void resolveAnew() {
    Sites sites = Installation.SITES;
    for (int site = sites.count(); site > 0; site--) {
      Sites.Field field = sites.field(site);
      if (field != null && isNameShown(field.name())) sites.target(site, 0);
    }
  }

  private boolean isNameShown(String name) {
    for (String field : fields) {
      if (field.equals(name)) return true;
    }
    return false;
  }

  /** Whether the field that a class declares is read. */
  boolean isField(String className, String name) {
    String[] fields = this.fields;
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].equals(name) && classes[i].equals(className)) return true;
    }
    return false;
  }

  /** Whether elements of arrays of a class are read. */
  boolean isElement(Class<?> component) {
    String[] elements = this.elements;
    for (String element : elements) {
      if (element.equals(OBJECT) || isKindOf(component, element)) return true;
    }
    return false;
  }

  private static boolean isKindOf(Class<?> c, String name) {
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      if (k.getName().equals(name)) return true;
      for (Class<?> parent : k.getInterfaces()) {
        if (isKindOf(parent, name)) return true;
      }
    }
    return false;
  }

  /** Whether referents of references are read. */
  boolean areReferents() {
    return areReferents;
  }

  /** Whether what is stored into an array may be read. */
  boolean isShown(Object[] array, Context c) {
    if (elements.length == 0 || !Installation.TYPES.of(array.getClass(), c).isShownArray) {
      return false;
    }
    int slot = Identity.slot(array);
    return slot == 0 || Installation.FOREIGN.isIn(slot);
  }

  /** Whether a reference of an object, or an element of an array, may be read. */
  boolean isShown(Object holder, int index, Context c) {
    return holder instanceof Object[] array
        ? isShown(array, c)
        : index >= 0 && Installation.TYPES.of(holder.getClass(), c).isShown(index);
  }
}
