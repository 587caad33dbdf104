import groovy.transform.CompileStatic
import io.refledger.api.Gc
import io.refledger.api.Tracked

/*
 * A dynamic call holds its arguments in an array and in the frames of the method handles that it goes
 * through; which those are changes. So an item's count is asked for through another object.
 *
 * The compiler leaves what an assignment stores, and other temporaries, in locals without a name, until
 * the next branch: so they are made in methods of their own. A map of named arguments is garbage in a
 * cycle: the map and its set of entries refer to each other.
 */
/** What is particular to the Groovy compiler and its runtime: calls are linked when they are made. */
class GroovyScenes extends Scenes {
  static void main(String[] arguments) {
    new GroovyScenes().run(arguments)
  }

  @Override
  @CompileStatic
  boolean play(int scene) {
    switch (scene) {
      case 0: literals(); break
      case 1: maps(); break
      case 2: closures(); break
      case 3: closuresThatMake(); break
      case 4: strings(); break
      case 5: properties(); break
      case 6: delegates(); break
      case 7: exceptions(); break
      case 8: namedArguments(); break
      case 9: calls(); break
      case 10: varargs(); break
      case 11: spreads(); break
      case 12: superConstructors(); break
      case 13: curried(); break
      case 14: coerced(); break
      case 15: categories(); break
      case 16: metaClasses(); break
      case 17: missing(); break
      case 18: traits(); break
      case 19: Statics.closures(); break
      case 20: Statics.properties(); break
      case 21: Statics.exceptions(); break
      default: return false
    }
    return true
  }

