import io.refledger.api.Tracked

/** What is particular to the Kotlin compiler. */
class KotlinScenes : Scenes() {
  override fun play(scene: Int): Boolean {
    when (scene) {
      0 -> inlined()
      1 -> valuesOnTheStack()
      2 -> tries()
      3 -> sequences()
      4 -> lateInitialised()
      5 -> companions()
      6 -> dataClasses()
      7 -> capturedVariables()
      8 -> scopeFunctions()
      9 -> lazily()
      10 -> tailCalls()
      11 -> sealedClasses()
      12 -> defaultsAndVarargs()
      13 -> valueClasses()
      14 -> resources()
      15 -> delegation()
      16 -> strings()
      17 -> nonLocalReturns()
      else -> return false
    }
    return true
  }

  private inline fun <T> with(item: Item, body: (Item) -> T): T {
    val copy = item
    try {
      return body(copy)
    } finally {
      check("same", item, copy)
    }
  }

  private fun inlined() {
    val a = Item()
    bare(a)
    var made: Item? = Item()
    val tracked = watch(made)
    check("result", 1, with(made!!) { it.bare + 1 })
    made = null
    dead(tracked)
    for (i in 0 until 3) {
      check("inner", 2, with(a) { outer -> with(Item()) { inner -> outer.bare - a.bare + inner.bare + 2 } })
    }
    held(0, a)
    check("reified", true, isA<Item>(a) && !isA<String>(a))
  }

  private inline fun <reified T> isA(o: Any): Boolean = o is T

  private fun take(first: Item?, second: Int): Int = if (first == null) -1 else second

  private fun valuesOnTheStack() {
    for (k in 0..2) {
      val taken =
          take(
              Item(),
              when (k) {
                0 -> {
                  var n = 0
                  for (i in 0 until 3) {
                    var inner: Item? = Item()
                    val tracked = watch(inner)
                    inner = null
                    dead(tracked)
                    n++
                  }
                  n
                }
                1 -> listOf(Item(), Item()).sumOf { it.bare } + 3
                else -> if (k == 2) 3 else return
              })
      check("taken", 3, taken)
    }
    val pair = Holder(Item(), Holder(Item(), null))
    val first = watch(pair.first)
    replaceFirst(pair)
    dead(first)
  }

  private fun replaceFirst(pair: Holder) {
    pair.first = (pair.second as Holder).first ?: Item()
  }

  private fun tries() {
    val a = Item()
    bare(a)
    var fault: Tracked? = null
    val taken =
        take(
            Item(),
            try {
              fail(a)
            } catch (e: Fault) {
              fault = watch(e)
              3
            } finally {
              held(0, a)
            })
    check("taken", 3, taken)
    dead(fault)
    held(0, a)
    val chosen: Item = try { a } finally { check("kept", true, true) }
    check("chosen", a, chosen)
  }

  private fun fail(cargo: Any): Int = throw Fault(cargo)

  private fun sequences() {
    val a = Item()
    bare(a)
    var spilled: Tracked? = null
    var items: Iterator<Item>? =
        sequence {
              var local: Item? = Item()
              spilled = watch(local)
              yield(a)
              check("bare", 0, local!!.bare)
              local = null
              yield(Item())
              yieldAll(listOf(a, a))
            }
            .iterator()
    check("first", a, items!!.next())
    alive(spilled)
    var second: Item? = items.next()
    dead(spilled)
    val tracked = watch(second)
    second = null
    dead(tracked)
    check("third", a, items.next())
    check("rest", 1, items.asSequence().count())
    items = null
    io.refledger.api.Gc.collect() // the iterator and its coroutine refer to each other
    held(0, a)
    check("squares", 14, generateSequence(1) { it + 1 }.map { it * it }.take(3).sum())
  }

  private lateinit var late: Item

