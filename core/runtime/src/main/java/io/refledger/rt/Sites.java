package io.refledger.rt;

import static io.refledger.rt.Vm.U;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.MemoryUser;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Stable;

/*
 * A record by site, outside of the Java heap: hooks read it at every event, without bounds and
 * without a way to the latest copy of a table that grows. A woven instruction runs only after its
 * class was defined, so it sees its site's record.
 *
 *   PAIR     8   latest (application site, context) seen here; OWN for an application's own site
 *   TARGET   8   store sites: where the field lies (Target), 0 until the first execution
 *   BIRTH    4   latest birth id made here
 *   METHOD   4   the method's number
 *   LINE     4   its line
 *   FIELD    4   store sites: number of the field's name, else 0
 *
 * The first three are caches. There is room for 33 million sites; what comes later shares site 0,
 * a place that nobody knows: the field of a store is not known either, so that what is stored never
 * dies. The report says so.
 */

/** The places in woven code: methods, lines, and the fields that stores name. */
public final class Sites implements MemoryUser {
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int MOST_SITES = 1 << 25;
  private static final int RECORD_BYTES = 32;
  private static final int PAIR = 0;
  private static final int TARGET = 8;
  private static final int BIRTH = 16;
  private static final int METHOD = 20;
  private static final int LINE = 24;
  private static final int FIELD = 28;
  private static final long OWN = -1;

  /** What one takes on the Java heap, about: its record, the place in its array, part of a name. */
  private static final int METHOD_BYTES = 48;

  private static final int FIELD_BYTES = 72;
  private static final int LOCAL_BYTES = 12;

  private final SlowPathLock lock = new SlowPathLock();

  /** Pairs of an application's call and a site. */
  public final CallContexts contexts;

  private final MemoryBudget budget;

  /** The numbers of code that is gone. */
  public final FreeCode free = new FreeCode();

  /** By method number, from 1. Guarded by lock. */
  private Method[] methods = new Method[FIRST_CAPACITY];

  private int methodCount;

  /** By field name number, from 1. Guarded by lock. */
  private Field[] fields = new Field[FIRST_CAPACITY];

  private int fieldCount;

  @Stable private final long base;
  private final int capacity;

  /** Guarded by lock. */
  private int siteCount;

  /** Places that found no room. Guarded by lock. */
  private int unnumbered;

  /** Sites where local variables begin their lives, and their names. Guarded by lock. */
  private int[] localSites = new int[FIRST_CAPACITY];

  private String[] localNames = new String[FIRST_CAPACITY];
  private int localCount;

  /** A method of a class; {@code className} dotted, {@code file} null when unknown. */
  public record Method(String className, String name, String file, boolean application) {}

  /** A field as an instruction names it; {@code owner} dotted. */
  record Field(String owner, String name, String descriptor) {}

  /** Room for as many sites as a budget has. */
  Sites(MemoryBudget budget) {
    this(MOST_SITES, budget);
  }

