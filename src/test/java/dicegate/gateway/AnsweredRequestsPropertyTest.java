package dicegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.frames.Verb;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The arrays answer as a map of objects does, whatever is added and removed, and shrink again. */
final class AnsweredRequestsPropertyTest {

  private record Request(Verb verb, String fingerprint, @Nullable String answer, long nanos) {}

  /** One change; null as answer: it is not kept. */
  private record Step(Kind kind, String id, Verb verb, String text, @Nullable String answer) {}

  private enum Kind {
    ADD,
    REMOVE_OLDEST,
    DROP_OLDEST_ANSWER
  }

  @Property(tries = 500)
  void behavesAsAMapInTheOrderOfTheAnswers(
      @ForAll("steps") List<Step> steps, @ForAll long startNanos) {
    AnsweredRequests requests = new AnsweredRequests();
    Map<String, Request> model = new LinkedHashMap<>();
    long nanos = startNanos;
    for (Step step : steps) {
      nanos++;
      apply(step, nanos, requests, model);

      assertThat(requests.size()).isEqualTo(model.size());
      assertThat(requests.keptChars()).isEqualTo(keptChars(model));
      if (!model.isEmpty()) {
        assertThat(requests.oldestNanos()).isEqualTo(model.values().iterator().next().nanos());
      }
      assertSame(step.id(), requests, model);
    }
    new ArrayList<>(model.keySet()).forEach(id -> assertSame(id, requests, model));
  }

  @Property(tries = 500)
  void textsAreKeptExactly(@ForAll("someTexts") List<String> texts) {
    TextQueue queue = new TextQueue();
    // Begins somewhere in the ring, so that texts lie around its end too.
    queue.add("x".repeat(texts.get(0).length() + 90));
    List<Integer> positions = texts.stream().map(queue::add).toList();
    queue.removeFirst();

    for (int i = 0; i < texts.size(); i++) {
      assertThat(queue.get(positions.get(i))).isEqualTo(texts.get(i));
      queue.removeFirst();
    }
  }

  @Test
  void memoryIsReleasedAndHardlyMoreThanTheTexts() {
    AnsweredRequests requests = new AnsweredRequests();
    int empty = requests.bytes();
    for (int i = 0; i < 512; i++) {
      requests.add(Integer.toString(i), Verb.ROLL, "3d6", "x".repeat(100), i);
    }
    assertThat(requests.bytes()).isLessThan(512 * 2 * (36 + 7 + 111));
    while (requests.size() > 0) {
      requests.removeOldest();
    }

    assertThat(empty).isZero();
    assertThat(requests.bytes()).isLessThan(1_000);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.ADD),
            Tuple.of(3, Kind.REMOVE_OLDEST),
            Tuple.of(2, Kind.DROP_OLDEST_ANSWER));
    // "Aa" and "BB" have the same hash.
    Arbitrary<String> ids =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.integers().between(0, 60).map(String::valueOf),
                Arbitraries.of("Aa", "BB", "AaAa", "BBBB", "AaBB", "\ud800", "?")));
    return Combinators.combine(
            kinds, ids, Arbitraries.of(Verb.class), texts(), frames().injectNull(0.2))
        .as(Step::new)
        .list()
        .ofMaxSize(300);
  }

  @Provide
  Arbitrary<List<String>> someTexts() {
    return texts().list().ofMinSize(1).ofMaxSize(40);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.strings().ascii().ofMaxLength(60),
            Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20),
            Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(20),
            Arbitraries.of("", "?", "\ud800", "\udc00x", "\ud83d\ude00", "x".repeat(3_000))));
  }

  private static void apply(
      Step step, long nanos, AnsweredRequests requests, Map<String, Request> model) {
    switch (step.kind()) {
      case ADD -> {
        String answer = step.answer();
        if (!model.containsKey(step.id())) {
          model.put(step.id(), new Request(step.verb(), step.text(), answer, nanos));
          if (answer == null) {
            requests.addWithoutAnswer(step.id(), step.verb(), nanos);
          } else {
            requests.add(step.id(), step.verb(), step.text(), answer, nanos);
          }
        }
      }
      case REMOVE_OLDEST -> {
        Iterator<String> oldest = model.keySet().iterator();
        if (oldest.hasNext()) {
          oldest.next();
          oldest.remove();
          requests.removeOldest();
        }
      }
      case DROP_OLDEST_ANSWER ->
          model.entrySet().stream()
              .filter(each -> each.getValue().answer() != null)
              .findFirst()
              .ifPresent(
                  kept -> {
                    Request was = kept.getValue();
                    kept.setValue(new Request(was.verb(), was.fingerprint(), null, was.nanos()));
                    requests.dropOldestAnswer();
                  });
    }
  }

  /** Texts that can be sent. */
  private static Arbitrary<String> frames() {
    return texts().map(text -> new String(text.getBytes(UTF_8), UTF_8));
  }

  private static int keptChars(Map<String, Request> model) {
    int chars = 0;
    for (Request request : model.values()) {
      String answer = request.answer();
      if (answer != null) {
        chars += answer.length() + request.fingerprint().length();
      }
    }
    return chars;
  }

  private static void assertSame(String id, AnsweredRequests requests, Map<String, Request> model) {
    Request expected = model.get(id);
    int found = requests.find(id);
    assertThat(found != AnsweredRequests.NONE).as(id).isEqualTo(expected != null);
    if (expected == null) {
      return;
    }
    assertThat(requests.isKept(found)).isEqualTo(expected.answer() != null);
    if (expected.answer() != null) {
      assertThat(requests.answer(found)).isEqualTo(expected.answer());
      assertThat(requests.matches(found, expected.verb(), expected.fingerprint())).isTrue();
      assertThat(requests.matches(found, expected.verb(), expected.fingerprint() + "x")).isFalse();
      Verb other = expected.verb() == Verb.ROLL ? Verb.ODDS : Verb.ROLL;
      assertThat(requests.matches(found, other, expected.fingerprint())).isFalse();
    }
  }
}
