import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A function in one of the forms that are compared.
 *
 * @param folder what the process is started in, and what its size is measured of
 * @param command without the handler, which is the last argument
 * @param environment beside what every function is told
 */
record Variant(
    Kind kind, Path folder, List<String> command, Map<String, String> environment) {
  /** What is compared; the first is what all others are compared with. */
  enum Kind {
    BOTO3("boto3 handler, Python"),
    UNSHRUNK("functions, the SDK as it comes"),
    PACKAGE("functions, the package"),
    AOT("functions, image with AOT cache"),
    PRIMED("functions, SnapStart");

    final String text;

    Kind(String text) {
      this.text = text;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What Java needs of its surroundings. */
  record Surroundings(Path jdk, Path runtime, Path nativeClient, Path trustStore) {}

  /**
   * Java, as the managed runtime starts it for a function of 1,024 MB.
   *
   * @param task as Lambda unpacks it: classes, and jars in lib/
   */
  static Variant managed(Kind kind, Path task, Surroundings around) {
    List<String> command = new ArrayList<>(List.of(around.jdk().resolve("bin/java").toString()));
    if (kind != Kind.PRIMED) {
      // Lambda leaves the optimizing compiler out unless there is a snapshot to profit from it.
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xms16m",
            "-Xmx880m",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Djava.net.preferIPv4Stack=true",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                + around.nativeClient(),
            "-Djavax.net.ssl.trustStore=" + around.trustStore(),
            "-cp",
            around.runtime() + "/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"));
    Map<String, String> environment = new HashMap<>(javaSettings());
    environment.put("LAMBDA_TASK_ROOT", task.toString());
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", kind == Kind.PRIMED ? "snap-start" : "on-demand");
    return new Variant(kind, task, command, environment);
  }

  /**
   * Java, as the image starts it.
   *
   * @param image what container/build made
   * @param trustStore instead of the image's
   */
  static Variant image(Path image, Path trustStore) {
    Map<String, String> environment = new HashMap<>(javaSettings());
    environment.put("TRUST_STORE", trustStore.toString());
    // For a JVM that is started without the entry point, to make the cache.
    environment.put("JDK_JAVA_OPTIONS", "-Djavax.net.ssl.trustStore=" + trustStore);
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    return new Variant(
        Kind.AOT, image, List.of(image.resolve("entrypoint").toString()), environment);
  }

  /**
   * Python.
   *
   * @param handlers the folder of the handlers and of what asks the Runtime API for events
   */
  static Variant python(String python, Path handlers, Path bundle) {
    return new Variant(
        Kind.BOTO3,
        handlers,
        List.of(python, handlers.resolve("boto3_bootstrap.py").toString()),
        Map.of(
            "AWS_CA_BUNDLE", bundle.toString(), "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));
  }

  /** The same, started in another way. */
  Variant commanded(List<String> other) {
    return new Variant(kind, folder, other, environment);
  }

  String handler(Scene scene) {
    return kind == Kind.BOTO3 ? scene.python : scene.java;
  }

  /** What the template tells every function. */
  private static Map<String, String> javaSettings() {
    return Map.of(
        "LOCK_TABLE", "tools-rollout-locks",
        "SERVER_GROUP_NAME", Cluster.SERVER_GROUP,
        "CHECK_PERIOD_SECONDS", "300",
        "EARLY_RELEASE", "interface",
        "WAIT_FOR_DNS", "false",
        "LAUNCH_BUDGET_SECONDS", "3600");
  }
}
