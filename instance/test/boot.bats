#!/usr/bin/env bats
# A server boots: what it makes of what the stack, its tags and the secrets say.

setup_file() {
  load world
  load metadata
  make_groups
  export CERTIFICATES=$BATS_FILE_TMPDIR/certificates
  mkdir "$CERTIFICATES"
  make_certificates "$CERTIFICATES"
  start_account "$BATS_FILE_TMPDIR"
}

teardown_file() { kill "$ACCOUNT_PID"; }

setup() {
  load world
  load metadata
  load modes
  new_instance "$BATS_TEST_TMPDIR"
}

teardown() { kill "$METADATA_PID"; }

# refused TEXT: boot ends with 1, says this, and starts nothing.
refused() {
  rm -f "$CALLS"
  run "$BOOT/boot"
  echo "$output"
  [ "$status" -eq 1 ]
  [[ $output == *"$1"* ]]
  [ ! -e "$CALLS" ] || ! grep -q restart "$CALLS"
}

golden() {
  local mode=$1
  "mode_${mode//-/_}"
  "$BOOT/boot" 2>"$BATS_TEST_TMPDIR/said" || { cat "$BATS_TEST_TMPDIR/said"; return 1; }
  if [ -n "${UPDATE_GOLDEN:-}" ]; then
    mkdir -p "$HERE/golden"
    made >"$HERE/golden/$mode.txt"
  fi
  diff -u "$HERE/golden/$mode.txt" <(made)
  # The health checker understands what it is told, stores and passwords included: 2 would say that it does not. Nobody is there to answer it.
  run "$HERE/../health-checker/health-checker" --config "$ROOT/run/server-group/health-checker/health-checker.properties" --check
  echo "$output"
  [ "$status" -eq 1 ]
  [ "$(grep -c 'connection refused' <<<"$output")" -ge 4 ]
  # Nothing that is secret is said, and nothing of it is left but what the services read.
  never grep -q 'BEGIN\|changeit\|opensesame\|a"b' "$BATS_TEST_TMPDIR/said"
  [ -z "$(find "$ROOT/run/server-group" -name 'boot.*')" ]
}

@test "plaintext: files are as before" { golden plaintext; }
@test "TLS to Kafka: files are as before" { golden kafka-tls; }
@test "mTLS to Kafka: files are as before" { golden kafka-mtls; }
@test "SASL PLAIN to Kafka: files are as before" { golden kafka-sasl-plain; }
@test "SCRAM-SHA-256 to Kafka: files are as before" { golden kafka-scram-256; }
@test "SCRAM-SHA-512 over TLS to Kafka: files are as before" { golden kafka-scram-512; }
@test "TLS for clients: files are as before" { golden https; }
@test "mTLS for clients, and among the tools: files are as before" { golden https-mtls; }
@test "a Schema Registry elsewhere, by mTLS and password: files are as before" { golden registry-elsewhere; }
@test "no Schema Registry at all: files are as before" { golden without-registry; }
@test "every setting, key stores from elsewhere, an encrypted key: files are as before" { golden everything; }

