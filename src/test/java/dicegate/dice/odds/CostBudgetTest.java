package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CostBudgetTest {

  /**
   * Far above a tenth of a second, since the build machine may be busy and the code not compiled.
   */
  private static final double MAX_SECONDS = 1.5;

  @Test
  void budgetIsNotOverdrawn() {
    CostBudget budget = new CostBudget(100);
    budget.charge(60);

    assertThatThrownBy(() -> budget.charge(60)).isInstanceOf(BudgetExceededException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10000d10000",
        "1000d1000kh500",
        "100d100!",
        "(1d100)d(1d100)",
        "1d1000000000",
        "10000d6kh5000",
        "10000d6kh1",
        "500d6kl250",
        "100d100kh50",
        "100d6!kh50",
        "30d100kh10",
        "1000d1000kh1",
        "1000d1000u",
        "5000d10000ukh5",
        "(1d10000)d6+(1d10000)d6",
        "(1d1000)d(1d10)!kh2",
        "1d1000000000r<1000000000",
        "9999d1000000000",
        "10000d6!",
        "100d10!>1",
        "1d65536*1d65536",
        "1d100**1d100",
        "1d60000!!",
        "100d100!t50!i",
        "30d6!t30kh10",
        "4d6!t1000!i>3kh2",
        "9d20!pt9!i<9kl4",
        "10d6!!t1000>1!i",
        "100d100!o!ikh50",
        "1d60000!t9>1!i",
        "9d60000evenfodd",
        "9d1000!o=(2,4)!ikh3",
        "10000d6mt",
        "1000d1000mt3",
        "100d100mw",
        "100d100mh",
        "300d6mh",
        "60d6mw",
        "30d100mh",
        "20d60000mh",
        "1d60000mh",
        "3d60000kh2mw",
        "500d2mt",
        "500d2mw",
        "100d100kh50mt",
        "9d999!!mt",
        "(1d100)d(1d100)mw",
        "100d100>=(1d100)",
        "(1d100)d100!>(1d100+50)",
        "10d100kh(1d10)>=(1d100)f(1d100)",
        "9d20r<(1d10)!>=(1d5+15)kh(1d9)",
        "9d60000=(1d10000,1d10000)",
        "{9d20+9d12}kh(1d18)>=(1d20)",
        "{9d20,9d12,1d1000}kh(1d3)",
        "(((1d6)d6)d6)d6"
      })
  void hostileTextsAreAnsweredInTime(String text) {
    assertAnsweredInTime(text);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void longTextsAreAnsweredInTime(String text) {
    assertAnsweredInTime(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(%s)d4",
        "(1d4)d(%s)",
        "{%s,1d6}kh1",
        "(%s)d4kh9",
        "(%s)**2",
        "4d6kh(%s)",
        "3d6>=(%s)"
      })
  void deepNestingIsAnsweredInTime(String around) {
    String text = "1d4";
    for (int depth = 0; depth < 60; depth++) {
      text = around.formatted(text);
    }

    assertAnsweredInTime(text);
  }

  static String[] rows() {
    return new String[] {
      row("", i -> "1d" + (100 - i), "+", ""),
      row("", i -> "1d6/7", "+", ""),
      row("", i -> "1d6", "*", ""),
      row("", i -> "1d6*" + i, "+", ""),
      row("{", i -> "1d" + (6 + i), ",", "}kh9"),
      row("{", i -> "1d" + (6 + i), "+", "}kh9"),
      row("{", i -> "1d" + (6 + i) + "!", "+", "}kh2"),
      row("{", i -> "9d99", ",", "}kh9"),
      row("", i -> "(1d10000)d6", "+", ""),
      row("", i -> "1d" + (60_000 + i) + "r<2", "+", ""),
      row("10000d6", i -> ">1", "", ""),
      row("(1d10000)d6", i -> "kh9", "", ""),
      row("1d60000r", i -> "=" + (i + 10) + " ", "r", ""),
      row("9d60000=(1", i -> "," + i, "", ")"),
      row("", i -> "1d6!t" + (900 + i), "+", ""),
      row("{", i -> "9d" + (6 + i) + "!o!i", "+", "}kh9"),
      row("", i -> "20d" + (10 + i) + "mh", "+", ""),
      row("9d6", i -> ">=(1d9)", "", ""),
      row("9d6", i -> "r=({1})", "", ""),
      row("9d6=(1", i -> ",1d9", "", ")"),
      row("9d6", i -> "kh(1d9)", "", ""),
      row("max(", i -> "9d99", ",", ")")
    };
  }

  private static String row(String start, IntFunction<String> item, String between, String end) {
    StringBuilder out = new StringBuilder(start).append(item.apply(0));
    for (int i = 1; out.length() < 980; i++) {
      out.append(between).append(item.apply(i % 99));
    }
    return out.append(end).toString();
  }

  private static void assertAnsweredInTime(String text) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();

    OddsResult odds = TestExpressions.odds(text);

    double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    assertThat(odds).isNotNull();
    assertThat(seconds).isLessThan(MAX_SECONDS);
  }
}
