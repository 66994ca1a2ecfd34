package dicegate.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RequestBatchesTest {

  private static final RequestId BATCH = new RequestId(1_000);

  private final RequestBatches batches = new RequestBatches();

  @Test
  void oneRequestIsSentAsItIs() {
    PendingRequest request = add(1);

    assertThat(frame()).isEqualTo("DG1 ROLL 1 5000 3d6");
    assertThat(batches.requests()).containsExactly(request);
    batches.onSent(BATCH, 0);
    assertThat(batches.onReply(BATCH)).isNull();
  }

  @Test
  void severalRequestsAreOneFrame() {
    PendingRequest first = add(1);
    PendingRequest second = add(2);

    assertThat(frame()).isEqualTo("DG1 BATCH 1000 5000 DG1 ROLL 1 5000 3d6\nDG1 ROLL 2 5000 3d6");
    batches.onSent(BATCH, 0);
    assertThat(batches.isEmpty()).isTrue();
    assertThat(batches.onReply(BATCH)).containsExactly(first, second);
  }

  @Test
  void batchIsAnsweredOnce() {
    add(1);
    add(2);
    batches.onSent(BATCH, 0);

    assertThat(batches.onReply(new RequestId(1))).isNull();
    assertThat(batches.onReply(BATCH)).isNotNull();
    assertThat(batches.onReply(BATCH)).isNull();
  }

  @Test
  void batchIsFullAtTheLimit() {
    for (int i = 0; i < EngineFrames.MAX_BATCH; i++) {
      assertThat(batches.isFull()).isFalse();
      add(i);
    }

    assertThat(batches.isFull()).isTrue();
    batches.clear();
    assertThat(batches.isFull()).isFalse();
    assertThat(batches.isEmpty()).isTrue();
  }

  @Test
  void batchesSentLongAgoAreForgotten() {
    RequestId later = new RequestId(2_000);
    add(1);
    add(2);
    batches.onSent(BATCH, Long.MAX_VALUE);
    add(3);
    add(4);
    batches.onSent(later, Long.MAX_VALUE + 10);

    batches.removeSentBefore(Long.MAX_VALUE + 10);

    assertThat(batches.onReply(BATCH)).isNull();
    assertThat(batches.onReply(later)).hasSize(2);
  }

  private PendingRequest add(long id) {
    RequestId requestId = new RequestId(id);
    PendingRequest request =
        new PendingRequest(
            requestId, Asker.alone(new UUID(0, 1)), Verb.ROLL, "3d6", 0, new CompletableFuture<>());
    batches.add(request, EngineFrames.request(Verb.ROLL, requestId, 5000, "3d6"));
    return request;
  }

  private String frame() {
    return new String(batches.frame(BATCH, 5000), UTF_8);
  }
}
