# What the files of all tools have in common. Input of every program here: {settings, host, index, instance, schemes, registryUrl,
# secrets: {kafka, registry}, stores: {tls, kafka, registry}}; a tool's own paths are in the stores.

# A value as java.util.Properties reads it: backslashes doubled, no space lost at the start, everything beyond ASCII as \uXXXX.
def hexadecimal: [range(12; -1; -4) as $shift | (. / pow(2; $shift) | floor) % 16 | "0123456789abcdef"[.:. + 1]] | join("");
def unicode:
  if . > 65535 then (. - 65536) as $rest
    | "\\u\((55296 + ($rest / 1024 | floor)) | hexadecimal)\\u\((56320 + $rest % 1024) | hexadecimal)"
  else "\\u\(hexadecimal)" end;
def property_value:
  tostring
  | [explode[]
      | if . == 92 then "\\\\"
        elif . == 10 then "\\n" elif . == 13 then "\\r" elif . == 9 then "\\t"
        elif . < 32 or . > 126 then unicode
        else [.] | implode end]
  | join("")
  | if startswith(" ") then "\\" + . else . end;

# A text in quotes as the parser of sasl.jaas.config reads it.
def jaas_text: "\"" + (gsub("\\\\"; "\\\\") | gsub("\""; "\\\"")) + "\"";

def login_module:
  if . == "PLAIN" then "org.apache.kafka.common.security.plain.PlainLoginModule"
  else "org.apache.kafka.common.security.scram.ScramLoginModule" end;

def when(condition; value): if condition then value else {} end;

# The properties of a key store and a trust store, each name after a prefix.
def store_properties($prefix; $stores):
  when($stores.keystore != null; {
    ($prefix + "ssl.keystore.location"): $stores.keystore.location,
    ($prefix + "ssl.keystore.type"): $stores.keystore.type,
    ($prefix + "ssl.keystore.password"): $stores.keystore.password,
    ($prefix + "ssl.key.password"): $stores.keystore.password})
  + when($stores.truststore != null; {
    ($prefix + "ssl.truststore.location"): $stores.truststore.location,
    ($prefix + "ssl.truststore.type"): $stores.truststore.type,
    ($prefix + "ssl.truststore.password"): $stores.truststore.password});

# How a client of Kafka talks to the brokers, and as whom.
def kafka_client($prefix):
  .settings.KAFKA_SECURITY_PROTOCOL as $protocol
  | .settings.KAFKA_SASL_MECHANISM as $mechanism
  | {($prefix + "security.protocol"): $protocol}
  + when($protocol | startswith("SASL_"); {
      ($prefix + "sasl.mechanism"): $mechanism,
      ($prefix + "sasl.jaas.config"): "\($mechanism | login_module) required username=\(.secrets.kafka.username | tostring | jaas_text) password=\(.secrets.kafka.password | tostring | jaas_text);"})
  + when($protocol | endswith("SSL");
      {($prefix + "ssl.endpoint.identification.algorithm"): "https"} + store_properties($prefix; .stores.kafka));

# How a client talks to Schema Registry: the names of its TLS settings begin with schema.registry. in every client.
def registry_client($prefix):
  {($prefix + "schema.registry.url"): .registryUrl}
  + when(.registryUrl | startswith("https:"); store_properties($prefix + "schema.registry."; .stores.registry))
  + when((.secrets.registry.username // "") != "";
      {($prefix + "basic.auth.credentials.source"): "USER_INFO",
       ($prefix + "schema.registry.basic.auth.user.info"): "\(.secrets.registry.username):\(.secrets.registry.password)"});

def replication($name): .settings[$name] as $own | if $own == "" then .settings.INTERNAL_TOPIC_REPLICATION_FACTOR else $own end;

# Lines of name=value that somebody added; they have the last word.
def further($name):
  .settings[$name] | split("\n")
  | map(select(test("^[A-Za-z0-9._-]+=")) | capture("^(?<key>[^=]+)=(?<value>.*)$"; "s"))
  | from_entries;

# Values that somebody wrote are in the file's own notation already; ours are not.
def file($further):
  with_entries(.value |= property_value) + $further
  | to_entries | map("\(.key)=\(.value)\n") | join("");
