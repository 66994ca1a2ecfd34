package dicegate.table.log;

import dicegate.verify.RollNumber;
import dicegate.verify.RollProof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the dice of a roll at a table can be checked, as the table keeps it: in one line of text,
 * since it is written once, and hardly ever read as a whole.
 *
 * <pre>
 *   s &lt;root&gt; &lt;index&gt; &lt;unused&gt; &lt;hidden&gt; &lt;key and path&gt; &lt;seed&gt; &lt;expression&gt;
 *   u &lt;engine&gt;
 * </pre>
 *
 * <p>The root is hexadecimal, numbers are decimal with commas between them, and all else is
 * base64url; an absent list or text is a dash, which is never the whole of one.
 */
public final class TableProof {

  private static final String SEEDED = "s";
  private static final String UNSEEDED = "u";
  private static final String ABSENT = "-";

  /** A key and the longest path are 11 hashes of 43 characters each. */
  private static final Pattern LINE =
      Pattern.compile(
          "s [0-9a-f]{64} [0-9]{1,4}( (-|[0-9]{1,4}(,[0-9]{1,4}){0,1023})){2}"
              + " [A-Za-z0-9_-]{43,470}( [A-Za-z0-9_-]+){2}|u [A-Za-z0-9_-]+");

  private static final int HASH_BYTES = 32;

  /* The places of fields that are changed. */
  private static final int UNUSED = 3;
  private static final int HIDDEN = 4;

  private static final HexFormat HEX = HexFormat.of();

  private final String text;

  private TableProof(String text) {
    this.text = text;
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it has none of the forms
   */
  public static TableProof parse(String text) {
    if (!LINE.matcher(text).matches()) {
      throw new IllegalArgumentException("no proof");
    }
    return new TableProof(text);
  }

  /**
   * Makes the proof of a roll by a seed.
   *
   * @param expression as the engine got it
   * @param unused the numbers before it of which no roll was made, not told before
   * @param hidden the numbers before it whose rolls are hidden, not told before
   */
  public static TableProof seeded(
      RollNumber number, String expression, List<Integer> unused, List<Integer> hidden) {
    return new TableProof(
        String.join(
            " ",
            SEEDED,
            number.root(),
            Integer.toString(number.index()),
            written(unused),
            written(hidden),
            encoded(number.keyAndPath()),
            encoded(number.seed().getBytes(StandardCharsets.UTF_8)),
            encoded(expression.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * Makes the line of a roll by an engine which used no seed.
   *
   * @param engine its name, may be empty
   */
  public static TableProof unseeded(String engine) {
    return new TableProof(UNSEEDED + " " + encoded(engine.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the line. */
  public String text() {
    return text;
  }

  /** Returns whether the roll was made by a seed, so that it has all but {@link #engine}. */
  public boolean isSeeded() {
    return text.startsWith(SEEDED);
  }

  /** Returns the name of an engine which used no seed; may be empty. */
  public String engine() {
    return decodedText(1);
  }

  /** Returns the root of the series. */
  public String root() {
    return field(1);
  }

  /** Returns the number in the series. */
  public int index() {
    return Integer.parseInt(field(2));
  }

  /** Returns the numbers before it of which no roll was made. */
  public List<Integer> unused() {
    return numbers(UNUSED);
  }

  /** Returns the numbers before it whose rolls are hidden. */
  public List<Integer> hidden() {
    return numbers(HIDDEN);
  }

  /** Returns the whole proof. */
  public RollProof proof() {
    byte[] keyAndPath = Base64.getUrlDecoder().decode(field(5));
    List<String> hashes = new ArrayList<>();
    for (int at = 0; at < keyAndPath.length; at += HASH_BYTES) {
      hashes.add(HEX.formatHex(Arrays.copyOfRange(keyAndPath, at, at + HASH_BYTES)));
    }
    return new RollProof(
        root(),
        index(),
        hashes.getFirst(),
        hashes.subList(1, hashes.size()),
        decodedText(6),
        decodedText(7));
  }

  /** Returns whether it is the proof of this number. */
  public boolean isOf(String root, int index) {
    return isSeeded() && root().equals(root) && index() == index;
  }

  /** Returns it for a roll that tells nothing about others. */
  public TableProof withoutOthers() {
    if (!isSeeded()) {
      return this;
    }
    String[] fields = text.split(" ", -1);
    fields[UNUSED] = ABSENT;
    fields[HIDDEN] = ABSENT;
    return new TableProof(String.join(" ", fields));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TableProof proof && text.equals(proof.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Hides the key, since entries are easily logged. */
  @Override
  public String toString() {
    return "TableProof[" + (isSeeded() ? root() + " " + index() : text) + "]";
  }

  private static String written(List<Integer> numbers) {
    return numbers.isEmpty()
        ? ABSENT
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String encoded(byte[] bytes) {
    return bytes.length == 0
        ? ABSENT
        : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String decodedText(int field) {
    String encoded = field(field);
    return encoded.equals(ABSENT)
        ? ""
        : new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private List<Integer> numbers(int field) {
    String written = field(field);
    return written.equals(ABSENT)
        ? List.of()
        : Stream.of(written.split(",", -1)).map(Integer::valueOf).toList();
  }

  private String field(int index) {
    return text.split(" ", -1)[index];
  }
}
