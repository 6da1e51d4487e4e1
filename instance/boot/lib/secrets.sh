# shellcheck shell=bash
# Secrets go from Secrets Manager into files of a private folder in memory, and from there into files that only root and one service
# can read. They are never in a variable that is printed, an argument of a command, or a message.

# fetch_secret SETTING FILE: the secret that a setting names, as JSON.
fetch_secret() {
  local arn=${settings[$1]} error
  if ! error=$(aws secretsmanager get-secret-value --secret-id "$arn" --query SecretString --output text 2>&1 >"$2"); then
    problem "$1: the secret $arn cannot be read: $(one_line "$error")"
    return 1
  fi
  if ! jq -e 'type == "object" and all(.[]; type == "string" or type == "number" or type == "boolean" or . == null)' "$2" >/dev/null 2>&1; then
    problem "$1: the secret $arn has to be a JSON object with texts in it, such as {\"username\": \"tools\", \"password\": \"...\"}"
    return 1
  fi
}

# has FILE FIELD...: whether a secret has something in each field.
has() {
  local file=$1 field
  shift
  for field in "$@"; do
    jq -e --arg f "$field" '(.[$f] // "") != ""' "$file" >/dev/null || return 1
  done
}

# need_fields SETTING FILE WHY FIELD...: one message for all fields that are missing.
need_fields() {
  local setting=$1 file=$2 why=$3 field missing=()
  shift 3
  for field in "$@"; do
    has "$file" "$field" || missing+=("$field")
  done
  [ "${#missing[@]}" -eq 0 ] ||
    problem "$setting: the secret lacks $(printf '%s\n' "${missing[@]}" | paste -sd, - | sed 's/,/, /g'), which $why"
}

# check_kafka_secret FILE
check_kafka_secret() {
  local name=KAFKA_CREDENTIALS_SECRET_ARN protocol=${settings[KAFKA_SECURITY_PROTOCOL]}
  [[ $protocol != SASL_* ]] || need_fields $name "$1" "$protocol needs" username password
  check_pairs $name "$1"
}

check_tls_secret() {
  local name=TLS_SECRET_ARN
  has "$1" keystore || need_fields $name "$1" 'the tools serve with (or a keystore with its keystorePassword)' certificate key
  check_pairs $name "$1"
  if [ "${settings[TLS_CLIENT_AUTHENTICATION]}" != none ] && ! has "$1" ca && ! has "$1" truststore; then
    problem "$name: the secret lacks ca, by which clients are known: TLS_CLIENT_AUTHENTICATION is ${settings[TLS_CLIENT_AUTHENTICATION]}"
  fi
}

check_registry_secret() { check_pairs SCHEMA_REGISTRY_SECRET_ARN "$1"; }

# What is of no use alone.
check_pairs() { # check_pairs SETTING FILE
  local pair
  for pair in 'username password' 'password username' 'certificate key' 'key certificate' 'keystore keystorePassword' \
    'truststore truststorePassword'; do
    if has "$2" "${pair% *}"; then
      need_fields "$1" "$2" "belongs to ${pair% *}" "${pair#* }"
    fi
  done
}

# field FILE NAME: prints a field as it is. For files only.
field() { jq -j --arg f "$2" '.[$f] // ""' "$1"; }

# publish FILE DESTINATION GROUP: the file, readable for root and one group, in one step.
publish() {
  local draft
  draft=$(mktemp "$2.XXXXXX")
  cat "$1" >"$draft"
  chgrp "$3" "$draft"
  chmod 0640 "$draft"
  mv -f "$draft" "$2"
}

# publish_if_there FILE DESTINATION GROUP: where there is no such file, what an earlier boot has published goes.
publish_if_there() {
  if [ -e "$1" ]; then publish "$@"; else rm -f "$2"; fi
}
