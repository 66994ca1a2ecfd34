package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.Seeded;
import dicegate.dice.StringSink;
import dicegate.dice.notation.GeneratedTexts.MistypedRolls;
import dicegate.dice.notation.GeneratedTexts.NearNotation;
import dicegate.dice.notation.GeneratedTexts.Rolls;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult.Parsed;
import dicegate.dice.notation.RollRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Properties of rolls for all requests. */
final class RollerPropertyTest {

  @Property
  void everyRollIsValid(@ForAll(supplier = Rolls.class) String text, @ForAll long seed) {
    RollChecks.check(text, parse(text), seed);
  }

  @Property
  void mistypedRollThatParsesIsValid(
      @ForAll(supplier = MistypedRolls.class) String text, @ForAll long seed) {
    if (Notation.parse(text) instanceof Parsed parsed) {
      RollChecks.check(text, parsed.request(), seed);
    }
  }

  @Property
  void textNearTheNotationThatParsesRollsValidly(
      @ForAll(supplier = NearNotation.class) String text, @ForAll long seed) {
    if (Notation.parse(text) instanceof Parsed parsed) {
      RollChecks.check(text, parsed.request(), seed);
    }
  }

  @Property
  void tiesDoNotChangeTheNumberOfKeptDice(
      @ForAll @IntRange(max = 30) int count,
      @ForAll @IntRange(min = 1, max = 3) int sides,
      @ForAll("selections") String selections,
      @ForAll long seed) {
    String text = count + "d" + sides + selections;

    RollChecks.check(text, parse(text), seed);
  }

  @Property
  void tiesDoNotChangeTheNumberOfKeptMembers(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 3) Integer> members,
      @ForAll("selections") String selections,
      @ForAll long seed) {
    String text =
        members.stream().map(sides -> "d" + sides).collect(Collectors.joining(",", "{", "}"))
            + selections;

    RollChecks.check(text, parse(text), seed);
  }

  /** Dice added by explosions are selected together with the others. */
  @Property
  void pooledDiceAreSelectedTogether(
      @ForAll @IntRange(max = 9) int coins,
      @ForAll @IntRange(max = 9) int exploding,
      @ForAll("selections") String selections,
      @ForAll long seed) {
    String pools = coins + "d2+" + exploding + "d3!";
    RolledDice pooled = dice("{" + pools + "}" + selections + "sa", seed);
    RolledDice apart = dice(pools, seed);

    List<Long> all = numbers(apart, IntStream.range(0, apart.count()));
    List<Long> kept = numbers(pooled, IntStream.range(0, pooled.count()).filter(pooled::kept));
    assertThat(numbers(pooled, IntStream.range(0, pooled.count())))
        .isEqualTo(all.stream().sorted().toList());
    // The number of kept dice depends only on the size of the pool, so a pool of coins has it too.
    RolledDice coinsAlone = dice(apart.count() + "d2" + selections, seed);
    assertThat(kept)
        .hasSize((int) IntStream.range(0, coinsAlone.count()).filter(coinsAlone::kept).count());
  }

  @Property
  void orderOfModifiersDoesNotMatter(@ForAll("modifiedDice") Modified dice, @ForAll long seed) {
    RollRequest request = parse(dice.asListed());
    RollRequest shuffled = parse(dice.shuffled());

    if (dice.ofDifferentKinds()) {
      assertThat(shuffled).isEqualTo(request);
    }
    assertThat(textOf(shuffled, seed)).isEqualTo(textOf(request, seed));
  }

  @Property
  void rollerHasNoStateFromEarlierRolls(
      @ForAll(supplier = Rolls.class) String before,
      @ForAll(supplier = Rolls.class) String text,
      @ForAll long seed) {
    Seeded source = new Seeded(seed);
    Seeded sameSource = new Seeded(seed);
    Roller used = new Roller(source);
    used.roll(parse(before));
    new Roller(sameSource).roll(parse(before));

    assertThat(textOf(used.roll(parse(text))))
        .as("%s behind %s", text, before)
        .isEqualTo(textOf(new Roller(sameSource).roll(parse(text))));
  }

  @Provide
  Arbitrary<String> selections() {
    Arbitrary<String> clause =
        Combinators.combine(
                Arbitraries.of("kh", "kl", "dh", "dl"), Arbitraries.integers().between(0, 12))
            .as((words, amount) -> words + amount)
            .withoutEdgeCases();
    return clause.list().ofMinSize(1).ofMaxSize(4).map(clauses -> String.join("", clauses));
  }

  /** Dice with modifiers whose order does not matter. */
  record Modified(String dice, List<String> listed, List<String> inOtherOrder) {

    String asListed() {
      return dice + String.join("", listed);
    }

    String shuffled() {
      return dice + String.join("", inOtherOrder);
    }

    boolean ofDifferentKinds() {
      return listed.stream()
              .map(modifier -> modifier.replaceAll("[kd].*|[0-9]", ""))
              .distinct()
              .count()
          == listed.size();
    }
  }

  @Provide
  Arbitrary<Modified> modifiedDice() {
    List<String> modifiers =
        List.of("r=1", "ro=3", "min2", "max5", "cs=6", "cf<2", "kh3", "dl1", "dh1", "kl4", "sd");
    List<String> choosers = List.of("!=6", "!!=6", "!p=6", "!!p=6", "u", ">=5f<3", "=4=6", "<3");
    Arbitrary<List<String>> some =
        Combinators.combine(
                Arbitraries.of(modifiers).list().uniqueElements().ofMaxSize(6),
                Arbitraries.of(choosers).list().ofMaxSize(1))
            .as((many, one) -> Stream.concat(many.stream(), one.stream()).toList());
    return Combinators.combine(Arbitraries.of("4d6", "d8", "3d10", "{d6+3d8}"), some)
        .as(RollerPropertyTest::applicable)
        .flatMap(
            listed ->
                Arbitraries.shuffle(listed.listed())
                    .map(order -> new Modified(listed.dice(), listed.listed(), order)));
  }

  private static Modified applicable(String dice, List<String> modifiers) {
    List<String> applicable = new ArrayList<>(modifiers);
    if (dice.startsWith("{")) {
      applicable.removeIf(modifier -> !modifier.matches("[kd].*|sd|[<>=].*"));
    }
    return new Modified(dice, applicable, applicable);
  }

  private static RolledDice dice(String text, long seed) {
    if (RollChecks.check(text, parse(text), seed) instanceof RollResult.Rolled rolled) {
      return rolled.rolls().get(0).dice();
    }
    throw new AssertionError(text + " was refused");
  }

  private static List<Long> numbers(RolledDice dice, IntStream which) {
    return which.mapToObj(dice::number).sorted().toList();
  }

  private static String textOf(RollRequest request, long seed) {
    return textOf(new Roller(new Seeded(seed)).roll(request))
        .replaceAll("d[0-9][^\\[]*|}[^\\[]*", "");
  }

  private static String textOf(RollResult result) {
    return switch (result) {
      case RollResult.Rolled rolled ->
          rolled.rolls().stream()
              .map(RollerPropertyTest::written)
              .collect(Collectors.joining("\n"));
      case RollResult.Refused refused -> refused.toString();
    };
  }

  private static String written(Roll roll) {
    StringSink sink = new StringSink();
    RollText.write(roll, sink);
    return sink.toString();
  }

  private static RollRequest parse(String text) {
    if (Notation.parse(text) instanceof Parsed parsed) {
      return parsed.request();
    }
    throw new AssertionError(text + " is not a roll");
  }
}
