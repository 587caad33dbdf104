package io.refledger.bench.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountTest {
  private static final List<String> FACTS =
      Stream.of(
              "plainSeconds>10",
              "agentSeconds>110",
              "allocated>100000000",
              "freedByCount>50000000",
              "collections>40000",
              "compiled>2000000",
              "hook.tryPin>1000000000",
              "hook.created>100000000",
              "hook.pin>10")
          .map(fact -> fact.replace('>', '\t'))
          .toList();

  private static final List<String> PROFILE =
      List.of(
          "Main.main;java/lang/RefLedgerHooks.tryPin;io/refledger/rt/Counting.tryPin 20",
          "Main.main;java/lang/RefLedgerHooks.created;io/refledger/rt/Births.created 5",
          "Main.main;java/lang/RefLedgerHooks.created;io/refledger/rt/Ledger.birth;X.y 10",
          "Main.main;java/lang/RefLedgerHooks.created;io/refledger/rt/Ledger.birth;"
              + "io/refledger/rt/gc/CycleDetector.collectNow;io/refledger/rt/Deallocator.clear 15",
          "Main.main;java/lang/RefLedgerHooks.unpin;io/refledger/rt/Deallocator.deallocate 9",
          "Main.main;Main.run 31",
          "start_thread;CompileBroker::compiler_thread_loop;C2Compiler 19",
          "start_thread;GangWorker::run 1");

  @Test
  void account_should_name_events_and_the_cost_of_one() {
    assertThat(Account.markdown(FACTS, PROFILE.stream()))
        .isEqualTo(
            """
            Processor time: 10.0 s plain, 110.0 s with the agent; of the 100.0 s between them:

            | what | events, thousands | ns each | seconds | share |
            | --- | ---: | ---: | ---: | ---: |
            | code between the hooks, a call | 1100000.0 | 19.1 | 21.0 | 21 % |
            | `tryPin` | 1000000.0 | 20.0 | 20.0 | 20 % |
            | compiling, a byte | 2000.0 | 9500.0 | 19.0 | 19 % |
            | collections, each | 40.0 | 375000.0 | 15.0 | 15 % |
            | births, an object | 100000.0 | 100.0 | 10.0 | 10 % |
            | deaths by count, an object | 50000.0 | 180.0 | 9.0 | 9 % |
            | `created` | 100000.0 | 50.0 | 5.0 | 5 % |
            | the JVM's collector, a foreign object | - | - | 1.0 | 1 % |
            | all that is below a hundredth | - | - | 0.0 | 0 % |

            Explained by numbers of events and the cost of one: 99 %.
            """);
  }

  @Test
  void account_should_explain_nothing_without_events() {
    List<String> facts = List.of("plainSeconds\t10", "agentSeconds\t110");

    assertThat(Account.markdown(facts, PROFILE.stream())).endsWith("the cost of one: 0 %.\n");
  }

  @Test
  void missing_fact_should_be_named() {
    assertThatThrownBy(() -> Account.markdown(List.of("plainSeconds\t1"), Stream.of("Main 1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no fact of this name: agentSeconds");
  }
}
