package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.tools.attach.VirtualMachine;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import io.refledger.it.PseudoTerminal;
import io.refledger.it.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** A program that runs, seen by a console and on a terminal. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OperationsIT {
  private static final int MOST_SECONDS = 60;

  @TempDir Path directory;

  @NewestJdk
  @SuppressWarnings("BanJNDI") // the address is that of the child
  void console_should_read_ask_and_be_notified(Jdk jdk) throws Exception {
    ForkedJvm.Running program = start(jdk, "output=report,interval=0,jmx=on");
    VirtualMachine jvm = VirtualMachine.attach(String.valueOf(program.pid()));
    var url = new JMXServiceURL(jvm.startLocalManagementAgent());
    jvm.detach();
    try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      var ledger = new ObjectName("io.refledger:type=Ledger");
      BlockingQueue<Notification> told = new LinkedBlockingQueue<>();
      server.addNotificationListener(ledger, (each, key) -> told.add(each), null, null);

      String report = (String) server.invoke(ledger, "report", new Object[0], new String[0]);
      assertThat(report).startsWith("VERDICT: findings\n").contains("report.json");
      assertThatFindingsAreTold(told);
      assertThatFiguresAreRead(server, ledger);
      assertThatAllIsDescribed(server.getMBeanInfo(ledger));
      ask(server, ledger, "dump", directory.resolve("ledger.tsv"));
      assertThat(directory.resolve("ledger.tsv"))
          .content()
          .contains("O\tServed$Session\t500\n", "E\tServed$Session\tServed$Session#user\t");
      ask(server, ledger, "report", directory.resolve("other"));
      assertThat(directory.resolve("other/report.json")).exists();
    }
    assertThat(program.end().status()).isZero();
    assertThat(Files.readString(directory.resolve("classes.log")))
        .contains("io.refledger.agent.jmx.LedgerBean ")
        .doesNotContain("io.refledger.agent.jfr.");
  }

  private static void ask(
      MBeanServerConnection server, ObjectName ledger, String operation, Path path)
      throws Exception {
    server.invoke(
        ledger, operation, new Object[] {path.toString()}, new String[] {String.class.getName()});
  }

  private static void assertThatFindingsAreTold(BlockingQueue<Notification> told)
      throws InterruptedException {
    Map<String, Object> countByKind = new TreeMap<>();
    while (countByKind.size() < 2) {
      Notification next = told.poll(MOST_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("notification after " + countByKind).isNotNull();
      CompositeData finding = (CompositeData) next.getUserData();
      countByKind.put(next.getType() + " " + finding.get("type"), finding.get("count"));
    }
    assertThat(countByKind)
        .containsExactly(
            Map.entry("io.refledger.finding.cycle Served$Partner", 10L),
            Map.entry("io.refledger.finding.resource java.io.FileInputStream", 1L));
  }

  private static void assertThatFiguresAreRead(MBeanServerConnection server, ObjectName ledger)
      throws Exception {
    assertThat((Long) server.getAttribute(ledger, "Live")).isGreaterThan(1000);
    assertThat(server.getAttribute(ledger, "Underflows")).isEqualTo(0L);
    assertThat(server.getAttribute(ledger, "Frozen")).isEqualTo(0);
    CompositeData[] generations = (CompositeData[]) server.getAttribute(ledger, "Generations");
    assertThat(generations).hasSize(3);
    assertThat(generations[2].get("generation")).isEqualTo(2);
    assertThat((Long) generations[2].get("collected")).isGreaterThanOrEqualTo(20);
    CompositeData pool = (CompositeData) server.getAttribute(ledger, "Pool");
    assertThat(pool.get("config")).isEqualTo("cpython-3.13");
    CompositeData smallest = ((CompositeData[]) pool.get("classes"))[0];
    assertThat(smallest.get("blockBytes")).isEqualTo(16);
    int frozen = (Integer) server.invoke(ledger, "freeze", new Object[0], new String[0]);
    // Some have died since.
    assertThat((Integer) server.getAttribute(ledger, "Frozen")).isBetween(1000, frozen);
  }

  private static void assertThatAllIsDescribed(MBeanInfo info) {
    assertThat(info.getNotifications()[0].getNotifTypes()).hasSize(4);
    for (MBeanFeatureInfo[] features :
        new MBeanFeatureInfo[][] {info.getAttributes(), info.getOperations()}) {
      assertThat(features).allSatisfy(each -> assertThat(each.getDescription()).contains(" "));
    }
  }

  @NewestJdk
  void figures_should_be_shown_on_a_terminal_and_printed_elsewhere(Jdk jdk) {
    assumeTrue(PseudoTerminal.isAvailable());
    ForkedJvm.Running program = start(jdk, "report=none,interval=0");
    String pid = String.valueOf(program.pid());
    String tool = jdk.java() + " -jar " + Product.agentJar() + " top " + pid;

    PseudoTerminal terminal = PseudoTerminal.start(directory, 44, 12, tool + " -i 0.2");
    String shown = terminal.await("q quits");
    terminal.press("q");
    ForkedJvm.Result onTerminal = terminal.end();
    String printed = new Tool(jdk, directory).ask("top", pid, "-n", "2", "-i", "0.2");

    assertThat(program.end().status()).isZero();
    // Cut after 44 columns.
    assertThat(shown).contains("refledger top  pid " + pid).doesNotContain("Served.class");
    assertThat(onTerminal.status()).isZero();
    // The screen that was there before comes back.
    assertThat(onTerminal.out()).contains("\u001b[?1049h", "q quits", "\u001b[?1049l");
    assertThat(printed.split("refledger top  pid " + pid, -1)).hasSize(3);
    assertThat(printed)
        .contains("  Served\n", "pools cpython-3.13: arenas 1", " Served$Session\n")
        .doesNotContain("\u001b");
  }

  private ForkedJvm.Running start(Jdk jdk, String options) {
    ForkedJvm.Running program =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .with("-Xlog:class+load:file=" + directory.resolve("classes.log"))
            .withAgent(options)
            .with("-cp", Program.compile("Served", directory), "Served", "Served.class")
            .start();
    program.awaitLine("ready");
    program.send("serve");
    program.awaitLine("served 1");
    return program;
  }
}
