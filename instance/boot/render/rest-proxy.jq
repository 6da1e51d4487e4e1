include "properties";

# https://docs.confluent.io/platform/current/kafka-rest/production-deployment/rest-proxy/config.html
. as $in
| further("REST_PROXY_PROPERTIES") as $further
| .schemes.REST_PROXY as $scheme
| {
    "id": (if .settings.REST_PROXY_ID != "" then .settings.REST_PROXY_ID
           elif .index != "" then "\(.settings.CLUSTER_NAME)-\(.index)"
           else .instance end),
    "host.name": .host,
    "listeners": "\($scheme)://0.0.0.0:\(.settings.REST_PROXY_PORT)",
    # A consumer belongs to the proxy that made it, and its address begins with this.
    "advertised.listeners": "\($scheme)://\(.host):\(.settings.REST_PROXY_PORT)",
    "bootstrap.servers": .settings.KAFKA_BOOTSTRAP_SERVERS
  }
+ ($in | kafka_client("client."))
+ when(.registryUrl != ""; $in | registry_client("")
    # The client of the first API takes this one from the settings of its Kafka clients.
    | if has("basic.auth.credentials.source")
      then .["client.basic.auth.credentials.source"] = .["basic.auth.credentials.source"]
        | .["schema.registry.basic.auth.credentials.source"] = .["basic.auth.credentials.source"]
        | del(.["basic.auth.credentials.source"])
      else . end)
+ when($scheme == "https"; $in
    | {"ssl.client.authentication": (.settings.TLS_CLIENT_AUTHENTICATION | ascii_upcase)} + store_properties(""; .stores.tls))
| file($further)
