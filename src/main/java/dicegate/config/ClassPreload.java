package dicegate.config;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/**
 * Loads all classes of the WAR at its start.
 *
 * <p>At SIGTERM, Payara Micro deletes the files of the application before it notifies the
 * application. A class that is first used while draining, such as that of the error {@code
 * stopped}, could then not be loaded, and its caller would get no answer. Classes are loaded but
 * not initialized: none of their code runs earlier.
 */
final class ClassPreload {

  private static final Logger LOG = System.getLogger(ClassPreload.class.getName());
  private static final String CLASSES = "/WEB-INF/classes/";
  private static final String LIBRARIES = "/WEB-INF/lib/";
  private static final String SUFFIX = ".class";

  /** Classes that need a library which is not in the WAR; WildFly would log a warning for them. */
  private static final String POOL_PROXIES = "org/apache/commons/pool2/proxy/";

  private final ServletContext context;
  private int loaded;

  private ClassPreload(ServletContext context) {
    this.context = context;
  }

  /**
   * Loads the classes of an application. Classes that need absent optional libraries are skipped.
   *
   * @return the number of loaded classes
   */
  static int run(ServletContext context) {
    ClassPreload preload = new ClassPreload(context);
    preload.classesIn(CLASSES);
    preload.librariesIn(LIBRARIES);
    return preload.loaded;
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

  private void librariesIn(String folder) {
    for (String path : pathsIn(folder)) {
      try (InputStream bytes = context.getResourceAsStream(path)) {
        if (bytes != null && path.endsWith(".jar")) {
          classesOf(new JarInputStream(bytes));
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, "classes not preloaded library=" + path, e);
      }
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
    String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
    try {
      Class.forName(name, false, context.getClassLoader());
      loaded++;
    } catch (ClassNotFoundException | LinkageError e) {
      LOG.log(Level.DEBUG, "class not preloaded name=" + name, e);
    }
  }
}
