package dicegate.gateway;

import dicegate.wire.frames.LegacyFrames;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import org.jspecify.annotations.Nullable;

/** Answers a bare message in the order of the requests, in the original's words. */
record BareReplyHandler(ResponseSequencer answers, ResponseSequencer.Place place, JsonCodec json)
    implements ReplyHandler {

  @Override
  public void result(String result, @Nullable String unseededBy) {
    answers.answer(place, result);
  }

  @Override
  public void refused(ServerError error, @Nullable String unseededBy) {
    answers.answer(place, LegacyFrames.NOT_A_ROLL);
  }

  @Override
  public void failed(ServerError error) {
    answers.answer(place, json.bareError(error));
  }
}
