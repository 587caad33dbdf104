package io.refledger.weave.file;

/*
 * The JVM keeps the methods of a class by the addresses of their names, which differ from run to run,
 * and shows them in that order when a loaded class is transformed. What lists methods, as reflection
 * does, depends on it: so the woven class file gets the order back.
 */
/**
 * A class file with its methods in an order that does not depend on the run: by the places of their
 * names and descriptors in the constant pool (JVMS 4.6). Immutable.
 */
public final class MethodOrder {
  /** Where a method has its name's place and its descriptor's, as one number. */
  private static final int KEY_AT = 2;

  private final byte[] classFile;

  /** Which of the methods received stands at each place; null if none has moved. */
  private final int[] receivedByPlace;

  private MethodOrder(byte[] classFile, int[] receivedByPlace) {
    this.classFile = classFile;
    this.receivedByPlace = receivedByPlace;
  }

  /** Sorts the methods of a class file. */
  public static MethodOrder of(byte[] received) {
    int[] starts = ClassBytes.methods(received);
    int[] order = sorted(received, starts);
    if (order == null) {
      return new MethodOrder(received, null);
    }
    return new MethodOrder(inOrder(received, starts, order), order);
  }

  /** The class file with its methods in order; not to be changed. */
  public byte[] classFile() {
    return classFile;
  }

  /** What was made of the class file, method by method, with the methods as they were received. */
  public byte[] restore(byte[] woven) {
    if (receivedByPlace == null) {
      return woven;
    }
    int[] placeByReceived = new int[receivedByPlace.length];
    for (int place = 0; place < placeByReceived.length; place++) {
      placeByReceived[receivedByPlace[place]] = place;
    }
    return inOrder(woven, ClassBytes.methods(woven), placeByReceived);
  }

  /** The methods sorted by insertion; null if they are in order. */
  private static int[] sorted(byte[] classFile, int[] starts) {
    int[] order = new int[starts.length - 1];
    boolean hasMoved = false;
    for (int i = 0; i < order.length; i++) {
      int key = ClassBytes.integer(classFile, starts[i] + KEY_AT);
      int place = i;
      while (place > 0
          && Integer.compareUnsigned(
                  ClassBytes.integer(classFile, starts[order[place - 1]] + KEY_AT), key)
              > 0) {
        order[place] = order[place - 1];
        place--;
        hasMoved = true;
      }
      order[place] = i;
    }
    return hasMoved ? order : null;
  }

  private static byte[] inOrder(byte[] classFile, int[] starts, int[] order) {
    byte[] ordered = classFile.clone();
    int at = starts[0];
    for (int method : order) {
      int length = starts[method + 1] - starts[method];
      System.arraycopy(classFile, starts[method], ordered, at, length);
      at += length;
    }
    return ordered;
  }
}
