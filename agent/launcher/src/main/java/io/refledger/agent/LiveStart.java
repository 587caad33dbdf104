package io.refledger.agent;

import io.refledger.agent.live.LiveLedger;
import io.refledger.agent.live.LivePage;
import io.refledger.agent.log.Console;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import java.io.IOException;
import java.util.concurrent.Executor;

/** The start of the live page. Apart, so that nothing of it is loaded before. */
final class LiveStart {
  /** The end of a page that is not there. */
  static final Runnable NOTHING =
      new Runnable() {
        @Override
        public void run() {}
      };

  private LiveStart() {}

  /**
   * Opens the page and tells where it is; one line if that cannot be. What ends it.
   *
   * @param threads runs a task in a thread of its own, with births off
   * @throws StartException if it cannot be opened and the agent is strict
   */
  static Runnable open(AgentOptions options, LiveLedger ledger, Executor threads)
      throws StartException {
    int port = options.get(OptionKey.LIVE).orElseThrow();
    try {
      LivePage page = LivePage.open(port, ledger, threads);
      Console.line("live page: " + page.url());
      return end(page);
    } catch (IOException e) {
      String problem = "live=" + port + ": no live page, " + e.getMessage();
      if (options.get(OptionKey.STRICT)) {
        throw new StartException(problem, e);
      }
      Console.line(problem + "; the program runs without it");
      return NOTHING;
    }
  }

  private static Runnable end(LivePage page) {
    return new Runnable() {
      @Override
      public void run() {
        page.close();
      }
    };
  }
}
