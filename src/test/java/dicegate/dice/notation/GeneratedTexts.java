package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.RollGrammar.Choices;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Generators of texts for properties, from noise to valid rolls. Stateless. */
public final class GeneratedTexts {

  private static final String ALPHABET =
      "0123456789ddDFkhlrox!psuacfmin<>=+-*/%^()[]{},# \t\n.xX\u2212\u00a0\u200b\ud83c\udfb2";

  /** The canonical text may be three times as long, and must still be within the limit. */
  private static final int MAX_ROLL_CHARS = DiceLimits.MAX_TEXT_CHARS / 3;

  private GeneratedTexts() {}

  /** Arbitrary UTF-16 units, including unpaired surrogates and control characters. */
  public static final class Noise implements ArbitrarySupplier<String> {

    @Override
    public Arbitrary<String> get() {
      return Arbitraries.strings().all().ofMaxLength(DiceLimits.MAX_TEXT_CHARS);
    }
  }

  /** Texts of characters of the notation and of similar ones. */
  public static final class NearNotation implements ArbitrarySupplier<String> {

    @Override
    public Arbitrary<String> get() {
      Arbitrary<String> few = Arbitraries.strings().withChars(ALPHABET).ofMaxLength(12);
      return Arbitraries.oneOf(
          few, Arbitraries.strings().withChars(ALPHABET).ofMaxLength(DiceLimits.MAX_TEXT_CHARS));
    }
  }

  /** Valid requests with all constructs of the language. */
  public static final class Rolls implements ArbitrarySupplier<String> {

    @Override
    public Arbitrary<String> get() {
      return choices().map(RollGrammar::new).map(RollGrammar::request).filter(Rolls::shortEnough);
    }

    private static boolean shortEnough(String text) {
      return text.length() <= MAX_ROLL_CHARS;
    }
  }

  /** Valid requests for one result, without a comment. */
  public static final class SingleRolls implements ArbitrarySupplier<String> {

    @Override
    public Arbitrary<String> get() {
      return choices().map(RollGrammar::new).map(RollGrammar::roll).filter(Rolls::shortEnough);
    }
  }

  /** Valid requests with typing errors. */
  public static final class MistypedRolls implements ArbitrarySupplier<String> {

    @Override
    public Arbitrary<String> get() {
      Arbitrary<List<Slip>> slips = slip().list().ofMinSize(1).ofMaxSize(4);
      return Combinators.combine(new Rolls().get(), slips).as(MistypedRolls::mistype);
    }

    private static Arbitrary<Slip> slip() {
      return Combinators.combine(
              Arbitraries.integers().between(0, 4),
              Arbitraries.integers().between(0, MAX_ROLL_CHARS),
              Arbitraries.chars().with(ALPHABET))
          .as(Slip::new)
          .withoutEdgeCases();
    }

    private static String mistype(String text, List<Slip> slips) {
      String mistyped = text;
      for (Slip slip : slips) {
        mistyped = slip.in(mistyped);
      }
      return mistyped;
    }
  }

  private record Slip(int kind, int place, char typed) {

    String in(String text) {
      int at = place % (text.length() + 1);
      int next = Math.min(at + 1, text.length());
      String before = text.substring(0, at);
      return switch (kind) {
        case 0 -> before + typed + text.substring(at);
        case 1 -> before + text.substring(next);
        case 2 -> before + typed + text.substring(next);
        case 3 -> before;
        default -> text.substring(at) + before;
      };
    }
  }

  /** Generates choices, which shrink to fewer and smaller ones, and so to simpler texts. */
  private static Arbitrary<Choices> choices() {
    return Arbitraries.integers()
        .between(0, 1 << 20)
        .withoutEdgeCases()
        .list()
        .ofMaxSize(120)
        .map(Choices::of);
  }
}
