import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Prints what a program can ask its JVM about: modules, reflection, serial versions, threads. */
public final class Seen {
  private static final List<String> CLASSES =
      List.of(
          "java.lang.Object",
          "java.lang.String",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Throwable",
          "java.lang.Class",
          "java.lang.ClassLoader",
          "java.lang.StringBuilder",
          "java.lang.ref.Reference",
          "java.lang.ref.WeakReference",
          "java.lang.ref.Finalizer",
          "java.lang.reflect.Method",
          "java.lang.invoke.MethodHandle",
          "java.lang.invoke.LambdaForm",
          "java.lang.invoke.VarHandle",
          "java.util.ArrayList",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ForkJoinPool",
          "java.io.FileInputStream",
          "java.util.zip.Inflater",
          "jdk.internal.misc.Unsafe");

  private Seen() {}

  public static void main(String[] arguments) throws Exception {
    modules();
    for (String name : CLASSES) {
      type(Class.forName(name));
    }
    for (Class<?> c : List.of(Plain.class, Fields.class, Item.class, Numbers.class, Side.class)) {
      type(c);
    }
    access();
    serial();
    classLoaders();
    threads();
    properties();
    System.out.println("end");
  }

  /** Every package of every module: to whom is it open, to whom exported. */
  private static void modules() {
    Module mine = Seen.class.getModule();
    Module loaders = new ClassLoader(null) {}.getUnnamedModule();
    Module base = Object.class.getModule();
    for (Module module : new TreeSet<>(ModuleLayer.boot().modules().stream().map(Named::new).toList()).stream().map(n -> n.module).toList()) {
      System.out.println(module + " annotations " + module.getAnnotations().length);
      StringBuilder to = new StringBuilder();
      for (String name : new TreeSet<>(module.getPackages())) {
        to.append(' ').append(name).append(' ');
        to.append(module.isExported(name) ? 'E' : 'e').append(module.isOpen(name) ? 'O' : 'o');
        for (Module other : List.of(mine, loaders, base)) {
          to.append(module.isExported(name, other) ? 'E' : 'e');
          to.append(module.isOpen(name, other) ? 'O' : 'o');
        }
      }
      System.out.println(to);
      System.out.println(" reads " + mine.canRead(module));
    }
  }

  private record Named(Module module) implements Comparable<Named> {
    @Override
    public int compareTo(Named other) {
      return module.getName().compareTo(other.module.getName());
    }
  }

  private static void type(Class<?> c) {
    System.out.println(c + " " + c.getModifiers() + " " + c.getSuperclass());
    System.out.println(" interfaces " + Arrays.toString(c.getInterfaces()));
    System.out.println(" annotations " + Arrays.toString(c.getDeclaredAnnotations()));
    System.out.println(" signature " + Arrays.toString(c.getTypeParameters()));
    System.out.println(" nest " + c.getNestHost() + " " + c.getNestMembers().length);
    System.out.println(" record " + c.isRecord() + " " + c.isSealed() + " " + c.isEnum());
    System.out.println(" enclosing " + c.getEnclosingClass() + " " + c.getEnclosingMethod());
    for (Field field : c.getDeclaredFields()) {
      System.out.println(" field " + field.toGenericString() + " " + field.isSynthetic());
    }
    sorted(" constructor ", c.getDeclaredConstructors());
    sorted(" method ", c.getDeclaredMethods());
    sorted(" public ", c.getMethods());
    sorted(" classes ", c.getDeclaredClasses());
  }

  /** The JVM has methods in the order of the addresses of their names. */
  private static void sorted(String what, Object[] members) {
    TreeSet<String> texts = new TreeSet<>();
    for (Object member : members) {
      texts.add(text(member));
    }
    texts.forEach(text -> System.out.println(what + text));
  }

  private static String text(Object member) {
    if (member instanceof Method method) {
      return method.toGenericString() + " " + method.getModifiers() + " "
          + Arrays.toString(method.getParameters()) + Arrays.toString(method.getAnnotations());
    }
    return member instanceof Constructor<?> c ? c.toGenericString() : member.toString();
  }

