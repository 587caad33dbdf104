package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/** Makes the statements of one method from a tape. */
final class Bodies {
  private static final int DEEPEST = 3;
  private static final List<Type> DECLARED =
      List.of(Type.NODE, Type.OBJECT, Type.NODE, Type.ARRAY, Type.PAIR);

  private static final List<Type> DECLARED_IN_LIBRARY =
      List.of(
          Type.NODE, Type.LIST, Type.OBJECT, Type.MAP, Type.PAIR, Type.TASK, Type.LIST, Type.ARRAY);

  private final Tape tape;
  private final Names names;
  private final Dialect dialect;
  private final List<Type> returns;
  private final Expressions expressions;
  private final List<Local> visible = new ArrayList<>();
  private int depth;
  private boolean isInLoop;
  private boolean isInChoose;
  private int armDepth;

  Bodies(
      Tape tape,
      Names names,
      List<Method> signatures,
      boolean isStatic,
      Dialect dialect,
      List<Type> returns) {
    this.tape = tape;
    this.names = names;
    this.dialect = dialect;
    this.returns = returns;
    this.expressions = new Expressions(tape, signatures, visible, isStatic, dialect, this);
  }

  /** The body of a method; if it has a result, it ends with a return. */
  List<Stmt> method(List<Local> parameters, int statements) {
    visible.addAll(parameters);
    List<Stmt> body = new ArrayList<>();
    for (int i = 0; i < statements && Stmt.completes(body); i++) {
      if (i > 0 && tape.isAtEnd()) {
        break;
      }
      body.add(statement());
    }
    if (!returns.isEmpty() && Stmt.completes(body)) {
      body.add(new Stmt.Return(List.of(expressions.of(returns.get(0)))));
    }
    return body;
  }

  /** A getter, a setter that returns something, or what else calls no method. */
  List<Stmt> shortMethod(List<Local> parameters) {
    visible.addAll(parameters);
    expressions.staySmall();
    List<Stmt> body = new ArrayList<>();
    int kind = tape.pick(6);
    if (kind == 3) {
      Expr store = expressions.smallStore();
      body.add(new Stmt.Evaluate(store));
      if (store instanceof Expr.SetLocal s && s.local().type().isA(returns.get(0))) {
        body.add(new Stmt.Return(List.of(new Expr.Get(s.local()))));
        return body;
      }
    } else if (kind == 4) {
      body.add(declare(Type.NODE, expressions.lasting().result(Type.NODE)));
    } else if (kind == 5) {
      body.add(declare(Type.NODE, expressions.made(Type.NODE)));
    }
    body.add(new Stmt.Return(List.of(expressions.lasting().result(returns.get(0)))));
    return body;
  }

  /** The body of a method that few exceptions end. */
  List<Stmt> main(int statements) {
    List<Stmt> body = new ArrayList<>();
    for (int i = 0; i < statements && !tape.isAtEnd() && Stmt.completes(body); i++) {
      boolean isGuarded = tape.pick(3) > 0;
      body.add(isGuarded ? guarded(statement()) : statement());
    }
    return body;
  }

  private Stmt guarded(Stmt stmt) {
    if (stmt instanceof Stmt.Declare || !Stmt.completes(stmt)) {
      return stmt;
    }
    Local exception = names.local(Type.ANY_EXCEPTION, false);
    return new Stmt.Try(List.of(stmt), List.of(new Stmt.Catch(exception, List.of())), List.of());
  }

  private List<Stmt> block(int most) {
    int before = visible.size();
    depth++;
    List<Stmt> body = new ArrayList<>();
    for (int i = tape.pick(most + 1); i > 0 && Stmt.completes(body); i--) {
      body.add(statement());
    }
    depth--;
    end(before);
    return body;
  }

  private List<Stmt> block(int most, Local declared) {
    visible.add(declared);
    List<Stmt> body = block(most);
    end(visible.size() - 1);
    return body;
  }

  private void end(int before) {
    visible.subList(before, visible.size()).clear();
  }

  private static List<Stmt> completing(List<Stmt> body) {
    List<Stmt> completing = new ArrayList<>(body);
    while (!Stmt.completes(completing)) {
      completing.remove(completing.size() - 1);
    }
    return completing;
  }

  /** An arm of a switch expression: nothing leaves it but its yield and exceptions. */
  Expr.Arm arm(Type type) {
    boolean wasInLoop = isInLoop;
    boolean wasInChoose = isInChoose;
    isInLoop = false;
    isInChoose = false;
    armDepth++;
    int before = visible.size();
    depth++;
    List<Stmt> body = new ArrayList<>();
    for (int i = tape.pick(3); i > 0; i--) {
      body.add(statement());
      body = completing(body);
    }
    Expr yield = expressions.of(type);
    depth--;
    end(before);
    armDepth--;
    isInLoop = wasInLoop;
    isInChoose = wasInChoose;
    return new Expr.Arm(body, yield);
  }