@test "a password reaches Java and Kafka as it is in the secret, whatever is in it" {
  mode_kafka_scram_512
  "$BOOT/boot"
  cat >"$BATS_TEST_TMPDIR/Read.java" <<'JAVA'
    import java.io.*; import java.util.*;
    class Read { public static void main(String[] a) throws Exception {
      Properties p = new Properties(); p.load(new FileInputStream(a[0]));
      new PrintStream(System.out, true, "UTF-8").print(p.getProperty(a[1])); } }
JAVA
  for key in connect/connect-distributed.properties:sasl.jaas.config rest-proxy/kafka-rest.properties:client.sasl.jaas.config \
    schema-registry/schema-registry.properties:kafkastore.sasl.jaas.config; do
    jaas=$(java "$BATS_TEST_TMPDIR/Read.java" "$ROOT/run/server-group/${key%:*}" "${key#*:}")
    echo "$jaas"
    expected=${hard_password//\\/\\\\}
    [ "$jaas" = "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"tools\" password=\"${expected//\"/\\\"}\";" ]
  done
}

@test "no secret is ever an argument of a command" {
  mode_everything
  mkdir "$BATS_TEST_TMPDIR/spy"
  for command in jq openssl keytool aws curl base64 cat awk sed cp mv chgrp; do
    printf '#!/bin/sh\nprintf "%%s\\n" "$0 $*" >>%s\nexec %s "$@"\n' "$BATS_TEST_TMPDIR/arguments" "$(command -v $command)" \
      >"$BATS_TEST_TMPDIR/spy/$command"
    chmod +x "$BATS_TEST_TMPDIR/spy/$command"
  done
  PATH=$BATS_TEST_TMPDIR/spy:$PATH "$BOOT/boot"
  grep -q get-secret-value "$BATS_TEST_TMPDIR/arguments"
  cat "$ROOT"/run/server-group/health-checker/{kafka-keystore,kafka-truststore,tls-keystore,tls-truststore}.password \
    | sed 's/changeit/\nchangeit\n/g; s/[0-9a-f]\{48\}/&\n/g' | grep . >"$BATS_TEST_TMPDIR/passwords"
  [ "$(grep -cx '[0-9a-f]\{48\}' "$BATS_TEST_TMPDIR/passwords")" = 2 ]
  never grep -qFf "$BATS_TEST_TMPDIR/passwords" "$BATS_TEST_TMPDIR/arguments"
  never grep -qF -e 'a"b' -e changeit -e opensesame -e 'PRIVATE KEY' "$BATS_TEST_TMPDIR/arguments"
  # The token of the metadata service is none either.
  never grep -q 'aws-ec2-metadata-token:' "$BATS_TEST_TMPDIR/arguments"
}

@test "a boot makes the same where there is neither a home nor a language, as under cloud-init" {
  mode_kafka_scram_512
  env --ignore-environment "PATH=$PATH" "SERVER_GROUP_ROOT=$ROOT" "AWS_ENDPOINT_URL=$AWS_ENDPOINT_URL" AWS_ACCESS_KEY_ID=testing \
    AWS_SECRET_ACCESS_KEY=testing "AWS_EC2_METADATA_SERVICE_ENDPOINT=$AWS_EC2_METADATA_SERVICE_ENDPOINT" "$BOOT/boot"
  diff -u "$HERE/golden/kafka-scram-512.txt" <(made)
}

@test "stores hold what the secret holds, by their passwords" {
  mode_kafka_mtls
  "$BOOT/boot"
  cd "$ROOT/run/server-group/health-checker"
  openssl pkcs12 -in kafka-keystore -passin file:kafka-keystore.password -nokeys -clcerts 2>/dev/null | openssl x509 -noout -subject | grep 'CN = tools'
  keytool -list -keystore kafka-truststore -storepass:file kafka-truststore.password | grep -c trustedCertEntry | grep -qx 1
  never openssl pkcs12 -in kafka-keystore -passin pass: -nokeys 2>/dev/null
}

@test "services start in the order in which they need each other, and no others" {
  mode_registry_elsewhere
  "$BOOT/boot"
  diff -u - "$CALLS" <<'CALLED'
start server-group-termination.service
restart server-group-rest-proxy.service
restart server-group-connect.service
restart server-group-health-checker.service
CALLED
  [ ! -e "$ROOT/run/server-group/schema-registry" ]
}

@test "booting again changes nothing but the passwords of stores" {
  mode_kafka_tls
  "$BOOT/boot"
  made >"$BATS_TEST_TMPDIR/first"
  "$BOOT/boot"
  diff -u "$BATS_TEST_TMPDIR/first" <(made)
}

# certificate_of TOOL: the subject of what a tool serves with.
certificate_of() {
  local folder=$ROOT/run/server-group/$1
  cat "$folder"/*.properties | sed -n 's/^\(listeners\.https\.\)\?ssl\.keystore\.password=//p' >"$BATS_TEST_TMPDIR/password"
  openssl pkcs12 -in "$folder/tls-keystore" -passin "file:$BATS_TEST_TMPDIR/password" -nokeys -clcerts 2>/dev/null | openssl x509 -noout -subject
}

@test "a secret that has changed is what the next boot takes, and what is no longer in it is on the server no longer" {
  mode_https_mtls
  "$BOOT/boot"
  for tool in schema-registry rest-proxy connect; do
    [[ $(certificate_of $tool) == *'CN = 0.tools.example.com' ]]
  done
  [ -e "$ROOT/run/server-group/health-checker/tls-truststore.password" ]
  settings ATTACH_ENI=false "$brokers" "TLS_SECRET_ARN=$(secret tls --rawfile c "$CERTIFICATES/client.pem" --rawfile k "$CERTIFICATES/client.key" \
    '{certificate: $c, key: $k}')"
  "$BOOT/boot"
  for tool in schema-registry rest-proxy connect; do
    [[ $(certificate_of $tool) == *'CN = tools' ]]
  done
  [ -z "$(find "$ROOT/run/server-group" -name '*truststore*')" ]
  settings ATTACH_ENI=false "$brokers"
  "$BOOT/boot"
  [ -z "$(find "$ROOT/run/server-group" -name '*store*')" ]
}

@test "a tool that is to run no longer is stopped by the next boot, and its files go" {
  "$BOOT/boot"
  settings ATTACH_ENI=false "$brokers" REST_PROXY_PORT=0 HEALTH_CHECKER_LISTENER_PORT=0
  rm "$CALLS"
  "$BOOT/boot"
  diff -u - "$CALLS" <<'CALLED'
start server-group-termination.service
stop server-group-rest-proxy.service
stop server-group-health-checker.service
restart server-group-schema-registry.service
restart server-group-connect.service
CALLED
  [ ! -e "$ROOT/run/server-group/rest-proxy" ]
  [ ! -e "$ROOT/run/server-group/health-checker" ]
  # Once is enough.
  rm "$CALLS"
  "$BOOT/boot"
  never grep stop "$CALLS"
}

# unit_would_run: whether systemd would let the boot unit run on this instance as it is now.
unit_would_run() {
  local condition
  condition=$(sed -n 's/^ConditionPathExists=//p' "$HERE/../image/systemd/server-group-boot.service")
  [ -n "$condition" ]
  systemd-analyze condition "ConditionPathExists=$ROOT$condition"
}

@test "a boot that failed at the first start of an instance is run again at the next one, and none before user data has said of what" {
  mv "$ROOT/etc/server-group/cluster.env" "$BATS_TEST_TMPDIR/user-data"
  never unit_would_run
  mv "$BATS_TEST_TMPDIR/user-data" "$ROOT/etc/server-group/cluster.env"
  settings ATTACH_ENI=perhaps "$brokers"
  refused "is 'perhaps'; it has to be true or false"
  unit_would_run
  settings ATTACH_ENI=false "$brokers"
  "$BOOT/boot"
  unit_would_run
}

@test "two boots do not get in each other's way: the second waits for the first" {
  mkdir -p "$ROOT/run/server-group"
  exec {first}<"$ROOT/run/server-group"
  flock "$first"
  # Without the descriptors of bats, and without that of the first, whose lock it would share.
  "$BOOT/boot" 2>"$BATS_TEST_TMPDIR/said" 3>&- 4>&- {first}<&- &
  second=$!
  until grep -q 'waiting for the end of another run' "$BATS_TEST_TMPDIR/said"; do
    kill -0 "$second"
    sleep 0.1
  done
  sleep 1
  kill -0 "$second"
  [ -z "$(ls "$ROOT/run/server-group")" ]
  [ ! -e "$CALLS" ]
  exec {first}<&-
  wait "$second"
  grep -q 'restart server-group-connect.service' "$CALLS"
}

@test "without a name a server is known by its address, without a number by its instance" {
  rm "$METADATA/tags/instance/ServerGroupDnsName" "$METADATA/tags/instance/ServerGroupIndex"
  "$BOOT/boot"
  grep -qx 'host.name=10.0.0.10' "$ROOT/run/server-group/schema-registry/schema-registry.properties"
  grep -qx 'id=i-0123456789abcdef0' "$ROOT/run/server-group/rest-proxy/kafka-rest.properties"
}

@test "the health checker does what lines of its own add to what follows from the tools" {
  settings ATTACH_ENI=false "$brokers" SETTINGS_PATH=/tools/checked
  parameter /tools/checked/health-checker-properties $'check.disk.kind=script\ncheck.disk.target=sh -c "echo 3 blocks left; exit 1"\ncheck.connect.target=http://127.0.0.1:1/elsewhere'
  "$BOOT/boot"
  run "$HERE/../health-checker/health-checker" --config "$ROOT/run/server-group/health-checker/health-checker.properties" --check
  echo "$output"
  [ "$status" -eq 1 ]
  jq -e '.checks | map({(.name): .}) | add
    | .disk.status == "unhealthy" and (.disk.message | contains("3 blocks left"))
    and .connect.target == "http://127.0.0.1:1/elsewhere" and ."rest-proxy".target == "http://127.0.0.1:8082/"' <<<"$output"
}

@test "brokers and registries are found by the tags of their interfaces, in the order of their addresses" {
  vpc=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)
  subnet=$(aws ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)
  for address in 10.0.0.105 10.0.0.31; do
    aws ec2 create-network-interface --subnet-id "$subnet" --private-ip-address $address \
      --tag-specifications 'ResourceType=network-interface,Tags=[{Key=role,Value=brokers}]' >/dev/null
  done
  settings ATTACH_ENI=false KAFKA_BROKERS_TAG=role=brokers SCHEMA_REGISTRY_TAG=role=brokers KAFKA_PORT=9094
  "$BOOT/boot"
  grep -qx 'bootstrap.servers=10.0.0.31:9094,10.0.0.105:9094' "$ROOT/run/server-group/connect/connect-distributed.properties"
  grep -qx 'schema.registry.url=http://10.0.0.31:8081,http://10.0.0.105:8081' "$ROOT/run/server-group/rest-proxy/kafka-rest.properties"

  settings ATTACH_ENI=false KAFKA_BROKERS_TAG=role=nobody
  refused 'KAFKA_BROKERS_TAG: no network interface has the tag role=nobody'
}

# known_by TOOL: by which stores a tool knows registries and shows itself to them.
known_by() {
  sed -nE 's/^(.*\.)?schema\.registry\.ssl\.(key|trust)store\.location=.*\///p' "$ROOT/run/server-group/$1"/*.properties | sort -u | paste -sd' ' -
}

@test "a registry elsewhere is neither judged by this cluster's authority nor shown its key" {
  registry=SCHEMA_REGISTRY_URL=https://registry.example.com
  tls=$(served '{ca: $ca}')
  settings ATTACH_ENI=false "$brokers" "TLS_SECRET_ARN=$tls" "$registry"
  "$BOOT/boot"
  for tool in rest-proxy connect; do
    grep -q 'schema.registry.url=https://registry.example.com$' "$ROOT/run/server-group/$tool"/*.properties
    [ -z "$(known_by $tool)" ]
    never grep -q 'schema.registry.ssl' "$ROOT/run/server-group/$tool"/*.properties
  done
  # They still serve with it.
  grep -q '^listeners.https.ssl.keystore.location=.*/tls-keystore$' "$ROOT/run/server-group/connect/connect-distributed.properties"

  # Who wants this cluster's certificates for it says so: the same secret once more.
  settings ATTACH_ENI=false "$brokers" "TLS_SECRET_ARN=$tls" "$registry" "SCHEMA_REGISTRY_SECRET_ARN=$tls"
  "$BOOT/boot"
  for tool in rest-proxy connect; do
    [ "$(known_by $tool)" = 'registry-keystore registry-truststore' ]
  done
}

@test "registries that are found by their tag, and the one on the same server, are known by what the tools serve with" {
  vpc=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)
  subnet=$(aws ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)
  aws ec2 create-network-interface --subnet-id "$subnet" --private-ip-address 10.0.0.50 \
    --tag-specifications 'ResourceType=network-interface,Tags=[{Key=role,Value=registry}]' >/dev/null
  tls=$(served '{ca: $ca}')
  for more in SCHEMA_REGISTRY_TAG=role=registry HOST_NAME=0.tools.example.com; do
    settings ATTACH_ENI=false "$brokers" "TLS_SECRET_ARN=$tls" "$more"
    "$BOOT/boot"
    for tool in rest-proxy connect; do
      [ "$(known_by $tool)" = 'tls-keystore tls-truststore' ]
    done
  done
  grep -q 'schema.registry.url=https://0.tools.example.com:8081$' "$ROOT/run/server-group/rest-proxy/kafka-rest.properties"
}