  private static void access() throws Exception {
    List<AccessibleObject> objects = new ArrayList<>();
    objects.add(String.class.getDeclaredField("value"));
    objects.add(String.class.getDeclaredField("hash"));
    objects.add(Thread.class.getDeclaredField("name"));
    objects.add(ClassLoader.class.getDeclaredMethod("findLoadedClass0", String.class));
    objects.add(Class.forName("java.lang.ref.Finalizer").getDeclaredField("next"));
    objects.add(Class.forName("jdk.internal.misc.Unsafe").getDeclaredField("theUnsafe"));
    objects.add(Class.forName("jdk.internal.access.SharedSecrets").getDeclaredMethod("getJavaLangAccess"));
    objects.add(Class.forName("java.lang.invoke.MethodHandles$Lookup").getDeclaredField("IMPL_LOOKUP"));
    objects.add(ArrayList.class.getDeclaredField("elementData"));
    objects.add(Fields.class.getDeclaredField("secret"));
    for (AccessibleObject object : objects) {
      try {
        object.setAccessible(true);
        System.out.println("accessible " + object);
      } catch (InaccessibleObjectException e) {
        System.out.println("inaccessible " + e.getMessage());
      }
      System.out.println(" try " + object.trySetAccessible());
    }
    try {
      Class.forName("jdk.internal.misc.Unsafe").getMethod("getUnsafe").invoke(null);
      System.out.println("invoked");
    } catch (IllegalAccessException e) {
      System.out.println("not invoked " + e.getMessage());
    }
    try {
      java.lang.invoke.MethodHandles.privateLookupIn(String.class, java.lang.invoke.MethodHandles.lookup());
      System.out.println("looked up");
    } catch (IllegalAccessException e) {
      System.out.println("no lookup " + e.getMessage());
    }
  }

  private static void serial() throws Exception {
    for (Class<?> c : List.of(Item.class, Numbers.class, Side.class, Plain.class, String.class, ArrayList.class, Thread.State.class, int[].class)) {
      ObjectStreamClass stream = ObjectStreamClass.lookup(c);
      System.out.println("serial " + stream + " " + (stream == null ? "" : Arrays.toString(stream.getFields())));
    }
    for (String name : List.of("java.util.concurrent.locks.AbstractOwnableSynchronizer", "java.util.EnumMap", "java.text.NumberFormat", "java.util.logging.Level", "javax.management.ObjectName", "java.io.File")) {
      System.out.println("serial " + ObjectStreamClass.lookup(Class.forName(name)));
    }
  }

  private static void classLoaders() throws Exception {
    for (ClassLoader l = Seen.class.getClassLoader(); l != null; l = l.getParent()) {
      System.out.println("loader " + l.getName() + " " + l.getClass());
    }
    System.out.println("context " + Thread.currentThread().getContextClassLoader().getName());
    System.out.println("domain " + (String.class.getProtectionDomain().getCodeSource() == null));
    byte[] file = Seen.class.getResourceAsStream("Seen$Item.class").readAllBytes();
    System.out.println("class file " + file.length + " " + Arrays.hashCode(file));
    byte[] jdk = Object.class.getResourceAsStream("/java/lang/String.class").readAllBytes();
    System.out.println("class file " + jdk.length + " " + Arrays.hashCode(jdk));
    try {
      Class.forName("org.objectweb.asm.ClassReader");
    } catch (ClassNotFoundException e) {
      System.out.println(e);
    }
    try {
      Class.forName("net.bytebuddy.ByteBuddy");
    } catch (ClassNotFoundException e) {
      System.out.println(e);
    }
  }

  /** The agent's own are named so; a test knows them. */
  private static void threads() {
    TreeSet<String> names = new TreeSet<>();
    for (var entry : Thread.getAllStackTraces().entrySet()) {
      Thread t = entry.getKey();
      names.add(t.getName() + " " + t.isDaemon() + " " + t.getThreadGroup().getName());
    }
    names.forEach(name -> System.out.println("thread " + name));
    Thread thread = new Thread("mine");
    System.out.println(thread.getPriority() + " " + thread.getState() + " " + thread.isDaemon());
    Thread[] group = new Thread[16];
    int count = Thread.currentThread().getThreadGroup().enumerate(group);
    System.out.println("group " + count + " " + Thread.currentThread().getThreadGroup());
  }

  private static void properties() {
    TreeSet<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
    System.setProperty("user.timezone", "Asia/Tokyo"); // for who asks for the zone from now on
    names.remove("java.vm.info");
    names.forEach(name -> System.out.println("property " + name + " " + System.getProperty(name).length()));
    System.out.println(java.util.Locale.getDefault() + " " + java.util.TimeZone.getDefault().getID());
  }

  static class Plain {}

  static class Fields {
    private Object secret;
    protected volatile String[] names;
    static final List<String> LIST = new ArrayList<>();
    transient int number;

    Runnable lambda() {
      Object held = secret;
      return () -> System.out.println(held);
    }
  }

  static class Item implements Serializable {
    private Object held = new Object[] {1};
    static Object shared = new Object();
    String name;

    Item next() {
      return new Item();
    }

    private void hidden() {}
  }

  record Numbers(int a, List<String> b) implements Serializable {}

  enum Side {
    LEFT,
    RIGHT {
      @Override
      Object held() {
        return this;
      }
    };

    Object held() {
      return null;
    }
  }
}
