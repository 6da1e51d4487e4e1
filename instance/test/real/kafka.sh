# shellcheck shell=bash
# What it shares with run.
# shellcheck disable=SC2154,SC2034
# Sourced by run: a node of Apache Kafka (KRaft) that takes nobody without TLS and a password (SCRAM-SHA-512), and lets nobody do what
# no ACL allows. Wants $work, $java, $kafka (jars), $broker_port, $controller_port, and certificates in $CERTIFICATES.

# make_kafka PASSWORD: of the user "tools"; the other one, "admin", may do everything.
make_kafka() {
  local folder=$work/kafka login='org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="of-the-admin";'
  mkdir -p "$folder"
  (
    cd "$folder" || exit
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out request -subj /CN=kafka -addext subjectAltName=DNS:localhost
    openssl x509 -req -in request -CA "$CERTIFICATES/ca.pem" -CAkey "$CERTIFICATES/ca.key" -CAcreateserial -days 2 \
      -copy_extensions copy -out certificate
    openssl pkcs12 -export -name kafka -in certificate -inkey key -passout pass:changeit -out keystore
    keytool -importcert -noprompt -storetype PKCS12 -keystore truststore -storepass changeit -alias ca -file "$CERTIFICATES/ca.pem"
  ) 2>"$work/kafka-certificates.log"
  cat >"$folder/client.properties" <<PROPERTIES
security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=$login
ssl.truststore.location=$folder/truststore
ssl.truststore.password=changeit
PROPERTIES
  cat >"$folder/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:$controller_port
listeners=SASL_SSL://localhost:$broker_port,CONTROLLER://localhost:$controller_port
listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:SASL_SSL
controller.listener.names=CONTROLLER
inter.broker.listener.name=SASL_SSL
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
sasl.mechanism.controller.protocol=SCRAM-SHA-512
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=$login
listener.name.controller.scram-sha-512.sasl.jaas.config=$login
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:admin
allow.everyone.if.no.acl.found=false
ssl.keystore.location=$folder/keystore
ssl.keystore.password=changeit
ssl.truststore.location=$folder/truststore
ssl.truststore.password=changeit
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
log.dirs=$folder/data
PROPERTIES
  "$java" -cp "$kafka" kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAQ -c "$folder/server.properties" \
    --add-scram 'SCRAM-SHA-512=[name=admin,password=of-the-admin]' --add-scram "SCRAM-SHA-512=[name=tools,password=$1]" \
    >"$work/format.log" 2>&1 || { cat "$work/format.log"; return 1; }
}

start_kafka() {
  "$java" -Xmx320m -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$kafka" kafka.Kafka "$work/kafka/server.properties" >>"$work/kafka.log" 2>&1 &
  kafka_pid=$!
}

# allow WHAT...: an ACL for the user "tools", in words of Kafka's own command.
allow() {
  "$java" -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$kafka" org.apache.kafka.tools.AclCommand --bootstrap-server "localhost:$broker_port" \
    --command-config "$work/kafka/client.properties" --add --allow-principal User:tools "$@" >>"$work/acls.log" 2>&1 ||
    { tail -30 "$work/acls.log"; return 1; }
}

start_connect() {
  "$java" -Xmx256m -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$kafka" org.apache.kafka.connect.cli.ConnectDistributed \
    "$runtime/connect/connect-distributed.properties" >>"$work/connect.log" 2>&1 &
  connect_pid=$!
}
