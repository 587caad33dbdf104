package orchard;

import orchard.spi.Fruit;

/** A provider with a method for it. */
public final class Pear implements Fruit {
  private final String name;

  private Pear(String name) {
    this.name = name;
  }

  public static Fruit provider() {
    return new Pear("pear");
  }

  @Override
  public String name() {
    return name;
  }
}
