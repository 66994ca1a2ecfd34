package dicegate.dice.notation;

import org.jspecify.annotations.Nullable;

/**
 * A remark on a text that is a roll, but may be meant otherwise.
 *
 * @param text one sentence for a person
 * @param expr a text that says the other thing; null if it cannot be said here
 */
public record Note(String text, @Nullable String expr) {}
