#!/usr/bin/env bats
# What happens when a server is in service, when its instance ends, and what an image installs.

setup() {
  load world
  load metadata
  new_instance "$BATS_TEST_TMPDIR"
  mkdir -p "$ROOT/run/server-group"
}

teardown() {
  kill "$METADATA_PID" 2>/dev/null
  [ ! -d "$BATS_TEST_TMPDIR/keys" ] || gpgconf --kill all
}

@test "a server whose instance is about to be terminated is drained in order, and not before" {
  echo 1 >"$ROOT/run/server-group/drain-seconds"
  echo /srv/data >"$ROOT/run/server-group/mount-point"
  printf '#!/bin/sh\n[ "$2" = "%s/srv/data" ]\n' "$ROOT" >"$BATS_TEST_TMPDIR/bin/mountpoint"
  printf '#!/bin/sh\n[ -e "%s/run/server-group/drain" ] && echo "umount $*" >>%s\n' "$ROOT" "$CALLS" >"$BATS_TEST_TMPDIR/bin/umount"
  chmod +x "$BATS_TEST_TMPDIR"/bin/*
  export SERVER_GROUP_WATCH_SECONDS=0.2
  "$BOOT/termination" 2>"$BATS_TEST_TMPDIR/said" 3>&- &
  watcher=$!
  for state in '' InService Standby InService; do
    [ -z "$state" ] || item autoscaling/target-lifecycle-state "$state"
    sleep 0.7
    kill -0 "$watcher"
    [ ! -e "$CALLS" ]
    [ ! -e "$ROOT/run/server-group/drain" ]
  done
  item autoscaling/target-lifecycle-state Terminated
  until [ -e "$ROOT/run/server-group/drain" ]; do sleep 0.05; done
  # The load balancer has time to notice before the first tool stops.
  [ ! -e "$CALLS" ]
  wait "$watcher"
  diff -u - "$CALLS" <<CALLED
stop server-group-rest-proxy.service
stop server-group-connect.service
stop server-group-schema-registry.service
umount $ROOT/srv/data
CALLED
  grep -q 'about to terminate this instance: draining' "$BATS_TEST_TMPDIR/said"
}

@test "a tool that does not stop keeps the others from nothing" {
  echo 0 >"$ROOT/run/server-group/drain-seconds"
  printf '#!/bin/sh\necho "$*" >>%s\n[ "$2" != server-group-connect.service ]\n' "$CALLS" >"$BATS_TEST_TMPDIR/bin/systemctl"
  run "$BOOT/drain"
  [ "$status" -eq 0 ]
  [[ $output == *'connect did not stop as it should'* ]]
  grep -q schema-registry "$CALLS"
}

@test "the router of a subnet is its second address" {
  # shellcheck source=/dev/null
  . "$BOOT/lib/network.sh"
  [ "$(gateway_of 10.0.0.0/24)" = 10.0.0.1 ]
  [ "$(gateway_of 10.0.16.0/20)" = 10.0.16.1 ]
  [ "$(gateway_of 172.31.255.240/28)" = 172.31.255.241 ]
}

# An Amazon Linux as far as install.sh sees one: its package manager and its services write down what they are asked to do.
amazon_linux() {
  rm "$ROOT/etc/server-group/cluster.env"
  FOLDER=$BATS_TEST_TMPDIR/source
  cp -r "$HERE/.." "$FOLDER"
  mkdir -p "$FOLDER/health-checker/target" "$ROOT/etc/yum.repos.d" "$ROOT/root" "$ROOT/var/log"
  echo jar >"$FOLDER/health-checker/target/health-checker.jar"
  printf '#!/bin/sh\n' >"$FOLDER/health-checker/health-checker"
  SUM=$(sha256sum "$FOLDER/health-checker/target/health-checker.jar" | cut -d' ' -f1)
  printf 'ID=amzn\nVERSION_ID=2023\n' >"$ROOT/etc/os-release"
  for command in dnf rpm groupadd useradd getent; do
    printf '#!/bin/sh\necho "%s $*" >>%s\n' "$command" "$CALLS" >"$BATS_TEST_TMPDIR/bin/$command"
  done
  printf '#!/bin/sh\necho '\''openjdk version "25.0.1" 2025-10-21'\'' >&2\n' >"$BATS_TEST_TMPDIR/bin/java"
  for command in schema-registry-start kafka-rest-start connect-distributed ebsnvme-id; do
    printf '#!/bin/sh\n' >"$BATS_TEST_TMPDIR/bin/$command"
  done
  printf '#!/bin/sh\nwhile [ "$1" != --output ]; do shift; done\ncat %s >"$2"\n' "$BATS_TEST_TMPDIR/archive.key" >"$BATS_TEST_TMPDIR/bin/curl"
  chmod +x "$BATS_TEST_TMPDIR"/bin/*
  # A key of our own stands for Confluent's.
  export GNUPGHOME=$BATS_TEST_TMPDIR/keys
  mkdir -m 0700 "$GNUPGHOME"
  CONFLUENT=$(new_key confluent)
  sed -i "s/CBBB821E8FAF364F79835C438B1DA6120C2BF624/$CONFLUENT/" "$FOLDER/image/versions.env"
  gpg --export "$CONFLUENT" >"$BATS_TEST_TMPDIR/archive.key"
}

new_key() { # new_key NAME: prints its fingerprint
  gpg --batch --quiet --passphrase '' --quick-generate-key "$1" ed25519 sign never 2>/dev/null
  gpg --list-keys --with-colons "$1" | awk -F: '$1 == "fpr" { print $10; exit }'
}

# keys_in FILE: their fingerprints.
keys_in() { gpg --show-keys --with-colons "$1" | awk -F: '$1 == "fpr" { print $10 }'; }

installs() { "$FOLDER/image/install.sh" --source "$FOLDER" --health-checker-sha256 "$SUM"; }

@test "an image has everything that a boot needs, and making it again changes nothing" {
  amazon_linux
  installs
  [ -x "$ROOT/opt/server-group/boot" ]
  [ -x "$ROOT/opt/server-group/health-checker" ]
  diff <(cd "$BOOT/lib" && sha256sum ./*) <(cd "$ROOT/opt/server-group/lib" && sha256sum ./*)
  grep -q 'dnf .*install confluent-kafka-8.3.1 confluent-schema-registry-8.3.1 confluent-kafka-rest-8.3.1' "$CALLS"
  grep -q 'gpgcheck=1' "$ROOT/etc/yum.repos.d/confluent.repo"
  # Nothing of a cluster, and nothing secret.
  [ ! -e "$ROOT/etc/server-group/cluster.env" ]
  (cd "$ROOT" && find . -type f -newer "$ROOT/etc/os-release" ! -path './var/*' | sort | xargs sha256sum) >"$BATS_TEST_TMPDIR/first"
  installs
  diff "$BATS_TEST_TMPDIR/first" <(cd "$ROOT" && find . -type f -newer "$ROOT/etc/os-release" ! -path './var/*' | sort | xargs sha256sum)
  # The boot script works from where it is installed: it gets as far as the settings.
  run "$ROOT/opt/server-group/boot"
  [[ $output == *'cluster.env is missing: user data writes it'* ]]
}

@test "of the keys that come with Confluent's, none but that one is trusted" {
  amazon_linux
  other=$(new_key other)
  gpg --export "$other" "$CONFLUENT" >"$BATS_TEST_TMPDIR/archive.key"
  [ "$(keys_in "$BATS_TEST_TMPDIR/archive.key" | wc -l)" = 2 ]
  installs
  [ "$(keys_in "$ROOT/etc/pki/rpm-gpg/RPM-GPG-KEY-confluent")" = "$CONFLUENT" ]
  grep -qx "rpm --import $ROOT/etc/pki/rpm-gpg/RPM-GPG-KEY-confluent" "$CALLS"
}

@test "an image is not made of what is not proven to be what it should be" {
  amazon_linux
  other=$(new_key other)
  gpg --export "$other" >"$BATS_TEST_TMPDIR/archive.key"
  run installs
  [ "$status" -eq 1 ]
  [[ $output == *"the key of packages.confluent.io is not $CONFLUENT"* ]]
  never grep -q 'confluent-kafka' "$CALLS"
  [ ! -e "$ROOT/etc/yum.repos.d/confluent.repo" ]

  echo other >"$FOLDER/health-checker/target/health-checker.jar"
  run installs
  [ "$status" -eq 1 ]
  [[ $output == *'health-checker.jar is missing, or its SHA-256 is not'* ]]

  echo 'ID=debian' >"$ROOT/etc/os-release"
  run installs
  [[ $output == *'this is not Amazon Linux 2023'* ]]
}

@test "an image that lacks a command of the boot scripts is not made" {
  amazon_linux
  local folder=$BATS_TEST_TMPDIR/few
  mkdir "$folder"
  ln -sf -t "$folder" /sbin/* /bin/* /usr/sbin/* /usr/bin/*
  for command in aws keytool; do
    printf '#!/bin/sh\n' >"$BATS_TEST_TMPDIR/bin/$command"
    chmod +x "$BATS_TEST_TMPDIR/bin/$command"
  done
  PATH=$BATS_TEST_TMPDIR/bin:$folder installs
  rm "$folder/cmp"
  PATH=$BATS_TEST_TMPDIR/bin:$folder run installs
  [ "$status" -eq 1 ]
  [[ $output == *'need cmp, which none of the packages brought'* ]]
}

@test "every service is one that systemd accepts, and the tools may do little" {
  units=$BATS_TEST_TMPDIR/units
  mkdir -p "$units/etc/systemd/system" "$units/usr/bin" "$units/opt/server-group"
  cp -r "$HERE"/../image/systemd/* "$units/etc/systemd/system/"
  for command in usr/bin/schema-registry-start usr/bin/kafka-rest-start usr/bin/connect-distributed \
    opt/server-group/{boot,routing,termination,health-checker}; do
    cp /bin/true "$units/$command"
  done
  for unit in network-online multi-user sysinit basic shutdown timers network-pre time-set time-sync; do
    printf '[Unit]\nDescription=%s\n' $unit >"$units/etc/systemd/system/$unit.target"
  done
  run systemd-analyze --root="$units" --man=no --recursive-errors=no verify "$units"/etc/systemd/system/server-group-*.{service,timer}
  echo "$output"
  [ "$status" -eq 0 ]
  [ -z "$output" ]
  # An exposure of 10.0 is that of a service without limits.
  for unit in schema-registry rest-proxy connect health-checker; do
    systemd-analyze --root="$units" security --offline=true --threshold=25 "server-group-$unit.service" >/dev/null
  done
}

@test "at the first start user data alone boots, and a boot that fails later is tried again without an end" {
  unit=$HERE/../image/systemd/server-group-boot.service
  # What the unit waits for is what user data writes, and cloud-init runs user data only after systemd has looked for it.
  written=$(sed -nE "s/^ *cat >([^ ]+) <<'CLUSTER_ENV'/\1/p" "$HERE/../../template.yaml")
  grep -qx "ConditionPathExists=$written" "$unit"
  grep -qx 'Before=cloud-final.service' "$unit"
  grep -qx 'Restart=on-failure' "$unit"
  grep -qx 'TimeoutStartSec=infinity' "$unit"
  # systemd gives up a unit that starts more often than 5 times in 10 seconds.
  [ "$(sed -n 's/^RestartSec=//p' "$unit")" -gt 2 ]
}

# first_start STATUS: what user data does after it has written cluster.env, on an image whose boot script ends so.
first_start() {
  local script=$BATS_TEST_TMPDIR/user-data
  sed -n '/^ *if \[ -x \/opt\/server-group\/boot \]/,/nothing to start/p' "$HERE/../../template.yaml" | sed "s#/opt/server-group#$BATS_TEST_TMPDIR/bin#g" >"$script"
  [ -s "$script" ]
  printf '#!/bin/sh\necho boot >>%s\nexit %s\n' "$CALLS" "$1" >"$BATS_TEST_TMPDIR/bin/boot"
  chmod +x "$BATS_TEST_TMPDIR/bin/boot"
  rm -f "$CALLS"
  run bash "$script"
}

@test "a first boot that fails is told to cloud-init and tried again by the service, and one that does not is left alone" {
  first_start 1
  [ "$status" -eq 1 ]
  diff -u - "$CALLS" <<'CALLED'
boot
start --no-block server-group-boot.service
CALLED
  first_start 0
  [ "$status" -eq 0 ]
  [ "$(cat "$CALLS")" = boot ]
  rm "$BATS_TEST_TMPDIR/bin/boot"
  run bash "$BATS_TEST_TMPDIR/user-data"
  [[ $output == *'there is no '*'/boot in this image'* ]]
  # It says what is wrong where the documentation sends people to look.
  grep -qx 'StandardOutput=journal+console' "$HERE/../image/systemd/server-group-boot.service"
}

@test "whoever mounts and unmounts the volume sees the file systems that everybody sees" {
  # What gives a service a mount namespace of its own: systemd.exec(5), "Sandboxing" and "Paths".
  never grep -E '^(PrivateTmp|PrivateDevices|PrivateMounts|Protect(System|Home|Kernel.*|ControlGroups|Proc)|(ReadOnly|ReadWrite|Inaccessible)Paths|.*Directory|MountFlags)=' \
    "$HERE"/../image/systemd/server-group-{termination,boot}.service
}

@test "what user data writes is what the boot script reads" {
  # shellcheck source=/dev/null
  . "$BOOT/lib/settings.sh"
  written=$(sed -n "/<<'CLUSTER_ENV'/,/^ *CLUSTER_ENV\$/s/^ *\([A-Z_]*\)='.*/\1/p" "$HERE/../../template.yaml")
  [ "$(wc -l <<<"$written")" -gt 15 ]
  for name in $written; do
    is_setting "$name" || { echo "no setting: $name"; false; }
  done
}

