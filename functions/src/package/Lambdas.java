import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rewrites a jar so that no class is made for a lambda expression or a method reference while a
 * function starts: what they do is in classes of the jar, one for all of a class that are of the
 * same interface and capture the same types. Java makes a class for each otherwise, when it is
 * first evaluated, and the SDK's model of AWS has thousands.
 *
 * <p>What cannot be moved to another class, because it is private there or asks for more than a
 * plain lambda, stays as it is. Every class that was changed or made is verified.
 *
 * <p>Arguments: the jar as it is, and the jar to write.
 */
final class Lambdas {
  private Lambdas() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, byte[]> entries = JarEntries.read(Path.of(arguments[0]));
    LinkedClasses classes = new LinkedClasses(entries);
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
    Path to = Path.of(arguments[1]);
    Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
    JarEntries.write(written, unfinished);
    Files.move(unfinished, to, StandardCopyOption.REPLACE_EXISTING);
    System.out.printf(
        "%d lambdas are in %d classes; %d stay as they are%n",
        moved, written.size() - entries.size(), left);
  }
}
