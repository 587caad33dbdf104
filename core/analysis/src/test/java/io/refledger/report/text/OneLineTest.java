package io.refledger.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OneLineTest {
  @Test
  void what_ends_a_line_or_moves_text_should_be_a_blank() {
    assertThat(OneLine.of("a\nb\rc\u2028d\u2029e\u0085f")).isEqualTo("a b c d e f");
    assertThat(OneLine.of("\u001b[31mred\u009b0m")).isEqualTo(" [31mred 0m");
    assertThat(OneLine.of("a\u202eb\u2066c\u200fd\ufeff")).isEqualTo("a b c d ");
    assertThat(OneLine.of("half \ud800")).isEqualTo("half  ");
  }

  @Test
  void text_of_any_language_should_stay() {
    String text = "Größe<T> 名前 \ud83d\ude00 שלום ]]> \"quoted\" &";

    assertThat(OneLine.of(text)).isEqualTo(text);
  }
}
