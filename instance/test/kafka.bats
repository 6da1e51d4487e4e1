#!/usr/bin/env bats
# Kafka's own code reads what the boot script writes. KAFKA_CLASSPATH has Kafka Connect and its clients (kafka/pom.xml).

setup_file() {
  load world
  load metadata
  make_groups
  export CERTIFICATES=$BATS_FILE_TMPDIR/certificates
  mkdir "$CERTIFICATES"
  make_certificates "$CERTIFICATES"
  start_account "$BATS_FILE_TMPDIR"
  javac -proc:none -cp "$KAFKA_CLASSPATH" -d "$BATS_FILE_TMPDIR/classes" "$HERE/kafka/KafkaReads.java"
}

teardown_file() { kill "$ACCOUNT_PID"; }

setup() {
  load world
  load metadata
  load modes
  new_instance "$BATS_TEST_TMPDIR"
}

teardown() { kill "$METADATA_PID"; }

reads() { # reads: what Kafka says it has read
  java -cp "$BATS_FILE_TMPDIR/classes:$KAFKA_CLASSPATH" KafkaReads "$ROOT/run/server-group"
}

@test "Kafka reads the files of every way to secure a cluster" {
  # What the others have for Kafka and for clients of the worker is in these.
  local modes=(plaintext kafka-mtls kafka-sasl-plain kafka-scram-256 kafka-scram-512 https-mtls everything)
  for mode in "${modes[@]}"; do
    rm -rf "$ROOT/run/server-group"
    "mode_${mode//-/_}"
    "$BOOT/boot" 2>/dev/null
    echo "== $mode"
    reads
  done >"$BATS_TEST_TMPDIR/read" 2>&1 || { cat "$BATS_TEST_TMPDIR/read"; false; }
  cat "$BATS_TEST_TMPDIR/read"
  [ "$(grep -c '^==' "$BATS_TEST_TMPDIR/read")" = "${#modes[@]}" ]
  [ "$(grep -c 'worker serves with' "$BATS_TEST_TMPDIR/read")" = 2 ]
}

@test "Kafka does not read stores whose password is another, and names that it does not know" {
  mode_kafka_mtls
  "$BOOT/boot" 2>/dev/null
  reads
  sed -i 's/^ssl.keystore.password=.*/ssl.keystore.password=other/' "$ROOT/run/server-group/connect/connect-distributed.properties"
  never reads
  "$BOOT/boot" 2>/dev/null
  sed -i 's/^client.ssl.truststore.location/client.ssl.trust.location/' "$ROOT/run/server-group/rest-proxy/kafka-rest.properties"
  never reads
}
