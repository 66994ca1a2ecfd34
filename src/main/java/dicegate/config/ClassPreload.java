package dicegate.config;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/**
 * Loads the classes of the WAR on a thread of its own, Dicegate's own classes first.
 *
 * <p>At SIGTERM, Payara Micro deletes the files of the application before it notifies the
 * application. A class that is first used while draining, such as that of the error {@code
 * stopped}, could then not be loaded, and its caller would get no answer. Classes are loaded but
 * not initialized: none of their code runs earlier.
 *
 * <p>It begins {@link #DELAY} later than the loops, so that it does not take a processor from the
 * rest of the start, or when a drain begins, which waits for its end. The client of the bus, half
 * of all classes, is loaded only if there is a bus.
 *
 * <p>Thread-safe; {@link #start} once.
 */
final class ClassPreload {

  private static final Logger LOG = System.getLogger(ClassPreload.class.getName());
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final String THREAD = "dicegate-class-preload";
  private static final String CLASSES = "/WEB-INF/classes/";
  private static final String LIBRARIES = "/WEB-INF/lib/";

  /** Where the build puts Dicegate's own classes; a WAR that is not packed has them as files. */
  private static final String OWN = LIBRARIES + "dicegate.jar";

  private static final String SUFFIX = ".class";

  /** Classes that need a library which is not in the WAR; WildFly would log a warning for them. */
  private static final String POOL_PROXIES = "org/apache/commons/pool2/proxy/";

  /** Jedis and the libraries that it alone uses. Without a bus, none of their code runs. */
  private static final List<String> BUS_CLIENT =
      List.of("redis/clients/", "org/apache/commons/pool2/");

  private final ServletContext context;
  private final boolean busIsUsed;
  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private int loaded;

  /**
   * Prepares the load of an application's classes.
   *
   * @param busIsUsed whether the classes of the bus' client are loaded too
   */
  ClassPreload(ServletContext context, boolean busIsUsed) {
    this.context = context;
    this.busIsUsed = busIsUsed;
  }

  /**
   * Starts the load, as one task that ends by itself. Classes that need absent optional libraries
   * are skipped.
   *
   * @param executor runs the task on a thread with the application's context
   */
  void start(Executor executor) {
    executor.execute(this::run);
  }

  /** Waits until all classes are loaded, within a limit; logs a warning if they are not. */
  void awaitEnd(Duration limit) {
    wanted.countDown();
    try {
      if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.log(Level.WARNING, "classes not preloaded within s={0}", limit.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Thread thread = Thread.currentThread();
    String formerName = thread.getName();
    thread.setName(THREAD);
    try {
      wanted.await(DELAY.toNanos(), TimeUnit.NANOSECONDS);
      long begin = System.nanoTime();
      classesIn(CLASSES);
      library(OWN);
      pathsIn(LIBRARIES).stream().filter(path -> !path.equals(OWN)).forEach(this::library);
      LOG.log(
          Level.INFO,
          "classes preloaded count={0} ms={1}",
          Integer.toString(loaded),
          Long.toString(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)));
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "interrupted before the load of classes", e);
      thread.interrupt();
    } finally {
      thread.setName(formerName);
      ended.countDown();
    }
  }

  private void classesIn(String folder) {
    for (String path : pathsIn(folder)) {
      if (path.endsWith("/")) {
        classesIn(path);
      } else {
        load(path.substring(CLASSES.length()));
      }
    }
  }

  private void library(String path) {
    try (InputStream bytes = context.getResourceAsStream(path)) {
      if (bytes != null && path.endsWith(".jar")) {
        classesOf(new JarInputStream(bytes));
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "classes not preloaded library=" + path, e);
    }
  }

  private void classesOf(JarInputStream jar) throws IOException {
    JarEntry entry;
    while ((entry = jar.getNextJarEntry()) != null) {
      load(entry.getName());
    }
  }

  private Set<String> pathsIn(String folder) {
    Set<String> paths = context.getResourcePaths(folder);
    return paths == null ? Set.of() : paths;
  }

  private void load(String file) {
    // Not module-info, nor META-INF/versions: names of classes contain no dash.
    if (!file.endsWith(SUFFIX) || file.contains("-") || file.startsWith(POOL_PROXIES)) {
      return;
    }
    if (!busIsUsed && BUS_CLIENT.stream().anyMatch(file::startsWith)) {
      return;
    }
    String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
    try {
      Class.forName(name, false, context.getClassLoader());
      loaded++;
    } catch (ClassNotFoundException | LinkageError e) {
      LOG.log(Level.DEBUG, "class not preloaded name=" + name, e);
    }
  }
}
