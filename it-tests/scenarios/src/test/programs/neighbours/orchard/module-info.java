/** A module that reads java.base and nothing else. */
module orchard {
  exports orchard.spi;

  uses orchard.spi.Fruit;

  provides orchard.spi.Fruit with
      orchard.Apple,
      orchard.Pear;
}
