package dicegate.chaos.address;

import dicegate.harness.Arguments;
import dicegate.harness.Artifacts;
import dicegate.harness.Option;
import dicegate.harness.ServerKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings of the program {@code addresses}.
 *
 * @param attacks numbers of the attacks, and the word for the shares by cost
 * @param duration length of each attack
 * @param calm time with victims alone, before each attack
 * @param strict whether a missed aim for a time fails the run too
 */
record AddressesSettings(
    Artifacts artifacts,
    List<ServerKind> servers,
    List<String> attacks,
    Duration duration,
    Duration calm,
    boolean strict) {

  private static final int MAX_SECONDS = 600;

  private static final List<String> OTHERS =
      List.of(Attacks.SHARES, Attacks.BEHIND_PROXY, Attacks.ENGINE_APART);

  private static final List<String> WORDS =
      Stream.concat(Attacks.NUMBERS.stream(), OTHERS.stream()).toList();

  private static final Option<List<ServerKind>> SERVERS =
      new Option<>(
          "servers",
          "payara",
          "servers, payara or wildfly, comma-separated",
          text -> listed(text, Stream.of(ServerKind.values()).toList(), ServerKind::word));

  private static final Option<List<String>> ATTACKS =
      new Option<>(
          "attacks",
          String.join(",", Attacks.NUMBERS) + "," + Attacks.SHARES,
          "numbers of attacks, " + String.join(", ", OTHERS) + ", comma-separated",
          text -> listed(text, WORDS, number -> number));

  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 5, MAX_SECONDS, "length of each attack");

  private static final Option<Duration> CALM =
      Option.seconds("calm", 1, 3, MAX_SECONDS, "time with victims alone before each attack");

  private static final Option<Boolean> STRICT =
      Option.flag("strict", false, "whether a missed aim for a time fails the run");

  static final List<Option<?>> OPTIONS = List.of(SERVERS, ATTACKS, SECONDS, CALM, STRICT);

  AddressesSettings {
    servers = List.copyOf(servers);
    attacks = List.copyOf(attacks);
  }

  static AddressesSettings of(Arguments arguments, Artifacts artifacts) {
    return new AddressesSettings(
        artifacts,
        arguments.get(SERVERS),
        arguments.get(ATTACKS),
        arguments.get(SECONDS),
        arguments.get(CALM),
        arguments.get(STRICT));
  }

  private static <T> List<T> listed(String text, List<T> known, Function<T, String> word) {
    return Arrays.stream(text.split(",", -1))
        .map(
            name ->
                known.stream()
                    .filter(candidate -> word.apply(candidate).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown word " + name)))
        .toList();
  }
}
