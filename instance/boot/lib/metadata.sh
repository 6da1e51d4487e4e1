# shellcheck shell=bash
# The instance metadata service, version 2. AWS_EC2_METADATA_SERVICE_ENDPOINT is the variable that the AWS tools read, too.

metadata_endpoint=${AWS_EC2_METADATA_SERVICE_ENDPOINT:-http://169.254.169.254}
metadata_endpoint=${metadata_endpoint%/}
metadata_token=

# A service that is slow or in trouble is asked again; that an item is absent (404) is an answer. The token never is an argument of a
# command: others on this machine could see it there.
metadata_request() { # metadata_request PATH
  curl --silent --show-error --fail --max-time 5 --retry 3 --retry-delay 1 --config - "$metadata_endpoint/latest/meta-data/$1" \
    <<<"header = \"X-aws-ec2-metadata-token: $metadata_token\"" 2>/dev/null
}

metadata_new_token() {
  metadata_token=$(curl --silent --fail --max-time 5 --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 21600' \
    "$metadata_endpoint/latest/api/token" 2>/dev/null) || return 1
}

# metadata PATH: prints an item, or fails when there is none. A token that has run out is replaced.
metadata() {
  if [ -z "$metadata_token" ]; then
    metadata_new_token || return 1
  fi
  metadata_request "$1" && return
  # Absent, or the token is no longer good: only a new token can tell.
  metadata_new_token || return 1
  metadata_request "$1"
}

# tag NAME: prints a tag of this instance, or nothing when it has none.
tag() { metadata "tags/instance/$1" || true; }

# wait_for_metadata SECONDS: right after the start of an instance the service may not answer.
wait_for_metadata() {
  local deadline=$((SECONDS + $1))
  until metadata_new_token; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 1
  done
}
