package dicegate.dice;

/** A destination of text, such as a string or a reply. Confined to one thread. */
public interface TextSink {

  /** Appends text. */
  void text(String text);

  /** Appends a whole number. */
  void number(long number);

  /** Appends whole numbers, separated by {@code ", "}. */
  default void numbers(long[] numbers, int from, int to) {
    for (int i = from; i < to; i++) {
      if (i > from) {
        text(", ");
      }
      number(numbers[i]);
    }
  }
}
