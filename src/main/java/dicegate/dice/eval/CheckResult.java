package dicegate.dice.eval;

import dicegate.dice.notation.Check;

/**
 * The result of a check.
 *
 * @param against the roll of the target, which may have no dice
 */
public record CheckResult(Check check, Roll against, Verdict verdict) {}
