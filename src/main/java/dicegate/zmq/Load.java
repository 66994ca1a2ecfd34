package dicegate.zmq;

/** How long a worker may take for a message, as far as its sender knows. */
public enum Load {
  /** Some microseconds. */
  LIGHT,
  /** Milliseconds. */
  HEAVY,
  /** A tenth of a second and more; at most half of the workers have such messages. */
  HEAVIEST
}
