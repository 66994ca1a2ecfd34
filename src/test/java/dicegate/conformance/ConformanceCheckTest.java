package dicegate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.engine.Engine;
import dicegate.engine.EngineSettings;
import dicegate.telemetry.Metrics;
import dicegate.zmq.SocketContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite over real sockets: it passes conforming engines, and reports what others do wrong. */
final class ConformanceCheckTest {

  private static final Duration REPLY_LIMIT = Duration.ofSeconds(3);

  @Nested
  final class Passes {

    @Test
    void ownEngineUnderBothProtocols() {
      var settings = new EngineSettings("tcp://127.0.0.1:0", 2, Duration.ZERO, "test");
      try (ExecutorService threads = Executors.newCachedThreadPool();
          Engine engine = new Engine(settings, new SocketContext("test"), new Metrics())) {
        engine.start(threads, threads);

        Outcome v1 = check(engine.tcpEndpoint());
        Outcome legacy = check("seed+" + engine.tcpEndpoint());

        assertThat(v1.text()).contains("passed: all 18 checks").doesNotContain("FAIL");
        assertThat(v1.exitCode()).isZero();
        assertThat(legacy.text()).contains("passed: all 7 checks").doesNotContain("FAIL");
        assertThat(legacy.exitCode()).isZero();
      }
    }

    @Test
    void minimalEngine() {
      Outcome outcome = checkOf(request -> List.of(ToyEngine.honest(request)));

      assertThat(outcome.text()).contains("window 8").doesNotContain("FAIL");
      assertThat(outcome.exitCode()).isEqualTo(ConformanceCheck.PASSED);
    }
  }

  @Nested
  final class Fails {

    @Test
    void engineThatAnswersUnderAnotherId() {
      assertFailed(
          checkOf(request -> List.of(ToyEngine.honest(request).replaceFirst("DG1 ", "DG1 9"))),
          "FAIL  ROLL 3d6 answers the roll object: sent \"DG1 ROLL 2 5000 3d6\" | got \"DG1 92 ok");
    }

    @Test
    void engineThatAnswersTwice() {
      assertFailed(
          checkOf(request -> List.of(ToyEngine.honest(request), ToyEngine.honest(request))),
          "FAIL  ROLL 3d6 answers the roll object");
    }

    @Test
    void engineThatSometimesAnswersTwice() {
      Function<String, List<String>> twiceAtTheEnd =
          new Function<>() {
            private int rolls;

            @Override
            public List<String> apply(String request) {
              String answer = ToyEngine.honest(request);
              rolls += request.endsWith(" 3d6") && request.startsWith("DG1 ROLL") ? 1 : 0;
              return rolls % 50 == 0 ? List.of(answer, answer) : List.of(answer);
            }
          };

      assertFailed(checkOf(twiceAtTheEnd), "FAIL  100 requests in a row have one reply each");
    }

    @Test
    void engineThatNeverRollsTheHighestFace() {
      assertFailed(
          checkOf(
              request ->
                  List.of(
                      ToyEngine.honest(request.replace("20d6", "20d5"))
                          .replace("\"sides\":5", "\"sides\":6"))),
          "FAIL  every face of a d6 is rolled, and no other number: sent \"20 rolls of 20d6\""
              + " | got only the faces [1, 2, 3, 4, 5] | expected");
    }

    @Test
    void engineThatRollsAboveTheHighestFace() {
      assertFailed(
          checkOf(
              request ->
                  List.of(
                      ToyEngine.honest(request.replace("20d6", "20d7"))
                          .replace("\"sides\":7", "\"sides\":6"))),
          "FAIL  every face of a d6 is rolled, and no other number");
    }

    @Test
    void engineThatDiesOnMalformedInput() {
      Outcome outcome =
          checkOf(
              request -> {
                if (!request.matches("(?s)DG1 [A-Z_]+ \\S+ [0-9]+ .*")) {
                  throw new IllegalArgumentException(request);
                }
                return List.of(ToyEngine.honest(request));
              });

      assertFailed(outcome, "FAIL  malformed frames do no harm: sent \"DG1\" | got nothing");
      assertThat(outcome.text()).contains("failed: 1 of 18 checks");
    }

    @Test
    void engineWithInvalidJson() {
      assertFailed(
          checkOf(request -> List.of(ToyEngine.honest(request).replace("true}]", "True}]"))),
          "FAIL  ROLL 3d6 answers the roll object");
    }

    @Test
    void engineWithoutInfo() {
      Outcome outcome =
          checkOf(request -> List.of(ToyEngine.honest(request.replace("INFO", "WHAT"))));

      assertFailed(outcome, "FAIL  INFO reports name, version, features, limits and window");
      assertThat(outcome.text()).contains("unsupported {}").contains("failed: 1 of 18 checks");
    }

    @Test
    void engineThatRollsInvalidText() {
      assertFailed(
          checkOf(request -> List.of(ToyEngine.honest(request.replace(" abc", " 1d6")))),
          "FAIL  ROLL of text that is not a roll answers an error with code and message");
    }

