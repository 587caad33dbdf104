package io.refledger.it.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the expressions of one method from a tape. */
final class Expressions {
  private static final int DEEPEST = 3;
  private static final int WAYS_TO_EXCHANGE = 6;
  private static final List<Static> STATICS = List.of(Static.S, Static.T, Static.U);
  private static final List<Field> FIELDS = List.of(Field.A, Field.B, Field.C, Field.D, Field.E);

  private final Tape tape;
  private final List<Method> signatures;
  private List<Local> visible;
  private final boolean isStatic;
  private final Dialect dialect;
  private final boolean isThreaded;
  private final Bodies bodies;
  private final LibraryExpressions library;
  private final LastingExpressions lasting;
  private int depth;
  private boolean isInLambda;

  /** Whether nothing is called that may call others. */
  private boolean isSmall;

  Expressions(
      Tape tape,
      List<Method> signatures,
      List<Local> visible,
      boolean isStatic,
      Dialect dialect,
      Bodies bodies) {
    this.tape = tape;
    this.signatures = signatures;
    this.visible = visible;
    this.isStatic = isStatic;
    this.dialect = dialect;
    this.isThreaded = dialect == Dialect.THREADED;
    this.bodies = bodies;
    this.library = new LibraryExpressions(tape, this);
    this.lasting = new LastingExpressions(tape, this);
  }

  LastingExpressions lasting() {
    return lasting;
  }

  /** From now on expressions call nothing that may call others. */
  void staySmall() {
    isSmall = true;
  }

  /** An expression whose value is dropped. */
  Expr statement() {
    if (dialect == Dialect.LIBRARY && tape.pick(2) == 1) {
      return library.statement();
    }
    return switch (tape.pick(isThreaded ? 20 : 10)) {
      case 0 -> instance(Type.NODE);
      case 1 -> call(Type.OBJECT, true);
      case 2 -> act();
      case 3, 4 -> setLocal(Type.OBJECT);
      case 5 -> setStatic(STATICS.get(tape.pick(STATICS.size())));
      case 6 -> setElement();
      case 7 -> call(Type.OBJECT, true);
      case 10, 11, 12 -> exchange();
      case 13, 14, 15 -> setStatic(STATICS.get(tape.pick(STATICS.size())));
      case 16, 17, 18, 19 -> link();
      default -> setField(FIELDS.get(tape.pick(FIELDS.size())));
    };
  }

  Expr fault() {
    return new Expr.New(Type.FAULT, List.of(of(Type.OBJECT)));
  }

  Cond condition() {
    return switch (tape.pick(14)) {
      case 1 -> new Cond.IsNull(of(Type.OBJECT));
      case 2 -> new Cond.Same(of(Type.OBJECT), of(Type.OBJECT));
      case 3 -> new Cond.IsInstance(of(Type.OBJECT), tape.pick(2) == 1 ? Type.PAIR : Type.NODE);
      case 4 -> new Cond.Not(new Cond.IsNull(of(Type.OBJECT)));
      case 5 -> new Cond.And(new Cond.Flip(), new Cond.IsNull(of(Type.NODE)));
      case 6 -> new Cond.Or(new Cond.Not(new Cond.Flip()), new Cond.IsNull(of(Type.NODE)));
      case 7, 8 -> new Cond.IsNull(call(tape.pick(2) == 0 ? Type.NODE : Type.OBJECT, false));
      case 9 -> new Cond.HasNoNumber(call(Type.NODE, false));
      case 10 -> new Cond.IsInstance(call(Type.NODE, false), Type.PAIR);
      case 11 -> new Cond.IsLong(call(Type.ARRAY, false));
      default -> new Cond.Flip();
    };
  }

  /** An expression whose static type is a subtype of {@code type}. */
  Expr of(Type type) {
    if (isSmall || depth >= DEEPEST || tape.isAtEnd()) {
      return simple(type, tape.pick(4));
    }
    depth++;
    Expr made = compound(type);
    depth--;
    return made;
  }

  /** A value that is seldom null. */
  Expr object(Type type) {
    return switch (tape.pick(5)) {
      case 1 -> made(type);
      case 2, 3 -> of(type);
      default -> local(type);
    };
  }

  /** What the frame has already. */
  private Expr given(Local parameter) {
    boolean isThere = visible.stream().anyMatch(l -> l.type().isA(parameter.type()));
    if (!isThere && Static.T.type().isA(parameter.type())) {
      return new Expr.GetStatic(isThreaded ? Static.T : Static.K);
    }
    return isThere ? local(parameter.type()) : new Expr.Null();
  }

  private Expr argument(Local parameter) {
    return parameter.number() == 0 ? object(parameter.type()) : of(parameter.type());
  }

  private Expr simple(Type type, int kind) {
    return switch (kind) {
      case 0, 1 -> local(type);
      case 2 -> new Expr.Null();
      default -> made(type);
    };
  }

