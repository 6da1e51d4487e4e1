# shellcheck shell=bash
# What the stack says about the cluster: /etc/server-group/cluster.env, which user data writes, and the SSM parameters below
# SETTINGS_PATH, which have the last word. docs/INSTANCE.md has the same table for people; a test compares them.

declare -A settings=() setting_sources=()

# NAME ~ default ~ what is good, as a pattern for the whole value ~ the same in words
setting_table() {
  cat <<'TABLE'
CLUSTER_NAME ~ ~ [a-z][a-z0-9-]{0,30}[a-z0-9] ~ 2 to 32 lower case letters, digits and hyphens
AWS_DEFAULT_REGION ~ ~ [a-z]{2,}(-[a-z]+)+-[0-9]+ ~ a region such as eu-west-1
ATTACH_ENI ~ true ~ true|false ~ true or false
EBS_DEVICE_NAME ~ ~ (/dev/(sd|xvd)[b-z][a-z0-9]?)? ~ a device such as /dev/sdf, or nothing
SCHEMA_REGISTRY_PORT ~ 8081 ~ PORT ~ a port from 1 to 65535, or 0 for a tool that does not run
REST_PROXY_PORT ~ 8082 ~ PORT ~ a port from 1 to 65535, or 0 for a tool that does not run
CONNECT_PORT ~ 8083 ~ PORT ~ a port from 1 to 65535, or 0 for a tool that does not run
HEALTH_CHECKER_LISTENER_PORT ~ 5500 ~ PORT ~ a port from 1 to 65535, or 0 for no health checker
KAFKA_BOOTSTRAP_SERVERS ~ ~ ([A-Za-z0-9._-]+:[0-9]+(,[A-Za-z0-9._-]+:[0-9]+)*)? ~ brokers such as b-1.example.com:9092,b-2.example.com:9092
KAFKA_BROKERS_TAG ~ ~ ([^=,]+=[^=,]+)? ~ a tag of the brokers' network interfaces, as name=value
KAFKA_PORT ~ 9092 ~ [1-9][0-9]{0,4} ~ the port of the brokers that KAFKA_BROKERS_TAG finds
KAFKA_SECURITY_PROTOCOL ~ PLAINTEXT ~ PLAINTEXT|SSL|SASL_PLAINTEXT|SASL_SSL ~ PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
KAFKA_SASL_MECHANISM ~ SCRAM-SHA-512 ~ PLAIN|SCRAM-SHA-256|SCRAM-SHA-512 ~ PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512
KAFKA_CREDENTIALS_SECRET_ARN ~ ~ ARN ~ the ARN of a secret in Secrets Manager, or nothing
TLS_SECRET_ARN ~ ~ ARN ~ the ARN of a secret in Secrets Manager, or nothing
TLS_CLIENT_AUTHENTICATION ~ none ~ none|requested|required ~ none, requested or required
SCHEMA_REGISTRY_TLS ~ true ~ true|false ~ true or false
REST_PROXY_TLS ~ true ~ true|false ~ true or false
CONNECT_TLS ~ true ~ true|false ~ true or false
SCHEMA_REGISTRY_URL ~ ~ (https?://[^,[:space:]]+(,https?://[^,[:space:]]+)*)? ~ addresses such as https://registry.example.com:8081
SCHEMA_REGISTRY_TAG ~ ~ ([^=,]+=[^=,]+)? ~ a tag of the registries' network interfaces, as name=value
SCHEMA_REGISTRY_SECRET_ARN ~ ~ ARN ~ the ARN of a secret in Secrets Manager, or nothing
CONNECT_GROUP_ID ~ connect-cluster ~ [A-Za-z0-9._-]{1,200} ~ letters, digits, dots, underscores and hyphens
INTERNAL_TOPIC_REPLICATION_FACTOR ~ 3 ~ [1-9] ~ a number from 1 to 9
CONFIG_STORAGE_REPLICATION_FACTOR ~ ~ [1-9]? ~ a number from 1 to 9
OFFSET_STORAGE_REPLICATION_FACTOR ~ ~ [1-9]? ~ a number from 1 to 9
STATUS_STORAGE_REPLICATION_FACTOR ~ ~ [1-9]? ~ a number from 1 to 9
HOST_NAME ~ ~ ([A-Za-z0-9.-]+)? ~ a host name
SCHEMA_REGISTRY_GROUP_ID ~ schema-registry ~ [A-Za-z0-9._-]{1,200} ~ letters, digits, dots, underscores and hyphens
SCHEMA_REGISTRY_TOPIC ~ _schemas ~ [A-Za-z0-9._-]{1,249} ~ letters, digits, dots, underscores and hyphens
REST_PROXY_ID ~ ~ ([A-Za-z0-9._-]{1,200})? ~ letters, digits, dots, underscores and hyphens
SCHEMA_REGISTRY_HEAP ~ 512m ~ HEAP ~ a size such as 512m, or two such as 256m-2g
REST_PROXY_HEAP ~ 512m ~ HEAP ~ a size such as 512m, or two such as 256m-2g
CONNECT_HEAP ~ 256m-2g ~ HEAP ~ a size such as 512m, or two such as 256m-2g
SCHEMA_REGISTRY_JVM_OPTIONS ~ ~ [^\n"\\$`]* ~ options of one line, without quotes, backslashes and dollars
REST_PROXY_JVM_OPTIONS ~ ~ [^\n"\\$`]* ~ options of one line, without quotes, backslashes and dollars
CONNECT_JVM_OPTIONS ~ ~ [^\n"\\$`]* ~ options of one line, without quotes, backslashes and dollars
SCHEMA_REGISTRY_LOG_LEVEL ~ INFO ~ LEVEL ~ TRACE, DEBUG, INFO, WARN or ERROR
REST_PROXY_LOG_LEVEL ~ INFO ~ LEVEL ~ TRACE, DEBUG, INFO, WARN or ERROR
CONNECT_LOG_LEVEL ~ INFO ~ LEVEL ~ TRACE, DEBUG, INFO, WARN or ERROR
SCHEMA_REGISTRY_PROPERTIES ~ ~ LINES ~ lines such as name=value
REST_PROXY_PROPERTIES ~ ~ LINES ~ lines such as name=value
CONNECT_PROPERTIES ~ ~ LINES ~ lines such as name=value
HEALTH_CHECKER_PROPERTIES ~ ~ LINES ~ lines such as name=value
VOLUME_MOUNT_POINT ~ /srv/server-group ~ /[A-Za-z0-9._/-]+ ~ a path
VOLUME_FILE_SYSTEM ~ xfs ~ xfs|ext4 ~ xfs or ext4
ATTACH_WAIT_SECONDS ~ 600 ~ [1-9][0-9]{0,4} ~ seconds from 1 to 99999
DRAIN_SECONDS ~ 20 ~ [0-9]{1,4} ~ seconds from 0 to 9999
SETTINGS_PATH ~ ~ (/[A-Za-z0-9._-]+)* ~ a path of SSM parameters such as /confluent-tools/production
TABLE
}

# The patterns of more than one setting.
setting_pattern() {
  case $1 in
    PORT) printf '0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]' ;;
    ARN) printf '(arn:[a-z0-9-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+)?' ;;
    HEAP) printf '[1-9][0-9]*[mg](-[1-9][0-9]*[mg])?' ;;
    LEVEL) printf 'TRACE|DEBUG|INFO|WARN|ERROR' ;;
    LINES) printf '(([A-Za-z0-9._-]+=[^\n]*|#[^\n]*|)(\n|$))*' ;;
    *) printf '%b' "$1" ;;
  esac
}

