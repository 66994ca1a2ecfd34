package dicegate.conformance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * An engine on a real ROUTER socket and a thread of its own, whose replies a test can alter. It
 * stops serving at the first exception of the function, but keeps its socket open.
 */
final class ToyEngine implements AutoCloseable {

  private static final Pattern ROLL = Pattern.compile("([0-9]{1,4})d([1-9][0-9]{0,5})");

  private static final int POLL_MILLIS = 50;

  private final ZContext context = new ZContext();
  private final ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
  private final String endpoint;
  private final Thread thread;
  private volatile boolean stopped;

  /** Starts an engine that sends the replies that the function returns for each request. */
  ToyEngine(Function<String, List<String>> answers) {
    socket.setLinger(0);
    socket.setReceiveTimeOut(POLL_MILLIS);
    int port = socket.bindToRandomPort("tcp://127.0.0.1");
    endpoint = "tcp://127.0.0.1:" + port;
    thread = new Thread(() -> serve(answers), "toy-engine");
    thread.setDaemon(true);
    thread.start();
  }

  String endpoint() {
    return endpoint;
  }

  /** Returns the reply that the v1 protocol requires. */
  static String honest(String request) {
    String[] tokens = (request + "     ").split(" ", 5);
    String head = "DG1 " + (tokens[2].isEmpty() ? "-" : tokens[2]) + " ";
    if (!tokens[0].equals("DG1")) {
      return "DG1 - error {\"code\":\"malformed\",\"message\":\"no DG1\"}";
    }
    return switch (tokens[1]) {
      case "INFO" ->
          head
              + "ok {\"name\":\"toy\",\"version\":\"1\",\"features\":[],\"limits\":{},\"window\":8}";
      case "ROLL" -> head + roll(tokens[4].strip());
      default -> head + "unsupported {}";
    };
  }

  private static String roll(String text) {
    Matcher matcher = ROLL.matcher(text);
    if (!matcher.matches()) {
      return "error {\"code\":\"syntax\",\"message\":\"no roll\"}";
    }
    int sides = Integer.parseInt(matcher.group(2));
    List<Integer> values =
        IntStream.range(0, Integer.parseInt(matcher.group(1)))
            .mapToObj(i -> ThreadLocalRandom.current().nextInt(sides) + 1)
            .toList();
    String dice =
        values.stream()
            .map(value -> "{\"sides\":" + sides + ",\"value\":" + value + ",\"kept\":true}")
            .collect(Collectors.joining(","));
    int total = values.stream().mapToInt(Integer::intValue).sum();
    return "ok {\"expr\":\"" + text + "\",\"total\":" + total + ",\"dice\":[" + dice + "]}";
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    context.close();
  }

  private void serve(Function<String, List<String>> answers) {
    boolean alive = true;
    while (!stopped) {
      byte[] peer = socket.recv();
      if (peer == null) {
        continue;
      }
      byte[] delimiter = socket.recv();
      byte[] body = socket.recv();
      if (alive) {
        try {
          for (String answer : answers.apply(new String(body, StandardCharsets.UTF_8))) {
            socket.send(peer, ZMQ.SNDMORE);
            socket.send(delimiter, ZMQ.SNDMORE);
            socket.send(answer.getBytes(StandardCharsets.UTF_8));
          }
        } catch (IllegalArgumentException death) {
          alive = false;
        }
      }
    }
    socket.close();
  }
}