@test "everything that is wrong with the settings is said at once, and nothing is started" {
  settings ATTACH_ENI=perhaps CONNECT_PORT=70000 KAFKA_SECURITY_PROTOCOL=TLS CONNECT_HEAP=2 COLOUR=red KAFKA_SASL_MECHANISM=GSSAPI
  echo 'export X=$(id)' >>"$ROOT/etc/server-group/cluster.env"
  refused "ATTACH_ENI in $ROOT/etc/server-group/cluster.env is 'perhaps'; it has to be true or false"
  for text in "CONNECT_PORT in $ROOT/etc/server-group/cluster.env is '70000'; it has to be a port" \
    "KAFKA_SECURITY_PROTOCOL in $ROOT/etc/server-group/cluster.env is 'TLS'; it has to be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL" \
    "CONNECT_HEAP in $ROOT/etc/server-group/cluster.env is '2'; it has to be a size such as 512m" \
    "COLOUR in $ROOT/etc/server-group/cluster.env is no setting" \
    "KAFKA_SASL_MECHANISM in $ROOT/etc/server-group/cluster.env is 'GSSAPI'" \
    "line 9 of $ROOT/etc/server-group/cluster.env is not of the form NAME='value'" \
    'neither KAFKA_BOOTSTRAP_SERVERS nor KAFKA_BROKERS_TAG is set' '8 of the inputs cannot be used'; do
    [[ $output == *"$text"* ]] || { echo "not said: $text"; false; }
  done
}

