package io.refledger.it.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/** Evaluates the expressions of a random program by the model; each value is pinned. */
final class Evaluation {
  private final Program program;
  private final ModelHeap heap;
  private final Chance chance;
  private final Interpreter interpreter;
  private final LibraryEvaluation library;
  private final IdentityHashMap<Expr.Task, ModelObject> withoutCaptures = new IdentityHashMap<>();

  Evaluation(Program program, ModelHeap heap, Chance chance, Interpreter interpreter) {
    this.program = program;
    this.heap = heap;
    this.chance = chance;
    this.interpreter = interpreter;
    this.library = new LibraryEvaluation(heap);
  }

  private ModelFrame frame() {
    return interpreter.frame();
  }

  /**
   * Throws unless the value so far below the top of the stack is an object.
   *
   * @throws ModelException if it is null
   */
  void requireNonNull(int below) {
    frame().step();
    check(frame().peek(below) != null, "NullPointerException");
  }

  private static void check(boolean isFine, String exception) {
    if (!isFine) {
      throw new ModelException(new ModelObject(exception));
    }
  }

  static boolean isA(ModelObject object, Type type) {
    return object != null && object.type.isA(type);
  }

  boolean test(Cond condition) {
    if (condition instanceof Cond.Flip) {
      return chance.next(2) == 1;
    } else if (condition instanceof Cond.IsNull c) {
      push(c.value());
      boolean isNull = frame().peek(0) == null;
      frame().consume(1);
      return isNull;
    } else if (condition instanceof Cond.Same c) {
      push(c.left());
      push(c.right());
      boolean isSame = frame().peek(0) == frame().peek(1);
      frame().consume(2);
      return isSame;
    } else if (condition instanceof Cond.IsInstance c) {
      push(c.value());
      boolean isInstance = isA(frame().peek(0), c.type());
      frame().consume(1);
      return isInstance;
    } else if (condition instanceof Cond.HasNoNumber c) {
      push(c.on());
      requireNonNull(0);
      frame().consume(1);
      return true;
    } else if (condition instanceof Cond.IsLong c) {
      push(c.array());
      requireNonNull(0);
      boolean isLong = frame().peek(0).cells.length > 1;
      frame().consume(1);
      return isLong;
    } else if (condition instanceof Cond.Not c) {
      return !test(c.operand());
    } else if (condition instanceof Cond.And c) {
      return test(c.left()) && test(c.right());
    } else if (condition instanceof Cond.Or c) {
      return test(c.left()) || test(c.right());
    }
    throw new IllegalArgumentException("not a condition: " + condition);
  }

  /** Evaluates an expression whose value nobody uses: an assignment leaves none on the stack. */
  void drop(Expr expr) {
    if (!store(expr, false)) {
      push(expr);
      frame().consume(1);
    }
  }

  /** Evaluates an expression; its value is on the stack then. */
  void push(Expr expr) {
    if (expr instanceof Expr.Null) {
      frame().push(null);
    } else if (expr instanceof Expr.Get e) {
      frame().push(frame().get(e.local()));
    } else if (expr instanceof Expr.GetStatic e) {
      frame().push(heap.statics.get(e.place()));
    } else if (expr instanceof Expr.GetField e) {
      push(e.on());
      requireNonNull(0);
      frame().replace(1, frame().peek(0).cells[e.field().cell()]);
    } else if (expr instanceof Expr.GetElement e) {
      push(e.array());
      requireNonNull(0);
      requireIndex(frame().peek(0), e.index());
      frame().replace(1, frame().peek(0).cells[e.index()]);
    } else if (expr instanceof Expr.Cast e) {
      push(e.value());
      frame().step();
      ModelObject value = frame().peek(0);
      check(value == null || isA(value, e.type()), "ClassCastException");
    } else if (expr instanceof Expr.Conditional e) {
      push(test(e.condition()) ? e.yes() : e.no());
    } else if (expr instanceof Expr.Switch e) {
      Expr.Arm arm = e.arms().get(chance.next(e.arms().size()));
      int scope = frame().scope();
      interpreter.arm(arm.block());
      push(arm.yield());
      frame().leave(scope);
    } else if (!store(expr, true) && !array(expr)) {
      call(expr);
    }
  }

