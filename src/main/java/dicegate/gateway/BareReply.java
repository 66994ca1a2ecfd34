package dicegate.gateway;

import dicegate.wire.frames.SeedFrames;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;

/** A reply to a bare message: in its place in the order, as the original put it. */
record BareReply(OrderedAnswers answers, OrderedAnswers.Place place, JsonCodec json)
    implements Reply {

  @Override
  public void result(String result) {
    answers.answer(place, result);
  }

  @Override
  public void refused(ServerError error) {
    answers.answer(place, SeedFrames.NOT_A_ROLL);
  }

  @Override
  public void failed(ServerError error) {
    answers.answer(place, json.bareError(error));
  }
}
