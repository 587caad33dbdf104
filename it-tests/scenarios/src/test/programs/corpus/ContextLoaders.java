import java.net.URL;
import java.net.URLClassLoader;
import org.apache.commons.logging.LogFactory;

/**
 * Web applications deployed and undeployed. commons-logging 1.0.4 keeps the factory of each context
 * class loader in a Hashtable, and with it the loader; from 1.1 on the table is a weak one.
 */
public class ContextLoaders {
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < 500; i++) {
      deploy();
      if (i % 100 == 99) {
        System.gc();
      }
    }
    System.out.println("DONE ContextLoaders " + arguments[0] + " n=500");
    System.exit(0);
  }

  static void deploy() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    URLClassLoader application =
        new URLClassLoader(new URL[0], ContextLoaders.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(application);
    try {
      LogFactory.getFactory();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      application.close();
    }
  }
}
