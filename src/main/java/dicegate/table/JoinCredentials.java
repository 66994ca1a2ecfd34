package dicegate.table;

/**
 * What somebody comes to a table with, checked but for whether the key fits.
 *
 * @param member as others are to see them
 * @param token by which they are known again; a secret
 * @param key of the table, and of their role
 */
record JoinCredentials(Member member, String token, TableKey key) {

  /** Hides the secrets, since records are easily logged. */
  @Override
  public String toString() {
    return "Ticket[" + member.id() + "]";
  }
}
