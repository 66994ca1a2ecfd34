package dicegate.ops;

import java.util.Optional;

/**
 * What an operator's side needs to know.
 *
 * @param token what whoever asks for metrics and settings must show; empty if anybody may ask
 */
public record OpsSettings(Optional<String> token) {}
