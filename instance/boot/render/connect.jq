include "properties";

# https://kafka.apache.org/documentation/#connectconfigs
. as $in
| further("CONNECT_PROPERTIES") as $further
| .schemes.CONNECT as $scheme
| .settings.CONNECT_GROUP_ID as $group
| {
    "bootstrap.servers": .settings.KAFKA_BOOTSTRAP_SERVERS,
    "group.id": $group,
    "listeners": "\($scheme)://0.0.0.0:\(.settings.CONNECT_PORT)",
    "rest.advertised.listener": $scheme,
    "rest.advertised.host.name": .host,
    "rest.advertised.port": .settings.CONNECT_PORT,
    "config.storage.topic": "\($group)-configs",
    "config.storage.replication.factor": replication("CONFIG_STORAGE_REPLICATION_FACTOR"),
    "offset.storage.topic": "\($group)-offsets",
    "offset.storage.replication.factor": replication("OFFSET_STORAGE_REPLICATION_FACTOR"),
    "status.storage.topic": "\($group)-status",
    "status.storage.replication.factor": replication("STATUS_STORAGE_REPLICATION_FACTOR"),
    "plugin.path": "/usr/share/java,/usr/share/confluent-hub-components,/opt/server-group/connect-plugins"
  }
+ (if .registryUrl != "" then
    (["key.converter.", "value.converter."] | map(. as $prefix
      | {($prefix | rtrimstr(".")): "io.confluent.connect.avro.AvroConverter"} + ($in | registry_client($prefix))) | add)
   else
    {"key.converter": "org.apache.kafka.connect.json.JsonConverter", "value.converter": "org.apache.kafka.connect.json.JsonConverter"}
   end)
# The worker itself, and what its connectors write, read and administer with.
+ (["", "producer.", "consumer.", "admin."] | map(. as $prefix | $in | kafka_client($prefix)) | add)
+ when($scheme == "https"; $in
    | {"listeners.https.ssl.client.auth": .settings.TLS_CLIENT_AUTHENTICATION}
    + store_properties("listeners.https."; .stores.tls))
| file($further)
