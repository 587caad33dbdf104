package io.refledger.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.report.Audit;
import io.refledger.rt.Context;
import io.refledger.rt.Hooks;
import io.refledger.rt.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the audit finds when the books were cooked. The heap is this JVM's own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HeapAuditTest {
  private static final int SITE =
      Installation.SITES.site(
          Installation.SITES.method("test.Program", "main", "Program.java", true), 1);

  /** What the heap holds, in an array that the ledger does not know. */
  private static final Object[][] HELD = new Object[1][];

  private final Context c = Hooks.context();
  private final List<Object[]> made = new ArrayList<>();

  @AfterEach
  void forget() {
    HELD[0] = null;
    made.forEach(array -> Hooks.unpin(array, c, SITE));
  }

  /** A tracked array with one pin. */
  private Object[] array(int length) {
    Object[] array = new Object[length];
    Hooks.newArray(array, c, SITE);
    made.add(array);
    return array;
  }

  private Object[] held(int length) {
    HELD[0] = array(length);
    return HELD[0];
  }

  private void set(Object[] array, int index, Object value) {
    long token = Hooks.beforeArrayStore(array, index, value, c, SITE);
    array[index] = value;
    Hooks.afterStore(token, c, SITE);
  }

  private Audit audit() throws IOException {
    HeapAudit audit =
        new HeapAudit(
            Installation.LEDGER,
            () -> new Class<?>[] {HeapAuditTest.class},
            task -> new Thread(task).start());
    return audit.run().audit();
  }

  @Test
  void books_that_were_kept_should_agree() throws IOException {
    Object[] root = held(2);
    set(root, 0, array(1));
    set(root, 1, root);

    Audit audit = audit();

    assertThat(audit.objects()).isEqualTo(2);
    assertThat(audit.edges()).isEqualTo(2);
    assertThat(audit.wrong()).isEqualTo(0);
    assertThat(audit.early()).isEqualTo(0);
  }

  @Test
  void store_that_nobody_saw_should_be_a_wrong_reference() throws IOException {
    Object[] root = held(2);
    set(root, 0, array(1));
    Object[] other = array(1);
    root[0] = other;
    root[1] = other;

    Audit audit = audit();

    assertThat(audit.edges()).isEqualTo(2);
    assertThat(audit.wrong()).isEqualTo(2);
    assertThat(audit.worst().get(0)).startsWith("2 wrong [Ljava.lang.Object; []: ledger [Ljava");
  }

  @Test
  void object_that_was_released_too_often_should_be_early() throws IOException {
    Object[] root = held(1);
    Object[] dead = array(1);
    set(root, 0, dead);
    made.remove(dead);
    Hooks.unpin(dead, c, SITE);
    Hooks.decref(dead, c, SITE);

    Audit audit = audit();

    assertThat(audit.early()).isEqualTo(1);
    assertThat(audit.worst().get(0)).startsWith("1 early [Ljava.lang.Object;: in the heap");
  }

  @Test
  void object_that_only_the_ledger_holds_should_be_late() throws IOException {
    held(1);
    abandoned();

    Audit audit = audit();

    assertThat(audit.objects()).isEqualTo(1);
    assertThat(audit.late()).isEqualTo(1);
    assertThat(audit.worst().get(0))
        .startsWith("1 late [Lio.refledger.agent.audit.HeapAuditTest;: 1 pins");
  }

  private void abandoned() {
    Hooks.newArray(new HeapAuditTest[1], c, SITE);
  }
}
