package io.refledger.rt;

import static io.refledger.rt.WovenHeap.SITE;
import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.refledger.api.Checkpoint;
import io.refledger.api.Death;
import io.refledger.api.Debug;
import io.refledger.api.Gc;
import io.refledger.api.GcCallback;
import io.refledger.api.Growth;
import io.refledger.api.PoolStats;
import io.refledger.api.Pools;
import io.refledger.api.Referrer;
import io.refledger.api.Refs;
import io.refledger.api.Tracked;
import io.refledger.api.WeakRef;
import io.refledger.api.spi.Connection;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
public class FaceTest {
  static class Person {
    Object friend;
    static Object boss;
  }

  static class Pupil extends Person {}

  interface Watched {}

  static class WatchedPerson extends Person implements Watched {}

  static {
    WovenHeap.shape(Object.class, Person.class, Pupil.class, WatchedPerson.class);
    WovenHeap.shape(WeakReference.class);
  }

  private static final int FRIEND = WovenHeap.storeSite(Person.class, "friend");
  private static final int BOSS = WovenHeap.storeSite(Person.class, "boss");

  private final WovenHeap heap = new WovenHeap();

  @BeforeAll
  static void connect() {
    WovenHeap.connect();
  }

  private void befriend(Person a, Person b) {
    heap.put(a, b, FRIEND, () -> a.friend = b);
  }

  @Test
  void count_should_be_the_number_of_references() {
    Person a = heap.make(Person::new);
    Person b = heap.make(Person::new);
    befriend(a, b);
    befriend(b, b);

    assertThat(Refs.count(b)).isEqualTo(2);
    assertThat(Refs.count(a)).isEqualTo(0);
    assertThat(Refs.count("literal")).isEqualTo(Refs.IMMORTAL);
    assertThat(Refs.isActive()).isTrue();
  }

  @Test
  void referents_should_come_in_visiting_order() {
    Person a = heap.make(Person::new);
    Person b = heap.make(Person::new);
    Object[] array = heap.arrayOf(a, null, b);

    assertThat(Refs.referents(array)).extracting(Tracked::count).containsExactly(1, 1);
    assertThat(Refs.referents(array))
        .containsExactly(Refs.tracked(b).orElseThrow(), Refs.tracked(a).orElseThrow());
  }

  @Test
  void referrers_should_name_reference_and_store_site() {
    Person a = heap.make(Pupil::new);
    Person b = heap.make(Person::new);
    Object[] array = heap.arrayOf(null, b);
    befriend(a, b);
    long token = Hooks.beforeStaticStore(b, Person.class, heap.c, BOSS);
    Person.boss = b;
    Hooks.afterStore(token, heap.c, BOSS);

    List<Referrer> referrers = Refs.referrers(b);

    String person = Person.class.getName();
    assertThat(referrers)
        .extracting(Referrer::reference)
        .containsExactlyInAnyOrder(person + "#friend", "[1]", person + "#boss");
    Referrer field = referrers.stream().filter(r -> r.reference().endsWith("d")).findAny().get();
    assertThat(field.object()).isEqualTo(Refs.tracked(a));
    assertThat(field.storedAt()).hasToString("Optional[test.Program.main(Program.java:2)]");
    Referrer fixed = referrers.stream().filter(r -> r.object().isEmpty()).findAny().get();
    assertThat(fixed.reference()).isEqualTo(person + "#boss");
    heap.drop(array, a);
    token = Hooks.beforeStaticStore(null, Person.class, heap.c, BOSS);
    Person.boss = null;
    Hooks.afterStore(token, heap.c, BOSS);
  }

  @Test
  void handle_should_tell_of_its_object() {
    Person a = heap.make(Person::new);
    Tracked handle = Refs.tracked(a).orElseThrow();

    assertThat(handle.className()).isEqualTo(Person.class.getName());
    assertThat(handle.generation()).isEqualTo(0);
    assertThat(handle.allocatedAt()).hasToString("Optional[test.Program.main(Program.java:1)]");
    assertThat(handle.object()).isEmpty();
    assertThat(handle.isAlive()).isTrue();
    heap.drop(a);
    assertThat(handle.isAlive()).isFalse();
  }

