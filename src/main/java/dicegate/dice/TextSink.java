package dicegate.dice;

/** Where text goes, piece by piece: a string, or straight into a reply. Confined to one thread. */
public interface TextSink {

  /** Appends text. */
  void text(String text);

  /** Appends a whole number. */
  void number(long number);

  /** Appends whole numbers, {@code ", "} between them. */
  default void numbers(long[] numbers, int from, int to) {
    for (int i = from; i < to; i++) {
      if (i > from) {
        text(", ");
      }
      number(numbers[i]);
    }
  }
}
