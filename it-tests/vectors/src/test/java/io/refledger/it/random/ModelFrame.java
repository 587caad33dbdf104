package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/*
 * Locals are in the order of their slots: javac gives the lowest free slot to what it declares, and
 * a scope that ends frees its slots from the top. A local that ended is released before the next
 * instruction; several at once in slot order.
 */
/** A frame of the model: counted locals, those that the compiler made among them, and a stack. */
final class ModelFrame {
  private static final class Cell {
    private final Local local;
    private ModelObject value;

    Cell(Local local) {
      this.local = local;
    }
  }

  private final ModelHeap heap;
  private final List<Cell> cells = new ArrayList<>();
  private final List<ModelObject> stack = new ArrayList<>();
  private int inScope;

  /** The number of finally blocks that a return has to run. */
  int pendingFinalizers;

  private Local kept;

  private int synthetics;

  ModelFrame(ModelHeap heap) {
    this.heap = heap;
  }

  /** Releases the locals whose scope ended. */
  void step() {
    while (cells.size() > inScope) {
      heap.decref(cells.remove(inScope).value);
    }
  }

  /** The scope to go back to by {@link #leave}. */
  int scope() {
    return inScope;
  }

  void leave(int scope) {
    inScope = scope;
  }

  /** A local that the compiler made. */
  Local synthetic(Type type) {
    return new Local(--synthetics, type, true);
  }

  /** A new local takes the value on top of the stack. */
  void bind(Local local) {
    step();
    declare(local);
    set(local, pop());
  }

  private void declare(Local local) {
    cells.add(new Cell(local));
    inScope++;
  }

  /** A new parameter; the caller keeps its pin. */
  void parameter(Local local, ModelObject value) {
    declare(local);
    heap.incref(value);
    cell(local).value = value;
  }

  /** The local takes a value together with its pin. */
  void set(Local local, ModelObject value) {
    step();
    Cell cell = cell(local);
    ModelObject old = cell.value;
    heap.incref(value);
    cell.value = value;
    heap.unpin(value);
    heap.decref(old);
  }

  ModelObject get(Local local) {
    return cell(local).value;
  }

  private Cell cell(Local local) {
    for (int i = inScope - 1; i >= 0; i--) {
      if (cells.get(i).local.equals(local)) {
        return cells.get(i);
      }
    }
    throw new IllegalStateException("not in scope: " + local);
  }

  void push(ModelObject value) {
    step();
    heap.pin(value);
    stack.add(value);
  }

  /** The value and its pin are the caller's. */
  ModelObject pop() {
    return stack.remove(stack.size() - 1);
  }

  ModelObject peek(int below) {
    return stack.get(stack.size() - 1 - below);
  }

  /** The values on top of the stack, the lowest first. */
  List<ModelObject> top(int count) {
    step();
    return new ArrayList<>(stack.subList(stack.size() - count, stack.size()));
  }

  /** A copy of the value on top goes below the {@code operands} that are to be consumed. */
  void keepBelow(int operands) {
    step();
    ModelObject value = peek(0);
    heap.pin(value);
    stack.add(stack.size() - operands, value);
  }

  /** An instruction has consumed values; they are released first to last. */
  void consume(int count) {
    step();
    List<ModelObject> operands = stack.subList(stack.size() - count, stack.size());
    List<ModelObject> consumed = new ArrayList<>(operands);
    operands.clear();
    consumed.forEach(heap::unpin);
  }

  /** An instruction has made a value of those it consumes; it is held before they are released. */
  void replace(int count, ModelObject result) {
    step();
    heap.pin(result);
    List<ModelObject> operands = stack.subList(stack.size() - count, stack.size());
    List<ModelObject> consumed = new ArrayList<>(operands);
    operands.clear();
    stack.add(result);
    consumed.forEach(heap::unpin);
  }

  /**
   * An exception is in flight: its handler finds an empty stack and the locals of its scope. The
   * stack is released from its top, as CPython does it.
   */
  void unwind(int scope) {
    while (!stack.isEmpty()) {
      heap.unpin(pop());
    }
    leave(scope);
    step();
  }

  /** An exception leaves this frame. */
  void abandon() {
    unwind(0);
  }

  /** The exception that this frame's handler got becomes a local. */
  void catches(Local local, ModelObject exception) {
    declare(local);
    set(local, exception);
  }

  /** A return statement has its value on the stack; it is kept in a local while finally runs. */
  void returns(boolean hasValue) {
    kept = null;
    if (hasValue && pendingFinalizers > 0) {
      kept = synthetic(Type.OBJECT);
      bind(kept);
    }
  }

  /** The value of the method, with a pin that is the caller's. */
  ModelObject returned() {
    step();
    if (kept != null) {
      push(get(kept));
    }
    return pop();
  }

  /** The frame is left by a return. */
  void exit() {
    leave(0);
    step();
  }
}
