package dicegate.chaos;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked and what came of it. Requests are numbered from 0 in the order they are due; they
 * go round the connections, and on a connection the id is the number of the round.
 *
 * <p>Confined to the clients' thread; read by others when that has ended.
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

  /** When a request is to be sent, after the first one. */
  long dueNanos(int request) {
    return request * intervalNanos;
  }

  /** The request that is due at a time after the first one. */
  int requestAt(long nanos) {
    return (int) Math.clamp(nanos / intervalNanos, 0, (long) requests());
  }

  /** The message that asks a request; its total, and nobody else's, is the number plus one. */
  String text(int request) {
    return "{\"type\":\"roll\",\"id\":%d,\"expr\":\"1d1*%d\"}"
        .formatted(request / connections, request + 1);
  }

  /** Notes that the next request was sent, so long after it was due. */
  void asked(long lag) {
    lagNanos[asked++] = lag;
  }

  /** Judges a message that came on a connection at a time after the first request was due. */
  void received(int connection, String message, long nanos) {
    long id = number(message, "\"id\":");
    long request = id * connections + connection;
    if (id < 0 || request >= asked) {
      complain("not asked here", message);
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
    } else if (number(message, "\"total\":") != request + 1) {
      complain("another's total, not " + (request + 1), message);
      foreign++;
    }
  }

  int askedCount() {
    return asked;
  }

  int answeredCount() {
    return answered;
  }

  /** Answers that were no roll, to requests from a number up to another. */
  int errorCount(int from, int to) {
    return errors.get(from, to).cardinality();
  }

  /** Answers to what had been answered. */
  int repeatedCount() {
    return repeated;
  }

  /** Answers that belong elsewhere. */
  int foreignCount() {
    return foreign;
  }

  /** From when it was due to its answer; negative if it was not answered. */
  long latencyNanos(int request) {
    return latencyNanos[request];
  }

  /** From when it was due to when this client sent it. */
  long lagNanos(int request) {
    return lagNanos[request];
  }

  /** What was wrong, each with how often; only the first kinds are kept. */
  Map<String, Integer> complaints() {
    return Map.copyOf(complaints);
  }

  private void complain(String what, String message) {
    String code = after(message, "\"code\":\"");
    String complaint = code.isEmpty() ? what + ": " + message : what + " " + code;
    if (complaints.size() < MAX_COMPLAINTS || complaints.containsKey(complaint)) {
      complaints.merge(complaint, 1, Integer::sum);
    }
  }

  private static String after(String message, String key) {
    int start = message.indexOf(key) + key.length();
    int end = message.indexOf('"', start);
    return start < key.length() || end < 0 ? "" : message.substring(start, end);
  }

  /** The number after a key, or -1. */
  static long number(String message, String key) {
    int found = message.indexOf(key);
    if (found < 0) {
      return -1;
    }
    int start = found + key.length();
    int end = start;
    while (end < message.length() && Character.isDigit(message.charAt(end)) && end - start < 18) {
      end++;
    }
    return end == start ? -1 : Long.parseLong(message, start, end, 10);
  }
}
