package dicegate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Tables of a Markdown document, as plain text: without backquotes, and with links as their text.
 */
public final class DocumentTable {

  /** The document of settings, limits, codes and options. */
  public static final Path REFERENCE = Path.of("src", "docs", "reference.md");

  private DocumentTable() {}

  /**
   * Returns the rows of the table that has this header.
   *
   * @param document the file
   * @param header the names of the columns
   * @return the cells of each row below the header
   * @throws IllegalArgumentException if there is none
   */
  public static List<List<String>> rows(Path document, String... header) throws IOException {
    return rows(Files.readString(document), header);
  }

  /** Returns the rows of the table that has this header, in the text of a document. */
  public static List<List<String>> rows(String document, String... header) {
    List<List<String>> table =
        document
            .lines()
            .map(line -> line.startsWith("|") ? cells(line) : List.<String>of())
            .dropWhile(cells -> !cells.equals(List.of(header)))
            .takeWhile(cells -> !cells.isEmpty())
            .toList();
    if (table.size() < 2) {
      throw new IllegalArgumentException("no table with the header " + String.join(" | ", header));
    }
    return table.subList(2, table.size());
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
    return Arrays.stream(inner.split("\\|", -1)).map(DocumentTable::plain).toList();
  }

  private static String plain(String cell) {
    return cell.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replace("`", "").strip();
  }
}
