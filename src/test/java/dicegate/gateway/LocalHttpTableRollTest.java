package dicegate.gateway;

/** Rolls over HTTP at the tables of a single node. */
final class LocalHttpTableRollTest extends HttpTableRollContract {

  LocalHttpTableRollTest() {
    super(null);
  }
}
