import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A framework that starts, stops and updates a bundle, whose loader delegates java.* alone. */
public final class Host {
  private Host() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(Constants.FRAMEWORK_STORAGE, arguments[1]);
    configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, "onFirstInit");
    configuration.put("felix.bootdelegation.implicit", "false");
    configuration.put("felix.log.level", "1");
    configuration.put("osgi.compatibility.bootdelegation", "false");
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(configuration);
    framework.start();
    String location = Path.of(arguments[0]).toUri().toString();
    Bundle bundle = framework.getBundleContext().installBundle(location);
    StringBuilder line = new StringBuilder("CHECK");
    for (int round = 0; round < 3; round++) {
      bundle.start();
      line.append(' ').append(answer(framework, round));
      bundle.stop();
      bundle.update();
    }
    bundle.uninstall();
    framework.stop();
    framework.waitForStop(10_000);
    System.out.println(line + " " + new File(arguments[0]).getName());
  }

  private static String answer(Framework framework, int round) {
    ServiceReference<?>[] found;
    try {
      found = framework.getBundleContext().getAllServiceReferences("java.util.function.Function", null);
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    @SuppressWarnings("unchecked")
    var service =
        (java.util.function.Function<Integer, String>)
            framework.getBundleContext().getService(found[0]);
    String answer = service.apply(30 + round);
    framework.getBundleContext().ungetService(found[0]);
    return answer;
  }
}
