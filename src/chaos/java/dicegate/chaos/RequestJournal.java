package dicegate.chaos;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * All requests and their answers. Requests are numbered from 0 in the order they are due and take
 * turns over the connections; the id of a request is the number of its turn on its connection.
 *
 * <p>Confined to the clients' thread; read by others after its end.
 */
final class RequestJournal {
  private static final long OPEN = -1;
  private static final int MAX_COMPLAINTS = 20;

  private final int connections;
  private final long intervalNanos;
  private final long[] latencyNanos;
  private final long[] lagNanos;
  private final Map<String, Integer> complaints = new TreeMap<>();
  private final BitSet errors = new BitSet();
  private int asked;
  private int answered;
  private int repeated;
  private int foreign;

  RequestJournal(int requests, int connections, long intervalNanos) {
    this.connections = connections;
    this.intervalNanos = intervalNanos;
    this.latencyNanos = new long[requests];
    this.lagNanos = new long[requests];
    Arrays.fill(latencyNanos, OPEN);
  }

  int requests() {
    return latencyNanos.length;
  }

  int connectionOf(int request) {
    return request % connections;
  }

  /** Returns when a request is due, counted from the first one. */
  long dueNanos(int request) {
    return request * intervalNanos;
  }

  /** Returns the request that is due at a time, counted from the first one. */
  int requestAt(long nanos) {
    return (int) Math.clamp(nanos / intervalNanos, 0, (long) requests());
  }

  /** Returns the message of a request; its total is its number plus one, which no other has. */
  String text(int request) {
    return "{\"type\":\"roll\",\"id\":%d,\"expr\":\"1d1*%d\"}"
        .formatted(request / connections, request + 1);
  }

  /** Notes that the next request was sent, and its delay after it was due. */
  void asked(long lag) {
    lagNanos[asked++] = lag;
  }

  /** Judges a message from a connection; the time counts from when the first request was due. */
  void received(int connection, String message, long nanos) {
    long id = MessageFields.number(message, "\"id\":");
    long request = id * connections + connection;
    if (id < 0 || request >= asked) {
      complain("no such request on this connection", message);
      foreign++;
    } else if (latencyNanos[(int) request] != OPEN) {
      complain("answered again", message);
      repeated++;
    } else {
      latencyNanos[(int) request] = nanos - dueNanos((int) request);
      answered++;
      judge((int) request, message);
    }
  }

  private void judge(int request, String message) {
    if (!message.contains("\"type\":\"result\"")) {
      complain("error", message);
      errors.set(request);
    } else if (MessageFields.number(message, "\"total\":") != request + 1) {
      complain("total of another request, not " + (request + 1), message);
      foreign++;
    }
  }

  int askedCount() {
    return asked;
  }

  int answeredCount() {
    return answered;
  }

  /** Returns the number of errors among the answers to a range of requests. */
  int errorCount(int from, int to) {
    return errors.get(from, to).cardinality();
  }

  /** Returns the number of repeated answers. */
  int repeatedCount() {
    return repeated;
  }

  /** Returns the number of answers that belong to other requests. */
  int foreignCount() {
    return foreign;
  }

  /** Returns the time from when it was due to its answer; negative without an answer. */
  long latencyNanos(int request) {
    return latencyNanos[request];
  }

  /** Returns the time from when it was due to when this client sent it. */
  long lagNanos(int request) {
    return lagNanos[request];
  }

  /** Returns the kinds of complaints with their counts; only the first kinds are kept. */
  Map<String, Integer> complaints() {
    return Map.copyOf(complaints);
  }

  private void complain(String what, String message) {
    String code = MessageFields.text(message, "\"code\":\"");
    String complaint = code.isEmpty() ? what + ": " + message : what + " " + code;
    if (complaints.size() < MAX_COMPLAINTS || complaints.containsKey(complaint)) {
      complaints.merge(complaint, 1, Integer::sum);
    }
  }
}
