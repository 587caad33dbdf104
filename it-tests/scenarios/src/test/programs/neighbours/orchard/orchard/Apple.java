package orchard;

import orchard.spi.Fruit;

/** A provider. */
public final class Apple implements Fruit {
  @Override
  public String name() {
    return "apple";
  }
}
