import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rewrites classes so that none is made for a lambda expression or a method reference while a
 * function starts: what they do is in classes of their own, one for all of a class that are of the
 * same interface and capture the same types. Java makes a class for each otherwise, when it is
 * first evaluated, and the SDK's model of AWS has thousands.
 *
 * <p>What cannot be moved to another class, because it asks for more than a plain lambda, or is
 * private in a third one, stays as it is. Every class that was changed or made is verified.
 *
 * <p>Arguments: the libraries' jar as it is and the jar to write; the folder with the functions'
 * own classes as they are and the folder to write them to.
 */
final class Lambdas {
  private Lambdas() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, byte[]> libraries = JarEntries.read(Path.of(arguments[0]));
    Map<String, byte[]> own = FolderEntries.read(Path.of(arguments[2]));
    Map<String, byte[]> all = new LinkedHashMap<>(libraries);
    all.putAll(own);
    LinkedClasses classes = new LinkedClasses(all);
    FolderEntries.write(moved("own", own, classes), Path.of(arguments[3]));
    Path to = Path.of(arguments[1]);
    Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
    JarEntries.write(moved("libraries", libraries, classes), unfinished);
    Files.move(unfinished, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** All entries, with the classes as they are to be. */
  private static Map<String, byte[]> moved(
      String whose, Map<String, byte[]> entries, LinkedClasses classes) {
    Map<String, byte[]> written = new LinkedHashMap<>();
    int moved = 0;
    int left = 0;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (entry.getKey().endsWith(".class")) {
        LambdaHost host = new LambdaHost(classes, classes.files().parse(entry.getValue()));
        written.putAll(host.rewritten(entry.getKey(), entry.getValue()));
        moved += host.moved();
        left += host.left();
      } else {
        written.put(entry.getKey(), entry.getValue());
      }
    }
    System.out.printf(
        "%s: %d lambdas are in %d classes; %d stay as they are%n",
        whose, moved, written.size() - entries.size(), left);
    return written;
  }
}
