package dicegate.dice;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.eval.RollChecks;
import dicegate.dice.eval.RollResult;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import dicegate.dice.notation.ParseResult.NotARoll;
import dicegate.dice.notation.ParseResult.Parsed;
import dicegate.dice.notation.Span;
import dicegate.dice.statistics.OddsChecks;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile texts: each is answered in time, with the expected kind of error or with a roll. The
 * limits are a tenth of a second of CPU time for parsing and for rolling, a second for odds.
 */
final class HostileTest {

  private static final Duration TIME_LIMIT = Duration.ofMillis(100);
  private static final String ROLLED = "rolled";

  /**
   * {@code expected} is the code of the parser's error, "rolled", or the code of the roller's
   * error.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource({"limits", "rows", "characters"})
  void hostileTextIsAnsweredInTime(String name, String text, String expected) {
    ParseResult result = CpuTime.atMost(TIME_LIMIT, name, () -> Notation.parse(text));

    switch (result) {
      case NotARoll notARoll -> {
        Span span = notARoll.error().span();
        assertThat("not parsed: " + notARoll.error().code()).isEqualTo(expected);
        assertThat(span.start()).isBetween(0, span.end());
        assertThat(span.end()).isLessThanOrEqualTo(text.length());
        String hint = notARoll.error().hint();
        assertThat(hint == null || Notation.parse(hint) instanceof Parsed).isTrue();
      }
      case Parsed parsed -> {
        RollResult roll = RollChecks.check(text, parsed.request(), 1);
        assertThat(kind(roll)).isEqualTo(expected);
        CpuTime.atMost(TIME_LIMIT, name, () -> Notation.print(parsed.request()));
        OddsChecks.check(text, parsed.request().first(), 1);
      }
    }
  }

  private static String kind(RollResult result) {
    return switch (result) {
      case RollResult.Rolled rolled -> ROLLED;
      case RollResult.Refused refused -> "refused: " + refused.error().code();
    };
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        notParsed("1d1!", Code.ENDLESS),
        notParsed("1d6!>0", Code.ENDLESS),
        notParsed("1d6!!p<>9", Code.ENDLESS),
        notParsed("1d6r<7", Code.ENDLESS),
        notParsed("1d6r<4!>=4", Code.ENDLESS),
        notParsed("7d6u", Code.ENDLESS),
        notParsed("dFr<=1", Code.ENDLESS),
        notParsed("d[2,4]r<4!4", Code.ENDLESS),
        notParsed("d[2,4]!>2!=2", Code.ENDLESS),
        notParsed("d[5]r", Code.ENDLESS),
        notParsed("3d[1,1,2]u", Code.ENDLESS),
        notParsed("1d[1000000001]", Code.LIMIT),
        notParsed("1d[-1000000000..1000000000]", Code.LIMIT),
        notParsed("1d[0..999999999,1]", Code.LIMIT),
        notParsed("1d[99999999999999999999..1]", Code.LIMIT),
        notParsed("1d[3..1]", Code.BAD_NUMBER),
        rolled("10000d[1..1000000000]"),
        rolled("10000d[0..499999999,-500000000..-1]kh5000"),
        refused("10000d[1,2,3,1000000]r<1000000", Code.LIMIT),
        notParsed("1d6!t1001", Code.LIMIT),
        notParsed("1d6!t0", Code.BAD_NUMBER),
        notParsed("1d6r(1,2,3,4,5,6)", Code.ENDLESS),
        notParsed("1d1000000000!even!odd", Code.ENDLESS),
        notParsed("6d6u!i", Code.ENDLESS),
        notParsed("5d6mt1", Code.BAD_NUMBER),
        notParsed("5d6mt10001", Code.LIMIT),
        notParsed("5d6mt9999999999999999999", Code.LIMIT),
        rolled("10000d6mt"),
        rolled("10000d1000000000mh"),
        rolled("10000d1000000000kh5000mt10000"),
        rolled("{5000d6+5000d6}kl9000mw"),
        rolled("3d6min900000000000000mh"),
        rolled("9d6!!t1000>0mt"),
        rolled("100#100d6m"),
        rolled("1d6!t1000>0"),
        rolled("9d6!!t1000>0"),
        refused("10d6!t1000>0", Code.LIMIT),
        refused("9999d6!i>0", Code.LIMIT),
        rolled("5000d6!i>0kh2500"),
        rolled("1000d1000000000!t5>500000000!i<500000000kh9"),
        rolled("1d1000000000!!t1000even!iodd"),
        rolled("10000d1000000000evenfodd"),
        notParsed("9999999999999999999d6", Code.LIMIT),
        notParsed("1e9d6", Code.SYNTAX),
        notParsed("1d6e9", Code.SYNTAX),
        notParsed("1d9999999999999999999", Code.LIMIT),
        notParsed("1d1000000001", Code.LIMIT),
        notParsed("10001d6", Code.LIMIT),
        notParsed("101#1d6", Code.LIMIT),
        notParsed("0#1d6", Code.BAD_NUMBER),
        notParsed("1d0", Code.BAD_NUMBER),
        notParsed("1d-6", Code.SYNTAX),
        notParsed("1.5d6", Code.BAD_NUMBER),
        notParsed("9007199254740992", Code.LIMIT),
        notParsed("1d6kh9007199254740992", Code.LIMIT),
        notParsed("1" + ";1".repeat(10), Code.LIMIT),
        notParsed(";".repeat(1000), Code.SYNTAX),
        notParsed("2#1;1", Code.CONFLICT),
        rolled("1000d6" + ";1000d6".repeat(9)),
        refused("1000d6" + ";1001d6".repeat(9), Code.LIMIT),
        rolled("[a]10000d6>=3;2"),
        notParsed("sqrt(" + "sqrt(".repeat(64) + "1", Code.LIMIT),
        notParsed("pow(" + "pow(1,".repeat(64) + "1", Code.LIMIT),
        refused("sqrt(0-1d6)", Code.BAD_NUMBER),
        refused("pow(9,9)^pow(9,9)", Code.LIMIT),
        rolled("adv" + "+adv".repeat(99)),
        rolled("3333d100bonus1"),
        refused("3334d100bonus1", Code.LIMIT),
        notParsed("1d100bonus11", Code.LIMIT),
        notParsed("1d20bonus", Code.SYNTAX),
        notParsed("@" + "a".repeat(999), Code.UNKNOWN_VARIABLE),
        notParsed("wod99999999999999999999", Code.BAD_NUMBER),
        rolled("wod50" + ";wod50".repeat(9)),
        rolled("10000d[a,b]"),
        rolled("5000d[a,-a,0]kh2500"),
        notParsed("d[" + "a,".repeat(498) + "b]", Code.LIMIT),
        notParsed("d[101*a]", Code.LIMIT),
        notParsed("2*1d[a]", Code.SYMBOLS),
        notParsed("1d20 vs", Code.SYNTAX),
        notParsed("1d20 vs 15 by 0", Code.BAD_NUMBER),
        notParsed("2d20 vs 15 pf2", Code.CONFLICT),
        rolled("10000d1000000000"),
        rolled("5000d6 vs 5000d6 by 1"),
        refused("5000d6 vs 5001d6", Code.LIMIT),
        refused("100#50d6 vs 51d6", Code.LIMIT),
        rolled("9007199254740991 vs 0.5 by 9007199254740991"),
        refused("9007199254740991 vs -9007199254740991", Code.LIMIT),
        rolled("1d1000000000 vs 1d1000000000"),
        rolled("1d60000 vs 1d60000 coc"),
        rolled("1d20*9d9999 vs 9d9999 pf2"),
        refused("1d20^9+(99d99)d6 vs (99d99)d6! by 3", Code.LIMIT),
        rolled("10000d10000kh5000"),
        refused("10000d10000!", Code.LIMIT),
        refused("10000d2!", Code.LIMIT),
        refused("10000d6!!>1", Code.LIMIT),
        refused("1d1000!>1", Code.LIMIT),
        refused("1d1000!!p>1", Code.LIMIT),
        rolled("1d1000000000!>999999999"),
        refused("10000d10000u", Code.LIMIT),
        refused("10000d1000000000r>1", Code.LIMIT),
        refused("1d1000000000r<1000000000", Code.LIMIT),
        rolled("100#100d6"),
        refused("100#101d6", Code.LIMIT),
        rolled("100#0d6"),
        refused("5001d6+5000d6", Code.LIMIT),
        rolled("{5000d6,5000d6}kh1"),
        rolled("{5000d6+5000d6}kh5000dl1sd>3f1"),
        rolled("{1d6min900000000000000+3d6max-900000000000000+9d9}kh3sd"),
        rolled("{-9007199254740991,9007199254740991,-9007199254740991}"),
        rolled("{1,-9007199254740991,0.5}"),
        rolled("(10000d10000)^2"),
        refused("(10000d10000)^3", Code.LIMIT),
        refused("9007199254740991*2", Code.LIMIT),
        refused("2^-5000^9", Code.LIMIT),
        rolled("2^-5000"),
        refused("(-8)^(1/3)", Code.BAD_NUMBER),
        refused("1/0", Code.DIVISION_BY_ZERO),
        refused("1%(d1-1)", Code.DIVISION_BY_ZERO),
        refused("(1/3)d6", Code.BAD_NUMBER),
        refused("(0-1)d6", Code.BAD_NUMBER),
        refused("1d(1-1)", Code.BAD_NUMBER),
        refused("(10000+1)d6", Code.LIMIT),
        refused("1d(10^9+1)", Code.LIMIT),
        refused("(2^52)d(2^52)", Code.LIMIT),
        rolled("(100d100)d(100d100)"),
        refused("1d(0+1)!", Code.ENDLESS),
        refused("(5+5)d6u", Code.ENDLESS),
        refused("10000d6r5ro4!6", Code.LIMIT),
        rolled("5000d6r5ro4!6min2max5kh2000dl3>=4=5f2cs6cf1sd"));
  }

  /** Texts with one construct repeated up to the maximum length. */
  static Stream<Arguments> rows() {
    return Stream.of(
        row("10,000 opening parentheses", "(".repeat(10_000), Code.TOO_LONG),
        row("10,000 digits", "9".repeat(10_000), Code.TOO_LONG),
        row("10,000 modifiers", "1d6" + "k".repeat(10_000), Code.TOO_LONG),
        row("2,000 terms", "1d6" + "+1d6".repeat(1_999), Code.TOO_LONG),
        row("a million noughts", "0".repeat(1_000_000), Code.TOO_LONG),
        row("parentheses", full("", "(", ""), Code.LIMIT),
        row("parentheses around nothing", "(".repeat(64) + ")".repeat(64), Code.SYNTAX),
        row("braces", full("", "{", ""), Code.LIMIT),
        row("closing brackets", full("", ")", ""), Code.SYNTAX),
        row("64 deep", "(".repeat(64) + "1d6" + ")".repeat(64), ROLLED),
        row("65 deep", "(".repeat(65) + "1d6" + ")".repeat(65), Code.LIMIT),
        row("functions 64 deep", "abs(".repeat(64) + "1d6" + ")".repeat(64), ROLLED),
        row("minuses", full("", "-", "1d6"), ROLLED),
        row("minuses before nothing", full("", "-", ""), Code.SYNTAX),
        row("signs", full("", "+-", "1d6"), ROLLED),
        row("powers", full("1", "^1", ""), Code.LIMIT),
        row("64 powers", "1" + "^1".repeat(64), ROLLED),
        row("64 powers of 2", "2" + "^2".repeat(64), "refused: LIMIT"),
        row("stars", full("1", "*", ""), Code.SYNTAX),
        row("d and blank", full("", "d ", ""), Code.SYNTAX),
        row("d", full("", "d", ""), Code.SYNTAX),
        row("drops", full("1d6", "d", ""), Code.TOO_LONG),
        row("drops that fit", "1d6" + "d".repeat(330), ROLLED),
        row("1d", full("", "1d", ""), Code.TOO_LONG),
        row("keeps", full("9d6", "k", ""), Code.TOO_LONG),
        row("sets", full("10000d6", "mt", ""), ROLLED),
        row("keeps of so many", full("10000d6", "kh1dl1", ""), ROLLED),
        row("explosions", full("d6", "!!", ""), ROLLED),
        row("explosions in two ways", full("1d6", "!", ""), Code.CONFLICT),
        row("explosions at points", full("9000d6", "!5", ""), Code.TOO_LONG),
        row("explosions at written points", full("5000d6", "!=5", ""), ROLLED),
        row("rerolls", full("1d6", "r1", ""), Code.TOO_LONG),
        row("rerolls written out", full("5000d6", "r=1", ""), ROLLED),
        row("rerolls that never match", full("10000d6", "r=7", ""), ROLLED),
        row("once", full("10000d6", "ro>9", ""), ROLLED),
        row("explosions once", full("1000d6", "!o", ""), ROLLED),
        row("implosions", full("5000d6", "!i", ""), ROLLED),
        row("implosions at points", full("5000d6!", "!i=1", ""), ROLLED),
        row("opening brackets of points", full("1d6=", "(", ""), Code.LIMIT),
        row("a list of faces", full("10000d6=(1", ",1", ")"), ROLLED),
        row("a list of rerolled faces", full("5000d6r=(1", ",1", ")"), ROLLED),
        row("computed numbers of a list", full("10000d6=({1}", ",{1}", ")"), ROLLED),
        row("computed points", full("9000d6", ">=(1d6)", ""), ROLLED),
        row("computed rerolls", full("900d6", "r=({1})", ""), ROLLED),
        row("computed explosions", full("900d6", "!=(1d6+1)", ""), ROLLED),
        row("computed keeps", full("8000d6", "kh(9d9)", ""), ROLLED),
        row("constant keeps", full("9000d6", "kh(10^3)", ""), ROLLED),
        row("constant points", full("9000d6", ">=(2+1)", ""), ROLLED),
        row("keeps of keeps", nested("4d6kh(%s)", "1d4", 60), ROLLED),
        row("points of points", nested("9d6>=(%s)", "1d4", 60), ROLLED),
        row("classes of faces", full("10000d6", "even", ""), ROLLED),
        row("blanks after an explosion", full("1d6!", " ", "o"), ROLLED),
        row("letters after an explosion", full("1d6!", "p o", ""), Code.SYNTAX),
        row("unique", full("6d6", "u", ""), ROLLED),
        row("bounds", full("10000d6", "min2max5", ""), ROLLED),
        row("success points", full("10000d6", ">3", ""), ROLLED),
        row("failure points", full("10000d6>3", "f<3", ""), ROLLED),
        row("marks", full("10000d6", "cs>3cf<3", ""), ROLLED),
        row("sorts", full("10000d6", "sa", ""), ROLLED),
        row("sorts both ways", full("1d6", "sasd", ""), Code.CONFLICT),
        row("symbols", full("d[a", ",a", "]"), Code.LIMIT),
        row("terms of a face", full("d[a", "+a", "]"), Code.LIMIT),
        row("terms that cancel", full("d[a", "+a - a", "]"), ROLLED),
        row("signs of a symbol", full("d[", "-", "a]"), Code.SYNTAX),
        row("letters of a symbol", full("d[", "a", "]"), Code.LIMIT),
        row("minus signs in a name", full("d[a", "-a", "]"), Code.LIMIT),
        row("dice with symbols", full("500d[a,b]", "+9d[a,b]", ""), ROLLED),
        row("many dice with symbols", "10000d[2*a,-b,c+1]kh9000", ROLLED),
        row("combining marks of a symbol", "d[a" + "\u0301".repeat(900) + "]", Code.LIMIT),
        row("faces", full("10000d[0", ",0", "]"), Code.LIMIT),
        row("faces that fit", "10000d[0" + ",0".repeat(99) + "]", ROLLED),
        row("ranges of faces", "9999d[" + "0..9999,".repeat(99) + "7]kh99>=4f1", ROLLED),
        row("faces that explode", "999d[0" + ",9".repeat(99) + "]!", "refused: LIMIT"),
        row("unique faces", "50d[" + "0..9,".repeat(90) + "50..100]u", ROLLED),
        row("rare faces", "10d[0..9" + ",1..9".repeat(99) + "]u", ROLLED),
        row("bounds of many faces", full("99d[0" + ",3".repeat(99) + "]", ">3", ""), ROLLED),
        row("opening faces", full("", "d[", ""), Code.SYNTAX),
        row("commas of faces", full("d[", ",", "]"), Code.SYNTAX),
        row("signs of faces", full("d[", "-", "]"), Code.SYNTAX),
        row("dots of faces", full("d[1", ".", "]"), Code.SYNTAX),
        row("digits of a face", full("d[", "9", "]"), Code.LIMIT),
        row("blanks of faces", full("d[", " ", "1]"), ROLLED),
        row("targets", full("1d6", " vs 3", ""), Code.SYNTAX),
        row("targets without a roll", full("", "vs ", ""), Code.SYNTAX),
        row("a long target", full("1d20 vs 1", "+1d6", " by 5"), ROLLED),
        row("rules", full("1d20 vs 3", " coc", ""), Code.SYNTAX),
        row("a d20 among many", full("1d20", "+1d6", " vs 3 pf2"), ROLLED),
        row("many d20", full("1d20", "+1d20", " vs 3 pf2"), Code.CONFLICT),
        row("labels", full("1d6", "[a]", ""), ROLLED),
        row("opening labels", full("1d6", "[", ""), Code.SYNTAX),
        row("labels of blanks", full("1d6", "[ ]", ""), Code.SYNTAX),
        row("hashes", full("1d6", "#", ""), Code.LIMIT),
        row("repeats", "1#".repeat(490), Code.LIMIT),
        row("members", full("{1", ",1", "}"), ROLLED),
        row("members that compete", full("{1d6", ",1d6", "}kh9sd>3f1"), ROLLED),
        row("members without braces", full("1", ",1", ""), Code.SYNTAX),
        row("arguments", full("max(1d6", ",1d6", ")"), ROLLED),
        row("pooled pools", full("{1d6", "+1d6", "}kh9dl3sd>3f1"), ROLLED),
        row("pooled pools of many", full("{40d6", "+40d6", "}kh99dl3sd>3f1"), ROLLED),
        row("100 times as many terms", full("100#1d6", "+1d6", ""), "refused: LIMIT"),
        row("100 times many numbers", full("100#1", "+1", ""), ROLLED),
        row("500 numbers", "1" + "+1".repeat(499), ROLLED),
        row("products", full("1", "*1", ""), ROLLED),
        row("large products", full("9", "*9", ""), "refused: LIMIT"),
        row("quotients", full("1d6", "/7", ""), ROLLED),
        row("remainders", full("1d6", "%7", ""), ROLLED),
        row("percent", full("d", "%", ""), Code.SYNTAX),
        row("digits", "9".repeat(1_000), Code.LIMIT),
        row("digits of dice", "9".repeat(998) + "d6", Code.LIMIT),
        row("digits of sides", "1d" + "9".repeat(998), Code.LIMIT),
        row("digits of a point", "1d6>" + "9".repeat(996), Code.LIMIT),
        row("digits of a fraction", "9".repeat(500) + "." + "9".repeat(499), Code.LIMIT),
        row("fractional dice", "9".repeat(500) + "." + "9".repeat(490) + "d6", Code.LIMIT),
        row("noughts", "0".repeat(1_000), ROLLED),
        row("noughts before dice", "0".repeat(990) + "1d06", ROLLED),
        row("a very small number", "0." + "0".repeat(997) + "1", ROLLED),
        row("a small number", "0." + "0".repeat(300) + "1", ROLLED),
        row("divided by a small number", "1/0." + "0".repeat(300) + "1", "refused: LIMIT"),
        row("points", ".".repeat(1_000), Code.SYNTAX),
        row("commas", ",".repeat(1_000), Code.SYNTAX),
        row("blanks", " ".repeat(1_000), Code.SYNTAX),
        row("blanks before a roll", " ".repeat(997) + "1d6", ROLLED),
        row("blanks everywhere", "1 d 6 k h".replace(" ", " ".repeat(240)), Code.SYNTAX),
        row("a word", "x".repeat(1_000), Code.SYNTAX),
        row("almost words", full("", "roun", ""), Code.SYNTAX),
        row("words without brackets", full("", "round", ""), Code.SYNTAX),
        row("letters of modifiers", full("1d6", "rrocsf", ""), Code.SYNTAX),
        row("computed dice", nested("(%s)d4", "1d4", 64), "refused: LIMIT"),
        row("computed sides", nested("(1d4)d(%s)", "1d4", 60), ROLLED),
        row("groups of groups of 10,000", nested("{%s,0}kh1", "10000d6kh9999", 64), ROLLED),
        row("braces of 10,000", nested("{%s}", "10000d6kh9999", 64), ROLLED),
        row("sorted groups", nested("{%s,1d6,2}kh2sd", "1d6", 60), ROLLED),
        row("powers of powers", nested("(%s)^1", "1d6", 64), ROLLED),
        row("faces of faces", nested("1d(%s)", "1d6", 64), ROLLED));
  }

