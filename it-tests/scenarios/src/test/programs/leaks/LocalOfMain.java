import java.util.List;

/** A local variable of the first method of the program holds it all. */
class LocalOfMain implements Pattern {

  record Result(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 LocalOfMain$Result by local keptByMain
    keptByMain.add(new Result(i));
  }
}
