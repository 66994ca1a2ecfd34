/**
 * What travels between gateway and client over WebSocket in the JSON dialect: one object a text
 * frame.
 *
 * <p>The only place that knows JSON-B and JSON-P. A result from an engine passes through as the
 * text it is.
 */
@NullMarked
package dicegate.wire.json;

import org.jspecify.annotations.NullMarked;