  /** Invisible and misleading characters, and invalid UTF-16. */
  static Stream<Arguments> characters() {
    return Stream.of(
        row("nothing", "", Code.SYNTAX),
        row("NUL", "\u0000", Code.CHARACTER),
        row("NUL in a roll", "1d6\u0000+1", Code.CHARACTER),
        row("NULs", "\u0000".repeat(1_000), Code.CHARACTER),
        row("escape", "\u001b[31m1d6", Code.CHARACTER),
        row("byte order mark", "\ufeff1d6", Code.CHARACTER),
        row("no byte order mark", "\ufffe1d6", Code.CHARACTER),
        row("right-to-left override", "1d6\u202e+1", Code.CHARACTER),
        row("right-to-left mark", "\u200f1d6", Code.CHARACTER),
        row("right-to-left isolates", "\u2067".repeat(1_000), Code.CHARACTER),
        row("zero-width space", "1\u200bd6", Code.CHARACTER),
        row("no-break space", "1d6\u00a0+\u00a01", Code.CHARACTER),
        row("line separator", "1d6\u2028+1", Code.CHARACTER),
        row("high surrogate", "1d6\ud83c", Code.CHARACTER),
        row("low surrogate", "\udfb21d6", Code.CHARACTER),
        row("surrogates the wrong way round", "\udfb2\ud83c", Code.CHARACTER),
        row("high surrogates", "\ud83c".repeat(1_000), Code.CHARACTER),
        row("a pair cut in two by the limit", " ".repeat(999) + "\ud83c\udfb2", Code.TOO_LONG),
        row("a die", "\ud83c\udfb2", Code.CHARACTER),
        row("Arabic digits", "\u0661d\u0666", Code.CHARACTER),
        row("full-width digits", "\uff11\uff44\uff16", Code.CHARACTER),
        row("superscript", "2\u00b2", Code.CHARACTER),
        row("mathematical minus", "1d6\u22121", Code.CHARACTER),
        row("dotless i", "m\u0131n(1,2)", Code.SYNTAX),
        row("Kelvin sign as k", "4d6\u212ah3", Code.CHARACTER),
        row("long s", "4d6\u017f", Code.CHARACTER),
        row("combining marks", "1d6" + "\u0301".repeat(990), Code.CHARACTER),
        row("surrogate in a label", "1d6[\ud83c]", Code.CHARACTER),
        row("NUL in a comment", "1d6 # \u0000\ud83c\u202e", Code.CHARACTER));
  }

  private static Arguments notParsed(String text, Code code) {
    return row(text, text, code);
  }

  private static Arguments rolled(String text) {
    return row(text, text, ROLLED);
  }

  private static Arguments refused(String text, Code code) {
    return row(text, text, "refused: " + code);
  }

  private static Arguments row(String name, String text, Code code) {
    return row(name, text, "not parsed: " + code);
  }

  private static Arguments row(String name, String text, String expected) {
    return Arguments.of(name, text, expected);
  }

  /** Returns a text with the middle part repeated up to the maximum length. */
  private static String full(String first, String middle, String last) {
    int room = DiceLimits.MAX_TEXT_CHARS - first.length() - last.length();
    return first + middle.repeat(room / middle.length()) + last;
  }

  /** Returns {@code around} nested to the depth, or as deep as the maximum length allows. */
  private static String nested(String around, String inner, int depth) {
    return IntStream.range(0, depth)
        .boxed()
        .reduce(
            inner,
            (text, i) ->
                text.length() + around.length() - 2 > DiceLimits.MAX_TEXT_CHARS
                    ? text
                    : around.formatted(text),
            (text, same) -> text);
  }
}
