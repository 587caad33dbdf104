import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Prints stack traces and messages of exceptions that the JVM makes, and some hash codes. */
public final class Traces {
  private static Object nothing;
  private Traces next;
  private Object[] row;
  private int[] numbers;
  private String text;

  private Traces() {}

  public static void main(String[] arguments) throws Exception {
    helpful(new Traces(), null, new Object[1][], arguments);
    misuse();
    walks();
    causes();
    depth();
    hashes();
    System.out.println("end");
  }

  private static void show(String what, Callable<?> action) {
    try {
      System.out.println(what + " = " + action.call());
    } catch (Throwable e) {
      System.out.println(what + " " + e.getClass().getName() + ": " + e.getMessage());
      for (StackTraceElement frame : e.getStackTrace()) {
        if (!frame.getClassName().startsWith("Traces")) {
          System.out.println("  " + frame.getModuleName() + " " + frame.getClassName());
          continue;
        }
        System.out.println("  " + frame);
      }
    }
  }

  private static void helpful(Traces t, Traces none, Object[][] rows, String[] arguments) {
    show("field of a parameter", () -> none.text);
    show("field of a field", () -> t.next.text);
    show("field of a field of a field", () -> t.next.next.row[3]);
    show("array load", () -> t.row[2]);
    show("int array load", () -> t.numbers[2]);
    show("array of arrays", () -> rows[0][1]);
    show("call on a result", () -> make().toString());
    show("call on a static", () -> nothing.hashCode());
    show("call on an element", () -> rows[0].clone());
    show("length", () -> t.row.length);
    show("throw", () -> {
      throw (RuntimeException) nothing;
    });
    show("monitor", () -> {
      synchronized (t.next) {
        return 1;
      }
    });
    show("unboxing", () -> (int) (Integer) nothing);
    show("switch", () -> switch (t.text) { case "a" -> 1; default -> 2; });
    show("store to a field", () -> t.next.text = "x");
    show("store to an element", () -> t.row[0] = t);
    show("store to a number", () -> t.numbers[0] = 7);
    locals(t);
    show("long expression", () -> t.chain(1).chain(0).chain(2).text.length());
    show("loop", () -> {
      for (Object o : (Iterable<?>) nothing) {
        return o;
      }
      return null;
    });
    show("interface", () -> ((Iterator<?>) nothing).next());
    show("concatenation", () -> t.text.concat("x" + t.next));
  }

  /** Local variables by name, or by number where the class has no names. */
  private static void locals(Traces t) {
    try {
      long first = 1;
      Object second = new Object();
      double third = 2;
      String fourth = t.text;
      List<Object> fifth = new ArrayList<>(List.of(second, first, third));
      Object[] sixth = (Object[]) nothing;
      for (int i = 0; i < fifth.size(); i++) {
        Object seventh = i == 2 ? sixth[i] : fifth.get(i);
        System.out.println("local " + (seventh == second));
      }
      System.out.println(fourth.length());
    } catch (NullPointerException e) {
      System.out.println("locals " + e.getMessage() + " " + e.getStackTrace()[0]);
    }
    try {
      String a = t.text;
      Object b = "b";
      int c = 3;
      System.out.println(a.length() + c + b.hashCode());
    } catch (NullPointerException e) {
      System.out.println("locals " + e.getMessage() + " " + e.getStackTrace()[0]);
    }
    int[] counted = null;
    try {
      counted[1]++;
    } catch (NullPointerException e) {
      System.out.println("locals " + e.getMessage());
    }
  }

  private Traces chain(int depth) {
    return depth == 0 ? null : this;
  }

  private static Object make() {
    return null;
  }

  private static void misuse() {
    Object o = "text";
    show("cast", () -> (Integer) o);
    show("cast to array", () -> (Object[]) o);
    show("cast to own", () -> (Traces) o);
    show("index", () -> one()[5]);
    show("index out", () -> new Object[2].clone()[2]);
    show("negative size", () -> new Object[-1]);
    show("array store", () -> {
      Object[] strings = new String[1];
      strings[0] = 5;
      return null;
    });
    show("array copy", () -> {
      System.arraycopy(new Object[] {"a", 1}, 0, new String[2], 0, 2);
      return null;
    });
    show("array copy range", () -> {
      System.arraycopy(new Object[3], 2, new Object[3], 0, 2);
      return null;
    });
    show("array copy kind", () -> {
      System.arraycopy(new Object[3], 0, new int[3], 0, 2);
      return null;
    });
    show("array copy null", () -> {
      System.arraycopy(null, 0, new int[3], 0, 2);
      return null;
    });
    show("division", () -> 1 / (o.toString().length() - 4));
    show("clone", () -> new Traces().clone());
    show("monitor state", () -> {
      o.notify();
      return null;
    });
    show("iterator", () -> List.of().iterator().next());
    show("immutable", () -> List.of(1).set(0, null));
    show("no class", () -> Class.forName("no.such.Class"));
    show("no field", () -> Traces.class.getDeclaredField("none"));
    show("reflection", () -> Traces.class.getDeclaredMethod("fails", Object.class).invoke(null, o));
    show("reflection null", () -> Traces.class.getDeclaredMethod("chain", int.class).invoke(null, 1));
    show("enum", () -> Thread.State.valueOf("NONE"));
    show("initializer", () -> new Broken());
    show("initializer again", () -> new Broken());
    show("stream", () -> Stream.of(1, 2).map(x -> x / (x - x)).toList());
  }

