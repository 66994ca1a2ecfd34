package dicegate.wire.frames;

import java.util.Optional;

/** The two ways to speak with an engine, as seen by a gateway. */
public enum Contract {
  /** Ours: {@link EngineFrames}. */
  V1 {
    @Override
    public Optional<byte[]> request(Verb verb, RequestId id, long ttlMillis, String body) {
      return Optional.of(EngineFrames.request(verb, id, ttlMillis, body));
    }

    @Override
    public Optional<EngineReply> reply(byte[] frame) {
      return EngineFrames.reply(frame);
    }
  },

  /** The original's: {@link SeedFrames}. It knows no verbs; to it every request is a roll. */
  SEED {
    @Override
    public Optional<byte[]> request(Verb verb, RequestId id, long ttlMillis, String body) {
      String text = SeedFrames.strip(body);
      return SeedFrames.bearable(text)
          ? Optional.of(SeedFrames.request(id, text))
          : Optional.empty();
    }

    @Override
    public Optional<EngineReply> reply(byte[] frame) {
      return SeedFrames.reply(frame);
    }
  };

  /** Encodes a request; empty if the contract cannot carry the text, which then is no roll. */
  public abstract Optional<byte[]> request(Verb verb, RequestId id, long ttlMillis, String body);

  /** Decodes a reply; empty if it breaks the contract. */
  public abstract Optional<EngineReply> reply(byte[] frame);
}
