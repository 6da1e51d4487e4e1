import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over every Java source of the modules.
 *
 * <p>{@code check} names the files that are not formatted and exits 1; {@code apply} rewrites them.
 */
public final class SourceFormat {
  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    List<Path> unformatted = new ArrayList<>();
    for (Path file : sources(root)) {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(source));
      if (!formatted.equals(source)) {
        unformatted.add(root.relativize(file));
        if (apply) {
          Files.writeString(file, formatted);
        }
      }
    }
    if (!unformatted.isEmpty() && !apply) {
      System.err.println("Not formatted with google-java-format:");
      unformatted.forEach(file -> System.err.println("  " + file));
      System.err.println("Run `mvn -N validate -Dformat.mode=apply` and commit the result.");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>(sourcesOfModulesIn(root));
    Path instance = root.resolve("instance");
    if (Files.isDirectory(instance)) {
      found.addAll(sourcesOfModulesIn(instance));
    }
    return found;
  }

  private static List<Path> sourcesOfModulesIn(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var modules = Files.list(folder)) {
      for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
        Path src = module.resolve("src");
        if (Files.isDirectory(src)) {
          try (var files = Files.walk(src)) {
            files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
          }
        }
      }
    }
    return found;
  }
}
