import java.io.IOException;

/**
 * Who runs where: what is measured on the first processors, this process on the others, or on all
 * when there are no others.
 *
 * @param measured as taskset takes them
 */
record Processors(String measured) {
  static Processors leaving(int cores) throws IOException, InterruptedException {
    int all = Integer.parseInt(System.getProperty("benchmark.processors"));
    String own = cores < all ? cores + "-" + (all - 1) : "0-" + (all - 1);
    Process process =
        new ProcessBuilder(
                "taskset", "-a", "-c", "-p", own, Long.toString(ProcessHandle.current().pid()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("taskset did not work: " + said);
    }
    return new Processors("0-" + (cores - 1));
  }
}
