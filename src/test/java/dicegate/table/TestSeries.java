package dicegate.table;

import dicegate.verify.SeriesSource;
import java.security.SecureRandom;

/** Makes the series of members in tests. */
public final class TestSeries {

  /** Makes real series. */
  public static final SeriesSource SOURCE = new SeriesSource(new SecureRandom());

  private TestSeries() {}
}