  private static void requireIndex(ModelObject array, int index) {
    check(index < array.cells.length, "ArrayIndexOutOfBoundsException");
  }

  private boolean store(Expr expr, boolean isUsed) {
    if (expr instanceof Expr.SetLocal e) {
      pushStored(e.value(), 1, isUsed);
      frame().set(e.local(), frame().pop());
    } else if (expr instanceof Expr.SetStatic e) {
      pushStored(e.value(), 1, isUsed);
      ModelObject value = frame().peek(0);
      heap.incref(value);
      ModelObject old = heap.statics.put(e.place(), value);
      heap.decref(old);
      frame().consume(1);
    } else if (expr instanceof Expr.SetField e) {
      push(e.on());
      pushStored(e.value(), 2, isUsed);
      requireNonNull(1);
      put(frame().peek(1), e.field().cell(), frame().peek(0));
      frame().consume(2);
    } else if (expr instanceof Expr.SetElement e) {
      push(e.array());
      pushStored(e.value(), 2, isUsed);
      requireNonNull(1);
      requireIndex(frame().peek(1), e.index());
      checkFits(frame().peek(1), frame().peek(0));
      put(frame().peek(1), e.index(), frame().peek(0));
      frame().consume(2);
    } else {
      return false;
    }
    return true;
  }

  private void pushStored(Expr value, int operands, boolean isUsed) {
    push(value);
    if (isUsed) {
      frame().keepBelow(operands);
    }
    frame().step();
  }

  private static void checkFits(ModelObject array, ModelObject value) {
    check(array.fits(value), "ArrayStoreException");
  }

  private void put(ModelObject referrer, int cell, ModelObject value) {
    heap.incref(value);
    ModelObject old = referrer.cells[cell];
    referrer.cells[cell] = value;
    heap.decref(old);
  }

  private boolean array(Expr expr) {
    if (expr instanceof Expr.NewArray e) {
      frame().push(heap.create(Type.ARRAY, e.length()));
      heap.name(frame().peek(0));
    } else if (expr instanceof Expr.ArrayOf e) {
      arrayOf(e.elements());
      heap.name(frame().peek(0));
    } else if (expr instanceof Expr.Matrix e) {
      matrix(e);
    } else if (expr instanceof Expr.Clone e) {
      push(e.array());
      requireNonNull(0);
      ModelObject array = frame().peek(0);
      ModelObject copy = heap.create(Type.ARRAY, array.cells.length);
      copy.isMatrix = array.isMatrix;
      for (int i = 0; i < array.cells.length; i++) {
        put(copy, i, array.cells[i]);
      }
      frame().replace(1, copy);
      heap.name(copy);
    } else {
      return false;
    }
    return true;
  }

  private void arrayOf(List<Expr> elements) {
    ModelObject array = heap.create(Type.ARRAY, elements.size());
    frame().push(array);
    for (int i = 0; i < elements.size(); i++) {
      push(elements.get(i));
      frame().step();
      put(array, i, frame().peek(0));
      frame().consume(1);
    }
  }

  private void matrix(Expr.Matrix e) {
    ModelObject matrix = heap.create(Type.ARRAY, e.rows());
    matrix.isMatrix = true;
    frame().push(matrix);
    heap.name(matrix);
    for (int i = 0; i < e.rows(); i++) {
      put(matrix, i, heap.create(Type.ARRAY, e.columns()));
      heap.name(matrix.cells[i]);
    }
  }

