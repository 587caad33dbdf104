package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SitesTest {
  private static final int MOST = 4096;

  private final Sites sites = new Sites(MOST);

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
