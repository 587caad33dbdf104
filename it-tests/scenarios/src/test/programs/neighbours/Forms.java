import clojure.java.api.Clojure;
import clojure.lang.IFn;

/** Clojure forms, each a class of its own once it is evaluated. */
public final class Forms {
  private static final String[] FORMS = {
    "(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))",
    "(defrecord Point [x y])",
    "(defprotocol Shape (area [this]))",
    "(extend-type Point Shape (area [p] (* (:x p) (:y p))))",
    "(def state (atom {}))",
    "(defmacro twice [form] `(do ~form ~form))",
    "(twice (swap! state update :n (fnil inc 0)))",
    "[(fib 15) (area (->Point 3 4)) @state (reduce + (map #(* % %) (range 50)))]",
    "(->> (range 200) (filter odd?) (partition 5) (map vec) (into (sorted-map) (map (juxt first"
        + " count))) count)",
    "(try (/ 1 0) (catch ArithmeticException e (.getMessage e)))",
    "(let [results (pmap inc (range 20))] (apply + results))",
    "(str (java.util.ArrayList. (sort-by - [3 1 2])))",
    "(dosync (let [r (ref 1)] (alter r + 41) @r))",
  };

  private Forms() {}

  public static void main(String[] arguments) {
    IFn read = Clojure.var("clojure.core", "read-string");
    IFn eval = Clojure.var("clojure.core", "eval");
    IFn text = Clojure.var("clojure.core", "pr-str");
    StringBuilder line = new StringBuilder("CHECK");
    for (int round = 0; round < 3; round++) {
      for (String form : FORMS) {
        line.append(' ').append(text.invoke(eval.invoke(read.invoke(form))));
      }
    }
    System.out.println(line);
    Clojure.var("clojure.core", "shutdown-agents").invoke();
  }
}
