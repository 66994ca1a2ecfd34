package dicegate.table.valkey;

import dicegate.table.BusUnavailableException;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 */
final class Commands extends BusLoop {

  /** How many calls wait at most. */
  static final int MAX_WAITING = 10_000;

  private static final int BATCH = 256;
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long LAST_CALLS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SLEEP_MILLIS = 100;

  private static final Logger LOG = System.getLogger(Commands.class.getName());

  private final Connector connector;
  private final ValkeyAddress address;
  private final Meters meters;
  private final LongSupplier nanoClock;
  private final Backoff backoff = new Backoff();
  private final BlockingQueue<Call> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Deque<Call> unanswered = new ArrayDeque<>();
  private final Map<Script, String> loaded = new EnumMap<>(Script.class);
  private @Nullable Jedis connection;
  private boolean failing;

  /** One script to be run. */
  private record Call(
      Script script,
      List<String> keys,
      List<String> arguments,
      long deadlineNanos,
      CompletableFuture<Object> answer) {}

  /** A call on its way. */
  private record Sent(Call call, Response<Object> response) {}

  Commands(ValkeyAddress address, Meters meters, LongSupplier nanoClock) {
    super("dicegate-bus-commands");
    this.connector = new Connector(address);
    this.address = address;
    this.meters = meters;
    this.nanoClock = nanoClock;
  }

  /** Runs a script, soon; from any thread. */
  CompletableFuture<Object> run(Script script, List<String> keys, List<String> arguments) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    long deadline = nanoClock.getAsLong() + DEADLINE_NANOS;
    if (stopping() || !waiting.offer(new Call(script, keys, arguments, deadline, answer))) {
      meters.count(Meter.BUS_CALLS_FAILED);
      answer.completeExceptionally(new BusUnavailableException("too many calls, or stopped"));
    } else if (stopping()) {
      // The loop may have ended in between, and nobody would look into the queue any more.
      failAll();
    }
    return answer;
  }

  /** Fails calls whose time is up while the loop waits for a server that hangs; from any thread. */
  void tick() {
    long now = nanoClock.getAsLong();
    Call oldest;
    while ((oldest = waiting.peek()) != null && now - oldest.deadlineNanos() > 0) {
      if (waiting.remove(oldest)) {
        fail(oldest, "no answer in time");
      }
    }
  }

  @Override
  void round() throws InterruptedException {
    gather();
    expire();
    if (unanswered.isEmpty()) {
      return;
    }
    try {
      answerAll(connected());
    } catch (JedisException e) {
      lost(e);
      pause(backoff.nextMillis());
    }
  }

  /** Runs what was asked before the stop, such as who has left, for a moment. */
  @Override
  void end() {
    long until = nanoClock.getAsLong() + LAST_CALLS_NANOS;
    try {
      waiting.drainTo(unanswered);
      while (!unanswered.isEmpty() && connection != null && nanoClock.getAsLong() - until < 0) {
        answerAll(connection);
      }
    } catch (JedisException e) {
      LOG.log(Level.DEBUG, "last calls not run", e);
    }
    drop();
    failAll();
    unanswered.forEach(call -> fail(call, "stopped"));
    unanswered.clear();
  }

  private void gather() throws InterruptedException {
    if (unanswered.isEmpty()) {
      Call first = waiting.poll(SLEEP_MILLIS, TimeUnit.MILLISECONDS);
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

  private Jedis connected() {
    Jedis current = connection;
    if (current == null) {
      current = connector.connect();
      connection = current;
      for (Script script : Script.values()) {
        loaded.put(script, current.scriptLoad(script.source()));
      }
      backoff.reset();
      if (failing) {
        failing = false;
        LOG.log(Level.INFO, "bus reached again address={0}", address);
      }
    }
    return current;
  }

  private void answerAll(Jedis current) {
    List<Sent> sent = new ArrayList<>();
    try (Pipeline pipeline = current.pipelined()) {
      for (Call call : unanswered) {
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
      } catch (JedisDataException e) {
        trouble = e;
        refused(one.call(), e);
      }
    }
    if (!unanswered.isEmpty() && trouble != null) {
      throw trouble;
    }
  }

  /* The server answered, but not the call: it may be a replica, be loading, or have forgotten the
  scripts. All of these pass, and a new connection finds the scripts again. */
  private void refused(Call call, JedisDataException refusal) {
    String message = String.valueOf(refusal.getMessage());
    boolean passes =
        message.startsWith("NOSCRIPT")
            || message.startsWith("LOADING")
            || message.startsWith("READONLY")
            || message.startsWith("MASTERDOWN")
            || message.startsWith("TRYAGAIN")
            || message.startsWith("BUSY");
    if (passes) {
      unanswered.add(call);
    } else {
      LOG.log(Level.ERROR, "bus script failed script=" + call.script(), refusal);
      fail(call, "refused by the server");
    }
  }

  private void lost(JedisException failure) {
    meters.count(Meter.BUS_CONNECTIONS_LOST);
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
    Call call;
    while ((call = waiting.poll()) != null) {
      fail(call, "stopped");
    }
  }

  private void fail(Call call, String why) {
    meters.count(Meter.BUS_CALLS_FAILED);
    call.answer().completeExceptionally(new BusUnavailableException(why));
  }
}
