package dicegate.verify;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When the roots of a log were published: finds rolls whose root was never published, and counts
 * those whose root came late. Rule 5 of {@code src/docs/verify.md}. Confined to one thread.
 */
public final class Commitments {

  private final List<Commitment> commitments;
  private final List<Presence> present;
  private final Set<String> silentMembers = new LinkedHashSet<>();
  private int unseen;
  private int late;

  /**
   * A root that the page received.
   *
   * @param by the id of the member whose series it is; empty for the page's own
   * @param seq of the newest entry then; 0 if there was none
   * @param begun whether the series may have had rolls before
   */
  public record Commitment(String by, String root, long seq, boolean begun) {}

  /** Entries that the page received while it was at the table, both ends included. */
  public record Presence(long from, long to) {}

  /**
   * Makes the commitments of a log that has some.
   *
   * @param present empty for all entries above the least {@code seq} of the commitments at the
   *     table
   */
  public Commitments(List<Commitment> commitments, List<Presence> present) {
    this.commitments = List.copyOf(commitments);
    this.present = List.copyOf(present);
  }

  /**
   * Adds a roll for all, in the order of the log.
   *
   * @param by the id of the member who rolled
   * @param seq of its entry; -1 if it has none
   * @return what is wrong; empty if nothing is
   */
  public Optional<String> add(String by, String root, long seq) {
    List<Commitment> ofMember =
        commitments.stream().filter(each -> !by.isEmpty() && each.by().equals(by)).toList();
    List<Commitment> ofRoot = ofMember.stream().filter(each -> each.root().equals(root)).toList();
    if (ofRoot.stream().anyMatch(each -> each.seq() < seq)) {
      return Optional.empty();
    }
    if (!isSeen(seq)) {
      unseen++;
    } else if (!ofRoot.isEmpty()) {
      late++;
    } else if (ofMember.isEmpty()) {
      silentMembers.add(by);
    } else {
      return Optional.of("the root of its series was not published as one of this member");
    }
    return Optional.empty();
  }

  /**
   * Adds an own roll, away from the table.
   *
   * @return what is wrong; empty if nothing is
   */
  public Optional<String> addOwn(String root) {
    List<Commitment> own = commitments.stream().filter(each -> each.by().isEmpty()).toList();
    boolean published = own.stream().anyMatch(each -> each.root().equals(root));
    return own.isEmpty() || published
        ? Optional.empty()
        : Optional.of("the root of its series was not published");
  }

  private boolean isSeen(long seq) {
    if (seq < 0) {
      return true;
    }
    if (!present.isEmpty()) {
      return present.stream().anyMatch(each -> each.from() <= seq && seq <= each.to());
    }
    return seq
        > commitments.stream()
            .filter(each -> !each.by().isEmpty())
            .mapToLong(Commitment::seq)
            .min()
            .orElse(0);
  }

  /**
   * Returns the roots of series at the table all of whose rolls are in the log.
   *
   * @param firstSeq the least {@code seq} of an entry of the log
   */
  public Set<String> completeSeries(long firstSeq) {
    Set<String> complete = new HashSet<>();
    for (Commitment each : commitments) {
      if (!each.by().isEmpty() && !each.begun() && firstSeq <= each.seq() + 1) {
        complete.add(each.root());
      }
    }
    return complete;
  }

  /** Returns how many rolls for all the page did not see when they were made. */
  public int unseen() {
    return unseen;
  }

  /** Returns how many rolls for all came before the roots of their series, which followed. */
  public int late() {
    return late;
  }

  /** Returns the ids of members who rolled for all, and of whom no root was published. */
  public Set<String> silentMembers() {
    return silentMembers;
  }
}
