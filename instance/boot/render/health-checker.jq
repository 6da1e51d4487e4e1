include "properties";

# instance/health-checker/README.md. `/` asks for what this server alone is to blame for; `/ready` for Kafka as well.
def tls($name; $stores):
  when($stores.truststore != null; {"check.\($name).ca": $stores.truststore.location,
    "check.\($name).ca.password.file": "\($stores.truststore.location).password"})
  + when($stores.keystore != null; {"check.\($name).client": $stores.keystore.location,
    "check.\($name).client.password.file": "\($stores.keystore.location).password"});

def http($in; $name; $tool; $path; $for):
  $in.schemes[$tool] as $scheme
  | {"check.\($name).kind": "http",
     "check.\($name).target": "\($scheme)://127.0.0.1:\($in.settings[$tool + "_PORT"])\($path)",
     "check.\($name).for": $for}
  + when($scheme == "https"; {"check.\($name).sni": $in.host} + tls($name; $in.stores.tls));

. as $in
| further("HEALTH_CHECKER_PROPERTIES") as $further
| {"listener": "0.0.0.0:\(.settings.HEALTH_CHECKER_LISTENER_PORT)", "drain.file": $in.drainFile}
+ when(.settings.SCHEMA_REGISTRY_PORT != "0";
    http($in; "schema-registry"; "SCHEMA_REGISTRY"; "/"; "live")
    + http($in; "schema-registry-schemas"; "SCHEMA_REGISTRY"; "/subjects"; "ready"))
+ when(.settings.REST_PROXY_PORT != "0";
    http($in; "rest-proxy"; "REST_PROXY"; "/"; "live")
    + http($in; "rest-proxy-brokers"; "REST_PROXY"; "/v3/clusters"; "ready"))
+ when(.settings.CONNECT_PORT != "0";
    http($in; "connect"; "CONNECT"; "/"; "live")
    # 503 while the worker starts, 500 when it has lost its group: KIP-1017.
    + http($in; "connect-worker"; "CONNECT"; "/health"; "ready"))
+ {"check.kafka.kind": (if .settings.KAFKA_SECURITY_PROTOCOL | endswith("SSL") then "tls" else "tcp" end),
   "check.kafka.target": .settings.KAFKA_BOOTSTRAP_SERVERS,
   "check.kafka.for": "ready"}
+ when(.settings.KAFKA_SECURITY_PROTOCOL | endswith("SSL"); tls("kafka"; .stores.kafka))
| file($further)
