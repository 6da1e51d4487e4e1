package io.servergroup.simulator.planted;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the project's classes anew, some of them patched, so that they see each other and not the
 * ones of the tests. Libraries are those of the tests.
 */
final class PlantedLoader extends ClassLoader {
  private static final String OURS = "io.servergroup.";
  private static final String SHARED = PlantedLoader.class.getPackageName() + ".";
  private static final String STATE_MACHINES = "statemachine/";

  private final Map<String, byte[]> patched;

  static {
    registerAsParallelCapable();
  }

  /**
   * @param patched by the name of the class
   */
  PlantedLoader(Map<String, byte[]> patched) {
    super(PlantedLoader.class.getClassLoader());
    this.patched = patched;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS) || name.startsWith(SHARED)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = patched.containsKey(name) ? patched.get(name) : asBuilt(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] asBuilt(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    Optional<String> replaced =
        name.startsWith(STATE_MACHINES)
            ? Switch.stateMachine(name.substring(STATE_MACHINES.length()))
            : Optional.empty();
    return replaced
        .<InputStream>map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> super.getResourceAsStream(name));
  }
}
