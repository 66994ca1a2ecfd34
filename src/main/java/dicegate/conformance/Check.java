package dicegate.conformance;

/**
 * One check of an engine.
 *
 * @param title the requirement, as printed
 * @param body the check itself
 */
record Check(String title, Body body) {

  /** Sends requests to the engine and checks its replies. */
  @FunctionalInterface
  interface Body {

    /**
     * Returns a remark to print after the title, or the empty text.
     *
     * @throws CheckFailure if the engine does not meet the requirement
     */
    String run();
  }
}
