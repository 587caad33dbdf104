import org.jruby.embed.LocalContextScope;
import org.jruby.embed.ScriptingContainer;

/** Ruby, interpreted and compiled while the program runs. */
public final class Ruby {
  private static final String SCRIPT =
      """
      class Account
        attr_reader :balance
        def initialize; @balance = 0; @log = []; end
        def put(n); @balance += n; @log << [n, @balance]; self; end
        def method_missing(name, *args); name.to_s.start_with?('put_') ? put(name.to_s[4..].to_i) : super; end
        def respond_to_missing?(name, all = false) = name.to_s.start_with?('put_')
      end
      a = Account.new
      500.times { |i| a.put(i); a.send("put_#{i % 7}") }
      words = %w[pear apple fig].map(&:upcase).sort_by { |w| w.size }
      failed = begin; a.nothing; rescue NoMethodError; 'no method'; end
      squares = Hash.new { |h, k| h[k] = k * k }
      e = (1..30).lazy.map { |n| squares[n] }.select(&:even?).first(5)
      [a.balance, words, failed, e, squares.size, "%05.2f" % 3.14159].inspect
      """;

  private Ruby() {}

  public static void main(String[] arguments) {
    StringBuilder line = new StringBuilder("CHECK");
    ScriptingContainer ruby = new ScriptingContainer(LocalContextScope.SINGLETHREAD);
    for (int round = 0; round < 3; round++) {
      line.append(' ').append(ruby.runScriptlet(SCRIPT));
    }
    ruby.terminate();
    System.out.println(line);
  }
}
