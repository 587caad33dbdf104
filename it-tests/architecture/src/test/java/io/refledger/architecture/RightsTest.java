package io.refledger.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * What any code in the JVM can reach of us, the runtime and the API with the boot loader and the
 * hooks in {@code java.lang}, hands out nothing that the JDK keeps from it.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RightsTest {
  private static final Set<String> KEYS =
      Set.of(
          "jdk.internal.misc.Unsafe",
          "sun.misc.Unsafe",
          "jdk.internal.access.JavaLangAccess",
          "java.lang.invoke.MethodHandles$Lookup",
          "java.lang.invoke.MethodHandle",
          "java.lang.invoke.VarHandle",
          "java.lang.instrument.Instrumentation",
          "java.lang.reflect.Field",
          "java.lang.reflect.Method",
          "java.lang.reflect.Constructor",
          "java.lang.Module",
          "java.lang.ClassLoader");

  private static final DescribedPredicate<JavaClass> KEY =
      DescribedPredicate.describe("a key to what is closed", c -> KEYS.contains(c.getName()));

  @Test
  void no_public_method_of_the_boot_side_should_return_a_key_to_what_is_closed() {
    noMethods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage("io.refledger.rt..", "io.refledger.api..")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .haveRawReturnType(KEY)
        .check(ProductClasses.ALL);
  }

  @Test
  void no_public_field_of_the_boot_side_should_hold_a_key_to_what_is_closed() {
    noFields()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage("io.refledger.rt..", "io.refledger.api..")
        .should()
        .haveRawType(KEY)
        .check(ProductClasses.ALL);
  }
}
