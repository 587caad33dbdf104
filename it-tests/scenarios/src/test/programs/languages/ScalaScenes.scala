import io.refledger.api.Gc
import io.refledger.api.Tracked
import scala.annotation.tailrec
import scala.util.boundary
import scala.util.boundary.break

/** What is particular to the Scala compiler. */
class ScalaScenes extends Scenes {
  import Scenes.{alive, bare, check, collected, dead, held, watch}
  import ScalaScenes.*

  override def play(scene: Int): Boolean = {
    scene match {
      case 0 => lazyValues()
      case 1 => patterns()
      case 2 => closures()
      case 3 => traitFields()
      case 4 => comprehensions()
      case 5 => byName()
      case 6 => tailCalls()
      case 7 => caseClasses()
      case 8 => valuesOnTheStack()
      case 9 => handlers()
      case 10 => options()
      case 11 => boundaries()
      case 12 => enumerations()
      case 13 => partials()
      case _ => return false
    }
    true
  }

  private def lazyValues(): Unit = {
    var source: Item = new Item
    val tracked = watch(source)
    var holder = new Lazily(source)
    source = null
    alive(tracked)
    check("made", 0, holder.made.bare)
    val made = watch(holder.made)
    check("same", holder.made, holder.made)
    holder = null
    dead(made)
    dead(tracked)
    lazy val local = new Item
    check("local", local, local)
  }

  private def kind(o: Any): Int = o match {
    case Box(item: Item, n) if n > 1 => n + item.bare
    case Box(_, n) => n
    case (first: Item, _) => 10 + first.bare
    case head :: _ => 20
    case Even(half) => half
    case s: String => s.length
    case null => -1
    case _ => 0
  }

  private def sum(pair: (Item, Item)): Int = {
    val (first, second) = pair
    first.bare + second.bare
  }

  private def patterns(): Unit = {
    check("guarded", 2, kind(Box(new Item, 2)))
    check("plain", 1, kind(Box(null, 1)))
    check("tuple", 10, kind((new Item, 1)))
    check("list", 20, kind(List(new Item)))
    check("extractor", 21, kind(Integer.valueOf(42)))
    var pair = (new Item, new Item)
    val whole = watch(pair)
    val one = watch(pair(0))
    check("bare", 0, sum(pair))
    pair = null
    dead(whole)
    dead(one)
  }

  private def closures(): Unit = {
    val a = new Item
    bare(a)
    var captured: Item = new Item
    val tracked = watch(captured)
    var clear: () => Unit = () => captured = null
    alive(tracked)
    clear()
    dead(tracked)
    val function = watch(clear)
    clear = null
    dead(function)
    def local(n: Int): Int = a.bare + n
    var method: Int => Int = local
    check("local", a.bare + 1, method(1))
    method = null
    held(0, a)
  }

  private def traitFields(): Unit = {
    var keeper = new Keeper
    val first = watch(keeper.kept)
    keeper.kept = new Item
    dead(first)
    val second = watch(keeper.kept)
    keeper = null
    dead(second)
  }

  private def comprehensions(): Unit = {
    val a = new Item
    bare(a)
    var pairs = for {
      i <- List(1, 2, 3)
      k <- 1 to i if k != 2
    } yield Box(a, i * k)
    held(4, a)
    check("sum", 15, pairs.map(_.number).sum)
    pairs = null
    Gc.collect()
    held(0, a)
    var last: Tracked = null
    for (i <- 0 until 3) {
      val item = new Item
      last = watch(item)
    }
    dead(last)
  }

  private def twice(body: => Item): Int = body.bare + body.bare

  private def byName(): Unit = {
    val a = new Item
    bare(a)
    var made: Tracked = null
    check("twice", 0, twice {
      if (made != null) dead(made)
      val item = new Item
      made = watch(item)
      item
    })
    dead(made)
    check("a", 2 * a.bare, twice(a))
    held(0, a)
  }

  @tailrec private def last(list: List[Item], found: Item): Item = list match {
    case Nil => found
    case head :: tail => last(tail, head)
  }

  private def tailCalls(): Unit = {
    val a = new Item
    bare(a)
    var list = List.fill(50)(new Item) :+ a
    val head = watch(list.head)
    check("last", a, last(list, null))
    list = null
    dead(head)
    held(0, a)
  }

