import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.rest.RestServerConfig;
import org.apache.kafka.connect.runtime.rest.util.SSLUtils;

/**
 * Reads the files that the boot script wrote with Kafka's own code: names of settings, jaas.config, key stores and their passwords. Connects to
 * nobody. The converters are Confluent's, which Maven Central does not have, so that others stand for them.
 */
final class KafkaReads {
  private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    worker(properties(folder.resolve("connect/connect-distributed.properties")));
    client("REST Proxy", properties(folder.resolve("rest-proxy/kafka-rest.properties")), "client.");
    Path registry = folder.resolve("schema-registry/schema-registry.properties");
    if (Files.exists(registry)) {
      client("Schema Registry", properties(registry), "kafkastore.");
    }
  }

  private static Map<String, String> properties(Path file) throws IOException {
    return new HashMap<>(Utils.propsToStringMap(Utils.loadProps(file.toString())));
  }

  private static void worker(Map<String, String> properties) throws Exception {
    properties.putAll(Map.of("key.converter", JSON, "value.converter", JSON));
    DistributedConfig config = new DistributedConfig(properties);
    RestServerConfig rest = RestServerConfig.forPublic(60_000, config.originals());
    if (properties.get("listeners").startsWith("https:")) {
      var server = SSLUtils.createServerSideSslContextFactory(rest);
      server.start();
      System.out.println("worker serves with " + server.getSslContext().getProtocol());
    }
    for (String prefix : List.of("", "producer.", "consumer.", "admin.")) {
      client("worker " + prefix, properties, prefix);
    }
  }

  /** What a client of Kafka gets: the names with this prefix that are not about anything else. */
  private static void client(String who, Map<String, String> properties, String prefix) {
    Map<String, Object> own = new HashMap<>(Map.of("bootstrap.servers", "localhost:9092"));
    properties.forEach(
        (name, value) -> {
          String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
          if (rest.startsWith("ssl.") || rest.startsWith("sasl.") || rest.startsWith("security.")) {
            own.put(rest, value);
          }
        });
    var unknown = new TreeSet<>(own.keySet());
    unknown.removeAll(AdminClientConfig.configNames());
    if (!unknown.isEmpty() && !who.startsWith("Schema")) {
      throw new IllegalArgumentException(who + ": Kafka's clients know nothing of " + unknown);
    }
    ClientUtils.createChannelBuilder(new AdminClientConfig(own), Time.SYSTEM, new LogContext()).close();
    System.out.println(who + " talks " + own.get("security.protocol"));
  }
}