  private void literals() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def list = [a, new Item(), a]
    check('list', 2, counted.more())
    def tracked = watch(list[1])
    def whole = watch(list)
    list[0] = null
    check('element', 1, counted.more())
    alive(tracked)
    list = null
    dead(whole)
    dead(tracked)
    check('none', 0, counted.more())
    def row = [a, a] as Item[]
    check('row', 2, counted.more())
    row = null
    check('none', 0, counted.more())
  }

  private void maps() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def map = [first: a, (1): new Item()]
    check('map', 1, counted.more())
    check('get', a, map.first)
    def tracked = watch(map[1])
    map.remove(1)
    dead(tracked)
    map = null
    check('none', 0, counted.more())
  }

  private void closures() {
    def a = new Item()
    def tracked = watch(a)
    def give = { a }
    def closure = watch(give)
    check('same', a, give())
    check('same', a, give.call())
    a = null
    dead(tracked)
    give = null
    dead(closure)
  }

  private void closuresThatMake() {
    def item = new Item()
    def counted = new Counted(item)
    counted.bare()
    def same = { Object it -> it }
    check('argument', item, same(item))
    check('collected', 3, [item, item, item].collect(same).size())
    check('none', 0, counted.more())
    def closure = watch(same)
    same = null
    dead(closure)
    def made = ({ new Item() })()
    def tracked = watch(made)
    made = null
    dead(tracked)
  }

  private void strings() {
    def box = new Box('b')
    def tracked = watch(box)
    def text = "box ${box.value} and ${box}"
    def whole = watch(text)
    box = null
    alive(tracked)
    def plain = text.toString()
    check('text', true, plain == 'box b and a box')
    text = null
    dead(whole)
    dead(tracked)
    whole = watch(plain)
    plain += 'x'
    dead(whole)
  }

  private static void put(Box box, Object value) {
    box.value = value
  }

  private static void putByName(Box box, Object value) {
    box['value'] = value
  }

  private void properties() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def box = new Box(null)
    put(box, a)
    check('set', 1, counted.more())
    check('get', a, box.value)
    check('by name', a, box['value'])
    check('safe', a, box?.value)
    check('method', a, box.getValue())
    check('got', 1, counted.more())
    put(box, new Item())
    check('set', 0, counted.more())
    def tracked = watch(box.value)
    putByName(box, a)
    dead(tracked)
    check('set by name', 1, counted.more())
    tracked = watch(box)
    box = null
    dead(tracked)
    check('none', 0, counted.more())
  }

  private static void fill(Box box, Object a) {
    box.with {
      value = a
      other = new Item()
    }
  }

  private void delegates() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def box = new Box(null)
    fill(box, a)
    check('filled', 1, counted.more())
    def other = watch(box.other)
    def tracked = watch(box)
    box = null
    dead(tracked)
    dead(other)
    check('none', 0, counted.more())
  }

  private void exceptions() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def fault = null
    try {
      fail(a)
      check('thrown', true, false)
    } catch (Fault e) {
      check('caught', 1, counted.more())
      fault = watch(e)
    } finally {
      check('left', 0, counted.more())
    }
    dead(fault)
    try {
      [a].each { fail(it) }
    } catch (Fault e) {
      fault = watch(e)
    }
    dead(fault)
    check('none', 0, counted.more())
  }

  private Object fail(Object cargo) {
    def local = new Item()
    throw new Fault(cargo)
  }

  private void namedArguments() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def pair = new Named(first: a, second: new Item())
    Gc.collect()
    check('named', 1, counted.more())
    def second = watch(pair.second)
    def tracked = watch(pair)
    pair = null
    dead(tracked)
    dead(second)
    check('none', 0, counted.more())
  }

  private void calls() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    check('same', a, same(a))
    check('static', a, sameStatic(a))
    check('defaulted', a, defaulted(a))
    def made = defaulted()
    def tracked = watch(made)
    made = null
    dead(tracked)
    same(new Item())
    check('none', 0, counted.more())
    check('second', a, secondOf(a))
    check('none', 0, counted.more())
  }

  /** The list stays in a local without a name until the method returns. */
  private Object secondOf(Object o) {
    def (first, second) = [new Item(), o]
    second
  }

  private Object same(Object o) {
    o
  }

  private static Object sameStatic(Object o) {
    return o
  }

  private Object defaulted(Object o = new Item()) {
    o
  }

  private Object[] rest(Object first, Object... rest) {
    rest
  }

  private void varargs() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def row = rest(null, a, new Item(), a)
    check('rest', 2, counted.more())
    def tracked = watch(row[1])
    row = rest(a)
    check('none', 0, counted.more())
    dead(tracked)
    rest(a, a, new Item())
    check('none', 0, counted.more())
  }

  private void spreads() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def boxes = [new Box(a), new Box(new Item()), null]
    def values = boxes*.value
    check('values', 2, counted.more())
    def tracked = watch(values[1])
    boxes = null
    alive(tracked)
    values = null
    dead(tracked)
    def two = [a, null]
    check('spread', a, rest(*two, a)[1])
    def more = [*two, a]
    check('more', 3, counted.more())
    more = null
    two = null
    check('none', 0, counted.more())
    check('sum', 6, (1..3).sum())
  }

  private void superConstructors() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def pair = new Pair(a, new Item())
    check('pair', 1, counted.more())
    def tracked = watch(pair)
    def second = watch(pair.second)
    pair = null
    dead(tracked)
    dead(second)
    check('none', 0, counted.more())
    pair = new Pair(a)
    check('this', 1, counted.more())
    pair = null
    check('none', 0, counted.more())
  }

  private void curried() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def second = { x, y -> y }
    def curried = second.curry(a)
    check('curried', 1, counted.more())
    def item = new Item()
    check('second', item, curried(item))
    curried = null
    check('none', 0, counted.more())
    def pointer = this.&same
    check('pointer', a, pointer(a))
    def tracked = watch(pointer)
    pointer = null
    dead(tracked)
    def both = { new Box(it) } >> { it.value }
    check('composed', a, both(a))
    check('none', 0, counted.more())
  }

  private void coerced() {
    def item = new Item()
    def holder = [null]
    Runnable runnable = { holder[0] = item }
    runnable.run()
    def closure = watch(runnable)
    runnable = null
    dead(closure)
    def tracked = watch(item)
    item = null
    alive(tracked)
    holder.clear()
    dead(tracked)
    def comparator = { x, y -> 0 } as Comparator
    check('compared', 0, comparator.compare(holder, holder))
    closure = watch(comparator)
    comparator = null
    dead(closure)
  }

  private void categories() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    use(Boxing) {
      def box = a.boxed()
      check('boxed', a, box.value)
      def tracked = watch(box)
      box = null
      dead(tracked)
    }
    check('none', 0, counted.more())
  }

  private void metaClasses() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def box = new Box(a)
    box.metaClass.extra = { -> value }
    check('extra', a, box.extra())
    def tracked = watch(box)
    box = null
    collected(tracked)
    check('none', 0, counted.more())
  }

  private static void answer(Open open, Object value) {
    open.anything = value
  }

  private static void fill(Expando expando, Object value) {
    expando.item = value
  }

  private void missing() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def open = new Open()
    answer(open, a)
    check('set', 1, counted.more())
    check('get', a, open.anything)
    check('call', a, open.anyCall(a))
    answer(open, null)
    check('none', 0, counted.more())
    def expando = new Expando()
    fill(expando, a)
    check('set', 1, counted.more())
    expando = null
    check('none', 0, counted.more())
  }

  private void traits() {
    def a = new Item()
    def counted = new Counted(a)
    counted.bare()
    def carrier = new Carrier()
    carrier.carry(a)
    check('carried', 1, counted.more())
    check('cargo', a, carrier.cargo)
    def tracked = watch(carrier)
    carrier = null
    dead(tracked)
    check('none', 0, counted.more())
  }

  /** Code that the compiler links by itself. */
  @CompileStatic
  static class Statics {
    static void closures() {
      Item a = new Item()
      bare(a)
      Closure<Item> give = { a }
      check('same', a, give())
      Tracked tracked = watch(give)
      give = null
      dead(tracked)
      held(0, a)
      List<Item> items = [a, new Item()]
      held(1, a)
      tracked = watch(items[1])
      List<Item> copies = items.collect { Item x -> x }
      held(2, a)
      items = null
      alive(tracked)
      copies = null
      dead(tracked)
      held(0, a)
    }

    private static void put(Box box, Item a) {
      box.value = a
      box.with { other = a }
    }

    private static Object valueOf(Box box) {
      box?.value
    }

    static void properties() {
      Item a = new Item()
      bare(a)
      Box box = new Box(null)
      put(box, a)
      held(2, a)
      check('get', a, valueOf(box))
      Tracked tracked = watch(box)
      String text = "box ${box} ${a.bare}"
      box = null
      dead(tracked)
      held(0, a)
      tracked = watch(text)
      text = null
      dead(tracked)
    }

    static void exceptions() {
      Item a = new Item()
      bare(a)
      Tracked fault = null
      try {
        throw new Fault(a)
      } catch (Fault e) {
        held(1, a)
        fault = watch(e)
      } finally {
        held(0, a)
      }
      dead(fault)
      [a, a].each { Item x -> check('each', a, x) }
      held(0, a)
    }
  }
}
