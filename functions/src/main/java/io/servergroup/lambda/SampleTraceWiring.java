package io.servergroup.lambda;

/**
 * Says for the time of samples which trace a request belongs to, as Lambda's runtime does for each
 * invocation: the SDK passes it on with every call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-java-configuration.html">The
 *     system property of the trace header</a>
 */
final class SampleTraceWiring {
  private static final String PROPERTY = "com.amazonaws.xray.traceHeader";

  private static final String SAMPLE =
      "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0";

  private SampleTraceWiring() {}

  /** Does some work, and leaves the property as it was. */
  static void during(Runnable work) {
    String before = System.setProperty(PROPERTY, SAMPLE);
    try {
      work.run();
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }
}