  /** {@code System.arraycopy}: all new elements are counted before an old one is released. */
  void copy(Stmt.Copy s) {
    push(s.from());
    push(s.to());
    requireNonNull(1);
    requireNonNull(0);
    ModelObject from = frame().peek(1);
    ModelObject to = frame().peek(0);
    boolean isWithin =
        s.at() + s.length() <= from.cells.length && s.start() + s.length() <= to.cells.length;
    check(isWithin, "ArrayIndexOutOfBoundsException");
    List<ModelObject> old = new ArrayList<>();
    List<ModelObject> copied = new ArrayList<>();
    for (int i = 0; i < s.length() && to.fits(from.cells[s.at() + i]); i++) {
      copied.add(from.cells[s.at() + i]);
      old.add(to.cells[s.start() + i]);
    }
    copied.forEach(heap::incref);
    for (int i = 0; i < copied.size(); i++) {
      to.cells[s.start() + i] = copied.get(i);
    }
    old.forEach(heap::decref);
    check(copied.size() == s.length(), "ArrayStoreException");
    frame().consume(2);
  }

  private void call(Expr expr) {
    if (expr instanceof Expr.New e) {
      e.arguments().forEach(this::push);
      int count = e.arguments().size();
      hand(count, interpreter.construct(e.type(), e.type(), frame().top(count)));
    } else if (expr instanceof Expr.Call e) {
      boolean isLast = e.method() == program.methods().size() - 1;
      int count = isLast ? 1 : e.arguments().size();
      if (isLast) {
        arrayOf(e.arguments());
      } else {
        e.arguments().forEach(this::push);
      }
      Method callee = program.methods().get(e.method());
      if (!callee.isStatic()) {
        requireNonNull(count - 1);
      }
      hand(count, interpreter.invoke(callee, frame().top(count)));
    } else if (expr instanceof Expr.Act e) {
      push(e.on());
      push(e.first());
      push(e.second());
      requireNonNull(2);
      Method callee = program.act(frame().peek(2).type);
      hand(3, interpreter.invoke(callee, frame().top(3)));
    } else if (expr instanceof Expr.Lambda e) {
      captured(e.captured());
      frame().consume(e.captured().size());
      hand(0, lambda(e.captured(), e.body()));
    } else if (expr instanceof Expr.Anonymous e) {
      captured(e.captured());
      ModelObject action = heap.create(Type.OBJECT, e.captured().size());
      heap.pin(action);
      heap.name(action);
      for (int i = 0; i < e.captured().size(); i++) {
        put(action, i, frame().get(e.captured().get(i)));
      }
      hand(e.captured().size(), action);
      hand(1, lambda(e.captured(), e.body()));
    } else if (expr instanceof Expr.Collection e) {
      hand(0, library.create(e));
    } else if (expr instanceof Expr.Task e) {
      captured(e.captured());
      hand(e.captured().size(), task(e, frame().top(e.captured().size())));
    } else if (expr instanceof Expr.Operate e) {
      e.operands().forEach(this::push);
      List<ModelObject> operands = frame().top(e.operands().size());
      ModelObject result =
          e.operation() == Operation.TASK_RUN
              ? run(operands.get(0))
              : library.operate(e.operation(), operands);
      hand(operands.size(), result);
    } else {
      throw new IllegalArgumentException("not an expression: " + expr);
    }
  }

  private ModelObject task(Expr.Task e, List<ModelObject> captured) {
    if (captured.isEmpty()) {
      return withoutCaptures.computeIfAbsent(e, ModelTask::new);
    }
    ModelTask task = heap.add(new ModelTask(e));
    heap.pin(task);
    for (int i = 0; i < captured.size(); i++) {
      put(task, i, captured.get(i));
    }
    return task;
  }

  private ModelObject run(ModelObject on) {
    requireNonNull(0);
    ModelTask task = (ModelTask) on;
    return interpreter.invoke(task.task.captured(), Arrays.asList(task.cells), task.task.body());
  }

  private void captured(List<Local> locals) {
    locals.forEach(local -> frame().push(frame().get(local)));
  }

  private ModelObject lambda(List<Local> captured, Expr body) {
    List<ModelObject> values = captured.stream().map(frame()::get).toList();
    return interpreter.invoke(captured, values, body);
  }

  /** A call's result, which came with a pin, takes the place of its arguments. */
  private void hand(int arguments, ModelObject result) {
    frame().replace(arguments, result);
    heap.unpin(result);
  }
}
