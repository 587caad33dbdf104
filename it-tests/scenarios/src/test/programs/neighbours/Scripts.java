import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyObject;
import groovy.lang.GroovyShell;

/** Groovy that is compiled, loaded and dropped while the program runs. */
public final class Scripts {
  private static final String SCRIPT =
      """
      def squares = (1..limit).collect { n -> n * n }
      def byLast = squares.groupBy { it % 10 }
      def text = "sum ${squares.sum()} of ${byLast.keySet().sort()}"
      Integer.metaClass.twice = { -> delegate * 2 }
      def failed = 0
      try { squares.missing() } catch (MissingMethodException e) { failed++ }
      text + limit.twice() + failed + [a: 1, b: [c: 2]].b.c
      """;

  private static final String CLASS =
      """
      class Counter {
        def count = 0
        Closure step = { int by -> count += by }
        def run(n) { n.times { i -> step(i as int) }; this }
        String toString() { "counter $count" }
      }
      """;

  private Scripts() {}

  public static void main(String[] arguments) throws Exception {
    StringBuilder line = new StringBuilder("CHECK");
    for (int round = 0; round < 6; round++) {
      Binding binding = new Binding();
      binding.setVariable("limit", 20 + round);
      line.append(' ').append(new GroovyShell(binding).evaluate(SCRIPT));
      line.append(' ').append(counted(round));
    }
    System.out.println(line);
  }

  private static Object counted(int round) throws Exception {
    try (GroovyClassLoader loader = new GroovyClassLoader()) {
      GroovyObject counter =
          (GroovyObject) loader.parseClass(CLASS).getDeclaredConstructor().newInstance();
      return counter.invokeMethod("run", 50 + round).toString();
    }
  }
}
