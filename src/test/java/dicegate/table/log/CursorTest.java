package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The relation of entries to a cursor. */
final class CursorTest {

  private final Cursor cursor = new Cursor(new StreamPosition("epoch", 5, "t5"));

  @Test
  void entryAtTheNextOffsetIsNext() {
    assertThat(cursor.compare(entry(6, "t6"))).isEqualTo(Cursor.Relation.NEXT);
    assertThat(cursor.position().offset()).isEqualTo(5);

    cursor.advance(entry(6, "t6"));

    assertThat(cursor.position()).isEqualTo(new StreamPosition("epoch", 6, "t6"));
    assertThat(cursor.compare(entry(7, "t7"))).isEqualTo(Cursor.Relation.NEXT);
  }

  @Test
  void processedEntryIsSeen() {
    cursor.advance(entry(6, "t6"));
    cursor.advance(entry(7, "t7"));

    assertThat(cursor.compare(entry(6, "t6"))).isEqualTo(Cursor.Relation.SEEN);
    assertThat(cursor.compare(entry(7, "t7"))).isEqualTo(Cursor.Relation.SEEN);
  }

  @Test
  void entryOfTheStartIsSeen() {
    assertThat(cursor.compare(entry(5, "t5"))).isEqualTo(Cursor.Relation.SEEN);
  }

  @Test
  void entryAfterMissingOnesIsAGap() {
    assertThat(cursor.compare(entry(7, "t7"))).isEqualTo(Cursor.Relation.GAP);
  }

  @Test
  void otherEntryAtTheSameOffsetIsAGap() {
    cursor.advance(entry(6, "t6"));

    assertThat(cursor.compare(entry(6, "x6"))).isEqualTo(Cursor.Relation.GAP);
    assertThat(cursor.compare(entry(5, "x5"))).isEqualTo(Cursor.Relation.GAP);
  }

  @Test
  void entryOlderThanTheRememberedOnesIsAGap() {
    for (long offset = 6; offset <= 300; offset++) {
      cursor.advance(entry(offset, "t" + offset));
    }

    assertThat(cursor.compare(entry(173, "t173"))).isEqualTo(Cursor.Relation.SEEN);
    assertThat(cursor.compare(entry(172, "t172"))).isEqualTo(Cursor.Relation.GAP);
  }

  private static Entry entry(long offset, String tag) {
    return new Entry(offset, tag, TableBusContract.roll(1));
  }
}