    @Test
    void silentEngineUnderBothProtocols() {
      try (ToyEngine engine = new ToyEngine(request -> List.of())) {
        Outcome v1 = check(engine.endpoint());
        Outcome legacy = check("seed+" + engine.endpoint());

        assertFailed(v1, "got nothing");
        assertThat(v1.text()).contains("failed: 18 of 18 checks").contains("no longer answers");
        assertFailed(legacy, "got nothing");
        assertThat(legacy.text()).contains("failed: 7 of 7 checks");
      }
    }

    @Test
    void legacyEngineWithOtherListSpacing() {
      try (ToyEngine engine =
          new ToyEngine(
              request -> List.of(request.substring(0, request.indexOf(' ')) + ":[1,2,3]"))) {
        assertFailed(check("seed+" + engine.endpoint()), "got \"[1,2,3]\"");
      }
    }
  }

  @Nested
  final class Batches {

    private static final String CHECK = " BATCH answers requests by lines, or is unsupported";

    @Test
    void passIfEachLineHasItsReply() {
      assertThat(altered(replies -> replies)).isEqualTo("ok   " + CHECK + " (3 of 3 answered)");
      assertThat(altered(replies -> replies + "\n")).endsWith("(3 of 3 answered)");
    }

    @Test
    void passIfRequestsAreLeftOut() {
      assertThat(altered(replies -> replies.split("\n", -1)[1])).endsWith("(1 of 3 answered)");
      assertThat(altered(replies -> "")).endsWith("(0 of 3 answered)");
    }

    @Test
    void mayBeUnsupportedUnlessTheFeatureIsNamed() {
      assertThat(check(false, ToyEngine::honest)).isEqualTo("ok   " + CHECK + " (unsupported)");
      assertThat(check(true, ToyEngine::honest)).startsWith("FAIL ").contains("unsupported {}");
    }

    @Test
    void failWithRepliesUnderOtherIds() {
      assertThat(altered(replies -> replies.replaceFirst("DG1 ", "DG1 9")))
          .startsWith("FAIL ")
          .contains("under its id");
    }

    @Test
    void failWithTwoRepliesToOneRequest() {
      assertThat(altered(replies -> replies + '\n' + replies))
          .startsWith("FAIL ")
          .contains("one reply for each request at most");
    }

    @Test
    void failWithEmptyLinesAndJsonOfSeveralLines() {
      assertThat(altered(replies -> replies.replaceFirst("\n", "\n\n"))).startsWith("FAIL ");
      assertThat(altered(replies -> replies.replaceFirst(",", ",\n"))).startsWith("FAIL ");
    }

    @Test
    void failWithAnotherResultThanByItself() {
      assertThat(altered(replies -> replies.replace("unsupported", "ok")))
          .startsWith("FAIL ")
          .endsWith("expected unsupported");
    }

    /* Returns the line about an engine that names the feature and whose lines are altered. */
    private static String altered(UnaryOperator<String> alter) {
      return check(
          true,
          request -> {
            String[] tokens = request.split(" ", 5);
            String replies =
                Stream.of(tokens[4].split("\n", -1))
                    .map(ToyEngine::honest)
                    .collect(Collectors.joining("\n"));
            return "DG1 " + tokens[2] + " ok " + alter.apply(replies);
          });
    }

    private static String check(boolean named, UnaryOperator<String> answer) {
      String features = named ? "[\"batch\"],\"limits" : "[],\"limits";
      Outcome outcome =
          checkOf(
              request -> {
                boolean isBatch = request.matches("(?s)DG1 BATCH [0-9]+ [0-9]+ .*");
                String reply = isBatch ? answer.apply(request) : ToyEngine.honest(request);
                return List.of(reply.replace("[],\"limits", features));
              });
      return outcome
          .text()
          .lines()
          .filter(line -> line.contains(CHECK))
          .collect(Collectors.joining());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:5556", "tcp://x", "tcp://x:0", "tcp://x:65536", "--help"})
  void invalidEndpointIsMisuse(String argument) {
    Outcome outcome = check(argument);

    assertThat(outcome.exitCode()).isEqualTo(ConformanceCheck.MISUSED);
    assertThat(outcome.text()).startsWith("usage: check tcp://host:port");
  }

  private static void assertFailed(Outcome outcome, String line) {
    assertThat(outcome.text()).contains(line);
    assertThat(outcome.exitCode()).isEqualTo(ConformanceCheck.FAILED);
  }

  private static Outcome checkOf(Function<String, List<String>> answers) {
    try (ToyEngine engine = new ToyEngine(answers)) {
      return check(engine.endpoint());
    }
  }

  private static Outcome check(String endpoint) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int exitCode = ConformanceCheck.run(List.of(endpoint), out, REPLY_LIMIT);
    return new Outcome(exitCode, bytes.toString(StandardCharsets.UTF_8));
  }

  /** The result of a run. */
  private record Outcome(int exitCode, String text) {}
}
