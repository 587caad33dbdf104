package io.refledger.rt;

import static io.refledger.rt.Vm.U;

import io.refledger.rt.spi.SnapshotVisitor;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/*
 * Columns by site, replaced by longer ones as the weaver registers. A woven instruction runs only
 * after its class was defined, so it sees columns that reach its site. What an instruction writes
 * into a column that is being replaced may be lost: all of it are caches.
 *
 *   method   the method's number
 *   line     its line
 *   field    store sites: number of the field's name, else 0
 *   target   store sites: where the field lies (Target), 0 until the first execution
 *   pair     latest (application site, context) seen here; ALWAYS for an application's own site
 *   birth    latest birth id made here
 */

/** The places in woven code: methods, lines, and the fields that stores name. */
public final class Sites {
  private static final int FIRST_CAPACITY = 1 << 12;

  private final SlowPathLock lock = new SlowPathLock();

  /** Pairs of an application's call and a site. */
  public final CallContexts contexts = new CallContexts();

  /** By method number, from 1. Guarded by lock. */
  private Method[] methods = new Method[FIRST_CAPACITY];

  private int methodCount;

  /** By field name number, from 1. Guarded by lock. */
  private Field[] fields = new Field[FIRST_CAPACITY];

  private int fieldCount;

  private volatile Columns columns = new Columns(FIRST_CAPACITY);
  private int siteCount;

  /** Sites where local variables begin their lives, and their names. Guarded by lock. */
  private int[] localSites = new int[FIRST_CAPACITY];

  private String[] localNames = new String[FIRST_CAPACITY];
  private int localCount;

  /** A method of a class; {@code className} dotted, {@code file} null when unknown. */
  public record Method(String className, String name, String file, boolean application) {}

  /** A field as an instruction names it; {@code owner} dotted. */
  record Field(String owner, String name, String descriptor) {}

  /** The columns, by site. */
  private static final class Columns {
    final int[] method;
    final int[] line;
    final int[] field;
    final long[] target;
    final long[] pair;
    final int[] birth;

    Columns(int capacity) {
      method = new int[capacity];
      line = new int[capacity];
      field = new int[capacity];
      target = new long[capacity];
      pair = new long[capacity];
      birth = new int[capacity];
    }

    Columns grown() {
      Columns grown = new Columns(2 * method.length);
      System.arraycopy(method, 0, grown.method, 0, method.length);
      System.arraycopy(line, 0, grown.line, 0, line.length);
      System.arraycopy(field, 0, grown.field, 0, field.length);
      System.arraycopy(target, 0, grown.target, 0, target.length);
      System.arraycopy(pair, 0, grown.pair, 0, pair.length);
      System.arraycopy(birth, 0, grown.birth, 0, birth.length);
      return grown;
    }
  }

  /** Registers a method; its number. */
  public int method(String className, String method, String file, boolean application) {
    lock.enter();
    try {
      if (++methodCount == methods.length) methods = grown(methods, new Method[2 * methodCount]);
      methods[methodCount] = new Method(className, method, file, application);
      return methodCount;
    } finally {
      lock.exit();
    }
  }

  /** Registers a place in a method, line 0 when unknown; its number. */
  public int site(int method, int line) {
    return add(method, line, 0);
  }

  /** Registers a store to a field, named as the instruction names it; its number. */
  public int storeSite(
      int method, int line, String ownerInternalName, String fieldName, String descriptor) {
    Field field = new Field(ownerInternalName.replace('/', '.'), fieldName, descriptor);
    lock.enter();
    try {
      if (++fieldCount == fields.length) fields = grown(fields, new Field[2 * fieldCount]);
      fields[fieldCount] = field;
      return add(method, line, fieldCount);
    } finally {
      lock.exit();
    }
  }

  /** Registers the name of a local variable that is first stored at {@code site}. */
  public void local(int site, String name) {
    lock.enter();
    try {
      if (localCount == localSites.length) {
        int[] sites = new int[2 * localCount];
        System.arraycopy(localSites, 0, sites, 0, localCount);
        localSites = sites;
        localNames = grown(localNames, new String[2 * localCount]);
      }
      localSites[localCount] = site;
      localNames[localCount++] = name;
    } finally {
      lock.exit();
    }
  }

  /** Shows all names of local variables. */
  void visitLocals(SnapshotVisitor visitor) {
    int[] sites;
    String[] names;
    int count;
    lock.enter();
    try {
      sites = localSites;
      names = localNames;
      count = localCount;
    } finally {
      lock.exit();
    }
    for (int i = 0; i < count; i++) visitor.local(sites[i], names[i]);
  }

  private int add(int method, int line, int field) {
    lock.enter();
    try {
      Columns columns = this.columns;
      int site = ++siteCount;
      if (site >= columns.method.length) columns = columns.grown();
      columns.method[site] = method;
      columns.line[site] = line;
      columns.field[site] = field;
      if (methods[method].application) columns.pair[site] = -1L;
      U.storeFence();
      this.columns = columns;
      return site;
    } finally {
      lock.exit();
    }
  }

  /**
   * The context of what happens at {@code site} now: the site itself in application code, else its
   * pair with the latest call out of application code.
   */
  @ForceInline
  public int context(int site, Context c) {
    long pair = columns.pair[site];
    if (pair == -1L) return site;
    int applicationSite = c.applicationSite;
    if ((int) (pair >>> 32) == applicationSite && pair != 0) return (int) pair;
    return applicationSite == 0 ? site : pair(site, applicationSite);
  }

  @DontInline
  private int pair(int site, int applicationSite) {
    if (site == 0) return applicationSite;
    int context = contexts.intern(applicationSite, site);
    columns.pair[site] = (long) applicationSite << 32 | context;
    return context;
  }

  /** Where the field of a store site lies, 0 when not resolved yet; see {@link Target}. */
  @ForceInline
  long target(int site) {
    return columns.target[site];
  }

  void target(int site, long target) {
    columns.target[site] = target;
  }

  /** The latest birth id made at a site. */
  @ForceInline
  int birth(int site) {
    return columns.birth[site];
  }

  void birth(int site, int birthId) {
    columns.birth[site] = birthId;
  }

  /** The field that a store site names, null for other sites. */
  Field field(int site) {
    int field = columns.field[site];
    return field == 0 ? null : fields[field];
  }

  /** The number of sites. */
  public int count() {
    return siteCount;
  }

  /** The method of a site. */
  public Method methodOf(int site) {
    return methods[columns.method[site]];
  }

  /** The line of a site, 0 when unknown. */
  public int line(int site) {
    return columns.line[site];
  }

  private static <T> T[] grown(T[] array, T[] longer) {
    System.arraycopy(array, 0, longer, 0, array.length);
    return longer;
  }
}