  @Test
  void objects_with_references_only_should_be_followed_by_the_detector() {
    assertThat(Refs.isTracked(heap.make(Person::new))).isTrue();
    assertThat(Refs.isTracked(heap.make(Object::new))).isFalse();
    assertThat(Refs.isTracked("literal")).isFalse();
  }

  @Test
  void weak_reference_should_be_null_and_call_back_from_the_ledger_death_on() {
    Person a = heap.make(Person::new);
    List<WeakRef<Person>> called = new ArrayList<>();
    WeakRef<Person> weak = Refs.weak(a, called::add);
    assertThat(weak.get()).isSameAs(a);
    assertThat(weak.tracked().orElseThrow().object()).containsSame(a);

    heap.drop(a);

    assertThat(called).containsExactly(weak);
    assertThat(weak.get()).isNull();
  }

  @Test
  void cleared_weak_reference_should_not_call_back() {
    Person a = heap.make(Person::new);
    List<Object> called = new ArrayList<>();
    WeakRef<Person> weak = Refs.weak(a, called::add);

    weak.clear();
    weak.clear();
    heap.drop(a);

    assertThat(called).isEmpty();
    assertThat(weak.get()).isNull();
  }

  @Test
  void clearing_a_weak_reference_to_the_dead_should_leave_younger_ones_alone() {
    Person a = heap.make(Person::new);
    Person b = heap.make(Person::new);
    List<Object> called = new ArrayList<>();
    WeakRef<Person> toTheDead = Refs.weak(a, null);
    heap.drop(a);
    WeakRef<Person> younger = Refs.weak(b, called::add);

    toTheDead.clear();

    assertThat(younger.get()).isSameAs(b);
    heap.drop(b);
    assertThat(called).containsExactly(younger);
  }

  @Test
  void dead_weak_reference_should_not_call_back_and_let_go_of_its_callback() {
    Person a = heap.make(Person::new);
    Object weakReference = heap.make(Object::new);
    Object callback = heap.make(Object::new);
    List<Object> called = new ArrayList<>();
    Connection.bridge().weak(a, weakReference, callback, called::add);
    heap.drop(callback);
    assertThat(refs(callback)).isEqualTo(1);

    heap.drop(weakReference);
    heap.drop(a);

    assertThat(called).isEmpty();
    assertThat(isAlive(callback)).isFalse();
  }

