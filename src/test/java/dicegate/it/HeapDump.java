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
 * The live objects of a server after undeployment: which class loaders of the WAR are still
 * reachable, and from which garbage collection roots.
 *
 * <p>A loader, its classes and their instances refer to each other, so any other strong reference
 * to one of them keeps all of them alive. Weak, soft and phantom references do not count.
 *
 * <p>Confined to one thread.
 *
 * @see <a
 *     href="https://hg.openjdk.org/jdk6/jdk6/jdk/raw-file/tip/src/share/demo/jvmti/hprof/manual.html">the
 *     format and the kinds of roots</a>
 */
final class HeapDump {

  /** A class that every loader of the WAR has loaded. */
  private static final String OUR_CLASS = "dicegate.config.Lifecycle";

  private static final Pattern OUR_NAME =
      Pattern.compile(
          "(?:dicegate|org\\.zeromq|zmq|redis\\.clients|org\\.apache\\.commons\\.pool2)\\..*");

  private static final Pattern JDK_NAME =
      Pattern.compile(
          "(?:java|javax|jdk|sun|com\\.sun\\.(?:jmx|jndi|management|naming))\\..*|[^.]*\\[]");

  private static final String THREAD_LOCALS = "java.lang.ThreadLocal$ThreadLocalMap";

  private final Heap heap;
  private final List<GcRootPath> gcRootPaths = new ArrayList<>();
  private final List<Instance> loaders = new ArrayList<>();

  /**
   * A path of references from a garbage collection root to a loader of the WAR, one of its classes
   * or their instances.
   *
   * @param loader the number of the loader
   * @param kind the kind of the root in terms of the format
   * @param thread the name of the thread, if the root is a thread
   * @param classes the classes of the objects on the path, the root's first; a class object itself
   *     is {@code class X}
   */
  record GcRootPath(int loader, String kind, @Nullable String thread, List<String> classes) {

    /**
     * Returns whether Dicegate causes the path: it contains a thread or an object of Dicegate, or
     * only objects of the JDK and none of the server. For thread locals the part before them does
     * not count, since the thread is not their cause.
     */
    boolean isOurs() {
      if (isInherited()) {
        return false;
      }
      List<String> path = classes.subList(classes.indexOf(THREAD_LOCALS) + 1, classes.size());
      return (thread != null && ServerProcess.isOurs(thread))
          || path.stream().map(GcRootPath::name).anyMatch(one -> OUR_NAME.matcher(one).matches())
          || path.stream().map(GcRootPath::name).allMatch(one -> JDK_NAME.matcher(one).matches());
    }

    /**
     * Returns whether the path is the context class loader of a thread of the server, inherited
     * from the thread that created it: WildFly's pool grows while it serves requests of the
     * application.
     */
    private boolean isInherited() {
      return thread != null
          && !ServerProcess.isOurs(thread)
          && classes.equals(List.of("java.lang.Thread"));
    }

    private static String name(String type) {
      return type.replace("class ", "");
    }

    /**
     * Returns a short name of the root: the thread, with its number replaced, or the class of the
     * static field.
     */
    private String root() {
      if (thread != null) {
        return thread.replaceAll("\\d+", "N");
      }
      return classes.stream().filter(one -> one.startsWith("class ")).findFirst().orElse(kind);
    }
  }

  /** Reads a dump. Index files are written next to it. */
  HeapDump(Path file) throws IOException {
    heap = HeapFactory.createHeap(file.toFile());
    for (Object one : heap.getJavaClassesByRegExp(Pattern.quote(OUR_CLASS))) {
      loaders.add(((JavaClass) one).getClassLoader());
    }
    loaders.forEach(this::findPaths);
  }

  /** Returns the number of class loaders of the WAR. */
  int loaderCount() {
    return loaders.size();
  }

  /** Returns the paths that keep them alive. */
  List<GcRootPath> gcRootPaths() {
    return List.copyOf(gcRootPaths);
  }

  /**
   * Returns a text for people: each root, the number of loaders that it keeps alive, and its
   * shortest path.
   */
  String summary() {
    return gcRootPaths.stream()
        .collect(Collectors.groupingBy(GcRootPath::root, TreeMap::new, toList()))
        .values()
        .stream()
        .map(
            paths -> {
              GcRootPath shortest =
                  Collections.min(paths, comparingInt(path -> path.classes().size()));
              long held = paths.stream().map(GcRootPath::loader).distinct().count();
              return held
                  + " by "
                  + shortest.root()
                  + ": "
                  + String.join(" > ", shortest.classes());
            })
        .collect(Collectors.joining("\n"));
  }

  private void findPaths(Instance loader) {
    findPaths(loader, loader);
    for (Object type : heap.getAllClasses()) {
      JavaClass loaded = (JavaClass) type;
      if (loader.equals(loaded.getClassLoader())) {
        findPaths(heap.getInstanceByID(loaded.getJavaClassId()), loader);
        for (Object instance : loaded.getInstances()) {
          findPaths((Instance) instance, loader);
        }
      }
    }
  }

  /** Adds the paths to an object of a loader that contain no other object of that loader. */
  private void findPaths(Instance held, Instance loader) {
    if (held.isGCRoot()) {
      addPath(held, loader);
    }
    for (Object reference : held.getReferences()) {
      Instance holder = ((Value) reference).getDefiningInstance();
      if (!isWeak((Value) reference) && !isOfLoader(holder, loader)) {
        addPath(holder, loader);
      }
    }
  }

  private void addPath(Instance last, Instance loader) {
    List<String> classes = new ArrayList<>();
    Instance step = last;
    while (step != null) {
      classes.add(0, nameOf(step));
      if (step.isGCRoot()) {
        GCRoot root = heap.getGCRoot(step);
        gcRootPaths.add(
            new GcRootPath(loaders.indexOf(loader), root.getKind(), threadName(step), classes));
        return;
      }
      step = step.getNearestGCRootPointer();
      if (step != null && isOfLoader(step, loader)) {
        return;
      }
    }
  }

  private static boolean isWeak(Value reference) {
    return reference instanceof ObjectFieldValue value
        && value.getField().getName().equals("referent")
        && isA(value.getDefiningInstance(), "java.lang.ref.Reference");
  }

  private boolean isOfLoader(Instance one, Instance loader) {
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
