package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CountsIT {
  @TempDir Path directory;

  @EachJdk
  void every_reference_should_count_one(Jdk jdk) {
    assertThat(outputOf(jdk, "Counts"))
        .isEqualTo(
            """
            local: 1
            alias: 2
            alias overwritten: 1
            assigned to itself: 1
            alias in a block: 2
            block left: 1
            temporary: 0
            field: 2
            two elements: 4
            static: 5
            element cleared: 4
            array dropped: 3
            static cleared: 2
            holder dropped: 1
            captured: 2
            lambda dropped: 1
            parameter: 2
            moved: 1
            this: 2
            three frames deeper: 5
            returned: 1
            caught, its cause is itself: 2
            after unwinding: 1
            element of a loop: 2
            array of a loop: 2
            string of a switch: 2
            in a cycle: 2
            cycle in use: 0
            held by the other only: 2
            cycle of two: 2
            """);
  }

  @EachJdk
  void objects_should_die_at_the_statement_that_drops_them(Jdk jdk) {
    assertThat(outputOf(jdk, "Deaths"))
        .isEqualTo(
            """
            discarded
            - A
            overwritten
            - A
            scope end
            in scope
            - C
            result discarded
            made
            - A
            frame left
            - A
            - B
            x = null
            - B
            statements done
            foo(new A(), bar())
            - B
            bar
            foo
            - A
            switch
            - B
            round
            - B
            round
            add
            - A
            calls done
            exception
            - A
            - B
            caught
            - Fault
            - C
            finally
            exceptions done
            chain
            - Holder
            - Holder
            - Holder
            - A
            - B
            array clear
            - A
            fill
            - B
            - C
            array drop
            - C
            - B
            - A
            structures done
            weak
            alive
            - A
            newer callback
            older callback
            dead
            cycle
            collect
            - Holder
            - Holder
            - B
            - A
            linked list
            collect
            - A
            - B
            watches itself
            collect
            - Watched
            cycles done
            end
            """);
  }

  /** C2 has its own code for Arrays.copyOf, which comes into play after a while. */
  @NewestJdk
  void copies_by_compiled_code_should_count(Jdk jdk) {
    assertThat(outputOf(jdk, "CompiledCopies", "-XX:-TieredCompilation"))
        .isEqualTo("0 wrong counts\n");
  }

  private String outputOf(Jdk jdk, String program, String... options) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .withAgent("locals=exact,report=none,log=error")
            .with(options)
            .with("-cp", Program.compile(program, directory), program)
            .run();
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return result.out();
  }
}
