include "properties";

# https://docs.confluent.io/platform/current/schema-registry/installation/config.html
. as $in
| further("SCHEMA_REGISTRY_PROPERTIES") as $further
| .schemes.SCHEMA_REGISTRY as $scheme
| {
    "listeners": "\($scheme)://0.0.0.0:\(.settings.SCHEMA_REGISTRY_PORT)",
    # What the others reach this one by when it leads; the port is the listener's.
    "host.name": .host,
    "inter.instance.protocol": $scheme,
    "schema.registry.group.id": .settings.SCHEMA_REGISTRY_GROUP_ID,
    "leader.eligibility": "true",
    # A leader that is there stays leader: a server that comes back during a rollout does not take over, which would make every
    # registry wait for an election once more.
    "leader.election.sticky": "true",
    "kafkastore.topic": .settings.SCHEMA_REGISTRY_TOPIC,
    "kafkastore.topic.replication.factor": .settings.INTERNAL_TOPIC_REPLICATION_FACTOR,
    "kafkastore.bootstrap.servers": (.settings.KAFKA_SECURITY_PROTOCOL as $p
      | .settings.KAFKA_BOOTSTRAP_SERVERS | split(",") | map("\($p)://\(.)") | join(",")),
    "kafkastore.init.timeout.ms": "60000",
    "debug": "false"
  }
+ ($in | kafka_client("kafkastore."))
+ when($scheme == "https"; $in
    | {"ssl.client.authentication": (.settings.TLS_CLIENT_AUTHENTICATION | ascii_upcase)} + store_properties(""; .stores.tls))
| file($further)
