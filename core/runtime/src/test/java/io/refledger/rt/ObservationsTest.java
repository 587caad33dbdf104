package io.refledger.rt;

import static io.refledger.rt.Installation.OBSERVATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ObservationsTest {
  static class Node {
    Object next;
  }

  static class Task implements Runnable {
    Object captured;

    @Override
    public void run() {}
  }

  static class Stateless implements Runnable {
    @Override
    public void run() {}
  }

  static {
    WovenHeap.shape(Object.class, Node.class, Task.class, Stateless.class);
  }

  private final WovenHeap heap = new WovenHeap();

  @AfterEach
  void nobodyWatches() {
    assertThat(heap.c.observation).isZero();
    assertThat(OBSERVATIONS.isEmpty()).isTrue();
  }

  @Test
  void what_was_born_and_lives_should_be_known_at_the_end() {
    Node before = heap.make(Node::new);
    int number = OBSERVATIONS.begin(heap.c);
    Node lives = heap.make(Node::new);
    Node dies = heap.make(Node::new);
    heap.drop(dies);

    int[] alive = OBSERVATIONS.end(number, heap.c).alive();

    assertThat(slots(alive)).containsExactly(Identity.slot(lives));
    assertThat(Observations.isAlive(alive[0], alive[1])).isTrue();
    heap.drop(before, lives);
    assertThat(Observations.isAlive(alive[0], alive[1])).isFalse();
  }

  @Test
  void dead_objects_should_not_pile_up() {
    int number = OBSERVATIONS.begin(heap.c);
    for (int i = 0; i < 100_000; i++) {
      heap.drop(heap.make(Node::new));
    }
    List<Node> kept = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      kept.add(heap.make(Node::new));
    }

    assertThat(slots(OBSERVATIONS.end(number, heap.c).alive()))
        .containsExactlyElementsOf(kept.stream().map(Identity::slot).toList());
    heap.drop(kept.toArray());
  }

  @Test
  void other_threads_should_be_left_alone_until_they_run_a_task_of_ours()
      throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    Task[] ours = new Task[1];
    Object[] born = new Object[2];
    Thread other =
        new Thread(
            () -> {
              WovenHeap its = new WovenHeap();
              born[0] = its.make(Node::new);
              await(told);
              int before = Hooks.observation(its.c);
              Hooks.runs(ours[0], its.c);
              born[1] = its.make(Node::new);
              Hooks.observe(its.c, before);
              its.drop(born[0], its.make(Node::new));
            });
    other.start();
    int number = OBSERVATIONS.begin(heap.c);
    ours[0] = heap.make(Task::new);
    told.countDown();
    other.join();

    assertThat(slots(OBSERVATIONS.end(number, heap.c).alive()))
        .containsExactly(Identity.slot(ours[0]), Identity.slot(born[1]));
    heap.drop(ours[0], born[1]);
  }

  @Test
  void inner_observation_should_hand_on_what_lives_to_the_outer_one() {
    int outer = OBSERVATIONS.begin(heap.c);
    Node first = heap.make(Node::new);
    int inner = OBSERVATIONS.begin(heap.c);
    Node second = heap.make(Node::new);

    assertThat(slots(OBSERVATIONS.end(inner, heap.c).alive()))
        .containsExactly(Identity.slot(second));
    assertThat(slots(OBSERVATIONS.end(outer, heap.c).alive()))
        .containsExactly(Identity.slot(first), Identity.slot(second));
    heap.drop(first, second);
  }

  @Test
  void task_of_an_observation_that_is_over_should_be_nobodys() {
    int number = OBSERVATIONS.begin(heap.c);
    Task task = heap.make(Task::new);
    OBSERVATIONS.end(number, heap.c);

    Hooks.runs(task, heap.c);

    assertThat(heap.c.observation).isZero();
    assertThat(OBSERVATIONS.end(number, heap.c)).isNull();
    heap.drop(task);
  }

  @Test
  void task_without_an_observation_and_null_should_change_nothing() {
    Task task = heap.make(Task::new);
    int number = OBSERVATIONS.begin(heap.c);

    Hooks.runs(task, heap.c);
    Hooks.runs(null, heap.c);

    assertThat(heap.c.observation).isEqualTo(number);
    OBSERVATIONS.end(number, heap.c);
    heap.drop(task);
  }

  /** A pool's thread that a test has made runs what others hand to it. */
  @Test
  void thread_made_in_an_observation_should_leave_it_for_a_task_made_in_none()
      throws InterruptedException {
    Task others = heap.make(Task::new);
    int number = OBSERVATIONS.begin(heap.c);
    Task ours = heap.make(Task::new);
    Stateless shared = heap.make(Stateless::new);
    List<Integer> seen = new ArrayList<>();
    Thread worker =
        new Thread(
            () -> {
              Context c = Hooks.context();
              for (Runnable task : List.of(others, ours, shared)) {
                c.observation = number;
                Hooks.runs(task, c);
                seen.add(c.observation);
              }
              c.observation = 0;
              Hooks.runs(shared, c);
              seen.add(c.observation);
              c.observation = 0;
            });
    worker.start();
    worker.join();

    assertThat(seen).containsExactly(0, number, number, number);
    OBSERVATIONS.end(number, heap.c);
    heap.drop(others, ours, shared);
  }

  @Test
  void test_should_keep_its_objects_whatever_task_of_anothers_it_runs() {
    Task others = heap.make(Task::new);
    int number = OBSERVATIONS.begin(heap.c);

    Hooks.runs(others, heap.c);

    assertThat(heap.c.observation).isEqualTo(number);
    OBSERVATIONS.end(number, heap.c);
    heap.drop(others);
  }

  @Test
  void task_of_an_inner_observation_should_be_the_outer_ones_when_it_is_over()
      throws InterruptedException {
    int outer = OBSERVATIONS.begin(heap.c);
    int inner = OBSERVATIONS.begin(heap.c);
    Task task = heap.make(Task::new);
    OBSERVATIONS.end(inner, heap.c);
    int[] seen = new int[1];
    Thread worker =
        new Thread(
            () -> {
              Context c = Hooks.context();
              Hooks.runs(task, c);
              seen[0] = c.observation;
              c.observation = 0;
            });
    worker.start();
    worker.join();

    assertThat(seen[0]).isEqualTo(outer);
    OBSERVATIONS.end(outer, heap.c);
    heap.drop(task);
  }

  @Test
  void number_of_an_observation_that_is_over_should_not_stand_for_a_later_one() {
    int first = OBSERVATIONS.begin(heap.c);
    OBSERVATIONS.end(first, heap.c);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int number = OBSERVATIONS.begin(heap.c);
      heap.c.observation = first; // as a thread that was made then
      Node stray = heap.make(Node::new);
      heap.c.observation = number;
      assertThat(OBSERVATIONS.end(number, heap.c).alive()).isEmpty();
      heap.drop(stray);
      numbers.add(number);
    }

    assertThat(numbers).doesNotContain(first).doesNotHaveDuplicates();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of pairs (slot, birth clock). */
  private static List<Integer> slots(int[] pairs) {
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      slots.add(pairs[i]);
    }
    return slots;
  }
}
