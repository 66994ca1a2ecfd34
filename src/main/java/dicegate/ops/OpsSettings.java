package dicegate.ops;

import java.util.Optional;

/**
 * Settings of the resources for operators.
 *
 * @param token the token that metrics and information require; empty if they are open
 */
public record OpsSettings(Optional<String> token) {}
