package dicegate.dice.odds;

/**
 * The odds of the sum of one symbol.
 *
 * @param exact whether all combinations were counted; else they are the results of a sample
 */
public record SymbolOdds(Distribution distribution, boolean exact) {}
