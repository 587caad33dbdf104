package io.refledger.it.random;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes a program from a tape: its classes, the signatures of its methods, then their bodies. */
final class Generator {
  private static final int MOST_METHODS = 3;
  private static final int MOST_STATEMENTS = 7;

  /** What a constructor was passed is lost if it throws inside super(): documented. */
  private static final int NOTHING_THAT_THROWS = 0;

  private static final List<Type> VALUES = List.of(Type.OBJECT, Type.NODE, Type.ARRAY, Type.PAIR);

  private final Tape tape;

  private final Dialect dialect;

  /** The number of threads that run the program. */
  private final int threads;

  private final Names names = new Names();
  private final List<Method> signatures = new ArrayList<>();

  private Generator(Tape tape, Dialect dialect, int threads) {
    this.tape = tape;
    this.dialect = dialect;
    this.threads = threads;
  }

  static Program program(int[] tape) {
    return new Generator(new Tape(tape), Dialect.PLAIN, 1).program();
  }

  /** A program that uses the JDK's collections. */
  static Program libraryProgram(int[] tape) {
    return new Generator(new Tape(tape), Dialect.LIBRARY, 1).program();
  }

  /** A program whose first methods, one for each thread, have no parameters. */
  static Program program(int[] tape, int threads) {
    return new Generator(new Tape(tape), Dialect.THREADED, threads).program();
  }

  private Program program() {
    for (int thread = 0; thread < threads; thread++) {
      signatures.add(new Method(List.of(), List.of(), List.of()));
    }
    int count = 1 + tape.pick(MOST_METHODS);
    for (int m = 0; m < count; m++) {
      signatures.add(signature());
    }
    Local all = names.local(Type.ARRAY, false);
    signatures.add(new Method(List.of(all), List.of(Type.OBJECT), List.of()));
    List<Method> methods = new ArrayList<>();
    for (Method signature : signatures) {
      boolean isMain = methods.size() < threads;
      methods.add(
          withBody(signature, isMain ? 2 * MOST_STATEMENTS : MOST_STATEMENTS, !methods.isEmpty()));
    }
    Map<Type, Method> acts = new EnumMap<>(Type.class);
    acts.put(Type.OBJECT, act(Type.OBJECT));
    for (Type type : List.of(Type.NODE, Type.PAIR)) {
      if (tape.pick(2) == 1) {
        acts.put(type, act(type));
      }
    }
    return new Program(methods, acts, constructors());
  }

  private Method signature() {
    List<Local> parameters = new ArrayList<>();
    for (int p = tape.pick(4); p > 0; p--) {
      parameters.add(names.local(VALUES.get(tape.pick(VALUES.size())), tape.pick(3) == 2));
    }
    boolean isVoid = tape.pick(4) == 3;
    List<Type> returns = isVoid ? List.of() : List.of(VALUES.get(tape.pick(VALUES.size())));
    return new Method(parameters, returns, List.of());
  }

  private Method act(Type type) {
    Local p = names.local(Type.OBJECT, false);
    Local q = names.local(Type.NODE, false);
    List<Local> parameters = List.of(Names.self(type), p, q);
    Method signature = new Method(parameters, List.of(Type.OBJECT), List.of());
    return withBody(signature, MOST_STATEMENTS / 2, true);
  }

  private Method withBody(Method method, int statements, boolean rests) {
    boolean isStatic = method.parameters().isEmpty() || method.parameters().get(0).number() != 0;
    Bodies bodies = bodies(isStatic, method.returns());
    List<Stmt> body = new ArrayList<>();
    if (rests) {
      body.add(new Stmt.Rest(method.isVoid()));
    }
    body.addAll(bodies.method(method.parameters(), tape.pick(statements + 1)));
    return new Method(method.parameters(), method.returns(), body);
  }

  private Bodies bodies(boolean isStatic, List<Type> returns) {
    return new Bodies(tape, names, signatures, isStatic, dialect, returns);
  }

  private Map<Type, List<Method>> constructors() {
    Map<Type, List<Method>> constructors = new EnumMap<>(Type.class);
    constructors.put(
        Type.NODE,
        List.of(
            constructor(Type.NODE, List.of(), List.of(), 2),
            constructor(Type.NODE, List.of(Field.A), List.of(), NOTHING_THAT_THROWS)));
    constructors.put(
        Type.PAIR,
        List.of(
            constructor(Type.PAIR, List.of(), List.of(), 2),
            constructor(Type.PAIR, List.of(Field.E, Field.D), List.of(0), 2)));
    constructors.put(
        Type.FAULT, List.of(constructor(Type.FAULT, List.of(Field.HELD), List.of(), 0)));
    return constructors;
  }

  /**
   * A constructor that stores its parameters in fields.
   *
   * @param passed the parameters that it passes to the superclass
   */
  private Method constructor(Type type, List<Field> fields, List<Integer> passed, int statements) {
    Local self = Names.self(type);
    List<Local> parameters = new ArrayList<>(List.of(self));
    List<Stmt> body = new ArrayList<>();
    for (Field field : fields) {
      parameters.add(names.local(field.type(), false));
    }
    List<Expr> arguments = new ArrayList<>();
    for (int index : passed) {
      arguments.add(new Expr.Get(parameters.get(index + 1)));
    }
    body.add(new Stmt.Super(arguments));
    for (int f = 0; f < fields.size(); f++) {
      Expr value = new Expr.Get(parameters.get(f + 1));
      body.add(new Stmt.Evaluate(new Expr.SetField(new Expr.Get(self), fields.get(f), value)));
    }
    int more = tape.pick(statements + 1);
    if (more > 0) {
      body.add(new Stmt.Rest(true));
      Bodies bodies = bodies(false, List.of());
      body.addAll(bodies.method(parameters, more));
    }
    return new Method(parameters, List.of(), body);
  }
}
