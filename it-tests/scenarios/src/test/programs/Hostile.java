import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Leaks objects of classes, in threads, whose names want to be more than names. */
public final class Hostile {
  private static final int ROUNDS = 120;
  private static final int GARBAGE = 50;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  /** What a class, and a field, may be called; no part may have any of {@code . ; [ /}. */
  static final String[] NAMES = {
    "<script>alert(1)<",
    "a\"b'c&d",
    "x]]>y<!--",
    "\u001b]0\u0007\u001b(red",
    "\u202egnp-exe\u2066",
    "line\nfeed\ttab\rreturn\u2028separator\u0085",
    "{{mustache}}${jndi:x}",
    "`code`|cell|*bold*",
    "::error title=x::y%0A",
    "half\ud800pair\u0000zero",
    ":C",
    "back\\slash\\",
  };

  static final List<Object> KEPT = new ArrayList<>();

  private Hostile() {}

  /** What is renamed. */
  public static class Template implements Supplier<Object> {
    Object renamed;

    public Template() {}

    @Override
    public Object get() {
      Template made = new Template();
      made.renamed = new Object[1];
      return made;
    }
  }

  private static final class Own extends ClassLoader {
    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }

  public static void main(String[] arguments) throws Exception {
    List<Supplier<?>> makers = new ArrayList<>();
    for (int i = 0; i < NAMES.length; i++) {
      Class<?> c = new Own().define(renamed(classFile(), NAMES[i]));
      makers.add((Supplier<?>) c.getDeclaredConstructor().newInstance());
    }
    CountDownLatch done = new CountDownLatch(1);
    Thread thread =
        new Thread(() -> leakInThread(makers.get(0), done), "t\u001b[2J<script>\n\u202e|`");
    thread.setDaemon(true);
    thread.start();
    for (int round = 0; round < ROUNDS; round++) {
      for (Supplier<?> maker : makers) {
        KEPT.add(maker.get());
      }
      for (int i = 0; i < GARBAGE; i++) {
        new ArrayList<>(List.of(i, round));
      }
    }
    done.await();
    System.out.println("CHECK " + KEPT.size());
  }

  private static void leakInThread(Supplier<?> maker, CountDownLatch done) {
    List<Object> local = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      local.add(maker.get());
      Thread.yield();
    }
    done.countDown();
    while (!local.isEmpty()) {
      try {
        Thread.sleep(1000);
      } catch (InterruptedException e) {
        local.clear();
      }
    }
  }

  private static byte[] classFile() throws IOException {
    try (InputStream in = Hostile.class.getResourceAsStream("Hostile$Template.class")) {
      return in.readAllBytes();
    }
  }

  /** The class file with other names of the class, its field and its source file. */
  private static byte[] renamed(byte[] classFile, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong());
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == UTF8) {
        String text = in.readUTF();
        text = text.replace("Hostile$Template", name).replace("Hostile.java", name + ".java");
        out.writeUTF(text.equals("renamed") ? name.replaceAll("[<>]", "") : text);
      } else {
        byte[] rest = new byte[lengthOf(tag)];
        in.readFully(rest);
        out.write(rest);
        i += tag == LONG || tag == DOUBLE ? 1 : 0;
      }
    }
    out.write(in.readAllBytes());
    return bytes.toByteArray();
  }

  private static int lengthOf(int tag) {
    return switch (tag) {
      case LONG, DOUBLE -> 8;
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      default -> 4;
    };
  }
}
