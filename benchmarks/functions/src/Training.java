import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Lets a function handle events of the fake AWS and ends it, so that a JVM writes down what it
 * learnt. Arguments: the project's folder, a JDK, a folder to work in, how many launches and as
 * many terminations, and the command of the function without its handler. What the function writes
 * is in aot.log of the folder.
 */
final class Training {
  private Training() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path root = Path.of(arguments[0]);
    Path jdk = Path.of(arguments[1]);
    Path work = Path.of(arguments[2]);
    int times = Integer.parseInt(arguments[3]);
    List<String> command = Arrays.asList(arguments).subList(4, arguments.length);
    Certificate certificate = Certificate.make(jdk, work);
    Cluster cluster = new Cluster(1);
    try (FakeAws aws = new FakeAws(certificate.server(), cluster, Duration.ZERO, true)) {
      Variant image = Variant.image(work, certificate.trustStore()).commanded(command);
      FunctionProcess.Place place =
          new FunctionProcess.Place("", root.resolve("events"), work, aws, cluster);
      try (FunctionProcess process = FunctionProcess.start(image, Scene.LAUNCH, place)) {
        List<List<String>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
          process.invoke(Scene.LAUNCH, calls);
          process.invoke(Scene.TERMINATE, calls);
        }
        process.end();
      }
    }
  }
}
