package io.refledger.rt.gc;

import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.NativeMemory;
import io.refledger.rt.table.SpinLock;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;

/*
 * The young list is appended to by its own thread only, without a lock: the int, then the size by
 * release. A collector in another thread takes what lies between taken and size. The buffer moves
 * only under the lock, which a collector holds while it reads.
 */
/** What the detector keeps for each thread that gives birth to objects. */
public abstract class Mutator {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long SIZE = U.objectFieldOffset(Mutator.class, "youngSize");
  private static final int FIRST_CAPACITY = 16;

  /** From here on a list grows only when more than half of it is alive. */
  private static final int STEADY_CAPACITY = 64;

  /** Births less deaths since the last collection, never below 0; plain. */
  public int count0;

  final SpinLock youngLock = new SpinLock();

  /** 0 before the first birth. */
  private long youngAddress;

  private int youngCapacity;

  /** Whether a list below the steady capacity was full before. */
  private boolean wasFull;

  /** Read: acquire. Written by the own thread, release; by a compaction under the lock. */
  private int youngSize;

  /** Entries before this one belong to an older generation; guarded by the lock. */
  private int youngTaken;

  /** Puts {@code slot} at the end of the young list. */
  public final void appendYoung(int slot, CycleDetector detector) {
    int size = youngSize;
    if (size == youngCapacity) {
      detector.makeRoom(this);
      size = youngSize;
    }
    U.putInt(youngAddress + 4L * size, slot);
    U.putIntRelease(this, SIZE, size + 1);
  }

  /** Copies the entries that no collection has taken behind {@code target}. */
  final void copyYoung(IntVector target) {
    youngLock.lock();
    try {
      int size = U.getIntAcquire(this, SIZE);
      for (int i = youngTaken; i < size; i++) {
        target.add(U.getInt(youngAddress + 4L * i));
      }
    } finally {
      youngLock.unlock();
    }
  }

  /** Moves the entries that no collection has taken behind {@code target}. */
  final void takeYoung(IntVector target) {
    youngLock.lock();
    try {
      int size = U.getIntAcquire(this, SIZE);
      for (int i = youngTaken; i < size; i++) {
        target.add(U.getInt(youngAddress + 4L * i));
      }
      youngTaken = size;
    } finally {
      youngLock.unlock();
    }
  }

  /** Replaces all entries; by the own thread. */
  @DontInline
  final void replaceYoung(IntVector kept) {
    youngLock.lock();
    try {
      while (kept.size() > youngCapacity / 2) {
        doubleYoung();
      }
      for (int i = 0; i < kept.size(); i++) {
        U.putInt(youngAddress + 4L * i, kept.get(i));
      }
      youngTaken = 0;
      youngSize = kept.size();
    } finally {
      youngLock.unlock();
    }
  }

  /**
   * Gives up entries that a collection has taken, if that makes half of the list free. Makes the
   * list if there is none, and grows one that is small and full for the second time: looking
   * through it so often would cost more. False if there is as little room as before. By the own
   * thread.
   */
  @DontInline
  final boolean makeRoomForYoung() {
    youngLock.lock();
    try {
      if (youngCapacity == 0 || (wasFull && youngCapacity < STEADY_CAPACITY)) {
        doubleYoung();
        wasFull = false;
        return true;
      }
      wasFull = true;
      int left = youngSize - youngTaken;
      if (left > youngCapacity / 2) {
        return false;
      }
      for (int i = 0; i < left; i++) {
        U.putInt(youngAddress + 4L * i, U.getInt(youngAddress + 4L * (youngTaken + i)));
      }
      youngTaken = 0;
      youngSize = left;
      return true;
    } finally {
      youngLock.unlock();
    }
  }

  /** Doubles the room; by the own thread. */
  @DontInline
  final void growYoung() {
    youngLock.lock();
    try {
      doubleYoung();
    } finally {
      youngLock.unlock();
    }
  }

  /** The capacity is told last: there may be no memory, or no stack, for more. */
  private void doubleYoung() {
    int wanted = Math.max(FIRST_CAPACITY, 2 * youngCapacity);
    youngAddress = NativeMemory.reallocate(youngAddress, 4L * youngCapacity, 4L * wanted);
    youngCapacity = wanted;
  }

  /** Gives back what its list does not need; by the own thread, or when that has ended. */
  final void shrinkYoung() {
    youngLock.lock();
    try {
      int wanted = youngCapacity;
      while (wanted > FIRST_CAPACITY && youngSize <= wanted / 4) {
        wanted /= 2;
      }
      if (wanted < youngCapacity) {
        youngAddress = NativeMemory.reallocate(youngAddress, 4L * youngCapacity, 4L * wanted);
        youngCapacity = wanted;
      }
    } finally {
      youngLock.unlock();
    }
  }

  /** Gives the memory back. */
  protected final void disposeYoung() {
    youngLock.lock();
    try {
      NativeMemory.free(youngAddress, 4L * youngCapacity);
      youngAddress = 0;
      youngCapacity = 0;
      youngSize = 0;
      youngTaken = 0;
    } finally {
      youngLock.unlock();
    }
  }
}
