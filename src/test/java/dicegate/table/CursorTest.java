package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a ring means to who has followed a table so far. */
final class CursorTest {

  private final Cursor cursor = new Cursor(new Position("epoch", 5, "t5"));

  @Test
  void entryAfterThisIsNext() {
    assertThat(cursor.look(entry(6, "t6"))).isEqualTo(Cursor.Ring.NEXT);
    assertThat(cursor.position().offset()).isEqualTo(5);

    cursor.follow(entry(6, "t6"));

    assertThat(cursor.position()).isEqualTo(new Position("epoch", 6, "t6"));
    assertThat(cursor.look(entry(7, "t7"))).isEqualTo(Cursor.Ring.NEXT);
  }

  @Test
  void entryThatWasFollowedIsSeen() {
    cursor.follow(entry(6, "t6"));
    cursor.follow(entry(7, "t7"));

    assertThat(cursor.look(entry(6, "t6"))).isEqualTo(Cursor.Ring.SEEN);
    assertThat(cursor.look(entry(7, "t7"))).isEqualTo(Cursor.Ring.SEEN);
  }

  @Test
  void entryItBeganAtIsSeen() {
    assertThat(cursor.look(entry(5, "t5"))).isEqualTo(Cursor.Ring.SEEN);
  }

  @Test
  void entryWithOthersBeforeItIsAGap() {
    assertThat(cursor.look(entry(7, "t7"))).isEqualTo(Cursor.Ring.GAP);
  }

  @Test
  void otherEntryInTheSamePlaceIsAGap() {
    cursor.follow(entry(6, "t6"));

    assertThat(cursor.look(entry(6, "x6"))).isEqualTo(Cursor.Ring.GAP);
    assertThat(cursor.look(entry(5, "x5"))).isEqualTo(Cursor.Ring.GAP);
  }

  @Test
  void entryFromLongAgoIsReadRatherThanTrusted() {
    for (long offset = 6; offset <= 300; offset++) {
      cursor.follow(entry(offset, "t" + offset));
    }

    assertThat(cursor.look(entry(173, "t173"))).isEqualTo(Cursor.Ring.SEEN);
    assertThat(cursor.look(entry(172, "t172"))).isEqualTo(Cursor.Ring.GAP);
  }

  private static Entry entry(long offset, String tag) {
    return new Entry(offset, tag, TableBusContract.roll(1));
  }
}
