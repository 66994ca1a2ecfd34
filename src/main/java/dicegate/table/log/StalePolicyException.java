package dicegate.table.log;

/** An act was not done: another one has changed the policy that it was based on. */
public final class StalePolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient PolicyState state;

  /**
   * Makes the exception.
   *
   * @param state the policy now
   */
  public StalePolicyException(PolicyState state) {
    super("policy changed at " + state.at(), null, false, false);
    this.state = state;
  }

  /** Returns the policy now, on which the act has to be based. */
  public PolicyState state() {
    return state;
  }
}
