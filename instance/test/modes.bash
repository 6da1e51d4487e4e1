# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034 # jq has variables of its own; the tests use what is set here
# Sourced by tests: the ways in which a cluster can be secured. mode_NAME sets up the instance; golden/NAME has what it has to make.

brokers=KAFKA_BOOTSTRAP_SERVERS=b-1.example.com:9092,b-2.example.com:9092

# A password that needs care in every notation it goes through: JSON, jaas.config, Java properties.
hard_password=' a"b\c=d#é😀$x`'

user() { secret kafka --arg p "$hard_password" '{username: "tools", password: $p}'; }
served() { # served JQ-FILTER: certificate and key of this server, and more
  secret tls --rawfile c "$CERTIFICATES/server.pem" --rawfile k "$CERTIFICATES/server.key" --rawfile ca "$CERTIFICATES/two.pem" \
    "{certificate: \$c, key: \$k} + $1"
}

mode_plaintext() { settings ATTACH_ENI=false "$brokers"; }
mode_kafka_tls() {
  settings ATTACH_ENI=false "$brokers" KAFKA_SECURITY_PROTOCOL=SSL \
    "KAFKA_CREDENTIALS_SECRET_ARN=$(secret kafka --rawfile ca "$CERTIFICATES/ca.pem" '{ca: $ca}')"
}
mode_kafka_mtls() {
  settings ATTACH_ENI=false "$brokers" KAFKA_SECURITY_PROTOCOL=SSL "KAFKA_CREDENTIALS_SECRET_ARN=$(
    secret kafka --rawfile ca "$CERTIFICATES/ca.pem" --rawfile c "$CERTIFICATES/client.pem" --rawfile k "$CERTIFICATES/client.key" \
      '{ca: $ca, certificate: $c, key: $k}')"
}
# With brokers whose certificates Java knows by itself, as those of Amazon MSK.
mode_kafka_sasl_plain() {
  settings ATTACH_ENI=false "$brokers" KAFKA_SECURITY_PROTOCOL=SASL_SSL KAFKA_SASL_MECHANISM=PLAIN "KAFKA_CREDENTIALS_SECRET_ARN=$(user)"
}
mode_kafka_scram_256() {
  settings ATTACH_ENI=false "$brokers" KAFKA_SECURITY_PROTOCOL=SASL_PLAINTEXT KAFKA_SASL_MECHANISM=SCRAM-SHA-256 \
    "KAFKA_CREDENTIALS_SECRET_ARN=$(user)"
}
mode_kafka_scram_512() {
  settings ATTACH_ENI=false "$brokers" KAFKA_SECURITY_PROTOCOL=SASL_SSL "KAFKA_CREDENTIALS_SECRET_ARN=$(
    secret kafka --arg p "$hard_password" --rawfile ca "$CERTIFICATES/ca.pem" '{username: "tools", password: $p, ca: $ca}')"
}
mode_https() { settings ATTACH_ENI=false "$brokers" "TLS_SECRET_ARN=$(served '{}')"; }
mode_https_mtls() {
  settings ATTACH_ENI=false "$brokers" TLS_CLIENT_AUTHENTICATION=required "TLS_SECRET_ARN=$(served '{ca: $ca}')"
}
mode_registry_elsewhere() {
  settings ATTACH_ENI=false "$brokers" SCHEMA_REGISTRY_PORT=0 \
    SCHEMA_REGISTRY_URL=https://registry-1.example.com:8081,https://registry-2.example.com:8081 "SCHEMA_REGISTRY_SECRET_ARN=$(
      secret registry --arg p "$hard_password" --rawfile ca "$CERTIFICATES/ca.pem" --rawfile c "$CERTIFICATES/client.pem" \
        --rawfile k "$CERTIFICATES/client.key" '{username: "tools", password: $p, ca: $ca, certificate: $c, key: $k}')"
}
# Stores as they were made for the Terraform module, an encrypted key, and every other setting.
mode_everything() {
  local store=$CERTIFICATES/store.jks
  if [ ! -e "$store" ]; then
    keytool -genkeypair -alias server -keyalg EC -dname CN=0.tools.example.com -validity 2 -storetype JKS -keystore "$store" \
      -storepass changeit -keypass changeit 2>/dev/null
    keytool -importcert -noprompt -alias ca -file "$CERTIFICATES/ca.pem" -storetype JKS -keystore "$CERTIFICATES/trust.jks" \
      -storepass changeit 2>/dev/null
    openssl pkey -in "$CERTIFICATES/client.key" -aes256 -passout pass:opensesame -out "$CERTIFICATES/locked.key"
  fi
  settings ATTACH_ENI=false "$brokers" KAFKA_SECURITY_PROTOCOL=SASL_SSL TLS_CLIENT_AUTHENTICATION=requested CONNECT_GROUP_ID=etl \
    INTERNAL_TOPIC_REPLICATION_FACTOR=2 "SETTINGS_PATH=/tools/$RANDOM" HOST_NAME=tools.example.com \
    "KAFKA_CREDENTIALS_SECRET_ARN=$(secret kafka --arg p "$hard_password" --rawfile ca "$CERTIFICATES/ca.pem" \
      --rawfile c "$CERTIFICATES/client.pem" --rawfile k "$CERTIFICATES/locked.key" \
      '{username: "tools", password: $p, ca: $ca, certificate: $c, key: $k, keyPassword: "opensesame"}')" \
    "TLS_SECRET_ARN=$(secret tls --arg k "$(base64 -w0 "$store")" --arg t "$(base64 -w0 "$CERTIFICATES/trust.jks")" \
      '{keystore: $k, keystorePassword: "changeit", truststore: $t, truststorePassword: "changeit"}')"
  local path
  path=$(sed -n "s/^SETTINGS_PATH='\(.*\)'/\1/p" "$ROOT/etc/server-group/cluster.env")
  parameter "$path/connect-heap" 1g-3g
  parameter "$path/schema-registry-heap" 700m
  parameter "$path/schema-registry-jvm-options" '-XX:+UseZGC -Dnetworkaddress.cache.ttl=30'
  parameter "$path/rest-proxy-log-level" DEBUG
  parameter "$path/rest-proxy-id" proxy-a
  parameter "$path/status-storage-replication-factor" 1
  parameter "$path/schema-registry-group-id" registry-of-tools
  parameter "$path/schema-registry-topic" _schemas_of_tools
  parameter "$path/connect-properties" $'# what connectors may override\nconnector.client.config.override.policy=Principal\noffset.flush.interval.ms=5000\n\nplugin.path=/usr/share/java'
  mkdir -p "$ROOT/etc/health-checker"
  echo 'checker:opensesame' >"$ROOT/etc/health-checker/user"
  parameter "$path/health-checker-properties" "check.schema-registry.credentials.file=$ROOT/etc/health-checker/user"$'\ncheck.rest-proxy.status=200,401\n# what no tool answers for\ncheck.disk.kind=script\ncheck.disk.target=test -d /\ncheck.disk.for=ready\ntime.limit=6s'
}
mode_without_registry() { settings ATTACH_ENI=false "$brokers" SCHEMA_REGISTRY_PORT=0 HEALTH_CHECKER_LISTENER_PORT=5600; }

# made: everything that boot wrote for the services, in one text without what differs each time.
made() {
  local file
  (cd "$ROOT/run/server-group" && find . -type f ! -name '*.p12' ! -name '*-keystore' ! -name '*-truststore' ! -name '*.password' | sort) |
    while read -r file; do
      printf '## %s %s\n' "${file#./}" "$(stat -c '%A %U:%G' "$ROOT/run/server-group/$file")"
      sed -E "s/[0-9a-f]{48}/PASSWORD/; s#$ROOT##g" "$ROOT/run/server-group/$file"
    done
  (cd "$ROOT/run/server-group" && find . -type f \( -name '*-keystore' -o -name '*-truststore' -o -name '*.password' \) -printf '## %P %M %u:%g\n' | sort)
}
