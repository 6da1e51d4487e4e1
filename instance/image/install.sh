#!/usr/bin/env bash
# Makes an image of a server: JDK, Confluent's community packages, health checker, boot scripts and services. Packer and EC2 Image
# Builder both run it, on Amazon Linux 2023, as root:
#
#   install.sh --source FOLDER --health-checker-sha256 SUM
#
# FOLDER is this project's folder instance, with the health checker built: image/, boot/, health-checker/health-checker and
# health-checker/target/health-checker.jar. The script may run again on the same machine: what is there already stays as it is. There is nothing
# secret in an image, and nothing of a cluster: servers learn what they are when they boot.
set -euo pipefail

source_folder='' checksum='' root=${SERVER_GROUP_ROOT:-}

fail() { echo "install.sh: $*" >&2; exit 1; }

while [ $# -gt 0 ]; do
  case $1 in
    --source) source_folder=${2:?--source needs a folder}; shift 2 ;;
    --health-checker-sha256) checksum=${2:?--health-checker-sha256 needs a checksum}; shift 2 ;;
    *) fail "unknown option $1; known are --source FOLDER and --health-checker-sha256 SUM" ;;
  esac
done
[ -n "$source_folder" ] || fail 'say where the files are: --source FOLDER'
[ -n "$checksum" ] || fail 'say what the health checker has to be: --health-checker-sha256 SUM'
[ "$(id -u)" -eq 0 ] || fail 'run it as root'
# shellcheck source=instance/image/versions.env
. "$source_folder/image/versions.env"

check_system() {
  # shellcheck source=/dev/null
  (. "$root/etc/os-release" && [ "$ID" = amzn ] && [ "$VERSION_ID" = 2023 ]) ||
    fail 'this is not Amazon Linux 2023; make the image from one of its base images'
}

# What was brought along is what was built: compared before anything of it is installed.
check_health_checker() {
  sha256sum --check --status <<<"$checksum  $source_folder/health-checker/target/health-checker.jar" ||
    fail "$source_folder/health-checker/target/health-checker.jar is missing, or its SHA-256 is not $checksum"
}

install_tools_of_the_boot() {
  dnf --assumeyes --quiet install jq xfsprogs e2fsprogs util-linux diffutils gawk iproute openssl amazon-ec2-utils "$JDK_PACKAGE"
  local found
  found=$(java -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p')
  [ "$found" = "$JDK_MAJOR" ] || fail "$JDK_PACKAGE gave Java $found, and it has to be $JDK_MAJOR"
  for found in awk aws blkid cmp curl ebsnvme-id flock gpg ip jq keytool mkfs.ext4 mkfs.xfs openssl resize2fs setsid wipefs xfs_growfs; do
    command -v "$found" >/dev/null || fail "this script or those of the boot need $found, which none of the packages brought"
  done
}

# The key comes from the place that the packages come from, so what proves it is its fingerprint. The file may hold others beside it, which
# would be trusted as well: only that one is taken from it.
trust_confluent() {
  local folder key=$root/etc/pki/rpm-gpg/RPM-GPG-KEY-confluent
  folder=$(mktemp -d)
  curl --silent --show-error --fail --location --retry 5 --output "$folder/archive.key" \
    "https://packages.confluent.io/rpm/$CONFLUENT_REPOSITORY/archive.key"
  gpg --batch --quiet --homedir "$folder" --import "$folder/archive.key" || true
  gpg --batch --quiet --homedir "$folder" --armor --export "$CONFLUENT_KEY_FINGERPRINT" >"$folder/confluent.key" || true
  # Of the key itself, and not of one that hangs on somebody else's.
  [ "$(gpg --batch --quiet --homedir "$folder" --show-keys --with-colons "$folder/confluent.key" |
    awk -F: '$1 == "pub" { next_is = 1 } $1 == "fpr" { if (next_is) print $10; next_is = 0 }')" = "$CONFLUENT_KEY_FINGERPRINT" ] ||
    fail "the key of packages.confluent.io is not $CONFLUENT_KEY_FINGERPRINT"
  install -D -m 0644 "$folder/confluent.key" "$key"
  rm -rf "$folder"
  rpm --import "$key"
  cat >"$root/etc/yum.repos.d/confluent.repo" <<REPO
[confluent]
name=Confluent $CONFLUENT_REPOSITORY
baseurl=https://packages.confluent.io/rpm/$CONFLUENT_REPOSITORY
gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-confluent
enabled=1
REPO
}

# Community packages alone. confluent-kafka brings Kafka Connect; brokers and controllers in it are not started here.
install_confluent() {
  dnf --assumeyes --quiet install "confluent-kafka-$CONFLUENT_VERSION" "confluent-schema-registry-$CONFLUENT_VERSION" \
    "confluent-kafka-rest-$CONFLUENT_VERSION"
  local command
  for command in schema-registry-start kafka-rest-start connect-distributed; do
    command -v "$command" >/dev/null || fail "the packages of Confluent $CONFLUENT_VERSION brought no $command"
  done
}

# A user and a group for each service, so that none can read what is another's.
make_users() {
  local name
  for name in schema-registry rest-proxy connect health-checker; do
    getent group "$name" >/dev/null || groupadd --system "$name"
    getent passwd "$name" >/dev/null ||
      useradd --system --gid "$name" --home-dir /nonexistent --no-create-home --shell /sbin/nologin "$name"
  done
}

install_files() {
  local target=$root/opt/server-group file
  install -d -m 0755 "$target" "$target/lib" "$target/render" "$target/connect-plugins"
  for file in boot routing termination drain; do
    install -m 0755 "$source_folder/boot/$file" "$target/$file"
  done
  install -m 0644 "$source_folder"/boot/lib/*.sh "$target/lib/"
  install -m 0644 "$source_folder"/boot/render/*.jq "$target/render/"
  # The launcher looks for the jar beside itself.
  install -m 0755 "$source_folder/health-checker/health-checker" "$target/health-checker"
  install -m 0644 "$source_folder/health-checker/target/health-checker.jar" "$target/health-checker.jar"
  for file in "$source_folder"/image/systemd/*.{service,timer}; do
    install -D -m 0644 "$file" "$root/etc/systemd/system/${file##*/}"
  done
  for file in "$source_folder"/image/systemd/*.d/*.conf; do
    install -D -m 0644 "$file" "$root/etc/systemd/system/$(basename "$(dirname "$file")")/${file##*/}"
  done
  install -D -m 0644 "$source_folder/image/networkd.conf" "$root/etc/systemd/networkd.conf.d/80-server-group.conf"
}

# Only what has to run before the first boot script is enabled; that script starts everything else, once its files are there.
enable_services() {
  systemctl daemon-reload
  systemctl enable server-group-boot.service
  # The packages' own services read files that are not ours.
  systemctl disable confluent-schema-registry.service confluent-kafka-rest.service confluent-kafka-connect.service 2>/dev/null || true
}

# What an image consists of, for whoever asks later.
write_manifest() {
  {
    echo "confluent $CONFLUENT_VERSION"
    echo "health-checker.jar sha256 $checksum"
    rpm -qa 'java-*' 'confluent-*' jq openssl | sort
  } >"$root/opt/server-group/manifest"
}

clean_up() {
  dnf --quiet clean all
  rm -rf "$root"/var/log/dnf* "$root/root/.bash_history"
}

check_system
check_health_checker
install_tools_of_the_boot
trust_confluent
install_confluent
make_users
install_files
enable_services
write_manifest
clean_up
echo "install.sh: done"
