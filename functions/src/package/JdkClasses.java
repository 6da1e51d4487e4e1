import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the classes of the JDK that it runs on to a jar, for a shrinker that reads jars only: not
 * every JDK comes with jmod files, and all have their classes in one image. And writes where the
 * JDK is, for the steps of the build that need it.
 *
 * <p>Arguments: the jar, and the file that names the JDK. A jar that is there already stays.
 */
final class JdkClasses {
  /** What the libraries refer to. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.sql",
          "java.xml");

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Files.createDirectories(jar.getParent());
    Files.writeString(Path.of(arguments[1]), System.getProperty("java.home"));
    if (Files.exists(jar)) {
      return;
    }
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
    Path unfinished = jar.resolveSibling(jar.getFileName() + ".unfinished");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unfinished))) {
      out.setLevel(1);
      for (String module : MODULES) {
        Path root = modules.resolve(module);
        try (Stream<Path> files = Files.walk(root)) {
          files.filter(JdkClasses::isClass).forEach(file -> add(out, root, file));
        }
      }
    }
    Files.move(unfinished, jar);
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
  }

  private static void add(ZipOutputStream out, Path root, Path file) {
    try {
      out.putNextEntry(new ZipEntry(root.relativize(file).toString()));
      Files.copy(file, out);
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
