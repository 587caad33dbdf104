package io.refledger.it.random;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/*
 * What a frame took before super() is lost when super() throws (agent/design/weaving.md). So a
 * constructor that others pass something to, Node(Object), neither calls nor throws; a superclass's
 * that is passed nothing may.
 */
/** Makes the constructors of a program's classes from a tape. */
final class Constructors {
  /** The numbers that these statements are made from. */
  private static final int SHARE = 30;

  /** The statements that a constructor has at most, but for those that give fields their values. */
  private static final int MOST_STATEMENTS = 2;

  private final Tape tape;
  private final Names names;
  private final List<Method> signatures;
  private final Dialect dialect;

  Constructors(Tape tape, Names names, List<Method> signatures, Dialect dialect) {
    this.tape = tape;
    this.names = names;
    this.signatures = signatures;
    this.dialect = dialect;
  }

  /** Those of all classes. */
  Map<Type, List<Method>> all() {
    Map<Type, List<Method>> constructors = new EnumMap<>(Type.class);
    constructors.put(Type.NODE, List.of(node(), quietNode(), nodeOfTwo()));
    constructors.put(Type.PAIR, List.of(pair(), pairOfTwo()));
    constructors.put(Type.FAULT, List.of(fault()));
    tape.endAfter(Integer.MAX_VALUE);
    return constructors;
  }

  private Method node() {
    Body body = new Body(Type.NODE);
    body.calls(false);
    body.givesFinals(false);
    return body.method(true);
  }

  /** Neither calls nor throws. */
  private Method quietNode() {
    Body body = new Body(Type.NODE, Type.OBJECT);
    body.calls(false);
    body.givesFinals(true);
    if (tape.pick(2) == 0) {
      body.stores(Field.A, body.parameter(0));
    }
    if (tape.pick(3) == 2) {
      body.looks();
    }
    return body.method(false);
  }

  private Method nodeOfTwo() {
    Body body = new Body(Type.NODE, Type.OBJECT, Type.NODE);
    boolean isOwn = tape.pick(4) == 3;
    if (isOwn) {
      body.calls(true, body.values.of(Type.OBJECT));
      body.stores(Field.B, body.parameter(1));
    } else {
      body.calls(false);
      body.givesFinals(false);
      body.sharesWith(1);
    }
    return body.method(true);
  }

  private Method pair() {
    Body body = new Body(Type.PAIR);
    if (tape.pick(3) == 2) {
      body.calls(false, body.values.of(Type.OBJECT));
    } else {
      body.calls(false);
    }
    return body.method(true);
  }

  private Method pairOfTwo() {
    Body body = new Body(Type.PAIR, Type.OBJECT, Type.NODE);
    body.calls(false, tape.pick(2) == 0 ? body.parameter(0) : body.values.of(Type.OBJECT));
    body.stores(Field.E, body.parameter(0));
    body.stores(Field.D, body.parameter(1));
    body.sharesWith(1);
    return body.method(true);
  }

  private Method fault() {
    Body body = new Body(Type.FAULT, Type.OBJECT);
    body.calls(false);
    body.stores(Field.HELD, body.parameter(0));
    return body.method(false);
  }

  /** The statements of one constructor. */
  private final class Body {
    private final Local self;
    private final List<Local> parameters = new ArrayList<>();
    private final List<Stmt> statements = new ArrayList<>();
    private final ModestExpressions values;

    Body(Type type, Type... parameterTypes) {
      tape.endAfter(SHARE);
      self = Names.self(type);
      for (Type parameterType : parameterTypes) {
        parameters.add(names.local(parameterType, false));
      }
      values = new ModestExpressions(tape, signatures, List.copyOf(parameters));
    }

    Expr parameter(int index) {
      return new Expr.Get(parameters.get(index));
    }

    void calls(boolean isOwn, Expr... arguments) {
      statements.add(new Stmt.Super(isOwn, List.of(arguments)));
    }

    void givesFinals(boolean isQuiet) {
      List<Field> finals =
          tape.pick(2) == 0 ? List.of(Field.F, Field.G) : List.of(Field.G, Field.F);
      for (Field field : finals) {
        boolean isOfParameter = tape.pick(2) == 0;
        stores(field, isOfParameter ? values.parameter(field.type()) : value(field, isQuiet));
      }
    }

    private Expr value(Field field, boolean isQuiet) {
      return isQuiet ? values.quiet(field.type()) : values.of(field.type());
    }

    void stores(Field field, Expr value) {
      statements.add(new Stmt.Initialize(new Expr.SetField(new Expr.Get(self), field, value)));
    }

    /** Reads a final field of a parameter, or stores to it; throws if that is null. */
    void sharesWith(int parameter) {
      Expr other = parameter(parameter);
      int kind = tape.pick(4);
      if (kind == 2) {
        stores(Field.A, new Expr.GetField(other, Field.F));
      } else if (kind == 3) {
        Expr.SetField store = new Expr.SetField(other, Field.B, new Expr.Get(self));
        statements.add(new Stmt.Initialize(store));
      }
    }

    void looks() {
      statements.add(new Stmt.Use(new Expr.Get(self), values.quiet(Type.OBJECT)));
    }

    /** The constructor, with further statements if it may call and throw. */
    Method method(boolean mayHaveMore) {
      parameters.add(0, self);
      int more = mayHaveMore ? tape.pick(MOST_STATEMENTS + 1) : 0;
      if (more > 0) {
        tape.endAfter(SHARE);
        statements.add(new Stmt.Rest(true));
        Bodies bodies = new Bodies(tape, names, signatures, false, dialect, List.of());
        statements.addAll(bodies.method(parameters, more));
      }
      return new Method(self.type(), parameters, List.of(), statements);
    }
  }
}