@test "settings that do not fit each other are refused" {
  settings ATTACH_ENI=false "$brokers" KAFKA_BROKERS_TAG=a=b KAFKA_SECURITY_PROTOCOL=SASL_SSL TLS_CLIENT_AUTHENTICATION=required \
    SCHEMA_REGISTRY_URL=http://a:1 SCHEMA_REGISTRY_TAG=a=b
  refused 'KAFKA_BOOTSTRAP_SERVERS and KAFKA_BROKERS_TAG are two answers to one question; set one of them'
  [[ $output == *'SCHEMA_REGISTRY_URL and SCHEMA_REGISTRY_TAG are two answers'* ]]
  [[ $output == *'KAFKA_SECURITY_PROTOCOL is SASL_SSL, which needs a user: set KAFKA_CREDENTIALS_SECRET_ARN'* ]]
  [[ $output == *'TLS_CLIENT_AUTHENTICATION is required, which needs TLS: set TLS_SECRET_ARN, or none'* ]]
}

@test "a parameter that is no setting, or cannot be, is named" {
  settings ATTACH_ENI=false "$brokers" SETTINGS_PATH=/tools/bad
  parameter /tools/bad/conect-heap 1g
  parameter /tools/bad/connect-log-level LOUD
  parameter /tools/bad/connect-properties $'a=b\nno property'
  refused 'the SSM parameter /tools/bad/conect-heap is no setting'
  [[ $output == *"CONNECT_LOG_LEVEL in the SSM parameter /tools/bad/connect-log-level is 'LOUD'; it has to be TRACE, DEBUG, INFO, WARN or ERROR"* ]]
  [[ $output == *"CONNECT_PROPERTIES in the SSM parameter /tools/bad/connect-properties has to be lines such as name=value"* ]]
  # There may be a password in it.
  [[ $output != *'a=b'* ]]
}

