package dicegate.table.valkey;

import dicegate.table.log.BusUnavailableException;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The loop that runs scripts on the server: takes what waits, sends it in one go, and completes the
 * futures from the answers.
 *
 * <p>What had no answer when the connection failed is asked again over the next one, until its time
 * is up; all scripts may be run twice. The queue is bounded, and what does not fit fails at once.
 *
 * <p>A write has no time-out, and one to a server that does not read may block for minutes: {@link
 * #tick} fails the calls whose time is up, and cuts a connection whose answers are long due.
 */
final class ScriptPipeline extends BusLoop {

  /** How many calls wait at most. */
  static final int MAX_WAITING = 10_000;

  private static final int BATCH = 256;
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** How long a batch may be on its way: longer than any of its calls is waited for. */
  private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(4);

  private static final Duration SHUTDOWN_CALLS = Duration.ofSeconds(1);
  private static final long SLEEP_MILLIS = 100;

  private static final Logger LOG = System.getLogger(ScriptPipeline.class.getName());

  private final Connector connector;
  private final ValkeyAddress address;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final Backoff backoff = new Backoff();
  private final BlockingQueue<ScriptCall> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Deque<ScriptCall> unanswered = new ArrayDeque<>();
  private final Map<Script, String> loaded = new EnumMap<>(Script.class);
  private final Set<Script> refusedLately = EnumSet.noneOf(Script.class);
  private @Nullable Jedis connection;
  private boolean failing;

  /** What the loop is about, for {@link #tick} to look at. */
  private volatile Batch inHand = new Batch(List.of(), 0);

  /** One script to be run. */
  private record ScriptCall(
      Script script,
      List<String> keys,
      List<String> arguments,
      long deadlineNanos,
      CompletableFuture<Object> answer) {}

  /** A call on its way. */
  private record Sent(ScriptCall call, Response<Object> response) {}

  /** Calls that are tried together, and since when. */
  private record Batch(List<ScriptCall> calls, long sinceNanos) {}

  ScriptPipeline(
      ValkeyAddress address, Metrics metrics, Incidents incidents, LongSupplier nanoClock) {
    super("dicegate-bus-commands", incidents);
    this.connector = new Connector(address);
    this.address = address;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
  }

  /** Runs a script, soon; from any thread. */
  CompletableFuture<Object> run(Script script, List<String> keys, List<String> arguments) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    ScriptCall call =
        new ScriptCall(script, keys, arguments, nanoClock.getAsLong() + DEADLINE_NANOS, answer);
    if (stopping() || !waiting.offer(call)) {
      fail(call, "too many calls, or stopped");
    } else if (stopping()) {
      // The loop may have ended in between, and nobody would look into the queue any more.
      failAll();
    }
    return answer;
  }

  /** Fails calls whose time is up, and cuts a connection that hangs; from any thread. */
  void tick() {
    long now = nanoClock.getAsLong();
    ScriptCall oldest;
    while ((oldest = waiting.peek()) != null && now - oldest.deadlineNanos() > 0) {
      if (waiting.remove(oldest)) {
        fail(oldest, "no answer in time");
      }
    }
    Batch batch = inHand;
    for (ScriptCall call : batch.calls()) {
      if (now - call.deadlineNanos() > 0) {
        fail(call, "no answer in time");
      }
    }
    if (!batch.calls().isEmpty() && now - batch.sinceNanos() > HANG_NANOS) {
      connector.cut();
    }
  }

  /** Waits for the end; after a moment for the last calls, what still blocks is cut. */
  @Override
  boolean awaitEnd(Duration limit) {
    if (super.awaitEnd(SHUTDOWN_CALLS)) {
      return true;
    }
    connector.shutDown();
    return super.awaitEnd(limit.minus(SHUTDOWN_CALLS));
  }

  @Override
  void runOnce() throws InterruptedException {
    gather();
    expire();
    if (unanswered.isEmpty()) {
      return;
    }
    inHand = new Batch(List.copyOf(unanswered), nanoClock.getAsLong());
    try {
      answerAll(connected());
      reached();
    } catch (JedisException e) {
      lost(e);
      pause(Math.min(backoff.nextMillis(), millisToDeadline()));
    } finally {
      inHand = new Batch(List.of(), 0);
    }
  }

  /** Runs what was asked before the stop, such as who has left, for a moment. */
  @Override
  void cleanUp() {
    long until = nanoClock.getAsLong() + SHUTDOWN_CALLS.toNanos();
    try {
      waiting.drainTo(unanswered);
      while (!unanswered.isEmpty() && connection != null && nanoClock.getAsLong() - until < 0) {
        answerAll(connected());
      }
    } catch (JedisException e) {
      LOG.log(Level.DEBUG, "last calls not run", e);
    } finally {
      drop();
      failAll();
      unanswered.forEach(call -> fail(call, "stopped"));
      unanswered.clear();
    }
  }

  private void gather() throws InterruptedException {
    if (unanswered.isEmpty()) {
      ScriptCall first = waiting.poll(SLEEP_MILLIS, TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      unanswered.add(first);
    }
    if (unanswered.size() < BATCH) {
      waiting.drainTo(unanswered, BATCH - unanswered.size());
    }
  }

  private void expire() {
    long now = nanoClock.getAsLong();
    while (!unanswered.isEmpty() && now - unanswered.element().deadlineNanos() > 0) {
      fail(unanswered.remove(), "no answer in time");
    }
  }

  private long millisToDeadline() {
    ScriptCall oldest = unanswered.peek();
    if (oldest == null) {
      return Long.MAX_VALUE;
    }
    long nanos = oldest.deadlineNanos() - nanoClock.getAsLong();
    return Math.max(1, 1 + TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private Jedis connected() {
    Jedis current = connection;
    if (current == null) {
      current = connector.connect();
      connection = current;
      loaded.clear();
    }
    if (loaded.isEmpty()) {
      Map<Script, String> hashes = new EnumMap<>(Script.class);
      for (Script script : Script.values()) {
        hashes.put(script, current.scriptLoad(script.source()));
      }
      loaded.putAll(hashes);
    }
    return current;
  }

  private void answerAll(Jedis current) {
    List<Sent> sent = new ArrayList<>();
    try (Pipeline pipeline = current.pipelined()) {
      for (ScriptCall call : unanswered) {
        String sha = loaded.getOrDefault(call.script(), "");
        sent.add(new Sent(call, pipeline.evalsha(sha, call.keys(), call.arguments())));
      }
      pipeline.sync();
    }
    unanswered.clear();
    JedisDataException trouble = null;
    for (Sent one : sent) {
      try {
        one.call().answer().complete(one.response().get());
        refusedLately.remove(one.call().script());
      } catch (JedisDataException e) {
        trouble = refused(one.call(), e) ? e : trouble;
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  /**
   * Looks at what the server said instead of an answer.
   *
   * @return whether the connection is at fault: that of a replica, or of a server that is not ready
   */
  private boolean refused(ScriptCall call, JedisDataException refusal) {
    String message = String.valueOf(refusal.getMessage());
    if (message.startsWith("NOSCRIPT")) {
      loaded.clear();
      unanswered.add(call);
      return false;
    }
    boolean passes =
        message.startsWith("LOADING")
            || message.startsWith("READONLY")
            || message.startsWith("MASTERDOWN")
            || message.startsWith("CLUSTERDOWN")
            || message.startsWith("TRYAGAIN")
            || message.startsWith("BUSY");
    if (passes) {
      unanswered.add(call);
      return true;
    }
    // Such as a server that is out of memory: once until it works again, not for every roll.
    if (refusedLately.add(call.script())) {
      LOG.log(Level.ERROR, "bus script refused script=" + call.script(), refusal);
    }
    fail(call, "refused by the server");
    return false;
  }

  private void reached() {
    backoff.reset();
    if (failing) {
      failing = false;
      LOG.log(Level.INFO, "bus reached again address={0}", address);
    }
  }

  private void lost(JedisException failure) {
    metrics.count(Counter.BUS_CONNECTIONS_LOST);
    if (!failing) {
      failing = true;
      LOG.log(
          Level.WARNING,
          "bus not reached, tries again address={0} cause={1}",
          address,
          failure.getMessage());
    }
    drop();
  }

  private void drop() {
    Jedis current = connection;
    connection = null;
    connector.cut();
    if (current != null) {
      try {
        current.close();
      } catch (JedisException e) {
        LOG.log(Level.DEBUG, "connection not closed", e);
      }
    }
  }

  private void failAll() {
    ScriptCall call;
    while ((call = waiting.poll()) != null) {
      fail(call, "stopped");
    }
  }

  private void fail(ScriptCall call, String why) {
    if (call.answer().completeExceptionally(new BusUnavailableException(why))) {
      metrics.count(Counter.BUS_CALLS_FAILED);
    }
  }
}
