package io.refledger.stress;

import java.util.ArrayList;
import java.util.List;

/** jcstress, whose child JVMs open to the ledger what it needs of java.base. */
public final class Main {
  private static final String INTERNALS =
      String.join(
          " ",
          "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.access=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.vm.annotation=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.ref=ALL-UNNAMED");

  private Main() {}

  /** Takes the options of jcstress; {@code -h} prints them. */
  public static void main(String[] args) throws Exception {
    List<String> all = new ArrayList<>(List.of("-jvmArgsPrepend", INTERNALS));
    all.addAll(List.of(args));
    org.openjdk.jcstress.Main.main(all.toArray(new String[0]));
  }
}
