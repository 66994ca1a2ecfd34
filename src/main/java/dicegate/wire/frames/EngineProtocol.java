package dicegate.wire.frames;

import java.util.Optional;

/** The two ways to speak with an engine, as seen by a gateway. */
public enum EngineProtocol {
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
    public boolean supports(Verb verb) {
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
   * The original's: {@link LegacyFrames}. It has no verbs: every request is a roll. It answers one
   * at a time, so that a second one waits at its door and a third would only wait.
   */
  LEGACY("seed+tcp", false, 2) {
    @Override
    public byte[] probe(RequestId id, long ttlMillis) {
      return LegacyFrames.request(id, LegacyFrames.NO_DICE);
    }

    @Override
    public Optional<String> info(EngineReply probed) {
      return Optional.empty();
    }

    @Override
    public boolean supports(Verb verb) {
      return verb == Verb.ROLL || verb == Verb.BARE;
    }

    @Override
    public Optional<byte[]> request(Verb verb, RequestId id, long ttlMillis, String body) {
      String text = LegacyFrames.strip(body);
      return LegacyFrames.canEncode(text)
          ? Optional.of(LegacyFrames.request(id, text))
          : Optional.empty();
    }

    @Override
    public Optional<RequestId> replyId(byte[] frame) {
      return LegacyFrames.replyId(frame);
    }

    @Override
    public Optional<EngineReply> reply(byte[] frame) {
      return LegacyFrames.reply(frame);
    }
  };

  private final String scheme;
  private final boolean encryptable;
  private final int window;

  EngineProtocol(String scheme, boolean encryptable, int window) {
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
  public abstract boolean supports(Verb verb);

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
