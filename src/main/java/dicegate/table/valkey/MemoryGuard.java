package dicegate.table.valkey;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the memory that the server uses what it is still asked to store: the fuller it is, the
 * shorter an entry has to be, so that the dearest rolls are refused long before all of them are.
 *
 * <p>It asks the server once a second. A server without {@code maxmemory}, or one that does not
 * answer, has no limit here. Thread-safe; {@link #tick} is called by one thread.
 */
final class MemoryGuard {

  /** The steps, the fullest first. */
  private static final List<Step> STEPS =
      List.of(new Step(0.9, 512), new Step(0.85, 2_048), new Step(0.8, 4_096));

  private static final double MAX_USED_FOR_TABLES = 0.9;

  private final ScriptPipeline pipeline;

  /** The used part of the memory, 0 to 1. */
  private volatile double used;

  private @Nullable CompletableFuture<Void> asked;

  /** The longest entry, in bytes, from a used part of the memory on. */
  private record Step(double from, int maxBytes) {}

  MemoryGuard(ScriptPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** Asks the server, unless it has not answered the last time. */
  void tick() {
    CompletableFuture<Void> last = asked;
    if (last == null || last.isDone()) {
      asked =
          pipeline
              .run(Script.MEMORY, List.of(), List.of())
              .handle(
                  (answer, failure) -> {
                    used = answer instanceof List<?> fields ? used(fields) : 0;
                    return null;
                  });
    }
  }

  /** Returns the used part of the memory, 0 to 1; 0 if there is no limit, or none is known. */
  double used() {
    return used;
  }

  /** Returns the length of the longest entry that may be stored now, in bytes. */
  int maxBytes() {
    double now = used;
    return STEPS.stream()
        .filter(step -> now >= step.from())
        .findFirst()
        .map(Step::maxBytes)
        .orElse(Integer.MAX_VALUE);
  }

  /** Returns whether new tables may be stored now. */
  boolean acceptsTables() {
    return used < MAX_USED_FOR_TABLES;
  }

  private static double used(List<?> fields) {
    double bytes = Long.parseLong(String.valueOf(fields.get(0)));
    long max = Long.parseLong(String.valueOf(fields.get(1)));
    return max == 0 ? 0 : Math.min(1, bytes / max);
  }
}
