package dicegate.wire.frames;

import java.util.Optional;

/** The two contracts between gateway and engine, as the gateway uses them. */
public enum EngineProtocol {
  /** The v1 contract: {@link EngineFrames}. */
  V1("tcp", true, 16) {
    @Override
    public byte[] probe(RequestId id, long ttlMillis) {
      return EngineFrames.request(Verb.INFO, id, ttlMillis, "");
    }

    @Override
    public Optional<String> info(EngineReply probeReply) {
      return probeReply.status() == EngineReply.Status.OK
          ? Optional.of(probeReply.body())
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
   * The original's contract: {@link LegacyFrames}. It has no verbs: every request is a roll. Such
   * an engine answers one request at a time; a second may wait at the engine, a third gains
   * nothing.
   */
  LEGACY("seed+tcp", false, 2) {
    @Override
    public byte[] probe(RequestId id, long ttlMillis) {
      return LegacyFrames.request(id, LegacyFrames.NO_DICE);
    }

    @Override
    public Optional<String> info(EngineReply probeReply) {
      return Optional.empty();
    }

    @Override
    public boolean supports(Verb verb) {
      return switch (verb) {
        case ROLL, BARE -> true;
        case ODDS, BY_HAND, SEEDED, BATCH, INFO -> false;
      };
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

  /** Returns the scheme of its endpoints, the part before {@code ://}. */
  public String scheme() {
    return scheme;
  }

  /** Tells whether it may be encrypted by CURVE. */
  public boolean encryptable() {
    return encryptable;
  }

  /** Returns the window of an engine that names none: the number of requests in flight. */
  public int window() {
    return window;
  }

  /** Encodes a probe: a request that rolls no dice and shows that the engine answers. */
  public abstract byte[] probe(RequestId id, long ttlMillis);

  /** Returns the engine's description of itself, JSON, from its reply to a probe; may be empty. */
  public abstract Optional<String> info(EngineReply probeReply);

  /** Tells whether the contract has this verb. */
  public abstract boolean supports(Verb verb);

  /**
   * Encodes a request with a supported verb; empty if the contract cannot carry the text, which is
   * not a valid roll in this case.
   */
  public abstract Optional<byte[]> request(Verb verb, RequestId id, long ttlMillis, String body);

  /** Reads only the id of a reply; empty if it is not an id of this gateway. */
  public abstract Optional<RequestId> replyId(byte[] frame);

  /** Decodes a reply; empty if it violates the contract. */
  public abstract Optional<EngineReply> reply(byte[] frame);
}
