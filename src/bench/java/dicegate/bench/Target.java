package dicegate.bench;

import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An endpoint under load: its path, its requests, and the check of its answers. */
enum Target {
  /** The dice: {@code 3d6} in the bare dialect. */
  ROLL("/ws") {
    @Override
    String text(int request) {
      return "3d6";
    }

    @Override
    Verdict check(int request, ByteBuffer in, int start, int length) {
      if (length == ROLLED.length()) {
        return isThreeDice(in, start) ? Verdict.RIGHT : Verdict.WRONG;
      }
      return startsWith(REFUSED, in, start, length) ? Verdict.REFUSED : Verdict.WRONG;
    }

    private boolean isThreeDice(ByteBuffer in, int start) {
      for (int i = 0; i < ROLLED.length(); i++) {
        byte actual = in.get(start + i);
        char wanted = ROLLED.charAt(i);
        boolean fits = wanted == '1' ? actual >= '1' && actual <= '6' : actual == wanted;
        if (!fits) {
          return false;
        }
      }
      return true;
    }
  },

  /** The yardstick: texts as long as {@code 3d6}, each unlike its neighbours. */
  ECHO("/echo/echo") {
    @Override
    String text(int request) {
      return String.valueOf(100 + request);
    }

    @Override
    Verdict check(int request, ByteBuffer in, int start, int length) {
      boolean same =
          length == 3
              && in.get(start) == '1'
              && in.get(start + 1) == '0' + request / 10
              && in.get(start + 2) == '0' + request % 10;
      return same ? Verdict.RIGHT : Verdict.WRONG;
    }
  };

  /** The verdict on an answer; {@code REFUSED} is a typed error instead of a roll. */
  enum Verdict {
    RIGHT,
    REFUSED,
    WRONG
  }

  /** Requests are numbered modulo this. */
  static final int REQUESTS = 64;

  private static final String ROLLED = "[1, 1, 1]";
  private static final String REFUSED = "{\"error\":";

  private final String path;

  Target(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Waits for the first right answer; returns the time since the server's start. */
  Duration awaitAnswer(PayaraMicro server) throws IOException, InterruptedException {
    return server.awaitAnswer(path, text(0), this::isRight);
  }

  private boolean isRight(String answer) {
    ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
    return check(0, bytes, 0, bytes.remaining()) == Verdict.RIGHT;
  }

  /** Returns the text of a request; the same number has the same text each time. */
  abstract String text(int request);

  /**
   * Judges the answer to a request without allocating; it lies in {@code in} at an absolute index.
   */
  abstract Verdict check(int request, ByteBuffer in, int start, int length);

  private static boolean startsWith(String wanted, ByteBuffer in, int start, int length) {
    if (length < wanted.length()) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (in.get(start + i) != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
