import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.refledger.junit5.NoLeaks;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mock;
import org.mockito.MockedStatic;
import org.mockito.MockitoAnnotations;

/** Mocks of every kind, and assertions that keep what they have seen. */
@NoLeaks
class MockitoTest {
  interface Mail {
    String send(Message message);
  }

  static class Message {
    final String text;

    Message(String text) {
      this.text = text;
    }
  }

  static final class Sealed {
    String name() {
      return "sealed";
    }
  }

  static class Clock {
    static Message now() {
      return new Message("now");
    }
  }

  @Mock Mail mail;
  private AutoCloseable mocks;

  @BeforeEach
  void open() {
    mocks = MockitoAnnotations.openMocks(this);
  }

  @AfterEach
  void close() throws Exception {
    mocks.close();
  }

  @Test
  void mockOfAnInterface() {
    when(mail.send(any())).thenReturn("sent");
    Message message = new Message("hello");
    assertThat(mail.send(message)).isEqualTo("sent");
    ArgumentCaptor<Message> captor = ArgumentCaptor.forClass(Message.class);
    verify(mail).send(captor.capture());
    assertThat(captor.getValue()).isSameAs(message);
  }

  @Test
  void mockOfAFinalClass() {
    Sealed sealed = mock(Sealed.class);
    when(sealed.name()).thenAnswer(call -> new Message("answer").text);
    assertThat(sealed.name()).isEqualTo("answer");
  }

  @Test
  void spyOfAList() {
    List<Message> messages = spy(new ArrayList<>());
    messages.add(new Message("one"));
    verify(messages).add(any());
  }

  @Test
  void mockOfAStaticMethod() {
    try (MockedStatic<Clock> clock = mockStatic(Clock.class)) {
      clock.when(Clock::now).thenReturn(new Message("then"));
      assertThat(Clock.now().text).isEqualTo("then");
    }
  }

  @Test
  void assertionsThatKeepWhatTheyHaveSeen() {
    List<Message> messages = List.of(new Message("a"), new Message("b"));
    assertThat(messages).extracting(message -> message.text).containsExactly("a", "b");
    SoftAssertions.assertSoftly(softly -> softly.assertThat(messages).hasSize(2));
    assertThatThrownBy(() -> refuse(new Message("c"))).hasMessage("c");
  }

  private static void refuse(Message message) {
    throw new IllegalStateException(message.text);
  }
}