  private fun lateInitialised() {
    val owner = KotlinScenes()
    try {
      owner.late.bare = 1
      check("thrown", true, false)
    } catch (e: UninitializedPropertyAccessException) {
      check("named", true, e.message!!.contains("late"))
    }
    owner.late = Item()
    val tracked = watch(owner.late)
    owner.late = Item()
    dead(tracked)
    check("initialised", true, owner::late.isInitialized)
  }

  private fun companions() {
    val tracked = watch(remember(Item()))
    alive(tracked)
    remembered = null
    dead(tracked)
    val a = Item()
    bare(a)
    synchronized(Single) {
      Single.item = a
      held(1, a)
      Single.item = null
      held(0, a)
    }
  }

  private fun dataClasses() {
    val a = Item()
    bare(a)
    var box: Box? = Box(a, 1)
    var copy: Box? = box!!.copy(number = 2)
    held(2, a)
    compare(box, copy)
    destructure(copy!!, a)
    val tracked = watch(box)
    box = null
    dead(tracked)
    val other = watch(copy)
    copy = null
    dead(other)
  }

  private fun destructure(box: Box, expected: Item) {
    val (item, number) = box
    check("item", expected, item)
    check("number", 2, number)
  }

  private fun compare(box: Box?, copy: Box?) {
    check("equal", false, box == copy)
    check("hash", box.hashCode() + 1, copy.hashCode())
  }

  private fun capturedVariables() {
    var captured: Item? = Item()
    val tracked = watch(captured)
    var clear: (() -> Unit)? = { captured = null }
    val function = watch(clear)
    alive(tracked)
    clear!!()
    dead(tracked)
    clear = null
    dead(function)
    var inner: Runnable? =
        object : Runnable {
          val held = Item()

          override fun run() {
            captured = held
          }
        }
    inner!!.run()
    val item = watch(captured)
    inner = null
    alive(item)
    captured = null
    dead(item)
  }

  /** The compiler keeps receivers in locals without a name. */
  private fun chained(see: (Item) -> Unit): Int =
      Item().apply { bare = 4 }.also { see(it) }.let { it.bare + 1 }

  private fun scopeFunctions() {
    var last: Tracked? = null
    check("number", 5, chained { last = watch(it) })
    dead(last)
    val none: Holder? = null
    check("none", null, none?.first?.bare)
    val item: Item = none?.first ?: run { Item().also { last = watch(it) } }
    alive(last)
    check("bare", 0, item.bare)
    check("taken", null, item.takeIf { it.bare > 0 })
  }

  private fun lazily() {
    var made = 0
    var initialiser: Item? = Item()
    val tracked = watch(initialiser)
    val holder = LazyHolder(initialiser!!) { made++ }
    initialiser = null
    alive(tracked)
    val first = holder.value
    check("same", first, holder.value)
    check("made", 1, made)
    dead(tracked) // the initialiser is dropped once it has run
  }

  private tailrec fun last(holder: Holder, depth: Int): Any? =
      if (depth == 0) holder.first else last(holder.second as Holder, depth - 1)

  private fun tailCalls() {
    val a = Item()
    bare(a)
    var chain: Holder? = Holder(a, null)
    val tracked = watch(chain)
    for (i in 1..50) chain = Holder(null, chain)
    check("last", a, last(chain!!, 50))
    chain = null
    dead(tracked)
    held(0, a)
  }

  private fun sealedClasses() {
    for (shape in listOf(Shape.Dot(Item()), Shape.Line(Item(), Item()), Shape.Nothing)) {
      val size =
          when (shape) {
            is Shape.Dot -> 1 + shape.at.bare
            is Shape.Line -> 2 + shape.from.bare + shape.to.bare
            Shape.Nothing -> 0
          }
      check("size", size, shape.size())
    }
  }

  private fun defaulted(item: Item = Item(), count: Int = 1, vararg others: Item): Int =
      item.bare + count + others.size

  private fun spread(a: Item, row: Array<Item>) {
    check("spread", 7, defaulted(a, 4, *row, a) - a.bare)
  }

