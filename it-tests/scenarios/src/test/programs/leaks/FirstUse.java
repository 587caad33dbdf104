import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a program sets up in its first quarter: classes, plug-ins, tables. */
class FirstUse implements Pattern {
  static final Map<Integer, Setting> SETTINGS = new HashMap<>();
  static final List<Object> PLUGINS = new ArrayList<>();
  static int used;

  record Setting(String text) {}

  public static final class Plugin {}

  static final class PluginLoader extends ClassLoader {
    PluginLoader() {
      super(FirstUse.class.getClassLoader());
    }

    Object load() throws Exception {
      try (InputStream in = FirstUse.class.getResourceAsStream("FirstUse$Plugin.class")) {
        byte[] code = in.readAllBytes();
        Class<?> type = defineClass("FirstUse$Plugin", code, 0, code.length);
        return type.getDeclaredConstructor().newInstance();
      }
    }
  }

  @Override
  public void step(int i, List<Object> keptByMain) throws Exception {
    if (i < STEPS / 4) {
      SETTINGS.put(i, new Setting("setting " + i));
      if (i % 25 == 0) {
        PLUGINS.add(new PluginLoader().load());
      }
    } else {
      used += SETTINGS.get(i % SETTINGS.size()).text().length() + new int[] {i}.length;
    }
  }
}