  Expr local(Type type) {
    List<Local> fitting = visible.stream().filter(l -> l.type().isA(type)).toList();
    return fitting.isEmpty()
        ? made(type)
        : new Expr.Get(fitting.get(fitting.size() - 1 - tape.pick(fitting.size())));
  }

  /** A new object. */
  Expr made(Type type) {
    if (isSmall) {
      return small(type);
    }
    return switch (type) {
      case LIST, MAP -> library.made(type);
      case TASK -> task();
      case ARRAY -> array();
      case PAIR -> instance(Type.PAIR);
      case NODE -> instance(tape.pick(3) == 2 ? Type.PAIR : Type.NODE);
      default -> tape.pick(4) == 3 ? array() : instance(Type.NODE);
    };
  }

  private Expr small(Type type) {
    Expr held =
        switch (tape.pick(3)) {
          case 0 -> new Expr.Null();
          case 1 -> new Expr.New(Type.NODE, List.of(new Expr.Null()));
          default -> local(Type.OBJECT);
        };
    return type == Type.ARRAY
        ? new Expr.ArrayOf(List.of(held))
        : new Expr.New(Type.NODE, List.of(held));
  }

  private Expr instance(Type type) {
    if (tape.pick(2) == 0) {
      return new Expr.New(type, List.of());
    }
    return type == Type.NODE && tape.pick(2) == 0
        ? new Expr.New(type, List.of(of(Type.OBJECT)))
        : new Expr.New(type, List.of(of(Type.OBJECT), of(Type.NODE)));
  }

  private Expr array() {
    return switch (tape.pick(4)) {
      case 1 -> new Expr.ArrayOf(arguments(tape.pick(4)));
      case 2 -> new Expr.Matrix(1 + tape.pick(2), tape.pick(3));
      case 3 -> new Expr.Clone(object(Type.ARRAY));
      default -> new Expr.NewArray(1 + tape.pick(3));
    };
  }

