package dicegate.gateway;

import dicegate.fleet.EngineAnswer.Reason;
import dicegate.telemetry.Meter;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.ServerError;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the fleet for those who come over HTTP. What a WebSocket's client may do by its connection,
 * these may by their address, for they have no connection to know them by.
 *
 * <p>Where {@link ClientLimits#perAddress()} is 0, addresses tell nobody apart (all are a proxy's),
 * and no rate is kept here.
 *
 * <p>Thread-safe.
 */
public final class HttpAsker {

  /** How many addresses are remembered; who was quiet longest is forgotten first. */
  static final int MAX_CALLERS = 10_000;

  private static final String ADDRESS_NAMESPACE = "dicegate-http ";

  private final Services services;
  private final ClientLimits limits;

  private final Map<String, Caller> callers = // guarded by itself
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Caller> eldest) {
          return size() > MAX_CALLERS;
        }
      };

  /** What is known of one address; {@code rate} is guarded by it. */
  private record Caller(UUID id, TokenBucket rate, InFlight rolls, InFlight odds) {

    int take() {
      synchronized (rate) {
        return rate.take();
      }
    }
  }

  /** Makes one for the fleet, and with the limits, of the registry's clients. */
  public HttpAsker(ClientRegistry registry) {
    this.services = registry.services();
    this.limits = services.settings().limits();
  }

  /**
   * Asks. Never waits and never throws.
   *
   * @param expression empty if it was not told
   * @param address where the request comes from
   */
  CompletableFuture<HttpAnswer> ask(Verb verb, String expression, String address) {
    CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    Reply reply = new HttpReply(answer);
    Caller caller = caller(address);
    int waitMillis = caller.take();
    if (waitMillis > 0) {
      services.meters().count(Meter.MESSAGES_OVER_RATE);
      reply.failed(ServerError.temporary("rate_limited", "Too many requests at once.", waitMillis));
    } else if (expression.isEmpty()) {
      reply.refused(ServerError.permanent("bad_request", "expr is missing: what to roll."));
    } else if (expression.length() > GatewaySettings.MAX_MESSAGE_CHARS) {
      services.meters().count(Meter.MESSAGES_REFUSED);
      reply.refused(ServerError.permanent("too_long", "The expression is too long."));
    } else if (services.lastCall().given()) {
      reply.failed(FleetCaller.errorOf(Reason.STOPPED));
    } else {
      InFlight room = verb == Verb.ODDS ? caller.odds() : caller.rolls();
      services.caller().ask(caller.id(), verb, expression, room, reply);
    }
    return answer;
  }

  private Caller caller(String address) {
    synchronized (callers) {
      return callers.computeIfAbsent(address, this::newCaller);
    }
  }

  private Caller newCaller(String address) {
    int rate = limits.perAddress() == 0 ? 0 : limits.rate();
    return new Caller(
        UUID.nameUUIDFromBytes((ADDRESS_NAMESPACE + address).getBytes(StandardCharsets.UTF_8)),
        new TokenBucket(rate, services.nanoClock()),
        new InFlight(limits.inFlight()),
        new InFlight(GatewaySettings.MAX_ODDS_IN_FLIGHT));
  }
}
