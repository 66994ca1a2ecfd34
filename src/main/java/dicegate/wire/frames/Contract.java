package dicegate.wire.frames;

import java.util.Optional;

/** The two ways to speak with an engine, as seen by a gateway. */
public enum Contract {
  /** Ours: {@link EngineFrames}. */
  V1 {
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

  /** The original's: {@link SeedFrames}. It has no verbs: every request is a roll. */
  SEED {
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
