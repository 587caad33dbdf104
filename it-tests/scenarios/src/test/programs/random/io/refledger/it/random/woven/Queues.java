package io.refledger.it.random.woven;

import io.refledger.it.random.Crowd;
import io.refledger.it.random.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Hands values over through queues and lists. */
final class Queues extends Member {
  private static final int CAPACITY = 4;

  /** An element of a queue, with an order. */
  private static final class Link extends Member implements Comparable<Link> {
    private final Object value;
    private final int order = Crowd.pick(CAPACITY);

    Link(Object value) {
      this.value = value;
    }

    @Override
    public int compareTo(Link other) {
      return Integer.compare(order, other.order);
    }
  }

  private final SynchronousQueue<Object> synchronous = new SynchronousQueue<>();
  private final List<Object> list = Collections.synchronizedList(new ArrayList<>());
  private final List<Object> linked = Collections.synchronizedList(new LinkedList<>());
  private final CopyOnWriteArrayList<Object> copied = new CopyOnWriteArrayList<>();
  private final PriorityBlockingQueue<Link> ordered = new PriorityBlockingQueue<>();
  private final ArrayDeque<Object> deque = new ArrayDeque<>();
  private final List<Queue<Object>> queues =
      List.of(
          new ConcurrentLinkedQueue<>(),
          new ConcurrentLinkedDeque<>(),
          new LinkedBlockingQueue<>(),
          new LinkedBlockingDeque<>(CAPACITY),
          new ArrayBlockingQueue<>(CAPACITY),
          new LinkedTransferQueue<>());

  Object pass(Object value) throws InterruptedException {
    return switch (Crowd.pick(12)) {
      case 0 -> throughSynchronous(value);
      case 1 -> throughList(list, value);
      case 2 -> throughList(linked, value);
      case 3 -> throughCopied(value);
      case 4 -> throughOrdered(value);
      case 5 -> throughDeque(value);
      default -> throughQueue(queues.get(Crowd.pick(queues.size())), value);
    };
  }

  private static Object throughQueue(Queue<Object> queue, Object value) {
    if (Crowd.pick(CAPACITY) == 0) {
      return iterated(queue, value);
    }
    return queue.offer(value) ? Crowd.flip() ? queue.poll() : null : value;
  }

  /** Takes the first of the elements that an iterator meets and can remove. */
  private static Object iterated(Queue<Object> queue, Object value) {
    for (Object element : queue) {
      if (queue.remove(element)) {
        return queue.offer(value) ? element : both(element, value);
      }
    }
    return queue.offer(value) ? null : value;
  }

  /** Two values were taken at once. */
  private static Object both(Object first, Object second) {
    Exchange.taken(first);
    return second;
  }

  private Object throughSynchronous(Object value) throws InterruptedException {
    if (Crowd.flip()) {
      return synchronous.offer(value, 100, TimeUnit.MICROSECONDS) ? null : value;
    }
    Object taken = synchronous.poll(100, TimeUnit.MICROSECONDS);
    return taken == null ? value : both(taken, value);
  }

  private static Object throughList(List<Object> list, Object value) {
    synchronized (list) {
      Object taken = null;
      if (list.size() > CAPACITY) {
        Iterator<Object> each = list.iterator();
        taken = each.next();
        each.remove();
      }
      list.add(list.size() / 2, value);
      if (Crowd.pick(CAPACITY) == 0) {
        Object[] all = list.toArray();
        list.clear();
        list.addAll(Arrays.asList(all));
      }
      return taken;
    }
  }

  private Object throughCopied(Object value) {
    synchronized (copied) {
      copied.add(value);
      return copied.size() > CAPACITY ? copied.remove(0) : null;
    }
  }

  private Object throughOrdered(Object value) {
    ordered.add(new Link(value));
    Link taken = ordered.size() > CAPACITY ? ordered.poll() : null;
    return taken == null ? null : taken.value;
  }

  private Object throughDeque(Object value) {
    synchronized (deque) {
      deque.addLast(value);
      return deque.size() > CAPACITY ? deque.removeFirst() : null;
    }
  }

  void clear() {
    List<Collection<Object>> all = new ArrayList<>(queues);
    all.addAll(List.of(list, linked, copied, deque));
    for (Collection<Object> each : all) {
      each.forEach(Exchange::taken);
      each.clear();
    }
    for (Link link = ordered.poll(); link != null; link = ordered.poll()) {
      Exchange.taken(link.value);
    }
  }
}
