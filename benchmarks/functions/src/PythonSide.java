import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The Python that is found, with boto3.
 *
 * @param versions for the report
 * @param authorities the file of the authorities that botocore trusts
 * @param needed the files of boto3 that the handlers need
 * @param all everything that comes with boto3
 */
record PythonSide(
    String command, String versions, Path authorities, List<Path> needed, List<Path> all) {
  /**
   * @param root the project's folder
   */
  static PythonSide found(Path root) throws IOException, InterruptedException {
    String script = root.resolve("benchmarks/functions/boto3_files.py").toString();
    Process process =
        new ProcessBuilder("python3", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines =
        Arrays.asList(new String(process.getInputStream().readAllBytes()).strip().split("\n"));
    if (process.waitFor() != 0) {
      throw new IllegalStateException("boto3 was not found; python3 -m pip install boto3");
    }
    // Three lines tell what it is; then come files, each with a mark whether it is needed.
    return new PythonSide(
        lines.get(0),
        lines.get(1),
        Path.of(lines.get(2)),
        lines.stream().filter(line -> line.startsWith("+ ")).map(PythonSide::path).toList(),
        lines.stream()
            .filter(line -> line.startsWith("+ ") || line.startsWith("- "))
            .map(PythonSide::path)
            .toList());
  }

  private static Path path(String line) {
    return Path.of(line.substring(2));
  }
}
