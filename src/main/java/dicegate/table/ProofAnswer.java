package dicegate.table;

import dicegate.wire.ErrorCode;
import dicegate.wire.json.ServerFrame;

/** The outcome of a request for the proof of a roll. */
public sealed interface ProofAnswer {

  /** The member may have it. */
  record Found(ServerFrame.DiceProof proof) implements ProofAnswer {}

  /** There is none, the member may not have it, or the table cannot be reached. */
  record Refused(ErrorCode why) implements ProofAnswer {}
}
