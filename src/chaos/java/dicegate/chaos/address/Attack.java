package dicegate.chaos.address;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One attack on a server.
 *
 * @param number its number among the attacks, as on the command line
 * @param name what it does, in a few words
 * @param variables the server's settings that are not the default ones
 * @param scene where the victims are
 * @param groups its connections
 * @param duration how long it lasts
 * @param mustEnd whether the server must end every one of its connections within that time
 * @param counter the counter that must have grown; empty if nothing need be refused, or a server
 *     may refuse it before Dicegate sees it
 */
record Attack(
    String number,
    String name,
    Map<String, String> variables,
    Scene scene,
    List<HostileGroup> groups,
    Duration duration,
    boolean mustEnd,
    String counter) {

  Attack {
    variables = Map.copyOf(variables);
    groups = List.copyOf(groups);
  }

  /** Returns an attack on a server with default settings. */
  static Attack of(String number, String name, Duration duration, List<HostileGroup> groups) {
    return new Attack(number, name, Map.of(), Scene.ALONE, groups, duration, false, "");
  }

  /** Returns this attack under another number and name. */
  Attack named(String otherNumber, String otherName) {
    return new Attack(otherNumber, otherName, variables, scene, groups, duration, mustEnd, counter);
  }

  /** Returns this attack on a server with a further setting. */
  Attack with(String variable, String value) {
    return new Attack(
        number, name, Map.of(variable, value), scene, groups, duration, mustEnd, counter);
  }

  /** Returns this attack on victims elsewhere. */
  Attack at(Scene place) {
    return new Attack(number, name, variables, place, groups, duration, mustEnd, counter);
  }

  /** Returns this attack, if Dicegate must refuse it and count that. */
  Attack counted(String counterGrows) {
    return new Attack(number, name, variables, scene, groups, duration, mustEnd, counterGrows);
  }

  /** Returns this attack, if its connections must not be open after a time. */
  Attack mustEndWithin(Duration limit) {
    return new Attack(number, name, variables, scene, groups, limit, true, counter);
  }
}
