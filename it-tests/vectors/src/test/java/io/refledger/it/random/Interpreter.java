package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/** Runs the statements of a random program by the model. */
final class Interpreter {
  /** How a statement ended. */
  private enum Completion {
    NORMAL,
    BREAK,
    CONTINUE,
    RETURN
  }

  private final Program program;
  private final List<String> events = new ArrayList<>();
  private final ModelHeap heap = new ModelHeap(events);
  private final Chance chance = new Chance();
  private final Evaluation evaluation;
  private ModelFrame frame;

  private Interpreter(Program program) {
    this.program = program;
    this.evaluation = new Evaluation(program, heap, chance, this);
  }

  /** What a program prints, deaths and collections included. */
  static List<String> run(Program program) {
    Interpreter interpreter = new Interpreter(program);
    interpreter.run();
    return interpreter.events;
  }

  private void run() {
    frame = new ModelFrame(heap);
    program
        .constants()
        .forEach((place, value) -> evaluation.drop(new Expr.SetStatic(place, value)));
    program.methods().subList(0, program.mains()).forEach(this::main);
    heap.collect();
    for (Static place : Static.values()) {
      if (!place.isFinal()) {
        heap.decref(heap.statics.remove(place));
      }
    }
    heap.collect();
    heap.living().forEach(id -> events.add("lives #" + id));
  }

  private void main(Method method) {
    chance.rest();
    try {
      invoke(method, List.of());
    } catch (ModelException e) {
      frame.catches(frame.synthetic(Type.ANY_EXCEPTION), e.exception());
      events.add("use " + ModelHeap.nameOf(e.exception()) + " #null");
      frame.exit();
    }
  }

  ModelFrame frame() {
    return frame;
  }

  /** The result of a method, with a pin that is the caller's; null if it is void. */
  ModelObject invoke(Method method, List<ModelObject> arguments) {
    ModelFrame caller = frame;
    frame = new ModelFrame(heap);
    try {
      for (int i = 0; i < arguments.size(); i++) {
        frame.parameter(method.parameters().get(i), arguments.get(i));
      }
      Completion completion = block(method.body());
      boolean hasResult = completion == Completion.RETURN && !method.isVoid();
      ModelObject result = hasResult ? frame.returned() : null;
      frame.exit();
      return result;
    } catch (ModelException e) {
      frame.abandon();
      throw e;
    } finally {
      frame = caller;
    }
  }

  /** The value of a lambda's expression, with a pin that is the caller's. */
  ModelObject invoke(List<Local> parameters, List<ModelObject> arguments, Expr body) {
    ModelFrame caller = frame;
    frame = new ModelFrame(heap);
    try {
      for (int i = 0; i < arguments.size(); i++) {
        frame.parameter(parameters.get(i), arguments.get(i));
      }
      evaluation.push(body);
      ModelObject result = frame.pop();
      frame.exit();
      return result;
    } catch (ModelException e) {
      frame.abandon();
      throw e;
    } finally {
      frame = caller;
    }
  }

  /** A new object that was constructed as an instance of {@code type}; its pin is the caller's. */
  ModelObject construct(Type type, Type instance, List<ModelObject> arguments) {
    if (type == Type.OBJECT) {
      ModelObject created = heap.create(instance, Field.count(instance));
      heap.pin(created);
      heap.name(created);
      return created;
    }
    Method constructor = program.constructor(type, arguments.size());
    ModelFrame caller = frame;
    frame = new ModelFrame(heap);
    try {
      Local self = constructor.parameters().get(0);
      frame.parameter(self, null);
      for (int i = 0; i < arguments.size(); i++) {
        frame.parameter(constructor.parameters().get(i + 1), arguments.get(i));
      }
      Stmt.Super call = (Stmt.Super) constructor.body().get(0);
      call.arguments().forEach(evaluation::push);
      Type next = call.isOwn() ? type : superclass(type);
      frame.set(self, construct(next, instance, frame.top(call.arguments().size())));
      frame.consume(call.arguments().size());
      block(constructor.body());
      ModelObject created = frame.get(self);
      heap.pin(created);
      frame.exit();
      return created;
    } catch (ModelException e) {
      frame.abandon();
      throw e;
    } finally {
      frame = caller;
    }
  }

