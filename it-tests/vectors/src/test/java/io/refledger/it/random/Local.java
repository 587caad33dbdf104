package io.refledger.it.random;

/** A local variable or parameter; its number is unique in the program; 0 is {@code this}. */
record Local(int number, Type type, boolean isFinal) {
  String java() {
    return number == 0 ? "this" : "v" + number;
  }
}
