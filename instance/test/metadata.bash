# shellcheck shell=bash
# Sourced by tests: a metadata service of their own. METADATA is the folder with its items.

start_metadata() { # start_metadata FOLDER
  METADATA=$1/metadata
  mkdir -p "$METADATA/tags/instance"
  # Without the descriptors of bats, which would wait for it otherwise.
  python3 "$(dirname "${BASH_SOURCE[0]}")/metadata_service.py" "$METADATA" "$1/metadata.port" 3>&- 4>&- &
  export METADATA_PID=$!
  while [ ! -e "$1/metadata.port" ]; do sleep 0.05; done
  AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:$(cat "$1/metadata.port")
  export AWS_EC2_METADATA_SERVICE_ENDPOINT
}

item() { # item PATH VALUE
  mkdir -p "$(dirname "$METADATA/$1")"
  printf '%s' "$2" >"$METADATA/$1"
}

# interface MAC NUMBER CIDR ADDRESS...: as the service shows it.
interface() {
  local base=network/interfaces/macs/$1
  item "$base/device-number" "$2"
  item "$base/subnet-ipv4-cidr-block" "$3"
  shift 3
  item "$base/local-ipv4s" "$(printf '%s\n' "$@")"
}
