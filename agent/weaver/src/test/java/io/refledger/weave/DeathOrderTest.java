package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.Locals;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects die at the statement that drops them, in exact and in lean weaving alike. */
class DeathOrderTest {

  private static void check(Locals locals, String sample, Object argument, String... expected) {
    Object[] arguments = argument == null ? new Object[0] : new Object[] {argument};

    List<String> log = new WovenSamples(locals).run(sample, arguments);

    assertThat(log).as("%s %s", locals, sample).containsExactly(expected);
    assertThat(RecordingHooks.leftovers()).as("%s %s", locals, sample).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_discarded_object_dies_at_its_own_statement(Locals locals) {
    check(locals, "discardedObject", null, "dies a", "after");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_local_releases_its_object_when_it_is_overwritten(Locals locals) {
    check(
        locals,
        "overwrittenLocal",
        null,
        "bound",
        "dies a",
        "overwritten",
        "dies b",
        "nulled null");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void an_alias_keeps_the_object(Locals locals) {
    check(locals, "aliases", null, "x nulled null", "dies a", "y nulled null");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_local_dies_at_the_end_of_its_scope(Locals locals) {
    check(
        locals,
        "scopes",
        null,
        "looks at a",
        "dies a",
        "scope left",
        "looks at loop0",
        "dies loop0",
        "looks at loop1",
        "dies loop1",
        "loop left");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void an_argument_lives_through_the_evaluation_of_the_next(Locals locals) {
    check(locals, "argumentThroughSecondArgument", null, "in two ab", "dies a", "dies b", "after");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void an_argument_survives_the_overwriting_of_its_local(Locals locals) {
    check(
        locals, "argumentWhoseLocalIsOverwritten", null, "in two ab", "dies a", "after", "dies b");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void an_object_held_by_nothing_but_the_call_lives_through_it(Locals locals) {
    check(locals, "onlyAPinHoldsIt", null, "looks at a", "dies a", "after");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void objects_die_while_another_lies_on_the_stack(Locals locals) {
    check(locals, "switchOnTheStack", 1, "dies b0", "dies b1", "yields", "dies a", "after");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_returned_object_outlives_the_frame(Locals locals) {
    check(locals, "returned", null, "looks at b", "dies b", "dies a");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_chain_of_calls_gives_back_its_temporaries(Locals locals) {
    check(locals, "chained", null, "dies a", "dies b", "after");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_conditional_value_is_held_whichever_branch_made_it(Locals locals) {
    check(locals, "ternary", true, "looks at a", "looks at c", "dies c", "after", "dies a");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void an_exception_releases_the_frames_it_passes(Locals locals) {
    check(
        locals,
        "caught",
        null,
        "looks at local",
        "dies local",
        "dies b",
        "dies a",
        "caught x",
        "after",
        "dies x");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void an_exception_that_leaves_releases_everything(Locals locals) {
    check(
        locals,
        "thrownThrough",
        null,
        "looks at x",
        "looks at local",
        "dies local",
        "dies x",
        "threw x");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void an_exception_releases_the_stack_from_its_top_and_then_the_locals(Locals locals) {
    check(
        locals,
        "thrownPastTemporaries",
        null,
        "looks at x",
        "looks at local",
        "dies local",
        "dies c",
        "dies b",
        "dies a",
        "dies x",
        "threw c");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void finally_runs_before_the_frame_is_released(Locals locals) {
    check(locals, "finallyReturns", null, "dies a", "finally x", "dies x");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void monitors_do_not_hide_releases(Locals locals) {
    check(
        locals,
        "synchronizedBlock",
        null,
        "looks at inner",
        "dies inner",
        "unlocked",
        "looks at local",
        "dies local",
        "dies b",
        "caught",
        "dies lock");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void array_elements_are_counted(Locals locals) {
    check(locals, "arrays", null, "dies a", "cleared", "refused", "copied 3true", "dies b");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_value_read_out_of_a_temporary_outlives_it(Locals locals) {
    check(locals, "readOutOfTemporary", null, "dies b", "dies a", "is null false");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_value_that_is_stored_and_used_is_held_by_both(Locals locals) {
    check(locals, "dupped", null, "y nulled null", "looks at a", "looks at c", "dies a", "dies c");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_static_keeps_what_was_returned(Locals locals) {
    check(locals, "assignAndReturn", null);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_constructor_argument_dies_after_the_construction(Locals locals) {
    check(locals, "constructorOfCopy", null, "dies a", "built a'", "dies a'");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_list_dies_from_its_head(Locals locals) {
    check(locals, "nested", null, "built", "dies 1", "moved", "dies 2", "dies 3", "end null");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void synthetic_locals_do_not_disturb(Locals locals) {
    check(locals, "stringSwitch", "b", "switched", "dies b");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_native_may_return_its_argument(Locals locals) {
    check(locals, "nativeThatReturnsItsArgument", null, "returned", "dies a");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_temporary_behind_a_local_is_released_once(Locals locals) {
    check(
        locals,
        "temporaryBehindALocal",
        null,
        "dies b",
        "looks at local",
        "dies local",
        "caught",
        "after",
        "dies a");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void what_a_final_field_held_outlives_its_temporary_object(Locals locals) {
    check(locals, "finalFieldOfATemporary", null, "in two ab", "dies a", "dies b", "after");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void what_a_final_field_held_outlives_the_overwriting_of_the_local(Locals locals) {
    check(
        locals, "finalFieldOfAnOverwrittenLocal", null, "in two ab", "dies a", "after b", "dies b");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void what_a_final_field_held_outlives_an_object_that_the_callee_drops(Locals locals) {
    check(
        locals, "finalFieldOfAFieldThatIsCleared", null, "looks at b", "dies b", "after", "dies a");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void the_value_of_a_final_field_is_borrowed_while_its_object_is_used(Locals locals) {
    check(locals, "finalFieldInItsOwnMethod", null, "looks at a", "looks at a", "dies a", "after");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_borrowed_result_is_held_before_its_owner_goes(Locals locals) {
    check(locals, "borrowedResults", null, "looks at a", "after", "dies a");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void an_argument_that_is_returned_dies_after_the_others(Locals locals) {
    check(locals, "resultThatIsAnArgument", null, "dies b", "dies a", "after");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void a_result_that_is_only_glanced_at_dies_there(Locals locals) {
    check(
        locals,
        "resultsThatAreGlancedAt",
        null,
        "dies a",
        "not null",
        "dies b",
        "true",
        "dies c",
        "dies d",
        "after");
  }
}