  private List<Expr> arguments(int count) {
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(of(Type.OBJECT));
    }
    return arguments;
  }

  private Expr compound(Type type) {
    if (dialect == Dialect.LIBRARY && tape.pick(4) == 3) {
      return library.of(type);
    }
    int kind = tape.pick(isThreaded ? 29 : 23);
    return switch (kind) {
      case 4, 5, 6 -> made(type);
      case 7, 8, 9 -> call(type, false);
      case 10, 11 -> field(type);
      case 12 -> staticOf(type);
      case 13 -> element(type);
      case 14 -> new Expr.Conditional(type, condition(), of(type), of(type));
      case 15 -> new Expr.Switch(type, List.of(arm(type), arm(type)));
      case 16 -> setLocal(type);
      case 17 -> setHeap(type);
      case 18 -> type == Type.OBJECT ? act() : cast(type);
      case 19 -> closure(type);
      case 20, 21, 22 -> lasting.read(type);
      case 23, 24, 25 -> staticOf(type);
      case 26, 27, 28 -> type == Type.OBJECT ? exchange() : new Expr.Cast(type, exchange());
      default -> simple(type, kind);
    };
  }

  private Expr.Arm arm(Type type) {
    return isInLambda ? new Expr.Arm(List.of(), of(type)) : bodies.arm(type);
  }

  private Expr cast(Type type) {
    Expr value = tape.pick(2) == 1 ? act() : new Expr.GetStatic(Static.S);
    return type == Type.OBJECT ? value : new Expr.Cast(type, value);
  }

  Expr call(Type type, boolean mayBeVoid) {
    return call(type, mayBeVoid, tape.pick(3) == 2);
  }

  /** A call whose arguments the frame has already. */
  Expr givenCall(Type type) {
    return call(type, false, true);
  }

  private Expr call(Type type, boolean mayBeVoid, boolean isGiven) {
    List<Integer> fitting = new ArrayList<>();
    for (int m = 1; m < signatures.size(); m++) {
      List<Type> returns = signatures.get(m).returns();
      if (returns.isEmpty() ? mayBeVoid : returns.get(0).isA(type)) {
        fitting.add(m);
      }
    }
    if (fitting.isEmpty() || isSmall) {
      return made(type);
    }
    int method = fitting.get(tape.pick(fitting.size()));
    if (method == signatures.size() - 1) {
      return new Expr.Call(method, arguments(tape.pick(4)));
    }
    List<Local> parameters = signatures.get(method).parameters();
    return new Expr.Call(
        method, parameters.stream().map(p -> isGiven ? given(p) : argument(p)).toList());
  }

  private Expr act() {
    return new Expr.Act(object(Type.NODE), of(Type.OBJECT), of(Type.NODE));
  }

  /** A store of what is there, as setters have it. */
  Expr smallStore() {
    Expr value = lasting.other();
    if (tape.pick(2) == 0) {
      Field field = tape.pick(2) == 0 ? Field.A : Field.B;
      return new Expr.SetField(local(Type.NODE), field, value);
    }
    List<Local> fitting =
        visible.stream().filter(l -> !l.isFinal() && Type.NODE.isA(l.type())).toList();
    return fitting.isEmpty()
        ? new Expr.SetStatic(Static.T, value)
        : new Expr.SetLocal(fitting.get(tape.pick(fitting.size())), value);
  }

  private Expr field(Type type) {
    List<Field> fitting = new ArrayList<>();
    for (Field field : Field.values()) {
      if (field != Field.HELD && field.type().isA(type)) {
        fitting.add(field);
      }
    }
    if (fitting.isEmpty()) {
      return cast(type);
    }
    Field field = fitting.get(tape.pick(fitting.size()));
    return new Expr.GetField(object(field.declaring()), field);
  }

  private Expr exchange() {
    return new Expr.Exchange(tape.pick(WAYS_TO_EXCHANGE), of(Type.OBJECT));
  }

  Expr staticOf(Type type) {
    if (isThreaded) {
      Static place = STATICS.stream().filter(s -> s.type().isA(type)).findFirst().orElse(Static.S);
      return place.type().isA(type) ? unlessNull(place, new Expr.GetStatic(place)) : cast(type);
    }
    List<Static> fitting = Arrays.stream(Static.values()).filter(s -> s.type().isA(type)).toList();
    return fitting.isEmpty()
        ? cast(type)
        : new Expr.GetStatic(fitting.get(tape.pick(fitting.size())));
  }

  /** Makes objects that all threads see refer to each other, in cycles at last. */
  private Expr link() {
    Expr value = tape.pick(2) == 1 ? local(Type.NODE) : staticOf(Type.NODE);
    return new Expr.SetField(staticOf(Type.NODE), tape.pick(2) == 1 ? Field.A : Field.B, value);
  }

  /** Most exceptions of programs with threads would be those of others' nulls. */
  private Expr unlessNull(Static place, Expr read) {
    Expr first = new Expr.SetStatic(place, made(place.type()));
    return new Expr.Conditional(place.type(), new Cond.IsNull(read), first, read);
  }

  private Expr element(Type type) {
    Expr element = new Expr.GetElement(object(Type.ARRAY), tape.pick(2));
    return type == Type.OBJECT ? element : new Expr.Cast(type, element);
  }

  private Expr setLocal(Type type) {
    List<Local> fitting =
        visible.stream()
            .filter(l -> !l.isFinal() && l.type().isA(type))
            .filter(l -> l.type() != Type.FAULT && l.type() != Type.ANY_EXCEPTION)
            .toList();
    if (fitting.isEmpty() || isInLambda) {
      return type == Type.OBJECT ? setStatic(Static.S) : made(type);
    }
    Local local = fitting.get(fitting.size() - 1 - tape.pick(fitting.size()));
    return new Expr.SetLocal(local, tape.pick(4) == 3 ? new Expr.Null() : of(local.type()));
  }

  private Expr setStatic(Static place) {
    return new Expr.SetStatic(place, tape.pick(3) == 2 ? new Expr.Null() : of(place.type()));
  }

  private Expr setField(Field field) {
    Expr value = tape.pick(4) == 3 ? new Expr.Null() : of(field.type());
    return new Expr.SetField(object(field.declaring()), field, value);
  }

  private Expr setElement() {
    return new Expr.SetElement(object(Type.ARRAY), tape.pick(2), of(Type.OBJECT));
  }

  private Expr setHeap(Type type) {
    return switch (type) {
      case OBJECT -> tape.pick(2) == 1 ? setElement() : setField(Field.A);
      case NODE -> tape.pick(2) == 1 ? setField(Field.D) : setField(Field.B);
      case ARRAY -> setField(Field.C);
      default -> made(type);
    };
  }

  private Expr closure(Type type) {
    if (type != Type.OBJECT || isInLambda) {
      return made(type);
    }
    boolean isAnonymous = isStatic && tape.pick(2) == 1;
    List<Local> captured = captured(!isAnonymous);
    Expr body = lambdaBody(captured);
    return isAnonymous
        ? new Expr.Anonymous(captured, naming(captured, body))
        : new Expr.Lambda(captured, body);
  }

  /** A lambda that may be kept. */
  private Expr task() {
    if (isInLambda) {
      return new Expr.Null();
    }
    List<Local> captured = captured(true);
    return new Expr.Task(captured, naming(captured, lambdaBody(captured)));
  }

  /** A final local, if there is one. */
  private List<Local> captured(boolean mayBeThis) {
    List<Local> finals =
        visible.stream().filter(l -> l.isFinal() && (mayBeThis || l.number() != 0)).toList();
    return finals.isEmpty() ? List.of() : List.of(finals.get(tape.pick(finals.size())));
  }

  private Expr lambdaBody(List<Local> captured) {
    List<Local> outer = visible;
    visible = captured;
    isInLambda = true;
    Expr body = of(Type.OBJECT);
    isInLambda = false;
    visible = outer;
    return body;
  }

  /** javac captures what the body names. */
  private static Expr naming(List<Local> captured, Expr body) {
    return captured.isEmpty()
        ? body
        : new Expr.Conditional(Type.OBJECT, new Cond.Flip(), body, new Expr.Get(captured.get(0)));
  }
}