  /** The compiler keeps the box in a local without a name. */
  private def copied(box: Box): Box = box.copy(number = 2)

  private def areEqual(box: Box, copy: Box): Boolean = box == copy

  private def caseClasses(): Unit = {
    val a = new Item
    bare(a)
    var box = Box(a, 1)
    var copy = copied(box)
    held(2, a)
    check("equal", false, areEqual(box, copy))
    val tracked = watch(box)
    box = null
    dead(tracked)
    copy = null
    held(0, a)
  }

  private def take(first: Item, second: Int): Int = if (first == null) -1 else second

  private def valuesOnTheStack(): Unit = {
    for (k <- 0 to 1) {
      check("taken", 3, take(new Item, k match {
        case 0 =>
          var n = 0
          while (n < 3) {
            var inner = new Item
            val tracked = watch(inner)
            inner = null
            dead(tracked)
            n += 1
          }
          n
        case _ => try fail(new Item) catch { case e: Fault => 3 }
      }))
    }
  }

  private def fail(cargo: Item): Int = throw new Fault(cargo)

  private def handlers(): Unit = {
    val a = new Item
    bare(a)
    var fault: Tracked = null
    val taken = try fail(a) catch {
      case e: Fault if e.cargo eq a =>
        fault = watch(e)
        1
      case _: RuntimeException => 2
    } finally held(0, a)
    check("taken", 1, taken)
    dead(fault)
    held(0, a)
  }

  private def options(): Unit = {
    var some: Option[Item] = Some(new Item)
    val tracked = watch(some.get)
    check("mapped", 1, some.map(_.bare + 1).getOrElse(0))
    check("none", 0, some.filter(_.bare > 0).fold(0)(_.bare))
    some = None
    dead(tracked)
    var either: Either[Item, Int] = Left(new Item)
    val left = watch(either.swap.getOrElse(null))
    either = Right(1)
    dead(left)
  }

  private def boundaries(): Unit = {
    var found = boundary[Item] {
      List(new Item, new Item).foreach(item => if (item.bare == 0) break(item))
      null
    }
    val tracked = watch(found)
    found = null
    Gc.collect()
    dead(tracked)
  }

  private def enumerations(): Unit = {
    val a = new Item
    bare(a)
    var tree: Tree = Tree.Node(Tree.Leaf(a), Tree.Node(Tree.Leaf(a), Tree.Empty))
    check("size", 2, size(tree))
    held(2, a)
    tree = Tree.Empty
    held(0, a)
    check("ordinal", 0, Tree.Empty.ordinal)
  }

  private def size(tree: Tree): Int = tree match {
    case Tree.Empty => 0
    case Tree.Leaf(_) => 1
    case Tree.Node(left, right) => size(left) + size(right)
  }

  private def partials(): Unit = {
    val a = new Item
    bare(a)
    var partial: PartialFunction[Any, Item] = {
      case i: Item => i
      case s: String => a
    }
    val tracked = watch(partial)
    check("applied", a, partial("a"))
    check("defined", false, partial.isDefinedAt(1))
    check("lifted", None, partial.lift(Integer.valueOf(1)))
    partial = null
    dead(tracked)
    held(0, a)
    var text = s"bare ${a.bare} and ${new Item().bare}"
    val whole = watch(text)
    text = null
    dead(whole)
  }
}

object ScalaScenes {
  def main(arguments: Array[String]): Unit = new ScalaScenes().run(arguments)

  private final case class Box(item: Item, number: Int)

  private final class Lazily(source: Item) {
    lazy val made: Item = {
      val item = new Item
      item.bare = source.bare
      item
    }
  }

  private trait Keeps {
    var kept: Item = new Item
  }

  private final class Keeper extends Keeps

  private object Even {
    def unapply(n: Int): Option[Int] = if (n % 2 == 0) Some(n / 2) else None
  }

  private final class Fault(val cargo: Item) extends RuntimeException(null, null, false, false)

  enum Tree {
    case Empty
    case Leaf(item: Item)
    case Node(left: Tree, right: Tree)
  }
}
