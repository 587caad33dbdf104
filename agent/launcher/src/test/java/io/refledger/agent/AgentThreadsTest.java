package io.refledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.agent.transform.BirthGuard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentThreadsTest {
  private static final BirthGuard NONE =
      new BirthGuard() {
        @Override
        public long enter() {
          return 0;
        }

        @Override
        public void leave(long state) {}

        @Override
        public boolean isOver() {
          return false;
        }

        @Override
        public int depth() {
          return 0;
        }
      };

  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  @AfterEach
  void restore() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  /** It might end the program. */
  @Test
  void handler_of_the_program_should_not_hear_of_failures_of_ours() throws InterruptedException {
    List<Throwable> heard = Collections.synchronizedList(new ArrayList<>());
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> heard.add(e));

    Thread thread =
        AgentThreads.start(
            "test",
            NONE,
            () -> {
              throw new OutOfMemoryError("on purpose");
            });
    thread.join();

    assertThat(heard).isEmpty();
  }
}
