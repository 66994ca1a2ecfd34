package dicegate.dice;

/** A sink that collects a string. Confined to one thread. */
public final class StringSink implements TextSink {

  private final StringBuilder out = new StringBuilder();

  @Override
  public void text(String text) {
    out.append(text);
  }

  @Override
  public void number(long number) {
    out.append(number);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