# aws_that DOES: an AWS CLI that does something else as well, and then what it is asked for.
aws_that() {
  printf '#!/bin/sh\n%s\nexec %s "$@"\n' "$1" "$(PATH=${PATH#"$BATS_TEST_TMPDIR/bin:"} command -v aws)" >"$BATS_TEST_TMPDIR/bin/aws"
  chmod +x "$BATS_TEST_TMPDIR/bin/aws"
}

@test "what the AWS CLI warns of keeps no parameter and no interface from being read" {
  vpc=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)
  subnet=$(aws ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)
  aws ec2 create-network-interface --subnet-id "$subnet" --private-ip-address 10.0.0.40 \
    --tag-specifications 'ResourceType=network-interface,Tags=[{Key=role,Value=warned}]' >/dev/null
  settings ATTACH_ENI=false KAFKA_BROKERS_TAG=role=warned SETTINGS_PATH=/tools/warned
  parameter /tools/warned/connect-heap 1g
  aws_that 'echo "urllib3: Connection pool is full" >&2'
  run "$BOOT/boot"
  echo "$output"
  [ "$status" -eq 0 ]
  grep -q 'KAFKA_HEAP_OPTS="-Xms1g -Xmx1g"' "$ROOT/run/server-group/connect/service.env"
  grep -qx 'bootstrap.servers=10.0.0.40:9092' "$ROOT/run/server-group/connect/connect-distributed.properties"
  [[ $output == *'aws ssm get-parameters-by-path says: urllib3: Connection pool is full'* ]]
}

