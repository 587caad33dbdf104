package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.MemoryBudget;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SitesTest {
  private static final int MOST = 4096;

  private final Sites sites = new Sites(MOST, new MemoryBudget(Long.MAX_VALUE));

  @Test
  void place_should_be_found_by_its_number() {
    int method = sites.method("app.Main", "run", "Main.java", true);

    int site = sites.site(method, 7);
    int store = sites.storeSite(method, 8, "app/Node", "next", "Lapp/Node;");

    assertThat(sites.line(site)).isEqualTo(7);
    assertThat(sites.methodOf(site).name()).isEqualTo("run");
    assertThat(sites.field(site)).isNull();
    assertThat(sites.field(store)).isEqualTo(new Sites.Field("app.Node", "next", "Lapp/Node;"));
    assertThat(sites.target(store)).isZero();
    assertThat(sites.birth(store)).isZero();
  }

  @Test
  void numbers_of_code_that_is_gone_should_stand_for_the_new_code_alone() {
    int method = sites.method("app.Part", "run", "Part.java", true);
    int site = sites.site(method, 7);
    int store = sites.storeSite(method, 8, "app/Part", "next", "Lapp/Part;");
    sites.target(store, Target.of(16, 1));
    sites.birth(site, 5);
    CodeNumbers numbers = new CodeNumbers(42, false);
    numbers.addMethod(method);
    numbers.addSite(site);
    numbers.addSite(store);
    sites.free.give(numbers);

    assertThat(sites.free.take(41)).isNull();
    CodeNumbers again = sites.free.take(42);
    assertThat(sites.free.take(42)).isNull();
    sites.methodAgain(again.method(0), "app.Part2", "run", "Part2.java", true);
    sites.siteAgain(again.site(0), again.method(0), 17);
    sites.storeSiteAgain(again.site(1), again.method(0), 18, "app/Part2", "next", "Lapp/Part2;");

    assertThat(again.site(2)).isZero();
    assertThat(sites.methodOf(site).className()).isEqualTo("app.Part2");
    assertThat(sites.line(site)).isEqualTo(17);
    assertThat(sites.birth(site)).isZero();
    assertThat(sites.target(store)).isZero();
    assertThat(sites.field(store).owner()).isEqualTo("app.Part2");
    assertThat(sites.count()).isEqualTo(2);
  }

  @Test
  void free_numbers_should_be_found_by_their_key_however_many_there_are() {
    for (int key = 0; key < 3000; key++) {
      sites.free.give(new CodeNumbers(key % 1500, false));
    }

    for (int key = 0; key < 1500; key++) {
      assertThat(sites.free.take(key).key).isEqualTo(key);
      assertThat(sites.free.take(key).key).isEqualTo(key);
      assertThat(sites.free.take(key)).isNull();
    }
  }

  @Test
  void places_without_room_should_be_told_and_nothing_lost_of_the_others() {
    int method = sites.method("app.Main", "run", "Main.java", false);
    for (int line = 1; line < MOST; line++) {
      sites.site(method, line);
    }
    assertThat(sites.unnumbered()).isZero();

    int store = sites.storeSite(method, 1, "app/Node", "next", "Lapp/Node;");

    assertThat(store).isZero();
    assertThat(sites.field(store)).isNull();
    assertThat(sites.unnumbered()).isEqualTo(1);
    assertThat(sites.count()).isEqualTo(MOST - 1);
    assertThat(sites.line(MOST - 1)).isEqualTo(MOST - 1);
  }
}