  private static Type superclass(Type type) {
    return type == Type.PAIR ? Type.NODE : Type.OBJECT;
  }

  /** The block of an arm of a switch expression. */
  void arm(List<Stmt> body) {
    body.forEach(this::marked);
    frame.step();
    events.add("end");
  }

  private Completion block(List<Stmt> body) {
    int scope = frame.scope();
    for (Stmt stmt : body) {
      Completion completion = marked(stmt);
      if (completion != Completion.NORMAL) {
        return completion;
      }
    }
    frame.step();
    if (Stmt.isEndMarked(body)) {
      events.add("end");
    }
    frame.leave(scope);
    return Completion.NORMAL;
  }

  private Completion marked(Stmt stmt) {
    frame.step();
    if (stmt.isMarked()) {
      events.add(stmt.label());
    }
    return execute(stmt);
  }

  private Completion execute(Stmt stmt) {
    if (stmt instanceof Stmt.Super) {
      return Completion.NORMAL; // has run when a constructor's block begins
    } else if (stmt instanceof Stmt.Rest) {
      if (chance.isTired()) {
        frame.push(null);
        return Completion.RETURN;
      }
    } else if (stmt instanceof Stmt.Declare s) {
      evaluation.push(s.value());
      frame.bind(s.local());
    } else if (stmt instanceof Stmt.Evaluate s) {
      evaluation.drop(s.value());
    } else if (stmt instanceof Stmt.Initialize s) {
      evaluation.drop(s.store());
    } else if (stmt instanceof Stmt.Use s) {
      evaluation.push(s.first());
      evaluation.push(s.second());
      frame.step();
      String first = ModelHeap.nameOf(frame.peek(1));
      events.add("use " + first + " " + ModelHeap.nameOf(frame.peek(0)));
      frame.consume(2);
    } else if (stmt instanceof Stmt.Say s) {
      evaluation.push(s.value());
      String name = ModelHeap.nameOf(frame.peek(0));
      frame.consume(1);
      events.add("say " + name + "1");
    } else if (stmt instanceof Stmt.Wide) {
      chance.next(3);
    } else if (stmt instanceof Stmt.Copy s) {
      evaluation.copy(s);
    } else if (stmt instanceof Stmt.Throw s) {
      evaluation.push(s.exception());
      evaluation.requireNonNull(0);
      throw new ModelException(frame.pop());
    } else if (stmt instanceof Stmt.Collect) {
      heap.collect();
    } else if (stmt instanceof Stmt.Break) {
      return Completion.BREAK;
    } else if (stmt instanceof Stmt.Continue) {
      return Completion.CONTINUE;
    } else if (stmt instanceof Stmt.Return s) {
      s.value().forEach(evaluation::push);
      frame.returns(!s.value().isEmpty());
      return Completion.RETURN;
    } else {
      return compound(stmt);
    }
    return Completion.NORMAL;
  }

  private Completion compound(Stmt stmt) {
    if (stmt instanceof Stmt.Block s) {
      return block(s.body());
    } else if (stmt instanceof Stmt.If s) {
      return evaluation.test(s.condition()) ? branch(s.yes(), !s.no().isEmpty()) : no(s.no());
    } else if (stmt instanceof Stmt.IfInstance s) {
      return ifInstance(s);
    } else if (stmt instanceof Stmt.Choose s) {
      int scope = frame.scope();
      int number = chance.next(s.cases().size() + 1);
      return number < s.cases().size()
          ? ended(block(s.cases().get(number)), scope)
          : Completion.NORMAL;
    } else if (stmt instanceof Stmt.Synchronized s) {
      return locked(s);
    } else if (stmt instanceof Stmt.Try s) {
      return attempt(s);
    } else if (stmt instanceof Stmt.With s) {
      return with(s);
    }
    return loop(stmt);
  }