  /** Room for less than {@code most} sites. */
  Sites(int most, MemoryBudget budget) {
    this.budget = budget;
    contexts = new CallContexts(budget);
    long[] sizeBytes = new long[1];
    base = MemoryBudget.reserve((long) most * RECORD_BYTES, sizeBytes);
    capacity = (int) (sizeBytes[0] / RECORD_BYTES);
    U.setMemory(base, RECORD_BYTES, (byte) 0);
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

  /** A method's number, of a class that is gone, for the same method of another class. */
  public void methodAgain(
      int number, String className, String method, String file, boolean application) {
    Method again = new Method(className, method, file, application);
    lock.enter();
    try {
      methods[number] = again;
    } finally {
      lock.exit();
    }
  }

  /** A place's number, of a class that is gone, for the same place in another class. */
  public void siteAgain(int site, int method, int line) {
    if (site != 0) write(site, method, line, 0);
  }

  /** As above, of a store to a field. */
  public void storeSiteAgain(
      int site, int method, int line, String ownerInternalName, String fieldName, String type) {
    if (site == 0) return;
    int field = U.getInt(record(site) + FIELD);
    lock.enter();
    try {
      fields[field] = new Field(ownerInternalName.replace('/', '.'), fieldName, type);
      write(site, method, line, field);
    } finally {
      lock.exit();
    }
  }

  /** Sites that made objects of these types last have made none. */
  void forgetBirths(boolean[] isGone, BirthTable births) {
    for (int site = 1, last = siteCount; site <= last; site++) {
      int type = births.type(birth(site));
      if (type < isGone.length && isGone[type]) birth(site, 0);
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
      if (siteCount + 1 == capacity || budget.isExceeded()) {
        unnumbered++;
        return 0;
      }
      int site = siteCount + 1;
      write(site, method, line, field);
      U.storeFence();
      siteCount = site;
      return site;
    } finally {
      lock.exit();
    }
  }

  private void write(int site, int method, int line, int field) {
    long record = record(site);
    U.putLong(record + PAIR, methods[method].application ? OWN : 0);
    U.putLong(record + TARGET, 0);
    U.putInt(record + BIRTH, 0);
    U.putInt(record + METHOD, method);
    U.putInt(record + LINE, line);
    U.putInt(record + FIELD, field);
  }

  @ForceInline
  private long record(int site) {
    return base + (long) site * RECORD_BYTES;
  }

  /**
   * The context of what happens at {@code site} now: the site itself in application code, else its
   * pair with the latest call out of application code.
   */
  @ForceInline
  public int context(int site, Context c) {
    long pair = U.getLong(record(site) + PAIR);
    if (pair == OWN) return site;
    int applicationSite = c.applicationSite;
    if ((int) (pair >>> 32) == applicationSite && pair != 0) return (int) pair;
    return applicationSite == 0 ? site : pair(site, applicationSite);
  }

  @DontInline
  private int pair(int site, int applicationSite) {
    if (site == 0) return applicationSite;
    int context = contexts.intern(applicationSite, site);
    U.putLong(record(site) + PAIR, (long) applicationSite << 32 | context);
    return context;
  }

  /** Where the field of a store site lies, 0 when not resolved yet; see {@link Target}. */
  @ForceInline
  long target(int site) {
    return U.getLong(record(site) + TARGET);
  }

  void target(int site, long target) {
    U.putLong(record(site) + TARGET, target);
  }

  /** The latest birth id made at a site. */
  @ForceInline
  int birth(int site) {
    return U.getInt(record(site) + BIRTH);
  }

  void birth(int site, int birthId) {
    U.putInt(record(site) + BIRTH, birthId);
  }

  /** The field that a store site names, null for other sites. */
  Field field(int site) {
    int field = U.getInt(record(site) + FIELD);
    return field == 0 ? null : fields[field];
  }

  /** Gives the memory back; no site may be asked about any more. */
  void dispose() {
    U.freeMemory(base);
  }

  /** The bytes of all records outside of the heap. */
  long nativeBytes() {
    return (siteCount + 1L) * RECORD_BYTES;
  }

  @Override
  public long memoryBytes() {
    return nativeBytes()
        + (long) methodCount * METHOD_BYTES
        + (long) fieldCount * FIELD_BYTES
        + (long) localCount * LOCAL_BYTES
        + contexts.memoryBytes();
  }

  /** The number of sites. */
  public int count() {
    return siteCount;
  }

  /** The number of places that found no room, and have site 0. */
  public int unnumbered() {
    return unnumbered;
  }

  /** The method of a site. */
  public Method methodOf(int site) {
    return methods[U.getInt(record(site) + METHOD)];
  }

  /** The line of a site, 0 when unknown. */
  public int line(int site) {
    return U.getInt(record(site) + LINE);
  }

  private static <T> T[] grown(T[] array, T[] longer) {
    System.arraycopy(array, 0, longer, 0, array.length);
    return longer;
  }
}