@test "an answer of the AWS CLI that is not what was asked for is named, and nothing of it is shown" {
  settings ATTACH_ENI=false "$brokers" SETTINGS_PATH=/tools/odd
  for answer in 'password: hunter2' '{"Password": "hunter2"}' '' '{"Parameters": [{"Name": "/tools/odd/connect-heap", "Value": "1g"}]} hunter2'; do
    aws_that "printf '%s' '$answer'; exit"
    refused 'SETTINGS_PATH: the SSM parameters below /tools/odd cannot be read: what aws ssm get-parameters-by-path answers is not the JSON'
    [[ $output != *hunter2* ]]
  done
  settings ATTACH_ENI=false KAFKA_BROKERS_TAG=role=brokers
  aws_that 'echo "role = brokers"; exit'
  refused 'KAFKA_BROKERS_TAG: network interfaces with the tag role=brokers cannot be looked up: what aws ec2 describe-network-interfaces answers'
}

@test "bad tags of the instance are named" {
  item tags/instance/ServerGroupName others
  item tags/instance/ServerGroupIndex first
  item tags/instance/ServerGroupDnsName 0.Tools_example
  refused "the instance's tag ServerGroupName is 'others', and CLUSTER_NAME is 'tools'"
  [[ $output == *"the instance's tag ServerGroupIndex is 'first'; it has to be the server's number, from 0"* ]]
  [[ $output == *"the instance's tag ServerGroupDnsName is '0.Tools_example'; it has to be a DNS name in lower case"* ]]
}

@test "secrets that are not there, or not what they have to be, are named with what they lack" {
  settings ATTACH_ENI=false "$brokers" KAFKA_SECURITY_PROTOCOL=SASL_SSL TLS_CLIENT_AUTHENTICATION=required \
    "KAFKA_CREDENTIALS_SECRET_ARN=$(secret kafka '{certificate: "x"}')" "TLS_SECRET_ARN=$(served '{key: ""}')" \
    SCHEMA_REGISTRY_SECRET_ARN=arn:aws:secretsmanager:eu-west-1:111111111111:secret:nowhere
  refused 'KAFKA_CREDENTIALS_SECRET_ARN: the secret lacks username, password, which SASL_SSL needs'
  [[ $output == *'KAFKA_CREDENTIALS_SECRET_ARN: the secret lacks key, which belongs to certificate'* ]]
  [[ $output == *'TLS_SECRET_ARN: the secret lacks key, which the tools serve with'* ]]
  [[ $output == *'TLS_SECRET_ARN: the secret lacks ca, by which clients are known: TLS_CLIENT_AUTHENTICATION is required'* ]]
  [[ $output == *'SCHEMA_REGISTRY_SECRET_ARN: the secret arn:aws:secretsmanager:eu-west-1:111111111111:secret:nowhere cannot be read'* ]]
}

@test "a secret that is not JSON is refused without a word of it" {
  settings ATTACH_ENI=false "$brokers" "TLS_SECRET_ARN=$(echo hunter2 | secret_of_text plain)"
  refused 'has to be a JSON object'
  [[ $output != *hunter2* ]]
}

@test "certificates and keys that are of no use are refused with the reason" {
  openssl x509 -req -in <(openssl req -new -key "$CERTIFICATES/server.key" -subj /CN=old) -key "$CERTIFICATES/server.key" -days -1 \
    -out "$BATS_TEST_TMPDIR/old.pem" 2>/dev/null
  try() { # try TEXT JQ-ARGUMENT...
    local text=$1
    shift
    settings ATTACH_ENI=false "$brokers" "TLS_SECRET_ARN=$(secret tls --rawfile c "$CERTIFICATES/server.pem" \
      --rawfile k "$CERTIFICATES/server.key" --rawfile other "$CERTIFICATES/client.key" --rawfile old "$BATS_TEST_TMPDIR/old.pem" "$@")"
    refused "$text"
  }
  try 'TLS_SECRET_ARN: certificate and key do not belong together' '{certificate: $c, key: $other}'
  try 'TLS_SECRET_ARN: certificate is no certificate in PEM' '{certificate: "x", key: $k}'
  try 'TLS_SECRET_ARN: key is no private key in PEM' '{certificate: $c, key: "x"}'
  try 'TLS_SECRET_ARN: certificate is no longer valid: it ended' '{certificate: $old, key: $k}'
  try 'TLS_SECRET_ARN: ca holds no certificate in PEM' '{certificate: $c, key: $k, ca: "x"}'
  try 'TLS_SECRET_ARN: keystore is not in base64' '{keystore: "?", keystorePassword: "x"}'
  try 'TLS_SECRET_ARN: keystore is no key store in PKCS12 or JKS' '{keystore: ("x" | @base64), keystorePassword: "x"}'
}

