import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rewrites classes so that Java spins none while a function starts, or as few as can be. It spins
 * one for each lambda expression, method reference, switch over types and set of a record's
 * methods, when that is first evaluated, and the SDK's model of AWS has thousands.
 *
 * <ul>
 *   <li>What lambdas do is in classes of their own, one for all of a class that are of the same
 *       interface and capture the same types. What cannot be moved to another class, because it
 *       asks for more than a plain lambda, or is private in a third one, stays as it is.
 *   <li>Switches over types, records' methods and texts that are put together are methods of the
 *       class that has them.
 *   <li>Classes that a compiler before Java 6 wrote, without what makes them quick to verify, are
 *       written anew: no cache of the JVM takes them.
 * </ul>
 *
 * <p>Every class that was changed or made is verified.
 *
 * <p>Arguments: the libraries' jar as it is and the jar to write; the folder with the functions'
 * own classes as they are and the folder to write them to.
 */
final class SpunClasses {
  private SpunClasses() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, byte[]> libraries = JarEntries.read(Path.of(arguments[0]));
    Map<String, byte[]> own = FolderEntries.read(Path.of(arguments[2]));
    Map<String, byte[]> all = new LinkedHashMap<>(libraries);
    all.putAll(own);
    LinkedClasses classes = new LinkedClasses(all);
    FolderEntries.write(written("own", own, classes), Path.of(arguments[3]));
    Path to = Path.of(arguments[1]);
    Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
    JarEntries.write(written("libraries", libraries, classes), unfinished);
    Files.move(unfinished, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** All entries, with the classes as they are to be. */
  private static Map<String, byte[]> written(
      String whose, Map<String, byte[]> entries, LinkedClasses classes) {
    Map<String, byte[]> written = new LinkedHashMap<>();
    int moved = 0;
    int left = 0;
    int plain = 0;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (!entry.getKey().endsWith(".class")) {
        written.put(entry.getKey(), entry.getValue());
        continue;
      }
      PlainHost calls = new PlainHost(classes, entry.getValue());
      LambdaHost lambdas = new LambdaHost(classes, classes.files().parse(calls.rewritten()));
      written.putAll(lambdas.rewritten(entry.getKey(), calls.rewritten()));
      plain += calls.made();
      moved += lambdas.moved();
      left += lambdas.left();
    }
    System.out.printf(
        "%s: %d lambdas are in %d classes; %d stay as they are; %d switches, texts and methods of"
            + " records are plain code%n",
        whose, moved, written.size() - entries.size(), left, plain);
    return written;
  }
}
