package dicegate.it;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;
import org.netbeans.lib.profiler.heap.Value;

/**
 * The live objects of a server from which the WAR has gone: which class loaders of the WAR are
 * still there, and who holds each.
 *
 * <p>A loader, its classes and their objects hold each other; whoever else refers to one of them
 * holds them all. Weak, soft and phantom references hold nothing.
 *
 * <p>Confined to one thread.
 *
 * @see <a
 *     href="https://hg.openjdk.org/jdk6/jdk6/jdk/raw-file/tip/src/share/demo/jvmti/hprof/manual.html">the
 *     format, and the kinds of roots</a>
 */
final class HeapDump {

  /** Every loader of the WAR has loaded this. */
  private static final String CLASS_OF_OURS = "dicegate.config.Lifecycle";

  private static final Pattern NAME_OF_OURS =
      Pattern.compile(
          "(?:dicegate|org\\.zeromq|zmq|redis\\.clients|org\\.apache\\.commons\\.pool2)\\..*");

  private static final Pattern NAME_OF_THE_JDK =
      Pattern.compile(
          "(?:java|javax|jdk|sun|com\\.sun\\.(?:jmx|jndi|management|naming))\\..*|[^.]*\\[]");

  private static final String THREAD_LOCALS = "java.lang.ThreadLocal$ThreadLocalMap";

  private final Heap heap;
  private final List<Hold> holds = new ArrayList<>();
  private final List<Instance> loaders = new ArrayList<>();

  /**
   * One way from a root of the garbage collection to what a loader has loaded.
   *
   * @param loader its number
   * @param kind what the root is, as the format calls it
   * @param thread the name of the thread that it is, if it is one
   * @param classes of the objects on the way, the root's first; a class itself is {@code class X}
   */
  record Hold(int loader, String kind, @Nullable String thread, List<String> classes) {

    /**
     * Tells whether this is our doing: by a thread or an object of ours, or by something of the
     * JDK's that no part of the server has to do with, as a thread's locals have not with the
     * thread.
     */
    boolean isOurs() {
      if (isInherited()) {
        return false;
      }
      List<String> way = classes.subList(classes.indexOf(THREAD_LOCALS) + 1, classes.size());
      return (thread != null && ServerProcess.isOurs(thread))
          || way.stream().map(Hold::name).anyMatch(one -> NAME_OF_OURS.matcher(one).matches())
          || way.stream().map(Hold::name).allMatch(one -> NAME_OF_THE_JDK.matcher(one).matches());
    }

    /**
     * Tells whether it is the context class loader of a thread of the server's, which had it from
     * the thread that made it: WildFly's pool grows while it serves a request of the application.
     */
    private boolean isInherited() {
      return thread != null
          && !ServerProcess.isOurs(thread)
          && classes.equals(List.of("java.lang.Thread"));
    }

    private static String name(String type) {
      return type.replace("class ", "");
    }

    /** Returns the root in a word, threads of one pool as one: a thread, or whose static field. */
    private String root() {
      if (thread != null) {
        return thread.replaceAll("\\d+", "N");
      }
      return classes.stream().filter(one -> one.startsWith("class ")).findFirst().orElse(kind);
    }
  }

  /** Reads a dump; files that it needs are put beside it. */
  HeapDump(Path file) throws IOException {
    heap = HeapFactory.createHeap(file.toFile());
    for (Object one : heap.getJavaClassesByRegExp(Pattern.quote(CLASS_OF_OURS))) {
      loaders.add(((JavaClass) one).getClassLoader());
    }
    loaders.forEach(this::findHolds);
  }

  /** Returns how many class loaders of the WAR there are. */
  int loaders() {
    return loaders.size();
  }

  /** Returns who holds them. */
  List<Hold> holds() {
    return List.copyOf(holds);
  }

  /** Returns for people to read: who holds how many loaders, and the shortest way from there. */
  String summary() {
    return holds.stream()
        .collect(Collectors.groupingBy(Hold::root, TreeMap::new, toList()))
        .values()
        .stream()
        .map(
            ways -> {
              Hold shortest = Collections.min(ways, comparingInt(way -> way.classes().size()));
              long held = ways.stream().map(Hold::loader).distinct().count();
              return held
                  + " by "
                  + shortest.root()
                  + ": "
                  + String.join(" > ", shortest.classes());
            })
        .collect(Collectors.joining("\n"));
  }

  private void findHolds(Instance loader) {
    findHolds(loader, loader);
    for (Object type : heap.getAllClasses()) {
      JavaClass loaded = (JavaClass) type;
      if (loader.equals(loaded.getClassLoader())) {
        findHolds(heap.getInstanceByID(loaded.getJavaClassId()), loader);
        for (Object instance : loaded.getInstances()) {
          findHolds((Instance) instance, loader);
        }
      }
    }
  }

  /** Adds the ways to one object of a loader's that lead over no other of its objects. */
  private void findHolds(Instance held, Instance loader) {
    if (held.isGCRoot()) {
      addWay(held, loader);
    }
    for (Object reference : held.getReferences()) {
      Instance holder = ((Value) reference).getDefiningInstance();
      if (!isWeak((Value) reference) && !belongs(holder, loader)) {
        addWay(holder, loader);
      }
    }
  }

  private void addWay(Instance last, Instance loader) {
    List<String> classes = new ArrayList<>();
    Instance step = last;
    while (step != null) {
      classes.add(0, nameOf(step));
      if (step.isGCRoot()) {
        GCRoot root = heap.getGCRoot(step);
        holds.add(new Hold(loaders.indexOf(loader), root.getKind(), threadName(step), classes));
        return;
      }
      step = step.getNearestGCRootPointer();
      if (step != null && belongs(step, loader)) {
        return;
      }
    }
  }

  private static boolean isWeak(Value reference) {
    return reference instanceof ObjectFieldValue value
        && value.getField().getName().equals("referent")
        && isA(value.getDefiningInstance(), "java.lang.ref.Reference");
  }

  private boolean belongs(Instance one, Instance loader) {
    JavaClass itself = classOf(one);
    return one.equals(loader)
        || loader.equals((itself == null ? one.getJavaClass() : itself).getClassLoader());
  }

  private @Nullable JavaClass classOf(Instance one) {
    return heap.getJavaClassByID(one.getInstanceId());
  }

  private String nameOf(Instance one) {
    JavaClass itself = classOf(one);
    return itself == null ? one.getJavaClass().getName() : "class " + itself.getName();
  }

  private static @Nullable String threadName(Instance one) {
    return isA(one, "java.lang.Thread") && one.getValueOfField("name") instanceof Instance name
        ? text(name)
        : null;
  }

  private static boolean isA(Instance one, String name) {
    JavaClass type = one.getJavaClass();
    while (type != null && !type.getName().equals(name)) {
      type = type.getSuperClass();
    }
    return type != null;
  }

  private static String text(Instance string) {
    if (!(string.getValueOfField("value") instanceof PrimitiveArrayInstance bytes)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Object unit : bytes.getValues()) {
      text.append((char) (Integer.parseInt((String) unit) & 0xFF));
    }
    return text.toString();
  }
}
