package dicegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names that were replaced by the field's words do not come back. */
final class OldNamesTest {

  /** Types, each below the folder where it was. */
  private static final String TYPES =
      """
      gateway: Client Session Sessions SessionSocket Door LastCall Closers Services FleetCaller
      gateway: HttpAsker HttpAnswer TableTalk OrderedAnswers InFlight GatewayClock Claim Farewell
      gateway: Reply BareReply JsonReply TableReply HttpReply Road Traveller Player
      fleet: Ledger Pace Patience EngineRoster EngineDirectory Resolver Unusable PlayedEngine
      engine: EngineDoor ReadTime TalliedDieSource Door
      zmq: CurveGuard
      wire: Contract SeedFrames Unusable
      conformance: SeedChecks Rolled
      table: Shelf Bell Feed Company Ticket KeptChars PublishKey Position SeatSink Refusal Page
      table: EntryText Commands Sight Ring Mark Standing Reading Held Call Onlooker Ear Relay
      eval: DiceTray Mark Rolling
      odds: Worth Kept Choices Packing Pieces Parts Work Tail Tally Range RangeAnalysis PoolRange
      odds: DieRange MemberRange Ladder Rung Rest Agreement Branches Texts TooMuchWorkException
      config: Watching
      ops: Guarded Site Answer
      site: Guarded Site Answer
      telemetry: Scrape Meter MeterFamily Meters FaceTally
      page: Guise Look LooksPageIT Venue VenueExtension TroublePageIT
      chaos: Misfortunes Crowd TablesCrowd Ledger TablesLedger TableGuest Link
      bench: Leg Cell IdleCrowd CrowdFigures SoakCrowd
      it: RollingCrowd DoorIT Left
      """;

  /** Modules of the page, and its old folder {@code kit}. */
  private static final Set<String> MODULES =
      Set.of(
          "deeds.js",
          "keep.js",
          "kit",
          "seating.js",
          "refusal.js",
          "odds-told.js",
          "ink.js",
          "landing.js",
          "cast.js",
          "stage.js",
          "pace.js",
          "wish.js",
          "come-back.js");

  private static final Pattern TYPE =
      Pattern.compile("^[\\w @.]*\\b(?:class|interface|enum|record) (\\w+)", Pattern.MULTILINE);

  @Test
  void noTypeHasAnOldName() throws IOException {
    List<String> old = new ArrayList<>();
    for (Path source : RepositoryFiles.that(path -> path.toString().endsWith(".java"))) {
      Set<String> oldNames = oldNamesAt(source);
      TYPE.matcher(Files.readString(source))
          .results()
          .map(type -> type.group(1))
          .filter(oldNames::contains)
          .forEach(type -> old.add(source + ": " + type));
    }

    assertThat(old).isEmpty();
  }

  @Test
  void noModuleHasAnOldName() throws IOException {
    assertThat(RepositoryFiles.that(path -> path.startsWith(Path.of("webapp", "js"))))
        .noneMatch(OldNamesTest::hasOldName);
  }

  private static boolean hasOldName(Path module) {
    for (Path part : module) {
      if (MODULES.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> oldNamesAt(Path source) {
    Set<String> names = new TreeSet<>();
    for (String row : TYPES.lines().toList()) {
      String[] folderAndNames = row.split(": ", 2);
      for (Path folder : source) {
        if (folder.toString().equals(folderAndNames[0])) {
          names.addAll(Arrays.asList(folderAndNames[1].split(" ")));
        }
      }
    }
    return names;
  }
}
