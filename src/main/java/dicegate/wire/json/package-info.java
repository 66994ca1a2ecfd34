/**
 * The messages between gateway and clients: the JSON dialect over WebSocket, one object per text
 * frame, and errors over HTTP.
 *
 * <p>The only package that uses JSON-B. An engine's result is passed on as the text it is.
 *
 * <p>A new message of a client is a record of {@link dicegate.wire.json.ClientMessage}, a constant
 * of {@code ClientMessageType} and an entry of the schema {@code client.json}; a new frame of the
 * server is a record of {@link dicegate.wire.json.ServerFrame} and an entry of {@code server.json}.
 * {@code MessageSchemasTest} compares them.
 */
@NullMarked
package dicegate.wire.json;

import org.jspecify.annotations.NullMarked;
