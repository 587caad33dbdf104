package orchard.spi;

/** A service. */
public interface Fruit {
  String name();

  default Fruit ripe() {
    Fruit green = this;
    return () -> "ripe " + green.name();
  }
}
