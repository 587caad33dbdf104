import groovy.transform.CompileStatic
import io.refledger.api.Refs

/** Asks for the count of an item that dynamic calls do not pass on the way. */
@CompileStatic
class Counted {
  private final Item item

  Counted(Item item) {
    this.item = item
  }

  void bare() {
    item.bare = Refs.count(item)
  }

  int more() {
    return Refs.count(item) - item.bare
  }
}

/** Two properties. */
class Box {
  Object value
  Object other

  Box(Object value) {
    this.value = value
  }

  @Override
  String toString() {
    'a box'
  }
}

/** Made by names of properties. */
class Named {
  Object first
  Object second
}

/** Has two constructors, of which a subclass takes one when it runs. */
class Single {
  Object first

  Single(Object first) {
    this.first = first
  }

  Single(String first) {
    this.first = first
  }
}

/** Chooses a constructor of its superclass. */
class Pair extends Single {
  Object second

  Pair(Object first, Object second) {
    super(first)
    this.second = second
  }

  Pair(Object first) {
    this(first, null)
  }
}

/** An exception that refers to something. */
class Fault extends RuntimeException {
  Object cargo

  Fault(Object cargo) {
    super(null, null, false, false)
    this.cargo = cargo
  }
}

/** A category. */
class Boxing {
  static Object boxed(Item self) {
    new Box(self)
  }
}

/** A trait with a property. */
trait Carrying {
  Object cargo

  void carry(Object o) {
    cargo = o
  }
}

/** A class with a trait. */
class Carrier implements Carrying {}

/** Answers to any name. */
class Open {
  Object item

  void propertyMissing(String name, Object value) {
    item = value
  }

  Object propertyMissing(String name) {
    item
  }

  Object methodMissing(String name, Object arguments) {
    arguments[0]
  }
}