setting_names() { setting_table | sed 's/ ~.*//'; }

is_setting() { setting_names | grep -qx -- "$1"; }

setting() { printf '%s' "${settings[$1]}"; }

setting_defaults() {
  local name default
  while IFS='~' read -r name default _; do
    name=${name% }
    default=${default# }
    settings[$name]=${default% }
    setting_sources[$name]='by default'
  done < <(setting_table)
}

# read_cluster_env FILE: lines of NAME='value'; nothing in them is run.
read_cluster_env() {
  local line number=0
  if [ ! -r "$1" ]; then
    problem "$1 is missing: user data writes it before it runs the boot script"
    return
  fi
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    [[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
    if ! [[ $line =~ ^([A-Z][A-Z0-9_]*)=\'([^\']*)\'$ ]]; then
      problem "line $number of $1 is not of the form NAME='value'"
    elif ! is_setting "${BASH_REMATCH[1]}"; then
      problem "${BASH_REMATCH[1]} in $1 is no setting; docs/INSTANCE.md lists them"
    else
      # What a parameter leaves empty is what the boot script takes by default.
      [ -n "${BASH_REMATCH[2]}" ] || continue
      settings[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
      setting_sources[${BASH_REMATCH[1]}]="in $1"
    fi
  done <"$1"
}

# read_parameters FOLDER: the SSM parameters below SETTINGS_PATH, by way of a private folder. /tools/connect-heap is the setting CONNECT_HEAP.
read_parameters() {
  local path=${settings[SETTINGS_PATH]} name key value
  [ -n "$path" ] || return 0
  aws_lines "$1/parameters" "SETTINGS_PATH: the SSM parameters below $path cannot be read" \
    '.Parameters[] | [.Name, (.Value | @base64)] | @tsv' \
    ssm get-parameters-by-path --path "$path" --with-decryption || return 0
  while IFS=$'\t' read -r name value; do
    key=${name#"$path/"}
    key=${key^^}
    key=${key//-/_}
    # The value travels in base64, so that lines and tabs in it stay as they are.
    value=$(base64 -d <<<"$value")
    if ! is_setting "$key" || [ "$key" = SETTINGS_PATH ]; then
      problem "the SSM parameter $name is no setting; docs/INSTANCE.md lists them"
    else
      settings[$key]=$value
      setting_sources[$key]="in the SSM parameter $name"
    fi
  done <"$1/parameters"
}

one_line() { tr -s '[:space:]' ' ' <<<"$1" | sed 's/^ //; s/ $//'; }

# check_settings: every setting by itself, then those that depend on each other.
check_settings() {
  local name pattern words
  while IFS='~' read -r name _ pattern words; do
    name=${name% }
    pattern=$(setting_pattern "$(trim "$pattern")")
    [[ ${settings[$name]} =~ ^($pattern)$ ]] && continue
    case $name in
      # There may be passwords in them.
      *_PROPERTIES | *_JVM_OPTIONS) problem "$name ${setting_sources[$name]} has to be $(trim "$words")" ;;
      *) problem "$name ${setting_sources[$name]} is '$(shown "${settings[$name]}")'; it has to be $(trim "$words")" ;;
    esac
  done < <(setting_table)

  for name in CLUSTER_NAME AWS_DEFAULT_REGION; do
    [ -n "${settings[$name]}" ] || problem "$name is not set; the stack writes it to cluster.env"
  done
  [ -n "${settings[KAFKA_BOOTSTRAP_SERVERS]}${settings[KAFKA_BROKERS_TAG]}" ] ||
    problem "neither KAFKA_BOOTSTRAP_SERVERS nor KAFKA_BROKERS_TAG is set; the tools need the brokers they connect to"
  one_of KAFKA_BOOTSTRAP_SERVERS KAFKA_BROKERS_TAG
  one_of SCHEMA_REGISTRY_URL SCHEMA_REGISTRY_TAG
  if [[ ${settings[KAFKA_SECURITY_PROTOCOL]} == SASL_* ]] && [ -z "${settings[KAFKA_CREDENTIALS_SECRET_ARN]}" ]; then
    problem "KAFKA_SECURITY_PROTOCOL is ${settings[KAFKA_SECURITY_PROTOCOL]}, which needs a user: set KAFKA_CREDENTIALS_SECRET_ARN"
  fi
  if [ "${settings[TLS_CLIENT_AUTHENTICATION]}" != none ] && [ -z "${settings[TLS_SECRET_ARN]}" ]; then
    problem "TLS_CLIENT_AUTHENTICATION is ${settings[TLS_CLIENT_AUTHENTICATION]}, which needs TLS: set TLS_SECRET_ARN, or none"
  fi
}

one_of() { # one_of NAME OTHER
  if [ -n "${settings[$1]}" ] && [ -n "${settings[$2]}" ]; then
    problem "$1 and $2 are two answers to one question; set one of them"
  fi
}

trim() { sed 's/^ *//; s/ *$//' <<<"$1"; }

shown() { # The first line of a value, which may be a text.
  local first=${1%%$'\n'*}
  [ "$first" = "$1" ] && printf '%s' "$first" || printf '%s ...' "$first"
}

runs() { [ "${settings[${1}_PORT]}" != 0 ]; }

# load_settings FILE FOLDER: all of the above.
load_settings() {
  setting_defaults
  read_cluster_env "$1"
  export AWS_DEFAULT_REGION=${settings[AWS_DEFAULT_REGION]}
  read_parameters "$2"
  check_settings
}
