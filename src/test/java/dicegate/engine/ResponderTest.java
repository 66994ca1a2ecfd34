package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.DieSource;
import dicegate.dice.Seeded;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponderTest {

  private static final String SEED =
      "0000000000000000000000000000000000000000000000000000000000000000";

  private static final EngineSettings SETTINGS =
      new EngineSettings(EngineSettings.NO_BIND, 1, Duration.ZERO, "1.2.3");

  private final Metrics metrics = new Metrics();

  @Nested
  class Seed {

    @Test
    void rollIsAnArrayAsPythonWritesIt() {
      assertThat(answer("id 3d6", 6, 1, 4)).isEqualTo("id:[6, 1, 4]");
    }

    @Test
    void rollOfNoDiceIsTheEmptyArray() {
      assertThat(answer("id 0d6")).isEqualTo("id:[]");
    }

    @Test
    void leadingZerosAndSurroundingBlanksAreAccepted() {
      assertThat(answer("id   00003d006 ", 1, 2, 3)).isEqualTo("id:[1, 2, 3]");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "id ",
          "id",
          "id abc",
          "id -1d6",
          "id 3D6",
          "id 3d6:4",
          "id d6",
          "id 1 d6",
          "id 5d0",
          "id roll 3d6",
          "id 999999999d6",
          "id \u0663d\u0666",
          "id 3d"
        })
    void expressionThatTheOriginalRejectedIsWhaaat(String request) {
      assertThat(answer(request)).isEqualTo("id:\"whaaat?\"");
    }

    @Test
    void requestOfTwoFramesIsRejectedWithOneReply() {
      Responder responder = new Responder(SETTINGS, sides -> 1, metrics);

      byte[] reply = responder.refuse(EngineFrames.parse("id 3d6".getBytes(UTF_8)));

      assertThat(new String(reply, UTF_8)).isEqualTo("id:\"whaaat?\"");
    }
  }

  @Nested
  class V1 {

    @Test
    void rollAnswersTheRollObject() {
      assertThat(answer("DG1 ROLL 7 5000 2d6", 6, 1))
          .isEqualTo(
              "DG1 7 ok {\"expr\":\"2d6\",\"total\":7,\"text\":\"2d6[6, 1] = 7\",\"dice\":"
                  + "[{\"sides\":6,\"value\":6,\"kept\":true},"
                  + "{\"sides\":6,\"value\":1,\"kept\":true}],"
                  + "\"tree\":"
                  + "{\"type\":\"dice\",\"pos\":0,\"len\":3,\"total\":7,\"dice\":[0,2]}}");
    }

    @Test
    void treeRefersToTheCanonicalText() {
      assertThat(answer("DG1 ROLL 7 5000  2 d6k [fire] + 4", 6, 1))
          .isEqualTo(
              "DG1 7 ok {\"expr\":\"2d6kh1[fire]+4\",\"total\":10,\"text\":\"2d6kh1[6, ~~1~~]"
                  + " [fire] + 4 = 10\",\"dice\":[{\"sides\":6,\"value\":6,\"kept\":true},"
                  + "{\"sides\":6,\"value\":1,\"kept\":false}],"
                  + "\"tree\":{\"type\":\"arithmetic\",\"pos\":0,\"len\":14,\"total\":10,\"parts\":["
                  + "{\"type\":\"label\",\"pos\":0,\"len\":12,\"total\":6,\"labels\":[\"fire\"],"
                  + "\"parts\":[{\"type\":\"dice\",\"pos\":0,\"len\":6,\"total\":6,\"dice\":[0,2]}]}]}}");
    }

    @Test
    void everyDieHasItsFlags() {
      assertThat(answer("DG1 ROLL 7 5000 2d6r1!p", 1, 6, 3, 2))
          .contains(
              "{\"sides\":6,\"value\":6,\"kept\":true,\"faces\":[6],\"rerolled\":[1],\"exploded\":true}",
              "{\"sides\":6,\"value\":2,\"kept\":true,\"faces\":[3],\"penetrated\":true}",
              "{\"sides\":6,\"value\":2,\"kept\":true}");
      assertThat(answer("DG1 ROLL 7 5000 1d6!!min20", 6, 6, 2))
          .contains(
              "\"value\":20,\"kept\":true,\"faces\":[6,6,2],\"compounded\":true,\"clamped\":true}");
      assertThat(answer("DG1 ROLL 7 5000 3d10>=6=10f1cscf", 10, 1, 5))
          .contains(
              "\"value\":2,\"kept\":true,\"faces\":[10],\"success\":true,\"criticalSuccess\":true}",
              "\"value\":-1,\"kept\":true,\"faces\":[1],\"failure\":true,\"criticalFailure\":true}",
              "\"value\":0,\"kept\":true,\"faces\":[5]}");
      assertThat(answer("DG1 ROLL 7 5000 1dF", 1))
          .contains("{\"sides\":6,\"value\":-1,\"kept\":true,\"fate\":true}");
    }

    @Test
    void severalResultsAnswerEachWithItsLabel() {
      assertThat(answer("DG1 ROLL 7 5000 [attack] d20 +6; [damage] 2d8+5 # sword", 11, 3, 4))
          .isEqualTo(
              "DG1 7 ok {\"expr\":\"[attack]1d20+6;[damage]2d8+5\",\"rolls\":["
                  + "{\"expr\":\"1d20+6\",\"total\":17,\"text\":\"1d20[11] + 6 = 17\",\"dice\":"
                  + "[{\"sides\":20,\"value\":11,\"kept\":true}],\"tree\":"
                  + "{\"type\":\"arithmetic\",\"pos\":0,\"len\":6,\"total\":17,\"parts\":["
                  + "{\"type\":\"dice\",\"pos\":0,\"len\":4,\"total\":11,\"dice\":[0,1]}]},"
                  + "\"label\":\"attack\"},"
                  + "{\"expr\":\"2d8+5\",\"total\":12,\"text\":\"2d8[3, 4] + 5 = 12\",\"dice\":"
                  + "[{\"sides\":8,\"value\":3,\"kept\":true},"
                  + "{\"sides\":8,\"value\":4,\"kept\":true}],\"tree\":"
                  + "{\"type\":\"arithmetic\",\"pos\":0,\"len\":5,\"total\":12,\"parts\":["
                  + "{\"type\":\"dice\",\"pos\":0,\"len\":3,\"total\":7,\"dice\":[0,2]}]},"
                  + "\"label\":\"damage\"}],\"label\":\"sword\"}");
      assertThat(answer("DG1 BARE 7 5000 1d6;1d8", 5, 3))
          .startsWith("DG1 7 ok {\"expr\":\"1d6;1d8\",\"rolls\":[{\"expr\":\"1d6\",\"total\":5,");
    }

    @Test
    void oneResultWithALabelIsAList() {
      assertThat(answer("DG1 ROLL 7 5000 [init] d20", 11))
          .startsWith(
              "DG1 7 ok {\"expr\":\"[init]1d20\",\"rolls\":[{\"expr\":\"1d20\",\"total\":11,")
          .endsWith(",\"label\":\"init\"}]}");
    }

    @Test
    void oddsOfSeveralResultsAreAList() {
      assertThat(answer("DG1 ODDS 7 5000 [a]d2;d2+1 # x"))
          .isEqualTo(
              "DG1 7 ok {\"expr\":\"[a]1d2;1d2+1\",\"results\":["
                  + "{\"expr\":\"1d2\",\"exact\":true,\"min\":1,\"max\":2,\"mean\":1.5,\"deviation\":0.5,"
                  + "\"meanExact\":\"3/2\",\"tail\":0,\"outcomeCount\":2,\"outcomes\":[[1,0.5],[2,0.5]]},"
                  + "{\"expr\":\"1d2+1\",\"exact\":true,\"min\":2,\"max\":3,\"mean\":2.5,"
                  + "\"deviation\":0.5,\"meanExact\":\"5/2\",\"tail\":0,\"outcomeCount\":2,"
                  + "\"outcomes\":[[2,0.5],[3,0.5]]}]}");
      assertThat(answer("DG1 ODDS 7 5000 d2;1/(d1-1)")).startsWith("DG1 7 error {");
    }

    @Test
    void oddsOfSymbolsHaveTheSumOfEach() {
      assertThat(answer("DG1 ODDS 7 5000 2d[hit,-hit,blank,hit+crit]"))
          .startsWith("DG1 7 ok {\"expr\":\"2d[hit,-hit,blank,hit+crit]\",\"exact\":true,")
          .contains(
              "\"tally\":{\"hit\":{\"mean\":0.5,\"outcomes\":"
                  + "[[-2,0.0625],[-1,0.125],[0,0.3125],[1,0.25],[2,0.25]]},"
                  + "\"crit\":{\"mean\":0.5,\"outcomes\":[[0,0.5625],[1,0.375],[2,0.0625]]}}");
    }

    /** Ten results of odds whose outcomes would not fit into a reply together. */
    @Test
    void oddsOfManyOutcomesFitIntoAReply() {
      Responder responder = new Responder(SETTINGS, new Seeded(1), metrics);
      String odds = "d9000*0.123457;".repeat(9) + "d9000*0.123457";

      assertThat(answer(responder, "DG1 ODDS 7 5000 " + odds)).startsWith("DG1 7 ok {");
    }

    @Test
    void shorthandIsAnsweredWithItsExpansion() {
      assertThat(answer("DG1 ROLL 7 5000 WoD2+1 # x", 10, 8, 3))
          .startsWith(
              "DG1 7 ok {\"expr\":\"2d10!=10>=8+1\",\"total\":3,"
                  + "\"text\":\"WoD2 = 2d10!=10>=8[10!*, 8*, 3] + 1 = 3\",")
          .endsWith(",\"label\":\"x\",\"shorthand\":\"WoD2\"}");
      assertThat(answer("DG1 ROLL 7 5000 1d6; pbta", 1, 2, 3))
          .contains("\"text\":\"1d6[1] = 1\"", "\"text\":\"pbta = 2d6[2, 3] = 5\"")
          .endsWith(",\"shorthand\":\"pbta\"}");
      assertThat(answer("DG1 ODDS 7 5000 pbta")).contains("{\"expr\":\"2d6\",\"exact\":true");
    }

    @Test
    void infoListsTheShorthands() {
      assertThat(answer("DG1 INFO 7 5000 "))
          .contains(
              ",\"systems\":[{\"name\":\"coc\",\"system\":\"Call of Cthulhu\","
                  + "\"expansion\":\"1d100\",\"example\":\"coc\"},");
    }

    @Test
    void repeatsAnswerAllRollsAndTheComment() {
      assertThat(answer("DG1 ROLL 7 5000 2#1d6 # \"stats\"", 5, 2))
          .startsWith("DG1 7 ok {\"expr\":\"2#1d6\",\"rolls\":[{\"expr\":\"1d6\",\"total\":5,")
          .contains("},{\"expr\":\"1d6\",\"total\":2,")
          .endsWith("}],\"label\":\"\\\"stats\\\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d6+0", "3d6 # three", "3d6s", "1#3d6", "3d6[a]"})
    void bareAnswersTheObjectForAnythingRicher(String expression) {
      assertThat(answer("DG1 BARE 7 5000 " + expression, 6, 1, 2)).startsWith("DG1 7 ok {\"expr\"");
    }

    @Test
    void countedDieThatWasClampedHasItsNumber() {
      assertThat(answer("DG1 ROLL 7 5000 2d6min2>=5", 1, 6))
          .contains(
              "\"value\":0,\"kept\":true,\"faces\":[1],\"number\":2,\"clamped\":true}",
              "\"value\":1,\"kept\":true,\"faces\":[6],\"success\":true}");
    }

    @Test
    void oddsThatDoNotFitHaveTheirCountAlone() {
      assertThat(answer("DG1 ODDS 7 5000 1d9000" + "/9007199254740991".repeat(10)))
          .startsWith("DG1 7 ok {")
          .contains("\"outcomeCount\":")
          .doesNotContain("\"outcomes\":[");
    }

    @Test
    void limitReachedWhileRollingIsAnErrorWithItsPosition() {
      Responder responder = new Responder(SETTINGS, sides -> sides, metrics);

      assertThat(answer(responder, "DG1 ROLL 7 5000 2+1d6!"))
          .isEqualTo(
              "DG1 7 error {\"code\":\"limit\",\"message\":\"At most 1000 explosions in a chain are"
                  + " allowed, not 1001.\",\"pos\":2,\"len\":4,\"rolled\":true}");
    }

    @Test
    void resultBeyondTheReplyLimitIsAnError() {
      Responder responder = new Responder(SETTINGS, sides -> sides, metrics);

      assertThat(answer(responder, "DG1 ROLL 7 5000 10000d1000000000max999999999>0>0cs>0cf>0"))
          .matches(
              "DG1 7 error \\{\"code\":\"limit\",\"message\":\"The result takes \\d+ bytes;"
                  + " at most 1048576 are allowed.\",\"rolled\":true}");
    }

    @Test
    void oddsAreExact() {
      assertThat(answer("DG1 ODDS 7 5000 1d2"))
          .isEqualTo(
              "DG1 7 ok {\"expr\":\"1d2\",\"exact\":true,\"min\":1,\"max\":2,\"mean\":1.5,"
                  + "\"deviation\":0.5,\"meanExact\":\"3/2\",\"tail\":0,\"outcomeCount\":2,"
                  + "\"outcomes\":[[1,0.5],[2,0.5]]}");
    }

    @Test
    void checkHasTargetMarginAndSteps() {
      assertThat(answer("DG1 ROLL 7 5000 1d20+5 vs 12 by 5", 17))
          .contains(
              "{\"expr\":\"1d20+5>=12 by 5\",\"total\":22,",
              "\"text\":\"1d20[17] + 5 = 22 vs 12: success by 10, steps: 2\"",
              ",\"check\":{\"op\":\">=\",\"target\":12,\"success\":true,\"margin\":10,\"steps\":2}}")
          .doesNotContain("notes");
    }

    @Test
    void checkHasDegreeAndTheRollOfItsTarget() {
      assertThat(answer("DG1 ROLL 7 5000 1d100 vs 1d6*10 coc", 20, 6))
          .endsWith(
              ",\"check\":{\"op\":\"<=\",\"target\":60,\"success\":true,\"margin\":40,\"degree\":{\"rank\":2,\"name\":\"hard"
                  + " success\"},\"against\":{\"expr\":\"1d6*10\",\"total\":60,\"text\":\"1d6[6] *"
                  + " 10 = 60\",\"dice\":[{\"sides\":6,\"value\":6,"
                  + "\"kept\":true}],\"tree\":{\"type\":\"arithmetic\",\"pos\":0,\"len\":6,\"total\":60,"
                  + "\"parts\":[{\"type\":\"dice\",\"pos\":0,\"len\":3,\"total\":6,\"dice\":[0,1]}]}}}}");
    }

    @Test
    void placesOfTheTreeReferToTheCanonicalTextOfTheCheck() {
      assertThat(answer("DG1 ROLL 7 5000 d6 vs 4", 5))
          .contains(
              "{\"expr\":\"(1d6)>=4\",",
              "\"tree\":{\"type\":\"dice\",\"pos\":1,\"len\":3,\"total\":5,\"dice\":[0,1]}");
    }

    @Test
    void diceThatAreComparedHaveANoteWithTheTotal() {
      assertThat(answer("DG1 ROLL 7 5000 2#2d6>=9 # x", 1, 2, 3, 4))
          .endsWith(
              "],\"label\":\"x\",\"notes\":[{\"text\":\"Each die is compared; to compare the total,"
                  + " write (2d6)>=9.\",\"expr\":\"2#(2d6)>=9#x\"}]}");
    }

    @Test
    void oddsOfACheckAreExact() {
      assertThat(answer("DG1 ODDS 7 5000 1d4 vs 3 by 2"))
          .endsWith(
              "\"outcomes\":[[1,0.25],[2,0.25],[3,0.25],[4,0.25]],\"check\":{\"op\":\">=\","
                  + "\"success\":0.5,\"steps\":[[-1,0.25],[0,0.75]],"
                  + "\"margins\":[[-2,0.25],[-1,0.25],[0,0.25],[1,0.25]]}}");
      assertThat(answer("DG1 ODDS 7 5000 d20+4 vs 15 pf2"))
          .contains(
              "\"success\":0.5,\"degrees\":[{\"rank\":-1,\"name\":\"critical"
                  + " failure\",\"probability\":0.05}",
              "{\"rank\":2,\"name\":\"critical success\",\"probability\":0.05}]");
    }

    @Test
    void oddsOfACheckBeyondTheCostBudgetAreSampled() {
      Responder responder = new Responder(SETTINGS, new Seeded(1), metrics);

      assertThat(answer(responder, "DG1 ODDS 7 5000 1d60000 vs 1d60000"))
          .contains("\"exact\":false", "\"check\":{\"op\":\">=\",\"success\":0.");
    }

    @Test
    void oddsBeyondTheCostBudgetAreMarkedAsSampled() {
      Random seeded = new Random(3);
      Responder responder = new Responder(SETTINGS, sides -> seeded.nextInt(sides) + 1, metrics);

      assertThat(answer(responder, "DG1 ODDS 7 5000 1d1000000000"))
          .contains(
              "\"exact\":false,\"min\":1,\"max\":1000000000,",
              "\"samples\":",
              "\"standardError\":");
    }

    @Test
    void oddsOfAnExpressionThatAlwaysFailsAreItsError() {
      assertThat(answer("DG1 ODDS 7 5000 1/0"))
          .startsWith("DG1 7 error {\"code\":\"division_by_zero\",")
          .contains("\"pos\":2,\"len\":1");
    }

    @Test
    void errorTellsWhetherItsOwnRequestHasRolledDice() {
      assertThat(answer("DG1 ROLL 7 5000 (1d20-11)^0.5", 3)).endsWith(",\"rolled\":true}");
      assertThat(answer("DG1 ROLL 7 5000 1/0")).doesNotContain("rolled");
      assertThat(answer("DG1 BATCH 9 5000 DG1 ROLL 7 5000 1d6\nDG1 ROLL 8 5000 1/0", 3))
          .contains("DG1 8 error ")
          .doesNotContain("rolled");
    }

    @Test
    void bareAnswersTheArrayOfThePlainRoll() {
      assertThat(answer("DG1 BARE 7 5000 3 D 6", 6, 1, 2)).isEqualTo("DG1 7 ok [6, 1, 2]");
    }

    @ParameterizedTest
    @CsvSource({"ROLL, syntax", "BARE, syntax"})
    void invalidExpressionIsAnErrorWithItsPosition(String verb, String code) {
      assertThat(answer("DG1 " + verb + " 7 5000 3dx"))
          .startsWith("DG1 7 error {\"code\":\"" + code + "\",\"message\":\"")
          .endsWith(
              ",\"pos\":2,\"len\":1,\"expected\":[\"a whole"
                  + " number\",\"\\\"%\\\"\",\"\\\"F\\\"\",\"\\\"(\\\"\",\"\\\"[\\\"\"]}");
    }

    @Test
    void errorQuotesTheInput() {
      assertThat(answer("DG1 ROLL 7 5000 3d\""))
          .contains("This character is not part of the dice notation: \\\"\\\"\\\".");
    }

    @Test
    void infoHasNameVersionFeaturesLimitsAndWindow() {
      assertThat(answer("DG1 INFO 7 5000").replaceFirst(",\"systems\":\\[.*\\}](?=,)", ""))
          .isEqualTo(
              "DG1 7 ok"
                  + " {\"name\":\"dicegate\",\"version\":\"1.2.3\",\"features\":[\"roll\",\"bare\",\"odds\",\"by_hand\",\"seeded\",\"batch\"],"
                  + "\"limits\":{\"textChars\":1000,\"dice\":10000,\"sides\":1000000000,"
                  + "\"repeats\":100,\"nesting\":64,\"chain\":1000,\"number\":9007199254740991,"
                  + "\"replyBytes\":1048576},\"window\":512,\"workers\":1}");
    }

    @Test
    void engineWithThinkTimeDoesNotNameBatch() {
      EngineSettings thinking =
          new EngineSettings(EngineSettings.NO_BIND, 1, Duration.ofMillis(1), "1.2.3");

      assertThat(answer(new Responder(thinking, sides -> 1, metrics), "DG1 INFO 7 5000"))
          .contains("\"features\":[\"roll\",\"bare\",\"odds\",\"by_hand\",\"seeded\"]");
    }

    @Test
    void batchIsAnsweredInLines() {
      assertThat(
              answer("DG1 BATCH 9 5000 DG1 BARE 1 5000 2d1\nDG1 SING 2 1 x\nDG1 ROLL 3 0 d6", 1, 1))
          .isEqualTo(
              "DG1 9 ok DG1 1 ok [1, 1]\n"
                  + "DG1 2 unsupported {}\n"
                  + "DG1 3 error {\"code\":\"expired\",\"message\":\"The request expired before it"
                  + " was rolled.\",\"temporary\":true}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ODDS 2 5000 d6",
          "ROLL 2 5000 100d1",
          "ROLL 2 5000 1 0 0 D1",
          "ROLL 2 5000 1d6+100 d6",
          "ROLL 2 5000 9#d1",
          "ROLL 2 5000 (99*99)d6",
          "ROLL 2 5000 (9*9) D6",
          "ROLL 2 5000 1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1",
          "ROLL"
        })
    void requestsThatTakeLongAreLeftOutOfABatch(String slow) {
      assertThat(answer("DG1 BATCH 9 5000 DG1 " + slow + "\nDG1 BARE 1 5000 2d1", 1, 1))
          .isEqualTo("DG1 9 ok DG1 1 ok [1, 1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d100", "d1000000000", "3d6 + 999", "99d1", "1d1*12345", "(2+2)*d6"})
    void largeNumbersThatCountNoDiceStayInABatch(String roll) {
      String reply =
          answer(
              new Responder(SETTINGS, sides -> 1, metrics),
              "DG1 BATCH 9 5000 DG1 ROLL 2 5000 " + roll);

      assertThat(reply).startsWith("DG1 9 ok DG1 2 ok {");
    }

    @Test
    void faultInOneRequestOfABatchLeavesTheOthers() {
      // The script has no face for the second roll.
      String reply = answer("DG1 BATCH 9 5000 DG1 BARE 1 5000 1d6\nDG1 BARE 2 5000 1d6", 4);

      assertThat(reply).startsWith("DG1 9 ok DG1 1 ok [4]\nDG1 2 error {\"code\":\"internal\",");
    }

    @Test
    void expiredRequestsOfABatchAreNotRolled() {
      EngineRequest batch =
          EngineFrames.parse("DG1 BATCH 9 1 DG1 BARE 1 5 1d6\nDG1 BARE 2 6 1d6".getBytes(UTF_8));

      byte[] reply =
          new Responder(SETTINGS, sides -> 3, metrics)
              .answer(batch, TimeUnit.MILLISECONDS.toNanos(5));

      assertThat(new String(reply, UTF_8))
          .startsWith("DG1 9 ok DG1 1 error {\"code\":\"expired\",")
          .endsWith("}\nDG1 2 ok [3]");
      assertThat(metrics.total(Counter.ENGINE_REQUESTS_EXPIRED)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "3d6", "id 3d6", "DG1 BATCH 1 5000 DG1 ROLL 2 5000 1d1"})
    void batchWithoutRequestsHasAReplyWithoutLines(String lines) {
      assertThat(answer("DG1 BATCH 9 5000 " + lines)).isEqualTo("DG1 9 ok ");
    }

    @Test
    void muchWorkEndsABatch() {
      // Each die is rolled again until the limit on dice refuses the roll, in a short reply.
      String request = "DG1 ROLL 1 5000 99d99r<99\n";
      AtomicInteger dice = new AtomicInteger();
      DieSource counting =
          sides -> {
            dice.incrementAndGet();
            return 1;
          };

      String reply =
          answer(
              new Responder(SETTINGS, counting, metrics), "DG1 BATCH 9 5000 " + request.repeat(64));

      assertThat(dice.get()).isBetween(1_000, 20_000);
      assertThat(reply.lines().count()).isBetween(1L, 63L);
      assertThat(reply.lines()).allMatch(line -> line.contains("DG1 1 error {"));
    }

    @Test
    void longRepliesEndABatch() {
      String request = "DG1 ROLL 1 5000 " + "99d1+".repeat(12) + "1\n";

      String reply =
          answer(
              new Responder(SETTINGS, sides -> 1, metrics),
              "DG1 BATCH 9 5000 " + request.repeat(64));

      assertThat(reply.length()).isLessThan(200_000);
      assertThat(reply.lines().count()).isBetween(1L, 10L);
    }

    @Test
    void seededRollTellsTheFacesInTheOrderOfDrawing() {
      String reply = answer("DG1 SEEDED 7 5000 " + SEED + " (1d1)d6+2d20sd;d1#x");

      assertThat(reply)
          .startsWith("DG1 7 ok {\"expr\":\"(1d1)d6+2d20sd;1d1\",\"rolls\":[")
          .contains("2d20sd[6, 1]")
          .endsWith(",\"label\":\"x\",\"drawn\":[[1,1],[6,3],[20,1],[20,6],[1,1]]}");
      assertThat(answer("DG1 SEEDED 7 5000 " + SEED + " (1d1)d6+2d20sd;d1#x")).isEqualTo(reply);
    }

    @Test
    void seededRollIsOneOfABatchAndCounted() {
      String reply =
          answer(
              new Responder(SETTINGS, sides -> 1, metrics),
              "DG1 BATCH 9 5000 DG1 SEEDED 1 5000 " + SEED + " 3d6\nDG1 ROLL 2 5000 1d6");

      assertThat(reply.lines().map(line -> line.substring(0, line.indexOf('{'))))
          .containsExactly("DG1 9 ok DG1 1 ok ", "DG1 2 ok ");
    }

    /** A seed with a d behind three digits is not a roll of many dice. */
    @Test
    void seedDoesNotMakeARollSlow() {
      Responder responder = new Responder(SETTINGS, sides -> 1, metrics);

      assertThat(responder.isQuick(request("SEEDED 1 5000 " + "999d".repeat(16) + " 3d6")))
          .isTrue();
      assertThat(responder.isQuick(request("SEEDED 1 5000 " + SEED + " 999d6"))).isFalse();
      assertThat(responder.isQuick(request("SEEDED 1 5000 short"))).isTrue();
    }

    @Test
    void moreThanAThousandFacesAreNotTold() {
      assertThat(answer("DG1 SEEDED 7 5000 " + SEED + " 1000d1"))
          .endsWith(",\"drawn\":[" + "[1,1],".repeat(999) + "[1,1]]}");
      assertThat(answer("DG1 SEEDED 7 5000 " + SEED + " 1001d1")).doesNotContain("drawn");
    }

    @Test
    void seededErrorAfterDiceSaysSo() {
      assertThat(answer("DG1 SEEDED 7 5000 " + SEED + " 1/(1d1-1)"))
          .startsWith("DG1 7 error {\"code\":\"division_by_zero\"")
          .endsWith(",\"rolled\":true}");
      assertThat(answer("DG1 SEEDED 7 5000 " + SEED + " d")).doesNotContain("rolled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3d6", "00 3d6", SEED + "0 3d6", SEED, SEED + "\t3d6"})
    void seededBodyWithoutASeedIsMalformed(String body) {
      assertThat(answer("DG1 SEEDED 7 5000 " + body))
          .startsWith("DG1 7 error {\"code\":\"malformed\"");
      assertThat(answer("DG1 SEEDED 7 5000 " + SEED.replace('0', 'A') + " 3d6"))
          .startsWith("DG1 7 error {\"code\":\"malformed\"");
    }

    @Test
    void unknownVerbIsUnsupported() {
      assertThat(answer("DG1 JUGGLE 7 5000 3d6")).isEqualTo("DG1 7 unsupported {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DG1 ", "DG1 ROLL", "DG1 ROLL  1 x", "DG1 ROLL a"})
    void malformedRequestIsAnsweredToo(String request) {
      assertThat(answer(request)).matches("DG1 [-a] error \\{\"code\":\"malformed\",.*}");
    }
  }

  @Nested
  class OurOwnFault {

    private final DieSource broken =
        sides -> {
          throw new IllegalStateException("broken on purpose");
        };

    @Test
    void faultIsAnsweredWithItsIncidentAndTheNextRequestIsServed() {
      Responder responder = new Responder(SETTINGS, broken, metrics);

      String reply = answer(responder, "DG1 ROLL 7 5000 1d6");

      assertThat(reply)
          .matches("DG1 7 error \\{\"code\":\"internal\",.*\"incident\":\"[-0-9a-f]{36}\"}");
      assertThat(metrics.total(Counter.INCIDENTS)).isOne();
      assertThat(answer(responder, "DG1 ROLL 8 5000 0d6")).startsWith("DG1 8 ok ");
    }

    @Test
    void faultOnALegacyRequestIsWhaaat() {
      Responder responder = new Responder(SETTINGS, broken, metrics);

      assertThat(answer(responder, "id 1d6")).isEqualTo("id:\"whaaat?\"");
    }
  }

  private String answer(String request, Integer... faces) {
    Iterator<Integer> script = List.of(faces).iterator();
    return answer(new Responder(SETTINGS, sides -> script.next(), metrics), request);
  }

  private static EngineRequest request(String afterMagic) {
    return EngineFrames.parse(("DG1 " + afterMagic).getBytes(UTF_8));
  }

  private static String answer(Responder responder, String request) {
    return new String(responder.answer(EngineFrames.parse(request.getBytes(UTF_8))), UTF_8);
  }
}
