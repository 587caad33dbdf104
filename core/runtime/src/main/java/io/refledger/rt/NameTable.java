package io.refledger.rt;

/** What is known of classes by their names. For one thread at a time. */
final class NameTable {
  private static final String[] NONE = {};
  private static final int HASH_FACTOR = 31;

  /** What is known of one class. */
  static final class Entry {
    final String name;

    /** The closing methods of a listed class; 0 if it is not listed. */
    int closers;

    /** The one of them to call. */
    String closer;

    /** Whether it is no resource although its superclass is. */
    boolean isExcluded;

    /** Its number if it tells of open objects, else 0. */
    int opener;

    /** The interfaces that it names. */
    String[] interfaces = NONE;

    Entry(String name) {
      this.name = name;
    }
  }

  /** Open addressing; less than half full. */
  private Entry[] entries = new Entry[1 << 10];

  private int size;

  /** The entry of a name, null if there is none; a hidden class goes by the name in its file. */
  Entry get(String className) {
    return entries[cell(entries, className)];
  }

  /** The entry of a name, a new one if there is none. Allocates. */
  Entry add(String className) {
    int cell = cell(entries, className);
    if (entries[cell] == null) {
      if (2 * ++size > entries.length) {
        grow();
        cell = cell(entries, className);
      }
      entries[cell] = new Entry(className);
    }
    return entries[cell];
  }

  private void grow() {
    Entry[] grown = new Entry[2 * entries.length];
    for (Entry entry : entries) {
      if (entry != null) grown[cell(grown, entry.name)] = entry;
    }
    entries = grown;
  }

  private static int cell(Entry[] entries, String name) {
    int length = name.indexOf('/') < 0 ? name.length() : name.indexOf('/');
    int hash = 0;
    for (int i = 0; i < length; i++) hash = hash * HASH_FACTOR + name.charAt(i);
    int mask = entries.length - 1;
    int cell = (hash ^ hash >>> 16) & mask;
    while (entries[cell] != null && !isNamed(entries[cell], name, length)) cell = (cell + 1) & mask;
    return cell;
  }

  private static boolean isNamed(Entry entry, String name, int length) {
    return entry.name.length() == length && name.startsWith(entry.name);
  }
}
