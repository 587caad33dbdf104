package bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The bundle: it sees java.* and what it imports, nothing else of the class path. */
public final class Orchard implements BundleActivator {
  private final Map<String, List<Tree>> planted = new TreeMap<>();

  @Override
  public void start(BundleContext context) {
    Function<Integer, String> service = this::plant;
    context.registerService(Function.class, service, null);
  }

  @Override
  public void stop(BundleContext context) {
    planted.clear();
  }

  private String plant(int number) {
    for (int i = 0; i < number; i++) {
      String kind = "kind " + i % 4;
      planted.computeIfAbsent(kind, k -> new ArrayList<>()).add(new Tree(kind, i));
    }
    String fruits =
        planted.values().stream()
            .flatMap(List::stream)
            .filter(tree -> tree.height() % 3 == 0)
            .map(Tree::toString)
            .collect(Collectors.joining("+"));
    return planted.size() + fruits + hidden();
  }

  private static String hidden() {
    try {
      return Class.forName("Host").getName();
    } catch (ClassNotFoundException e) {
      return "unseen " + e.getMessage();
    }
  }

  record Tree(String kind, int height) {}
}
