package dicegate.gateway;

import dicegate.table.ProofFor;
import dicegate.table.ShareAnswer;
import dicegate.table.log.Addressees;
import dicegate.table.log.TableProof;
import dicegate.verify.PlayerSeries;
import dicegate.verify.RollNumber;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.json.ServerFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A roll whose dice come from a seed: takes a number of a series as it is sent to an engine, and
 * tells how its dice can be checked.
 *
 * <p>Sent by one thread; answered by any, later.
 */
final class SeededRoll {

  private final PlayerSeries series;
  private final @Nullable TableSeries order;
  private final String typed;
  private final Runnable onBegin;
  private volatile @Nullable Taken taken;

  /** Whether the table gets the roll, or may have got it. */
  private volatile boolean published;

  /** What is known once it is sent. */
  private record Taken(RollNumber number, TableSeries.@Nullable Turn turn, String expression) {}

  private SeededRoll(
      PlayerSeries series, @Nullable TableSeries order, String typed, Runnable onBegin) {
    this.series = series;
    this.order = order;
    this.typed = typed;
    this.onBegin = onBegin;
  }

  /**
   * Makes a roll that the table does not get, or only those to whom it is whispered.
   *
   * @param typed the expression as the client sent it
   * @param onBegin is run if its number is the first of a series that follows another one
   */
  static SeededRoll own(PlayerSeries series, String typed, Runnable onBegin) {
    return new SeededRoll(series, null, typed, onBegin);
  }

  /** Makes a roll at a table, published in the order of the numbers; see {@link #own}. */
  static SeededRoll atTable(TableSeries order, String typed, Runnable onBegin) {
    return new SeededRoll(order.series(), order, typed, onBegin);
  }

  /**
   * Takes the number, and returns the body of the request.
   *
   * @param expression for the engine
   */
  String body(String expression) {
    // An engine gets UTF-8: the dice, and the proof, are of what it gets.
    String sent = SeededBody.encodable(expression);
    TableSeries.Turn turn = order == null ? null : order.take();
    RollNumber number = turn == null ? series.take() : turn.number();
    taken = new Taken(number, turn, sent);
    if (number.begins()) {
      onBegin.run();
    }
    return SeededBody.of(number.rollSeed(sent), sent).text();
  }

  /** Returns what an error tells of the number; null if none was taken. */
  ServerFrame.@Nullable DiceProof number() {
    Taken now = taken;
    return now == null ? null : ServerFrame.DiceProof.of(now.number().root(), now.number().index());
  }

  /**
   * Returns what the result tells.
   *
   * @param unseededBy the name of the engine if it used no seed; else null
   */
  ServerFrame.RollOrigin origin(@Nullable String unseededBy) {
    Taken now = taken;
    if (unseededBy != null) {
      return ServerFrame.RollOrigin.unseeded(unseededBy);
    }
    if (now == null) {
      return ServerFrame.RollOrigin.NONE;
    }
    ServerFrame.DiceProof proof =
        ServerFrame.DiceProof.of(now.number().root(), now.number().index());
    return ServerFrame.RollOrigin.of(
        now.expression().equals(typed) ? proof : proof.withExpr(now.expression()));
  }

  /**
   * Publishes the roll at its table, when its turn has come.
   *
   * @param unseededBy the name of the engine if it used no seed; else null
   * @param publication publishes it with a proof
   * @param done gets its outcome
   */
  @SuppressWarnings("FutureReturnValueIgnored") // done gets success and failure
  void publish(
      @Nullable String unseededBy,
      Function<ProofFor, CompletableFuture<ShareAnswer>> publication,
      BiConsumer<@Nullable ShareAnswer, @Nullable Throwable> done) {
    Taken now = taken;
    published = true;
    if (now == null) {
      publication.apply(ProofFor.NONE).whenComplete(done);
      return;
    }
    ProofFor proof = to -> proof(now, unseededBy, to);
    if (now.turn() == null) {
      publication
          .apply(proof)
          .whenComplete(
              (answer, failure) -> {
                if (answer instanceof ShareAnswer.Shared) {
                  now.number().release();
                }
                done.accept(answer, failure);
              });
    } else {
      now.turn().run(() -> publication.apply(proof), done);
    }
  }

  /**
   * Ends the roll, now that it is answered. The key of one that a table got is told by the table,
   * which knows who may see it.
   */
  void end() {
    Taken now = taken;
    if (now != null && !published) {
      now.number().release();
    }
  }

  /** Lets the rolls behind it be published: no roll was made. */
  void skip() {
    Taken now = taken;
    if (now != null && now.turn() != null) {
      now.turn().skip();
    }
  }

  private static TableProof proof(Taken taken, @Nullable String unseededBy, Addressees to) {
    if (unseededBy != null) {
      return TableProof.unseeded(unseededBy);
    }
    return taken.turn() == null
        ? TableProof.seeded(taken.number(), taken.expression(), List.of(), List.of())
        : taken.turn().proof(taken.expression(), to);
  }
}
