package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.DiceLimits;
import dicegate.dice.Seeded;
import dicegate.dice.eval.DieFlag;
import dicegate.dice.eval.Roll;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.RolledDice;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.LanguageFeatures;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import dicegate.dice.notation.Point;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.RollGrammar;
import dicegate.dice.notation.RollRequest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a new modifier, expression, function or flag must not be forgotten in: the texts of the
 * tests that compare the odds with an enumeration, generate rolls and print them, and the page of
 * the language. Nothing here names a modifier, except those without effect on the total.
 */
final class LanguageCoverageTest {

  private static final Path TEXTS =
      Path.of("src", "test", "resources", "dicegate", "dice", "notation", "corpus.txt");
  private static final Path DOCUMENT = Path.of("src", "docs", "dice.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static final int GENERATED = 5_000;

  /** The canonical text, which must be within the limit too, may be three times as long. */
  private static final int MAX_CHARS = DiceLimits.MAX_TEXT_CHARS / 3;

  private static final int SEEDS = 60;

  /** The modifiers that change how dice are shown, never the total. */
  private static final Set<String> DISPLAY_ONLY =
      Set.of("criticalSuccess", "criticalFailure", "sort");

  @Test
  void oddsOfEveryFeatureAreComparedWithTheEnumeration() throws Exception {
    assertThat(features(oracleTexts().stream())).containsAll(LanguageFeatures.all());
  }

  @Test
  void everyFeatureIsGenerated() {
    assertThat(features(generatedTexts())).containsAll(LanguageFeatures.all());
  }

  @Test
  void everyFeatureIsInTheCorpus() throws IOException {
    assertThat(features(corpus())).containsAll(LanguageFeatures.all());
  }

  @Test
  void everyFeatureIsInTheDocument() throws IOException {
    Matcher codes = CODE.matcher(Files.readString(DOCUMENT).replace("\\|", "|"));
    Stream<String> rolls =
        codes.results().map(code -> code.group(1)).filter(LanguageCoverageTest::isRoll);

    assertThat(features(rolls)).containsAll(LanguageFeatures.all());
  }

  @Test
  void everyFlagIsSetBySomeRollAndIsInTheDocument() throws IOException {
    Set<DieFlag> set = EnumSet.noneOf(DieFlag.class);

    corpus()
        .map(LanguageCoverageTest::single)
        .forEach(
            request ->
                rolls(request.first().expression()).forEach(roll -> set.addAll(flags(roll))));

    assertThat(set).containsExactly(DieFlag.values());
    String document = Files.readString(DOCUMENT);
    assertThat(DieFlag.values()).allMatch(flag -> document.contains("`" + flag.symbol() + "`"));
  }

  /** Without its effect in the roller, a modifier would agree with odds that ignore it too. */
  @ParameterizedTest
  @MethodSource("modifiers")
  void modifierChangesTheRollsThatItsOddsAreComparedWith(RecordComponent modifier)
      throws Exception {
    boolean changesDice = false;
    boolean changesTotals = false;
    for (String text : oracleTexts()) {
      Expression modified = TestExpressions.parse(text).first().expression();
      Expression plain = (Expression) without(modifier, modified);
      if (!plain.equals(modified)) {
        changesDice |= !shown(modified).equals(shown(plain));
        changesTotals |= !totals(modified).equals(totals(plain));
      }
    }

    assertThat(changesDice).isTrue();
    assertThat(changesTotals).isNotEqualTo(DISPLAY_ONLY.contains(modifier.getName()));
  }

  static Stream<RecordComponent> modifiers() {
    return Stream.of(DieModifiers.class, PoolModifiers.class)
        .flatMap(type -> Arrays.stream(type.getRecordComponents()));
  }

  /** The bound of the risk of the limits needs it. */
  @Test
  void diceThatAreRolledMoreThanOnceAreKnown() throws Exception {
    for (String text : oracleTexts()) {
      if (TestExpressions.parse(text).first().expression() instanceof Dice dice
          && dice.count() instanceof Constant count
          && !(dice.faces() instanceof Faces.Computed)
          && ComputedNumbers.of(dice).isEmpty()) {
        boolean more = rolls(dice).stream().anyMatch(roll -> rolled(roll) > count.value());
        assertThat(!more || DieRisk.moreThanOneRoll(dice.die())).as(text).isTrue();
      }
    }
  }

  /** The bound of the time of a sample needs it. */
  @Test
  void everyComparePointIsCounted() throws Exception {
    for (String text : oracleTexts()) {
      if (TestExpressions.parse(text).first().expression() instanceof Dice dice) {
        assertThat(Subexpressions.points(dice))
            .as(text)
            .isGreaterThanOrEqualTo(points(dice.die()) + points(dice.pool()));
      }
    }
  }

  private static Set<String> features(Stream<String> texts) {
    Set<String> features = new TreeSet<>();
    texts.forEach(text -> features.addAll(LanguageFeatures.of(text)));
    return features;
  }

  private static List<String> oracleTexts() throws NoSuchMethodException {
    return List.of(
        RollerOracleTest.class
            .getDeclaredMethod("oddsEqualTheEnumeration", String.class)
            .getAnnotation(ValueSource.class)
            .strings());
  }

  private static Stream<String> generatedTexts() {
    SplittableRandom random = new SplittableRandom(1);
    return Stream.generate(() -> new RollGrammar(random::nextInt).roll())
        .filter(text -> text.length() <= MAX_CHARS)
        .limit(GENERATED);
  }

  private static Stream<String> corpus() throws IOException {
    return Files.readAllLines(TEXTS).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("//"));
  }

