package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.internal.vm.annotation.Hidden;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The ABI that woven code was compiled against. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HookContractTest {
  private static final String ABI =
      """
      adopt(OOC)V
      afterStore(JCI)V
      allocated(OCI)V
      applicationSite(C)I
      arraySet(OIOCI)V
      arraycopy(OIOIICI)V
      beforeArrayStore([OIOCI)J
      beforeFieldStore(OOCI)J
      beforeStaticStore(OKCI)J
      bind(OCI)V
      born(OC)O
      caught(OC)V
      classDefined(LC)V
      cloned(OCI)V
      closed(OI)V
      compareAndExchangeReference(UOJOOCI)O
      compareAndSetReference(UOJOOCI)Z
      confirm(OO)O
      constructed(OCI)V
      context()C
      copied(OCI)V
      created(O)V
      decref(OCI)V
      decrefEach(OOOOCI)V
      discard(OCI)V
      dropResult(CI)V
      expect(CI)V
      expected(C)I
      filled(OCI)V
      getAndSetReference(UOJOCI)O
      getReference(UOJCI)O
      handOver(OCII)V
      held(OC)V
      heldCaught(OC)V
      heldConstructed(CI)V
      heldLoad(OC)V
      heldResult(OC)V
      heldReturning(OC)V
      heldThrowing(OC)V
      hidden(LS[BI)[B
      hiddenDefined(K)V
      immortalize(O)V
      incref(OCI)V
      initialEdge(OOCI)V
      interned(O)V
      keep(OOCI)O
      knowsStatic(I)Z
      leaveRegion(CII)V
      leaving(CI)V
      lend(OCI)V
      newArray(OCI)V
      observation(C)I
      observe(CI)V
      opened(OCI)V
      pin(OC)V
      putReference(UOJOCI)V
      received(OCI)V
      referenceCleared(OCI)V
      referenceCreated(OOCI)V
      referenceQueued(OOC)V
      region(C)I
      result(OC)V
      returning(OC)V
      returningBorrowed(OC)V
      runs(OC)V
      threadExited(OCI)V
      threadStarted(O)V
      throwing(OC)V
      tryPin(OC)O
      unbind(OCI)V
      unheld(C)V
      unpin(OCI)V
      unpinEach(OOOOCI)V
      virtualExited(O)V
      weakCompareAndSetReference(UOJOOCI)Z
      woven(OC)I
      """;

  @Test
  void hooks_should_have_exactly_the_names_and_descriptors_of_the_abi() {
    List<String> hooks = hooks().map(HookContractTest::signature).sorted().toList();

    assertThat(String.join("\n", hooks) + "\n").isEqualTo(ABI);
  }

  @Test
  void hooks_should_never_show_in_stack_traces() {
    assertThat(hooks()).allMatch(hook -> hook.isAnnotationPresent(Hidden.class));
  }

  @Test
  void hooks_should_be_one_class_file_without_state() {
    assertThat(Hooks.class.getDeclaredFields()).isEmpty();
    assertThat(Hooks.class.getDeclaredClasses()).isEmpty();
    assertThat(Hooks.class.getDeclaredMethods()).allMatch(m -> Modifier.isPublic(m.getModifiers()));
  }

  @Test
  void copy_of_the_hooks_in_another_package_should_reach_all_it_uses() throws Exception {
    for (String[] member : membersUsed()) {
      Class<?> owner = Class.forName(member[0].replace('/', '.'));
      assertThat(Modifier.isPublic(owner.getModifiers())).as(member[0]).isTrue();
      boolean isPublic =
          Stream.concat(Stream.of(owner.getMethods()), Stream.of(owner.getFields()))
              .anyMatch(m -> ((java.lang.reflect.Member) m).getName().equals(member[1]));
      assertThat(isPublic).as(member[0] + "." + member[1]).isTrue();
    }
  }

  private static Stream<Method> hooks() {
    return Stream.of(Hooks.class.getDeclaredMethods());
  }

  private static String signature(Method hook) {
    String descriptor =
        MethodType.methodType(hook.getReturnType(), hook.getParameterTypes())
            .toMethodDescriptorString();
    return hook.getName()
        + descriptor
            .replace("Ljdk/internal/misc/Unsafe;", "U")
            .replace("Lio/refledger/rt/Context;", "C")
            .replace("Ljava/lang/ClassLoader;", "L")
            .replace("Ljava/lang/String;", "S")
            .replace("Ljava/lang/Class;", "K")
            .replace("Ljava/lang/Object;", "O");
  }

  /** (class, member) of the runtime's fields and methods in the constant pool of the hooks. */
  private static List<String[]> membersUsed() throws IOException {
    try (var in = new DataInputStream(Hooks.class.getResourceAsStream("Hooks.class"))) {
      in.readLong();
      Object[] pool = new Object[in.readUnsignedShort()];
      for (int i = 1; i < pool.length; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> pool[i] = in.readUTF();
          case 3, 4 -> in.readInt();
          case 5, 6 -> {
            in.readLong();
            i++;
          }
          case 7, 8, 16, 19, 20 -> pool[i] = new int[] {tag, in.readUnsignedShort()};
          case 9, 10, 11, 12 ->
              pool[i] = new int[] {tag, in.readUnsignedShort(), in.readUnsignedShort()};
          default -> throw new AssertionError("no dynamic constants in hooks: tag=" + tag);
        }
      }
      return members(pool);
    }
  }

  private static List<String[]> members(Object[] pool) {
    List<String[]> members = new ArrayList<>();
    for (Object entry : pool) {
      if (!(entry instanceof int[] item) || item[0] < 9 || item[0] > 11) continue;
      String owner = (String) pool[((int[]) pool[item[1]])[1]];
      String name = (String) pool[((int[]) pool[item[2]])[1]];
      if (owner.startsWith("io/refledger/rt/")) members.add(new String[] {owner, name});
    }
    return members;
  }
}
