package io.refledger.it.random.woven;

import io.refledger.it.random.Crowd;
import io.refledger.it.random.Member;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/** Hands values over through places for one value. */
final class Slots extends Member {
  private static final int PLACES = 4;
  private static final VarHandle FIELD;
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final AtomicReferenceFieldUpdater<Slots, Object> UPDATER =
      AtomicReferenceFieldUpdater.newUpdater(Slots.class, Object.class, "updated");

  static {
    try {
      FIELD = MethodHandles.lookup().findVarHandle(Slots.class, "field", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AtomicReference<Object> atomic = new AtomicReference<>();
  private final AtomicReferenceArray<Object> atomics = new AtomicReferenceArray<>(PLACES);
  private final AtomicStampedReference<Object> stamped = new AtomicStampedReference<>(null, 0);
  private final Object[] elements = new Object[PLACES];
  private final Exchanger<Object> exchanger = new Exchanger<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final StampedLock stampedLock = new StampedLock();
  private final ThreadLocal<Object> local = new ThreadLocal<>();
  private volatile Object updated;
  private Object field;
  private Object locked;
  private Object sharedly;
  private Object waited;

  Object pass(Object value) throws InterruptedException {
    return switch (Crowd.pick(11)) {
      case 0 -> atomic.getAndSet(value);
      case 1 -> atomics.getAndSet(Crowd.pick(PLACES), value);
      case 2 -> atomic.getAndUpdate(old -> value);
      case 3 -> stamp(value);
      case 4 -> FIELD.getAndSet(this, value);
      case 5 -> element(value);
      case 6 -> exchange(value);
      case 7 -> locked(value);
      case 8 -> stampedLock(value);
      case 9 -> waiting(value);
      default -> UPDATER.getAndSet(this, value);
    };
  }

  private Object stamp(Object value) {
    int[] stamp = new int[1];
    while (true) {
      Object old = stamped.get(stamp);
      if (stamped.compareAndSet(old, value, stamp[0], stamp[0] + 1)) {
        return old;
      }
    }
  }

  private Object element(Object value) {
    int index = Crowd.pick(PLACES);
    while (true) {
      Object old = ELEMENT.getVolatile(elements, index);
      if (ELEMENT.compareAndExchange(elements, index, old, value) == old) {
        return old;
      }
    }
  }

  private Object exchange(Object value) throws InterruptedException {
    try {
      return exchanger.exchange(value, 100, TimeUnit.MICROSECONDS);
    } catch (TimeoutException e) {
      return value;
    }
  }

  private Object locked(Object value) {
    lock.lock();
    try {
      local.set(locked);
      locked = value;
      return local.get();
    } finally {
      local.remove();
      lock.unlock();
    }
  }

  private Object stampedLock(Object value) {
    long stamp = stampedLock.writeLock();
    try {
      Object old = sharedly;
      sharedly = value;
      return old;
    } finally {
      stampedLock.unlockWrite(stamp);
    }
  }

  private synchronized Object waiting(Object value) throws InterruptedException {
    if (waited == null && Crowd.flip()) {
      wait(1);
    }
    Object old = waited;
    waited = value;
    notifyAll();
    return old;
  }

  void clear() {
    Exchange.taken(atomic.get());
    for (int i = 0; i < PLACES; i++) {
      Exchange.taken(atomics.get(i));
      Exchange.taken(elements[i]);
    }
    Exchange.taken(stamped.getReference());
    Exchange.taken(updated);
    Exchange.taken(field);
    Exchange.taken(locked);
    Exchange.taken(sharedly);
    Exchange.taken(waited);
  }
}
