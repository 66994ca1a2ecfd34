package dicegate.wire.frames;

import java.util.Optional;

/** The two ways to speak with an engine, as seen by a gateway. */
public enum Contract {
  /** Ours: {@link EngineFrames}. */
  V1("tcp", true, 16) {
    @Override
    public byte[] probe(RequestId id, long ttlMillis) {
      return EngineFrames.request(Verb.INFO, id, ttlMillis, "");
    }

    @Override
    public Optional<String> info(EngineReply probed) {
      return probed.status() == EngineReply.Status.OK
          ? Optional.of(probed.body())
          : Optional.empty();
    }

    @Override
    public boolean knows(Verb verb) {
      return true;
    }

    @Override
    public Optional<byte[]> request(Verb verb, RequestId id, long ttlMillis, String body) {
      return Optional.of(EngineFrames.request(verb, id, ttlMillis, body));
    }

    @Override
    public Optional<RequestId> replyId(byte[] frame) {
      return EngineFrames.replyId(frame);
    }

    @Override
    public Optional<EngineReply> reply(byte[] frame) {
      return EngineFrames.reply(frame);
    }
  },

  /**
   * The original's: {@link SeedFrames}. It has no verbs: every request is a roll. It answers one at
   * a time, so that a second one waits at its door and a third would only wait.
   */
  SEED("seed+tcp", false, 2) {
    @Override
    public byte[] probe(RequestId id, long ttlMillis) {
      return SeedFrames.request(id, SeedFrames.NO_DICE);
    }

    @Override
    public Optional<String> info(EngineReply probed) {
      return Optional.empty();
    }

    @Override
    public boolean knows(Verb verb) {
      return verb == Verb.ROLL || verb == Verb.BARE;
    }

    @Override
    public Optional<byte[]> request(Verb verb, RequestId id, long ttlMillis, String body) {
      String text = SeedFrames.strip(body);
      return SeedFrames.bearable(text)
          ? Optional.of(SeedFrames.request(id, text))
          : Optional.empty();
    }

    @Override
    public Optional<RequestId> replyId(byte[] frame) {
      return SeedFrames.replyId(frame);
    }

    @Override
    public Optional<EngineReply> reply(byte[] frame) {
      return SeedFrames.reply(frame);
    }
  };

  private final String scheme;
  private final boolean encryptable;
  private final int window;

  Contract(String scheme, boolean encryptable, int window) {
    this.scheme = scheme;
    this.encryptable = encryptable;
    this.window = window;
  }

  /** Returns what stands before the {@code ://} of an endpoint that speaks it. */
  public String scheme() {
    return scheme;
  }

  /** Tells whether its engines may speak it over CURVE. */
  public boolean encryptable() {
    return encryptable;
  }

  /** Returns how many requests in flight suit an engine that does not tell. */
  public int window() {
    return window;
  }

  /** Encodes the request for a sign of life, which rolls no dice. */
  public abstract byte[] probe(RequestId id, long ttlMillis);

  /** Returns what the engine tells of itself in its reply to a probe, JSON; empty if nothing. */
  public abstract Optional<String> info(EngineReply probed);

  /** Tells whether the contract has words for the verb. */
  public abstract boolean knows(Verb verb);

  /**
   * Encodes a request of a verb that it knows; empty if the contract cannot carry the text, which
   * then is no roll.
   */
  public abstract Optional<byte[]> request(Verb verb, RequestId id, long ttlMillis, String body);

  /** Reads the id of a reply, and no more; empty if there is none of ours. */
  public abstract Optional<RequestId> replyId(byte[] frame);

  /** Decodes a reply; empty if it breaks the contract. */
  public abstract Optional<EngineReply> reply(byte[] frame);
}
