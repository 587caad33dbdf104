package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.refledger.snapshot.SnapshotBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BalanceSearchTest {
  private static final int SESSION = 1;
  private static final int LIST = 2;
  private static final int OPEN = 10;
  private static final int OPEN_AGAIN = 11;
  private static final int LOG = 12;
  private static final int ADD = 13;
  private static final int CLOSE = 14;

  private final SnapshotBuilder builder = new SnapshotBuilder();

  BalanceSearchTest() {
    builder.type(SESSION, "com.acme.Session", new String[0]);
    builder.type(LIST, "[Ljava.lang.Object;", null);
    builder.context(OPEN, "com.acme.Login", "open", "Login.java", 41, true, 0);
    // Another instruction of the same line.
    builder.context(OPEN_AGAIN, "com.acme.Login", "open", "Login.java", 41, true, 0);
    builder.context(LOG, "com.acme.Login", "log", "Login.java", 50, true, 0);
    builder.context(ADD, "java.util.ArrayList", "add", "ArrayList.java", 455, false, LOG);
    builder.context(CLOSE, "com.acme.Login", "close", "Login.java", 60, true, 0);
    builder.object(1, SESSION, OPEN, 1, 0, 0, 2, 0, 0, 16);
    builder.object(2, SESSION, OPEN, 2, 0, 0, 1, 0, 0, 16);
    builder.object(3, LIST, OPEN, 3, 0, 0, 1, 0, 0, 32);
  }

  @Test
  void nothing_watched_should_be_no_balance() {
    assertThat(BalanceSearch.in(builder.build())).isEqualTo(Balances.NONE);
  }

  @Test
  void lines_should_be_nodes_with_those_of_the_jdk_below_and_what_they_hold_first() {
    builder.edge(3, 0, 1, ADD);
    builder.edge(3, 1, 2, ADD);
    builder.staticEdge(SESSION, "com.acme.Login#latest", 1, OPEN);
    builder.watched(SESSION, 30, 2);
    builder.balance(SESSION, OPEN, 20, 0);
    builder.balance(SESSION, OPEN_AGAIN, 10, 1);
    builder.balance(SESSION, ADD, 2, 0);
    builder.balance(SESSION, CLOSE, 0, 29);
    builder.balance(SESSION, 0, 1, 0);

    Balance balance = BalanceSearch.in(builder.build()).classes().get(0);

    assertThat(balance.objects()).isEqualTo(new Balance.Objects(30, 2, 2));
    assertThat(balance.objects().dead()).isEqualTo(30);
    assertThat(balance.net()).isEqualTo(3);
    assertThat(lines(balance.sites(), ""))
        .containsExactly(
            "com.acme.Login.log(Login.java:50) +2 -0 held 2",
            "  java.util.ArrayList.add(ArrayList.java:455) +2 -0 held 2",
            "com.acme.Login.open(Login.java:41) +30 -1 held 1",
            "unknown +1 -0 held 0",
            "com.acme.Login.close(Login.java:60) +0 -29 held 0");
  }

  @Test
  void live_objects_should_have_trees_of_their_own_in_the_order_of_their_births() {
    builder.edge(3, 0, 1, ADD);
    builder.watched(SESSION, 9, 0);
    builder.watchedObject(2, 8, 0, 0);
    builder.watchedObject(1, 3, 1, 0);
    builder.watchedObject(77, 1, 5, 0);
    builder.objectBalance(1, ADD, 1, 0);

    Balance balance = BalanceSearch.in(builder.build()).classes().get(0);

    assertThat(balance.aliveObjects())
        .extracting(Balance.OfObject::serial, Balance.OfObject::net)
        .containsExactly(tuple(3, 1L), tuple(8, 0L));
    assertThat(lines(balance.aliveObjects().get(0).sites(), ""))
        .containsExactly(
            "com.acme.Login.log(Login.java:50) +1 -0 held 1",
            "  java.util.ArrayList.add(ArrayList.java:455) +1 -0 held 1");
  }

  @Test
  void losses_should_be_told() {
    builder.watched(SESSION, 9, 0);
    builder.balanceLost(5, 6);

    Balances balances = BalanceSearch.in(builder.build());

    assertThat(balances.lost()).isEqualTo(5);
    assertThat(balances.lostOfObjects()).isEqualTo(6);
  }

  private static List<String> lines(List<BalanceNode> nodes, String indent) {
    List<String> lines = new ArrayList<>();
    for (BalanceNode node : nodes) {
      lines.add(
          indent
              + node.frame().map(Object::toString).orElse("unknown")
              + (" +" + node.increfs() + " -" + node.decrefs() + " held " + node.held()));
      lines.addAll(lines(node.children(), indent + "  "));
    }
    return lines;
  }
}
