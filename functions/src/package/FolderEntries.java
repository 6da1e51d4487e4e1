import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder, named as the entries of a jar are. */
final class FolderEntries {
  private FolderEntries() {}

  /** Reads all, by name. */
  static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (Path file : files(folder)) {
      entries.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    }
    return entries;
  }

  /** Writes them into a folder, and takes away what else is there but {@code lib}. */
  static void write(Map<String, byte[]> entries, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path file : files(folder)) {
      if (!file.startsWith(folder.resolve("lib"))) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