  private fun defaultsAndVarargs() {
    check("defaults", 1, defaulted())
    val a = Item()
    bare(a)
    val row = arrayOf(a, Item())
    spread(a, row)
    held(1, a)
    check("named", 3, defaulted(count = 3))
  }

  private fun boxed(o: Any?): Any? = o

  private fun valueClasses() {
    var box: Any? = boxed(Wrapped(Item()))
    val outer = watch(box)
    val inner = watch((box as Wrapped).item)
    box = null
    dead(outer)
    dead(inner)
  }

  private fun used(a: Item, see: (Resource) -> Unit): Item =
      Resource(a).use {
        see(it)
        it.cargo
      }

  private fun resources() {
    val a = Item()
    bare(a)
    var closed: Tracked? = null
    check("result", a, used(a) { closed = watch(it) })
    dead(closed)
    try {
      used(a) { fail(it) }
    } catch (e: Fault) {
      closed = watch(e)
    }
    dead(closed)
    held(0, a)
  }

  private fun delegation() {
    val seen = arrayOfNulls<Item>(2)
    var observed: Item by
        kotlin.properties.Delegates.observable(Item()) { _, old, new ->
          seen[0] = old
          seen[1] = new
        }
    val first = watch(observed)
    observed = Item()
    alive(first)
    seen[0] = null
    dead(first)
    var list: MutableList<Item>? = Counted(ArrayList())
    list!!.add(Item())
    val item = watch(list[0])
    list = null
    dead(item)
  }

  private fun strings() {
    val a = Item()
    bare(a)
    var text: String? = "bare ${a.bare} and ${Item().bare}"
    val tracked = watch(text)
    check("text", true, text!!.endsWith("and 0"))
    text = null
    dead(tracked)
    held(0, a)
  }

  private fun firstBare(items: List<Item>): Item? {
    items.forEach { item -> if (item.bare == 7) return item }
    return null
  }

  private fun seven(): Item = Item().apply { bare = 7 }

  private fun nonLocalReturns() {
    var found: Item? = firstBare(listOf(Item(), seven(), Item()))
    val tracked = watch(found)
    check("found", 7, found!!.bare)
    found = null
    dead(tracked)
    check("none", null, firstBare(listOf(Item())))
    var count = 0
    outer@ for (i in 0..3) {
      for (k in 0..3) {
        val item = Item()
        if (k == 2) continue@outer
        if (i == 2) break@outer
        count += item.bare + 1
      }
    }
    check("count", 4, count)
  }

  private class Holder(var first: Item?, var second: Any?)

  private data class Box(val item: Item, val number: Int)

  private object Single {
    var item: Item? = null
  }

  private sealed class Shape {
    abstract fun size(): Int

    class Dot(val at: Item) : Shape() {
      override fun size() = 1
    }

    class Line(val from: Item, val to: Item) : Shape() {
      override fun size() = 2
    }

    object Nothing : Shape() {
      override fun size() = 0
    }
  }

  @JvmInline private value class Wrapped(val item: Item)

  private class Resource(val cargo: Item) : AutoCloseable {
    override fun close() {
      check("closed", true, true)
    }
  }

  private class LazyHolder(item: Item, made: () -> Unit) {
    val value by lazy {
      made()
      Holder(Item(), item.bare)
    }
  }

  private class Counted(private val list: MutableList<Item>) : MutableList<Item> by list

  private class Fault(val cargo: Any) : RuntimeException(null, null, false, false)

  companion object {
    @JvmStatic private val slots = ThreadLocal<Item?>()
    private var remembered: Item?
      get() = slots.get()
      set(value) = if (value == null) slots.remove() else slots.set(value)

    fun remember(item: Item): Item {
      remembered = item
      return item
    }

    @JvmStatic
    fun main(arguments: Array<String>) {
      KotlinScenes().run(arguments)
    }
  }
}
