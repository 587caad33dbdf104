import java.util.List;

/** Each handler is an anonymous class that knows the one before it. */
class InnerClassChain implements Pattern {
  static Handler last = number -> number;

  interface Handler {
    int handle(int number);
  }

  @Override
  public void step(int i, List<Object> keptByMain) {
    Handler before = last;
    // GROWTH 5999 or 6000 InnerClassChain$1 by InnerClassChain.last
    last = new Handler() {
          @Override
          public int handle(int number) {
            return before.handle(number) + 1;
          }
        };
  }
}