@test "the role of the instances allows what the scripts ask AWS for, and nothing else" {
  asked=$(cat "$BOOT"/{boot,drain,routing,termination} "$BOOT"/lib/*.sh | grep -v '^ *#' | grep -oE '\b(ec2|secretsmanager|ssm) [a-z]+(-[a-z]+)+' |
    awk '{ n = split($2, word, "-"); printf "%s:", $1; for (i = 1; i <= n; i++) printf "%s", toupper(substr(word[i], 1, 1)) substr(word[i], 2); print "" }')
  # And the boot script in S3, which user data gets.
  allowed=$(sed -n '/^  InstanceRole:/,/^  InstanceProfile:/s/^ *Action: \([a-z0-9]*:.*\)/\1/p' "$HERE/../../template.yaml" | grep -v sts:AssumeRole)
  diff -u <(printf '%s\n' $asked s3:GetObject | sort -u) <(printf '%s\n' $allowed | sort -u)
}

@test "the settings that the documentation lists are those that there are, with their defaults" {
  # shellcheck source=/dev/null
  . "$BOOT/lib/settings.sh"
  setting_defaults
  for name in $(setting_names); do
    printf '%s %s\n' "$name" "${settings[$name]:-none}"
  done | sort >"$BATS_TEST_TMPDIR/there"
  sed -nE 's/^\| `([A-Z][A-Z0-9_]+)` \| (`([^`]*)`|none) \|.*/\1 \3\2/p' "$HERE/../../docs/INSTANCE.md" | sed -E 's/ (.+)`\1`$/ \1/' |
    sort >"$BATS_TEST_TMPDIR/documented"
  diff -u "$BATS_TEST_TMPDIR/documented" "$BATS_TEST_TMPDIR/there"
}
