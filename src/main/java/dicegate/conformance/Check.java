package dicegate.conformance;

/**
 * One thing an engine must do.
 *
 * @param title what it must do, as it is printed
 * @param body asks the engine for it
 */
record Check(String title, Body body) {

  /** Asks an engine for one thing. */
  @FunctionalInterface
  interface Body {

    /**
     * Returns a remark to print behind the title, or the empty text.
     *
     * @throws CheckFailure if the engine does otherwise
     */
    String run();
  }
}