  private Stmt statement() {
    int kind = tape.pick(depth < DEEPEST && !tape.isAtEnd() ? 36 : 14);
    return switch (kind) {
      case 0 -> new Stmt.Evaluate(expressions.statement());
      case 1, 2, 3, 4 -> declare();
      case 5, 6, 7, 8, 9 -> new Stmt.Evaluate(expressions.statement());
      case 10 -> new Stmt.Use(expressions.of(Type.OBJECT), expressions.of(Type.OBJECT));
      case 11 -> new Stmt.Say(expressions.of(Type.OBJECT));
      case 12 -> tape.pick(3) == 2 ? new Stmt.Collect() : new Stmt.Wide(names.next());
      case 13 -> jump();
      case 14 -> copy();
      case 32, 33, 34, 35 -> new OvertakenValues(tape, names, expressions).block();
      case 15 -> new Stmt.Block(block(3));
      case 16, 17 -> new Stmt.If(expressions.condition(), block(3), block(2));
      case 18, 19 -> ifInstance();
      case 20, 21 -> loop();
      case 22 -> new Stmt.While(expressions.condition(), turn());
      case 23 -> new Stmt.DoWhile(expressions.condition(), completing(turn()));
      case 24, 25 -> forEach();
      case 26 -> choose();
      case 27 -> armDepth > 0 ? new Stmt.Block(block(2)) : locked();
      default -> armDepth > 0 ? new Stmt.Block(block(2)) : attempt();
    };
  }

  private Stmt declare() {
    List<Type> types = dialect == Dialect.LIBRARY ? DECLARED_IN_LIBRARY : DECLARED;
    Type type = types.get(tape.pick(types.size()));
    return declare(type, expressions.of(type));
  }

  private Stmt declare(Type type, Expr value) {
    Local local = names.local(type, tape.pick(3) == 2);
    visible.add(local);
    return new Stmt.Declare(local, value);
  }

  private Stmt jump() {
    return switch (tape.pick(5)) {
      case 1 -> isInLoop || isInChoose ? new Stmt.Break() : declare();
      case 2 -> isInLoop ? new Stmt.Continue() : declare();
      case 3 -> armDepth == 0 ? returned() : declare();
      case 4 -> depth > 0 ? new Stmt.Throw(expressions.fault()) : declare();
      default -> declare();
    };
  }

  private Stmt returned() {
    return new Stmt.Return(returns.stream().map(expressions::of).toList());
  }

  private Stmt copy() {
    Expr from = expressions.object(Type.ARRAY);
    Expr to = tape.pick(2) == 1 ? from : expressions.object(Type.ARRAY);
    return new Stmt.Copy(from, tape.pick(2), to, tape.pick(2), tape.pick(3));
  }

  private Stmt ifInstance() {
    List<Local> testable =
        visible.stream()
            .filter(l -> l.type() == Type.OBJECT || l.type() == Type.NODE)
            .filter(l -> l.number() != 0)
            .toList();
    if (testable.isEmpty()) {
      return declare();
    }
    Local tested = testable.get(tape.pick(testable.size()));
    List<Type> types =
        tested.type() == Type.NODE ? List.of(Type.PAIR) : List.of(Type.NODE, Type.PAIR, Type.ARRAY);
    Local bound = names.local(types.get(tape.pick(types.size())), false);
    List<Stmt> yes = block(3, bound);
    return new Stmt.IfInstance(tested, bound, yes, block(2));
  }

  private Stmt loop() {
    return new Stmt.Times(names.next(), tape.pick(4), turn());
  }

  private List<Stmt> turn() {
    boolean wasInLoop = isInLoop;
    boolean wasInChoose = isInChoose;
    isInLoop = true;
    isInChoose = false;
    List<Stmt> body = block(3);
    isInLoop = wasInLoop;
    isInChoose = wasInChoose;
    return body;
  }

  private Stmt forEach() {
    boolean isOverList = dialect == Dialect.LIBRARY && tape.pick(2) == 1;
    Expr array = expressions.of(isOverList ? Type.LIST : Type.ARRAY);
    Local element = names.local(Type.OBJECT, tape.pick(2) == 1);
    visible.add(element);
    List<Stmt> body = turn();
    end(visible.size() - 1);
    return isOverList
        ? new Stmt.Each(element, array, body)
        : new Stmt.ForEach(element, array, body);
  }

  private Stmt choose() {
    boolean wasInChoose = isInChoose;
    isInChoose = true;
    List<List<Stmt>> cases = new ArrayList<>();
    for (int i = 1 + tape.pick(2); i > 0; i--) {
      cases.add(block(3));
    }
    isInChoose = wasInChoose;
    return new Stmt.Choose(cases);
  }

  /** Not in an arm: javac forgets that there may be values on the stack. */
  private Stmt locked() {
    Expr lock = expressions.of(Type.OBJECT);
    return new Stmt.Synchronized(
        dialect == Dialect.THREADED ? new Expr.OnlyLock(lock) : lock, block(3));
  }

  private Stmt attempt() {
    if (dialect == Dialect.LIBRARY && tape.pick(4) == 3) {
      Expr value = expressions.of(Type.NODE);
      Local resource = names.local(Type.NODE, true);
      return new Stmt.With(resource, value, block(4, resource));
    }
    List<Stmt> body = block(4);
    List<Stmt.Catch> handlers = new ArrayList<>();
    List<List<Stmt>> finalizers = new ArrayList<>();
    int kind = tape.pick(3);
    if (kind != 1) {
      Type type = tape.pick(3) == 2 ? Type.FAULT : Type.ANY_EXCEPTION;
      Local exception = names.local(type, tape.pick(2) == 1);
      handlers.add(new Stmt.Catch(exception, block(3, exception)));
    }
    if (kind != 0) {
      finalizers.add(block(3));
    }
    return new Stmt.Try(body, handlers, finalizers);
  }
}