  /** The compiler keeps the lock in a local, and an exception too while it unlocks. */
  private Completion locked(Stmt.Synchronized s) {
    int scope = frame.scope();
    evaluation.push(s.lock());
    frame.push(frame.peek(0));
    frame.bind(frame.synthetic(Type.OBJECT));
    evaluation.requireNonNull(0);
    frame.consume(1);
    int inside = frame.scope();
    try {
      Completion completion = block(s.body());
      if (completion == Completion.NORMAL) {
        frame.step();
        frame.leave(scope);
      }
      return completion;
    } catch (ModelException e) {
      frame.unwind(inside);
      throw thrownAgain(e);
    }
  }

  private ModelException thrownAgain(ModelException e) {
    Local thrown = frame.synthetic(Type.ANY_EXCEPTION);
    frame.catches(thrown, e.exception());
    frame.push(frame.get(thrown));
    return new ModelException(frame.pop());
  }

  /** What stands after a jump over an else is reached by an instruction. */
  private Completion branch(List<Stmt> body, boolean isJumpedOver) {
    Completion completion = block(body);
    if (completion == Completion.NORMAL && isJumpedOver) {
      frame.step();
    }
    return completion;
  }

  private Completion no(List<Stmt> body) {
    return body.isEmpty() ? Completion.NORMAL : block(body);
  }

  private Completion ifInstance(Stmt.IfInstance s) {
    int scope = frame.scope();
    ModelObject tested = frame.get(s.tested());
    Completion completion;
    if (Evaluation.isA(tested, s.bound().type())) {
      frame.push(tested);
      frame.bind(s.bound());
      completion = branch(s.yes(), !s.no().isEmpty());
    } else {
      completion = no(s.no());
    }
    if (completion == Completion.NORMAL) {
      frame.leave(scope);
    }
    return completion;
  }

  /** A break ends this statement; the scopes that it left end too. */
  private Completion ended(Completion completion, int scope) {
    if (completion == Completion.BREAK) {
      frame.leave(scope);
      return Completion.NORMAL;
    }
    return completion;
  }

  private Completion loop(Stmt stmt) {
    int scope = frame.scope();
    Completion completion = Completion.NORMAL;
    if (stmt instanceof Stmt.Times s) {
      for (int i = 0; goesOn(completion) && i < s.times() && !chance.isTired(); i++) {
        completion = turn(s.body(), frame.scope());
      }
    } else if (stmt instanceof Stmt.While s) {
      while (goesOn(completion) && !chance.isTired() && evaluation.test(s.condition())) {
        completion = turn(s.body(), frame.scope());
      }
    } else if (stmt instanceof Stmt.DoWhile s) {
      do {
        completion = turn(s.body(), frame.scope());
      } while (goesOn(completion) && !chance.isTired() && evaluation.test(s.condition()));
    } else if (stmt instanceof Stmt.ForEach s) {
      evaluation.push(s.array());
      Local array = frame.synthetic(Type.ARRAY);
      frame.bind(array);
      frame.push(frame.get(array));
      evaluation.requireNonNull(0);
      frame.consume(1);
      int length = frame.get(array).cells.length;
      for (int i = 0; goesOn(completion) && i < length; i++) {
        int turn = frame.scope();
        frame.push(frame.get(array));
        frame.replace(1, frame.peek(0).cells[i]);
        frame.bind(s.element());
        completion = turn(s.body(), turn);
      }
    } else if (stmt instanceof Stmt.Each s) {
      completion = each(s);
    }
    if (completion == Completion.RETURN) {
      return completion;
    }
    frame.leave(scope);
    return Completion.NORMAL;
  }

