import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.lang.management.MemoryPoolMXBean;

/** Asks for the beans of the JVM's memory again and again, and keeps none. */
public final class MemoryBeans {
  private MemoryBeans() {}

  public static void main(String[] arguments) {
    for (int i = 0; i < 3; i++) {
      System.gc();
      int names = 0;
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        names += pool.getMemoryManagerNames().length;
      }
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        names += collector.getMemoryPoolNames().length;
      }
      for (MemoryManagerMXBean manager : ManagementFactory.getMemoryManagerMXBeans()) {
        names += manager.getMemoryPoolNames().length;
      }
      System.out.println(names > 0);
    }
  }
}
