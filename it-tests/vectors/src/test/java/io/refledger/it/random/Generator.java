package io.refledger.it.random;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes a program from a tape: its classes, the signatures of its methods, then their bodies. */
final class Generator {
  private static final int MOST_MAINS = 5;
  private static final int MOST_METHODS = 3;
  private static final int MOST_STATEMENTS = 7;
  private static final int MOST_STATEMENTS_OF_MAIN = 14;

  /** The numbers that one method is made from, so that the first leave some to the last. */
  private static final int SHARE = 60;

  private static final int MOST_SHORT_METHODS = 4;

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
    int mains = threads > 1 ? threads : 1 + tape.pick(MOST_MAINS);
    for (int m = 0; m < mains; m++) {
      Type home = threads > 1 || tape.pick(2) == 0 ? Type.OBJECT : Type.NODE;
      signatures.add(new Method(home, List.of(), List.of(), List.of()));
    }
    int count = 1 + tape.pick(MOST_METHODS);
    for (int m = 0; m < count; m++) {
      signatures.add(signature());
    }
    int firstShort = signatures.size();
    for (int m = tape.pick(MOST_SHORT_METHODS + 1); m > 0; m--) {
      signatures.add(shortSignature());
    }
    int last = signatures.size();
    Local all = names.local(Type.ARRAY, false);
    signatures.add(new Method(Type.OBJECT, List.of(all), List.of(Type.OBJECT), List.of()));
    List<Type> acting = new ArrayList<>(List.of(Type.NODE, Type.PAIR));
    acting.removeIf(type -> tape.pick(2) == 0);
    acting.add(0, Type.OBJECT);
    var constants = constants();
    var constructors = new Constructors(tape, names, signatures, dialect).all();
    List<Method> methods = new ArrayList<>(signatures);
    methods.subList(firstShort, last).replaceAll(this::shortMethod);
    for (int m = 0; m < mains; m++) {
      methods.set(m, main(signatures.get(m), m > 0));
    }
    methods.subList(mains, firstShort).replaceAll(m -> withBody(m, MOST_STATEMENTS));
    methods.set(last, withBody(signatures.get(last), MOST_STATEMENTS));
    Map<Type, Method> acts = new EnumMap<>(Type.class);
    acting.forEach(type -> acts.put(type, act(type)));
    return new Program(threads > 1 ? 0 : mains, methods, acts, constructors, constants);
  }

  /** Threads share no object from the start. */
  private Map<Static, Expr> constants() {
    Map<Static, Expr> constants = new EnumMap<>(Static.class);
    if (dialect != Dialect.THREADED) {
      Expr held = new ModestExpressions(tape, signatures, List.of()).quiet(Type.OBJECT);
      constants.put(Static.K, new Expr.New(Type.NODE, List.of(held)));
    }
    return constants;
  }

  private Method signature() {
    List<Local> parameters = new ArrayList<>();
    Type home = tape.pick(4) == 0 ? Type.OBJECT : Type.NODE;
    if (home == Type.NODE && tape.pick(2) == 1) {
      parameters.add(Names.self(home));
    }
    for (int p = tape.pick(4); p > 0; p--) {
      parameters.add(names.local(VALUES.get(tape.pick(VALUES.size())), tape.pick(3) == 2));
    }
    boolean isVoid = tape.pick(4) == 3;
    List<Type> returns = isVoid ? List.of() : List.of(VALUES.get(tape.pick(VALUES.size())));
    return new Method(home, parameters, returns, List.of());
  }

  private Method shortSignature() {
    boolean isInstance = tape.pick(4) != 3;
    List<Local> parameters = new ArrayList<>();
    if (isInstance) {
      parameters.add(Names.self(Type.NODE));
    }
    for (int p = tape.pick(3); p > 0; p--) {
      parameters.add(names.local(tape.pick(2) == 0 ? Type.NODE : Type.OBJECT, false));
    }
    Type returned = List.of(Type.NODE, Type.NODE, Type.OBJECT, Type.ARRAY).get(tape.pick(4));
    return new Method(Type.NODE, parameters, List.of(returned), List.of());
  }

  /** Without calls, so that it need not ask whether it should stop. */
  private Method shortMethod(Method method) {
    Bodies bodies = bodies(method.isStatic(), method.returns());
    List<Stmt> body = bodies.shortMethod(method.parameters());
    return new Method(method.home(), method.parameters(), method.returns(), body);
  }

  private Method act(Type type) {
    Local p = names.local(Type.OBJECT, false);
    Local q = names.local(Type.NODE, false);
    List<Local> parameters = List.of(Names.self(type), p, q);
    Method signature = new Method(type, parameters, List.of(Type.OBJECT), List.of());
    return withBody(signature, MOST_STATEMENTS / 2);
  }

  /** The first one is never called again, so it need not ask whether it should stop. */
  private Method main(Method method, boolean rests) {
    List<Stmt> body = begun(method, rests);
    body.addAll(bodies(true, List.of()).main(tape.pick(MOST_STATEMENTS_OF_MAIN + 1)));
    return new Method(method.home(), List.of(), List.of(), body);
  }

  private Method withBody(Method method, int statements) {
    List<Stmt> body = begun(method, true);
    Bodies bodies = bodies(method.isStatic(), method.returns());
    body.addAll(bodies.method(method.parameters(), tape.pick(statements + 1)));
    return new Method(method.home(), method.parameters(), method.returns(), body);
  }

  private List<Stmt> begun(Method method, boolean rests) {
    tape.endAfter(SHARE);
    List<Stmt> body = new ArrayList<>();
    if (rests) {
      body.add(new Stmt.Rest(method.isVoid()));
    }
    return body;
  }

  private Bodies bodies(boolean isStatic, List<Type> returns) {
    return new Bodies(tape, names, signatures, isStatic, dialect, returns);
  }
}
