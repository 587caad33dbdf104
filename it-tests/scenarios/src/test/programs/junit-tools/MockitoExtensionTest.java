import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.when;

import io.refledger.junit5.NoLeaks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Captor;
import org.mockito.ArgumentCaptor;
import org.mockito.InjectMocks;
import org.mockito.Mock;
import org.mockito.MockedConstruction;
import org.mockito.Mockito;
import org.mockito.Spy;
import org.mockito.junit.jupiter.MockitoExtension;

/** Mocks that the extension makes and checks. */
@NoLeaks
@ExtendWith(MockitoExtension.class)
class MockitoExtensionTest {
  static class Repository {
    List<Item> find(Item like) {
      return List.of(like);
    }
  }

  static class Item {}

  static class Service {
    Repository repository;
    Audit audit;

    Item first(Item like) {
      audit.note(like);
      return repository.find(like).get(0);
    }
  }

  static class Audit {
    private Item last;

    void note(Item item) {
      last = item;
    }
  }

  @Mock Repository repository;
  @Spy Audit audit;
  @InjectMocks Service service;
  @Captor ArgumentCaptor<Item> captor;

  @Test
  void stubbedAndSpied() {
    Item item = new Item();
    when(repository.find(item)).thenReturn(List.of(item));
    assertThat(service.first(item)).isSameAs(item);
    Mockito.verify(audit).note(captor.capture());
    assertThat(captor.getAllValues()).containsExactly(item);
  }

  @Test
  void constructionsMocked() {
    try (MockedConstruction<Repository> made = mockConstruction(Repository.class)) {
      assertThat(new Repository().find(new Item())).isEmpty();
      assertThat(made.constructed()).hasSize(1);
    }
  }

  @Test
  void failureStubbed() {
    doThrow(new IllegalStateException("full")).when(audit).note(Mockito.any());
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> service.first(new Item()))
        .hasMessage("full");
  }
}