  private static boolean isRoll(String text) {
    return Notation.parse(text) instanceof ParseResult.Parsed;
  }

  private static RollRequest single(String text) {
    return RollRequest.of(TestExpressions.parse(text).first().expression());
  }

  /** Returns a copy of a part of a syntax tree in which the modifier is absent. */
  private static Object without(RecordComponent modifier, Object part) throws Exception {
    if (part instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      for (Object element : list) {
        copy.add(without(modifier, element));
      }
      return copy;
    }
    if (!(part instanceof Record) || part.getClass().getPackage() != Dice.class.getPackage()) {
      return part;
    }
    RecordComponent[] components = part.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean absent = isSame(components[i], modifier);
      Object owner = absent ? none(part) : part;
      Object value = LanguageFeatures.value(components[i], owner);
      values[i] = absent ? value : without(modifier, value);
    }
    return part.getClass().getDeclaredConstructor(types).newInstance(values);
  }

  private static boolean isSame(RecordComponent left, RecordComponent right) {
    return left.getDeclaringRecord() == right.getDeclaringRecord()
        && left.getName().equals(right.getName());
  }

  private static Object none(Object modifiers) {
    return modifiers instanceof DieModifiers ? DieModifiers.NONE : PoolModifiers.NONE;
  }

  private static List<Roll> rolls(Expression expression) {
    RollRequest request = RollRequest.of(expression);
    List<Roll> rolls = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      if (new Roller(new Seeded(seed)).roll(request) instanceof RollResult.Rolled rolled) {
        rolls.addAll(rolled.rolls());
      }
    }
    return rolls;
  }

  private static List<Double> totals(Expression expression) {
    return rolls(expression).stream().map(Roll::total).toList();
  }

  private static List<String> shown(Expression expression) {
    return rolls(expression).stream().map(roll -> roll.dice() + " " + flags(roll)).toList();
  }

  private static List<DieFlag> flags(Roll roll) {
    RolledDice dice = roll.dice();
    List<DieFlag> flags = new ArrayList<>();
    for (int die = 0; die < dice.count(); die++) {
      for (DieFlag flag : DieFlag.values()) {
        if (dice.has(die, flag)) {
          flags.add(flag);
        }
      }
    }
    return flags;
  }

  private static int rolled(Roll roll) {
    int rolled = 0;
    for (int die = 0; die < roll.dice().count(); die++) {
      rolled += roll.dice().faces(die).size() + roll.dice().discarded(die).size();
    }
    return rolled;
  }

  private static int points(@Nullable Object part) {
    return switch (part) {
      case null -> 0;
      case Point point -> point.size();
      case List<?> list -> list.stream().mapToInt(LanguageCoverageTest::points).sum();
      case Record owner ->
          Arrays.stream(owner.getClass().getRecordComponents())
              .mapToInt(component -> points(LanguageFeatures.value(component, owner)))
              .sum();
      default -> 0;
    };
  }
}