  private static Object[] one() {
    return new Object[1];
  }

  static Object fails(Object o) {
    throw new IllegalStateException("on purpose " + o);
  }

  static final class Broken {
    static final Object VALUE = fails("init");
  }

  private static void walks() throws Exception {
    Supplier<Object> lambda = Traces::frames;
    System.out.println("lambda " + lambda.get());
    System.out.println("stream " + Stream.of(1).map(x -> frames()).toList());
    System.out.println("reflection " + Traces.class.getDeclaredMethod("frames").invoke(null));
    System.out.println("constructor " + new Walking().frames);
    System.out.println("initializer " + Initialised.FRAMES);
    System.out.println("caller " + StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass());
    Thread thread = new Thread(() -> System.out.println("thread " + frames()));
    thread.start();
    thread.join();
    List<String> sorted = new ArrayList<>(List.of("b", "a"));
    sorted.sort((a, b) -> {
      System.out.println("comparator " + frames());
      return a.compareTo(b);
    });
    System.out.println("finally " + inFinally());
  }

  private static Object inFinally() {
    try {
      return make();
    } finally {
      System.out.println("finally " + new Throwable().getStackTrace()[0]);
    }
  }

  static Object frames() {
    List<String> frames = new ArrayList<>();
    StackWalker.getInstance()
        .forEach(f -> frames.add(f.getClassName().replaceAll("0x[0-9a-f]+|\\d+", "N") + "." + f.getMethodName()
            + (f.getClassName().startsWith("Traces") ? ":" + f.getLineNumber() : "")));
    int dumped = Thread.currentThread().getStackTrace().length;
    int thrown = new Throwable().getStackTrace().length;
    return dumped - thrown + " " + frames;
  }

  static final class Walking {
    final Object frames = frames();
  }

  static final class Initialised {
    static final Object FRAMES = frames();
  }

  private static void causes() {
    try {
      try {
        fails("first");
      } catch (IllegalStateException e) {
        RuntimeException second = new RuntimeException("second", e);
        second.addSuppressed(new Exception("suppressed"));
        throw second;
      }
    } catch (RuntimeException e) {
      java.io.StringWriter text = new java.io.StringWriter();
      e.printStackTrace(new java.io.PrintWriter(text, true));
      System.out.println(text);
    }
  }

  /** How deep it goes may differ, what the trace says of it not. */
  private static void depth() {
    try {
      recurse(0);
    } catch (StackOverflowError e) {
      StackTraceElement[] trace = e.getStackTrace();
      System.out.println("overflow " + e.getMessage() + " " + trace.length + " "
          + trace[trace.length / 2] + " " + trace[trace.length - 1]);
    }
  }

  private static int recurse(int depth) {
    return depth + recurse(depth + 1);
  }

  /** Other numbers than without the agent, and as scattered. */
  private static void hashes() {
    int objects = 20_000;
    java.util.HashSet<Integer> all = new java.util.HashSet<>();
    int[] buckets = new int[64];
    int negative = 0;
    int changed = 0;
    int ascending = 0;
    int last = 0;
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      Object o = new Object();
      kept.add(o);
      int hash = System.identityHashCode(o);
      all.add(hash);
      buckets[(hash ^ hash >>> 16) & 63]++;
      negative += hash < 0 ? 1 : 0;
      ascending += hash > last ? 1 : 0;
      last = hash;
    }
    for (Object o : kept) {
      changed += o.hashCode() != System.identityHashCode(o) ? 1 : 0;
      changed += o.toString().equals("java.lang.Object@" + Integer.toHexString(o.hashCode())) ? 0 : 1;
    }
    int least = objects;
    int most = 0;
    for (int bucket : buckets) {
      least = Math.min(least, bucket);
      most = Math.max(most, bucket);
    }
    System.out.println("hashes distinct " + (all.size() > objects - 5) + ", negative " + negative
        + ", changed " + changed + ", spread " + (least > objects / 128 && most < objects / 32)
        + ", no order " + (ascending > objects / 4 && ascending < 3 * objects / 4));
    java.util.IdentityHashMap<Object, Integer> map = new java.util.IdentityHashMap<>();
    for (Object o : kept) {
      map.put(o, map.size());
    }
    System.out.println("identity map " + map.size() + " " + map.get(kept.get(777)));
  }
}
