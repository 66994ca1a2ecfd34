package dicegate.chaos.address;

/** Where the victims of an attack are. */
enum Scene {
  /** They roll alone. */
  ALONE,

  /** They roll alone, and the engine is a process of its own, with two workers. */
  WITH_ENGINE_APART,

  /** They roll at tables, on a node that shares them over a server with little memory. */
  AT_SHARED_TABLES,

  /** They roll alone, and others have left tables to which they come back after the attack. */
  WITH_RESTING_TABLES
}