  /** The compiler keeps the iterator in a local. */
  private Completion each(Stmt.Each s) {
    evaluation.push(s.list());
    evaluation.requireNonNull(0);
    ModelList list = (ModelList) frame.peek(0);
    ModelObject iterator = heap.create(Type.OBJECT, 1);
    heap.incref(list);
    iterator.cells[0] = list;
    frame.replace(1, iterator);
    Local each = frame.synthetic(Type.OBJECT);
    frame.bind(each);
    int modifications = list.modifications;
    Completion completion = Completion.NORMAL;
    for (int i = 0; goesOn(completion) && LibraryEvaluation.hasNext(list, i); i++) {
      int turn = frame.scope();
      frame.push(frame.get(each));
      frame.replace(1, LibraryEvaluation.next(list, i, modifications));
      frame.bind(s.element());
      completion = turn(s.body(), turn);
    }
    return completion;
  }

  private static boolean goesOn(Completion completion) {
    return completion == Completion.NORMAL;
  }

  /** One turn of a loop. A continue is its normal end; a break is told. */
  private Completion turn(List<Stmt> body, int scope) {
    Completion completion = block(body);
    if (completion == Completion.NORMAL || completion == Completion.CONTINUE) {
      frame.leave(scope);
      frame.step();
      return Completion.NORMAL;
    }
    return completion;
  }

  private Completion attempt(Stmt.Try s) {
    int scope = frame.scope();
    boolean hasFinalizer = !s.finalizers().isEmpty();
    frame.pendingFinalizers += hasFinalizer ? 1 : 0;
    int pending = frame.pendingFinalizers;
    Completion completion;
    try {
      completion = caught(s, scope);
    } catch (ModelException e) {
      if (!hasFinalizer) {
        throw e;
      }
      frame.pendingFinalizers = pending - 1;
      return rethrow(s, scope, e);
    }
    frame.step();
    if (hasFinalizer) {
      frame.pendingFinalizers = pending - 1;
      Completion last = block(s.finalizers().get(0));
      if (last != Completion.NORMAL) {
        return last;
      }
      frame.step();
    }
    return completion;
  }

  private Completion caught(Stmt.Try s, int scope) {
    int pending = frame.pendingFinalizers;
    try {
      return block(s.body());
    } catch (ModelException e) {
      for (Stmt.Catch handler : s.handlers()) {
        if (handler.exception().type() == Type.ANY_EXCEPTION || e.exception().type == Type.FAULT) {
          frame.pendingFinalizers = pending;
          return handle(handler, scope, e);
        }
      }
      throw e;
    }
  }

  private Completion handle(Stmt.Catch handler, int scope, ModelException e) {
    frame.unwind(scope);
    frame.catches(handler.exception(), e.exception());
    Completion completion = block(handler.body());
    if (completion == Completion.NORMAL) {
      frame.leave(scope);
    }
    return completion;
  }

  /** The compiler closes as if by finally, and keeps an exception in a local meanwhile. */
  private Completion with(Stmt.With s) {
    int scope = frame.scope();
    evaluation.push(s.value());
    frame.bind(s.resource());
    int inside = frame.scope();
    int pending = ++frame.pendingFinalizers;
    Completion completion;
    try {
      completion = block(s.body());
    } catch (ModelException e) {
      frame.pendingFinalizers = pending - 1;
      frame.unwind(inside);
      Local thrown = frame.synthetic(Type.ANY_EXCEPTION);
      frame.catches(thrown, e.exception());
      close(s.resource());
      frame.push(frame.get(thrown));
      throw new ModelException(frame.pop());
    }
    frame.pendingFinalizers = pending - 1;
    frame.step();
    close(s.resource());
    if (completion == Completion.NORMAL) {
      frame.leave(scope);
    }
    return completion;
  }

  private void close(Local resource) {
    if (frame.get(resource) != null) {
      frame.push(frame.get(resource));
      events.add("close");
      frame.consume(1);
    }
  }

  private Completion rethrow(Stmt.Try s, int scope, ModelException e) {
    frame.unwind(scope);
    Local thrown = frame.synthetic(Type.ANY_EXCEPTION);
    frame.catches(thrown, e.exception());
    Completion last = block(s.finalizers().get(0));
    if (last != Completion.NORMAL) {
      return last;
    }
    frame.push(frame.get(thrown));
    throw new ModelException(frame.pop());
  }
}