@test "a certificate for another name is warned of, and used" {
  mode_https
  item tags/instance/ServerGroupDnsName 1.tools.example.com
  run "$BOOT/boot"
  [ "$status" -eq 0 ]
  [[ $output == *'warning: the certificate in TLS_SECRET_ARN does not hold 1.tools.example.com'* ]]
}

@test "an interface that does not come is said to be missing, and nothing is started" {
  settings ATTACH_ENI=true "$brokers" ATTACH_WAIT_SECONDS=1
  refused 'no network interface came to device number 1 in 1 seconds (ATTACH_WAIT_SECONDS)'
}

@test "a volume that does not come is said to be missing, and nothing is started" {
  settings ATTACH_ENI=false "$brokers" ATTACH_WAIT_SECONDS=1 EBS_DEVICE_NAME=/dev/sdq
  refused 'no volume came to /dev/sdq in 1 seconds (ATTACH_WAIT_SECONDS)'
}

# A volume as far as boot sees one: a device that is there, and commands that find a file system on it and mount it.
volume() {
  export SERVER_GROUP_DEVICES=$BATS_TEST_TMPDIR/dev SERVER_GROUP_BLOCKS=$BATS_TEST_TMPDIR/block
  mkdir -p "$SERVER_GROUP_DEVICES"
  touch "$SERVER_GROUP_DEVICES/xvdf"
  local mounted=$BATS_TEST_TMPDIR/mounted
  printf '#!/bin/sh\necho TYPE=xfs\n' >"$BATS_TEST_TMPDIR/bin/blkid"
  printf '#!/bin/sh\necho "$6" >>%s\n' "$mounted" >"$BATS_TEST_TMPDIR/bin/mount"
  printf '#!/bin/sh\necho "umount $1" >>%s\nsed -i "\\#^$1\$#d" %s\n' "$CALLS" "$mounted" >"$BATS_TEST_TMPDIR/bin/umount"
  printf '#!/bin/sh\ngrep -qx "$2" %s 2>/dev/null\n' "$mounted" >"$BATS_TEST_TMPDIR/bin/mountpoint"
  printf '#!/bin/sh\n' >"$BATS_TEST_TMPDIR/bin/xfs_growfs"
  chmod +x "$BATS_TEST_TMPDIR"/bin/*
}

@test "an instance whose boot stops after its volume was mounted is watched, and gives the volume back at its end" {
  volume
  settings ATTACH_ENI=false "$brokers" EBS_DEVICE_NAME=/dev/sdf VOLUME_MOUNT_POINT=/srv/data DRAIN_SECONDS=0
  item tags/instance/ServerGroupName others
  refused "the instance's tag ServerGroupName is 'others'"
  grep -qx "$ROOT/srv/data" "$BATS_TEST_TMPDIR/mounted"
  grep -qx 'start server-group-termination.service' "$CALLS"
  # What that service does once Auto Scaling says so.
  item autoscaling/target-lifecycle-state Terminated
  "$BOOT/termination"
  grep -qx "umount $ROOT/srv/data" "$CALLS"
  [ ! -s "$BATS_TEST_TMPDIR/mounted" ]
}

@test "a server whose instance ends while it boots is not started any more" {
  mkdir -p "$ROOT/run/server-group"
  touch "$ROOT/run/server-group/drain"
  refused "this server has been drained, as at the end of its instance; if it is to serve again, remove $ROOT/run/server-group/drain"
  rm "$ROOT/run/server-group/drain"
  "$BOOT/boot"
  grep -q 'restart server-group-connect.service' "$CALLS"
}

@test "a boot that is tried again after the end of the instance has begun does not mount its volume again" {
  volume
  settings ATTACH_ENI=false "$brokers" EBS_DEVICE_NAME=/dev/sdf VOLUME_MOUNT_POINT=/srv/data DRAIN_SECONDS=0
  "$BOOT/boot"
  "$BOOT/drain"
  [ ! -s "$BATS_TEST_TMPDIR/mounted" ]
  refused 'this server has been drained'
  [ ! -s "$BATS_TEST_TMPDIR/mounted" ]
  # The end comes while it waits for the volume.
  rm "$ROOT/run/server-group/drain" "$SERVER_GROUP_DEVICES/xvdf"
  "$BOOT/boot" 2>"$BATS_TEST_TMPDIR/said" 3>&- 4>&- &
  booting=$!
  until grep -q 'waiting for the volume' "$BATS_TEST_TMPDIR/said"; do sleep 0.1; done
  "$BOOT/drain"
  touch "$SERVER_GROUP_DEVICES/xvdf"
  never wait "$booting"
  grep -q 'this server has been drained' "$BATS_TEST_TMPDIR/said"
  [ ! -s "$BATS_TEST_TMPDIR/mounted" ]
}

# known_volume: the account has the volume, too, and every command that matters to it is written down in its order.
known_volume() {
  volume
  VOLUME=$(aws ec2 create-volume --availability-zone eu-west-1a --size 1 --query VolumeId --output text)
  mkdir -p "$SERVER_GROUP_BLOCKS/xvdf/device"
  echo "${VOLUME/-/}" >"$SERVER_GROUP_BLOCKS/xvdf/device/serial"
  sed -i "s#^echo .*#&; echo mount >>$CALLS#" "$BATS_TEST_TMPDIR/bin/mount"
  aws_that "case \"\$*\" in *create-tags*) echo \"\${*#*--tags }\" >>$CALLS ;; esac"
}

mark() { aws ec2 describe-tags --filters "Name=resource-id,Values=$VOLUME" --query 'Tags[?Key==`ServerGroupMounted`].Value' --output text; }

@test "a server says that its volume is mounted before it is, and that it is not once it is not" {
  known_volume
  settings ATTACH_ENI=false "$brokers" EBS_DEVICE_NAME=/dev/sdf VOLUME_MOUNT_POINT=/srv/data DRAIN_SECONDS=0
  "$BOOT/boot"
  [ "$(mark)" = i-0123456789abcdef0 ]
  # Nobody tells drain of a region: what boot has left tells it.
  env -u AWS_DEFAULT_REGION "$BOOT/drain"
  [ "$(mark)" = none ]
  grep -v 'server-group-' "$CALLS" | diff -u - <(printf '%s\n' 'Key=ServerGroupMounted,Value=i-0123456789abcdef0' mount "umount $ROOT/srv/data" \
    'Key=ServerGroupMounted,Value=none')
}

@test "a volume that cannot be unmounted stays marked, and one that cannot be marked is used all the same" {
  known_volume
  settings ATTACH_ENI=false "$brokers" EBS_DEVICE_NAME=/dev/sdf VOLUME_MOUNT_POINT=/srv/data DRAIN_SECONDS=0
  "$BOOT/boot"
  printf '#!/bin/sh\nexit 32\n' >"$BATS_TEST_TMPDIR/bin/umount"
  run "$BOOT/drain"
  [ "$status" -eq 0 ]
  [[ $output == *'the volume at /srv/data is still in use'* ]]
  [ "$(mark)" = i-0123456789abcdef0 ]

  rm "$ROOT/run/server-group/drain" "$CALLS"
  aws_that 'echo "You are not authorized to perform: ec2:CreateTags" >&2; exit 254'
  run "$BOOT/boot"
  [ "$status" -eq 0 ]
  [[ $output == *"warning: the tag ServerGroupMounted of $VOLUME could not be set to i-0123456789abcdef0: You are not authorized"* ]]
  [[ $output == *'it may be taken from this instance while it is mounted'* ]]
  grep -q 'restart server-group-connect.service' "$CALLS"
}

@test "a metadata token that has run out is replaced" {
  touch "$METADATA/.expire"
  "$BOOT/boot"
  # shellcheck source=/dev/null
  . "$BOOT/lib/metadata.sh"
  [ "$(metadata instance-id)" = i-0123456789abcdef0 ]
  touch "$METADATA/.expire"
  [ "$(metadata instance-id)" = i-0123456789abcdef0 ]
  never metadata no/such/item
}