  @Test
  void exception_in_a_callback_should_not_reach_the_program() {
    Person a = heap.make(Person::new);
    Refs.weak(
        a,
        weak -> {
          throw new IllegalStateException("from a callback");
        });

    Throwable thrown = catchThrowable(() -> heap.drop(a));

    assertThat(thrown).isNull();
    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void callback_should_run_with_the_registers_set_aside() {
    Person a = heap.make(Person::new);
    Person returned = heap.make(Person::new);
    int[] seen = {-1};
    Refs.weak(a, weak -> seen[0] = heap.c.returned);
    Hooks.returning(returned, heap.c);

    heap.drop(a);

    assertThat(seen[0]).isEqualTo(0);
    assertThat(heap.c.returned).isEqualTo(Identity.slot(returned));
    Hooks.dropResult(heap.c, SITE);
    assertThat(isAlive(returned)).isFalse();
  }

  @Test
  void death_should_be_told_to_who_watches_the_class_or_a_supertype() {
    List<Death> pupils = new ArrayList<>();
    List<Death> watched = new ArrayList<>();
    Refs.onDeath(Pupil.class, pupils::add);
    Refs.onDeath(Watched.class, watched::add);
    Person pupil = heap.make(Pupil::new);
    Person other = heap.make(WatchedPerson::new);

    heap.drop(pupil, other, heap.make(Person::new));

    assertThat(pupils).extracting(Death::className).contains(Pupil.class.getName());
    assertThat(watched).extracting(Death::className).containsExactly(WatchedPerson.class.getName());
    assertThat(watched.get(0).diedAt()).hasToString("Optional[test.Program.main(Program.java:1)]");
    assertThat(watched.get(0).byCollector()).isFalse();
  }

  @Test
  void listener_of_deaths_should_run_before_weak_callbacks_once_and_for_older_objects_too() {
    class Elder extends Person {}
    WovenHeap.shape(Elder.class);
    Person elder = heap.make(Elder::new);
    List<String> events = new ArrayList<>();
    Refs.onDeath(Elder.class, death -> events.add("listener"));
    Refs.weak(elder, weak -> events.add("callback"));

    heap.drop(elder);

    assertThat(events).containsExactly("listener", "callback");
  }

  @Test
  void listeners_should_hear_of_all_garbage_before_any_of_it_is_torn_down() {
    // a -> b -> a
    class Torn extends Person {}
    WovenHeap.shape(Torn.class);
    List<Integer> livingAtEachDeath = new ArrayList<>();
    List<Death> deaths = new ArrayList<>();
    List<Person> torn = List.of(heap.make(Torn::new), heap.make(Torn::new));
    Refs.onDeath(
        Torn.class,
        death -> {
          deaths.add(death);
          livingAtEachDeath.add((int) torn.stream().filter(WovenHeap::isAlive).count());
        });
    befriend(torn.get(0), torn.get(1));
    befriend(torn.get(1), torn.get(0));
    heap.drop(torn.get(0), torn.get(1));

    Gc.collect();

    assertThat(livingAtEachDeath).containsExactly(2, 2);
    assertThat(deaths).extracting(Death::byCollector).containsExactly(true, true);
    assertThat(deaths.get(0).diedAt()).hasToString("Optional[test.Program.main(Program.java:1)]");
    assertThat(torn).noneMatch(WovenHeap::isAlive);
  }

  @Test
  void death_of_a_weak_referent_should_be_remembered() {
    Person a = heap.make(Person::new);
    WeakReference<Person> weak = heap.make(() -> new WeakReference<>(a));
    Hooks.referenceCreated(weak, a, heap.c, SITE);
    assertThat(Refs.deathOf(weak)).isEmpty();

    heap.drop(a);

    Death death = Refs.deathOf(weak).orElseThrow();
    assertThat(death.className()).isEqualTo(Person.class.getName());
    assertThat(death.diedAt()).hasToString("Optional[test.Program.main(Program.java:1)]");
    heap.drop(weak);
  }

  @Test
  void collection_should_free_a_cycle_and_tell_its_callbacks() {
    // a -> b -> a
    Gc.collect();
    Person a = heap.make(Person::new);
    Person b = heap.make(Person::new);
    befriend(a, b);
    befriend(b, a);
    List<String> told = new ArrayList<>();
    GcCallback callback = (phase, info) -> told.add(phase + " " + info.collected());
    Gc.addCallback(callback);
    heap.drop(a, b);
    assertThat(refs(a)).isEqualTo(1);

    int found = Gc.collect();

    assertThat(found).isEqualTo(2);
    assertThat(isAlive(a) || isAlive(b)).isFalse();
    assertThat(told).containsExactly("START 0", "STOP 2");
    assertThat(Gc.removeCallback(callback)).isTrue();
    assertThat(Gc.removeCallback(callback)).isFalse();
  }

  @Test
  void saved_garbage_should_be_listed() {
    Gc.collect();
    Person a = heap.make(Person::new);
    befriend(a, a);
    Tracked handle = Refs.tracked(a).orElseThrow();
    heap.drop(a);

    Gc.setDebug(Set.of(Debug.SAVEALL));
    Gc.collect();
    Gc.setDebug(Set.of());

    assertThat(Gc.getGarbage()).containsExactly(handle);
    Gc.clearGarbage();
    assertThat(Gc.getGarbage()).isEmpty();
    Gc.collect();
    assertThat(handle.isAlive()).isFalse();
  }

  @Test
  void collector_should_be_set_like_gc() {
    int[] before = Gc.getThreshold();
    Gc.setThreshold(1000, 5, 6);
    assertThat(Gc.getThreshold()).containsExactly(1000, 5, 6);
    Gc.setThreshold(before[0], before[1], before[2]);
    assertThat(Gc.isEnabled()).isFalse();
    assertThat(Gc.getStats()).hasSize(3);
    assertThat(Gc.getCount()).hasSize(3);
    Person a = heap.make(Person::new);
    assertThat(Gc.getObjects(0)).contains(Refs.tracked(a).orElseThrow());
    Gc.freeze();
    assertThat(Gc.getFreezeCount()).isPositive();
    Gc.unfreeze();
    assertThat(Gc.getFreezeCount()).isEqualTo(0);
    assertThat(catchThrowable(() -> Gc.collect(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("generation must be 0, 1 or 2: generation=3");
    heap.drop(a);
  }

  @Test
  void growth_should_be_what_was_born_between_two_checkpoints_and_lives() {
    Checkpoint before = Checkpoint.take();
    Person a = heap.make(Person::new);
    Person b = heap.make(Person::new);
    heap.drop(b);

    Growth growth = Checkpoint.take().since(before);

    assertThat(growth.objects()).containsExactly(Refs.tracked(a).orElseThrow());
    assertThat(growth.classes()).extracting(Growth.ClassGrowth::count).containsExactly(1L);
    assertThat(growth.sites()).extracting(Growth.SiteGrowth::count).containsExactly(1L);
    heap.drop(a);
  }

  @Test
  void growth_should_leave_out_what_died_after_the_later_checkpoint() {
    Checkpoint before = Checkpoint.take();
    Person a = heap.make(Person::new);
    Checkpoint after = Checkpoint.take();
    heap.drop(a);

    assertThat(after.since(before).isEmpty()).isTrue();
  }

  @Test
  void growth_since_a_later_checkpoint_should_be_refused() {
    Checkpoint before = Checkpoint.take();
    Checkpoint after = Checkpoint.take();

    assertThat(catchThrowable(() -> before.since(after)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("later.since(earlier)");
  }

  @Test
  void growth_should_leave_pending_objects_out() {
    Checkpoint before = Checkpoint.take();
    Person a = heap.make(Person::new);
    Person b = heap.make(Person::new);
    Installation.pendingSearch(() -> new int[] {Identity.slot(a)});

    Growth growth = Checkpoint.take().since(before);

    Installation.pendingSearch(null);
    assertThat(growth.objects()).containsExactly(Refs.tracked(b).orElseThrow());
    heap.drop(a);
    heap.drop(b);
  }

  @Test
  void pools_should_show_the_block_of_an_object() {
    Object[] array = heap.array(new Object[2]);
    long inUse = Pools.stats().bytesInUse();

    heap.drop(new Object[] {array});

    int blockBytes = (Vm.arraySize(array) + 15) / 16 * 16;
    assertThat(inUse - Pools.stats().bytesInUse()).isEqualTo(blockBytes);
    assertThat(Pools.mallocStats())
        .startsWith("Small block threshold = 512, in 32 size classes.\n")
        .contains("# arenas allocated current         =");
  }

  @Test
  void pools_should_leave_a_large_array_to_the_system_until_it_dies() {
    PoolStats.SystemBlocks before = Pools.stats().system();
    Object[] array = heap.array(new Object[1000]);
    int sizeBytes = Vm.arraySize(array);
    assertThat(Pools.stats().system())
        .isEqualTo(
            new PoolStats.SystemBlocks(
                before.requests() + 1,
                before.requestedBytes() + sizeBytes,
                before.inUse() + 1,
                before.bytesInUse() + sizeBytes));
    long freed = Pools.stats().heap().ledgerFreedBytes();

    heap.drop(new Object[] {array});

    assertThat(Pools.stats().system().bytesInUse()).isEqualTo(before.bytesInUse());
    assertThat(Pools.stats().system().requests()).isEqualTo(before.requests() + 1);
    assertThat(Pools.stats().heap().ledgerFreedBytes()).isEqualTo(freed + sizeBytes);
    assertThat(Pools.stats().heap().usedBytes()).isPositive();
  }

  @Test
  void export_should_count_kinds_of_objects_and_references(@TempDir Path directory)
      throws IOException {
    Person a = heap.make(WatchedPerson::new);
    Person b = heap.make(WatchedPerson::new);
    befriend(a, b);
    Object[] array = heap.arrayOf(b, b);

    Refs.dump(directory.resolve("ledger.tsv"));

    String person = WatchedPerson.class.getName();
    String friend = Person.class.getName() + "#friend";
    assertThat(Files.readAllLines(directory.resolve("ledger.tsv")))
        .contains("O\t" + person + "\t2")
        .contains("E\t" + person + "\t" + friend + "\t" + person + "\t1")
        .contains("E\t[Ljava.lang.Object;\t[]\t" + person + "\t2");
    heap.drop(a, b, array);
  }
}
