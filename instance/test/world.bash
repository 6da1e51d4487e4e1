# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034 # jq has variables of its own; the tests use what is set here
# Sourced by tests: an instance as far as boot scripts see one. A folder for the root of its file system, its metadata service, an AWS
# account (moto, asked by the real AWS CLI), and a systemctl that writes down what it is asked to do.

HERE=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
BOOT=$HERE/../boot

# never COMMAND...: it has to fail. A "!" before a command would be overlooked: bats stops at commands that fail, and one that was meant
# to does not count.
never() {
  if "$@"; then
    echo "this should have failed: $*"
    return 1
  fi
}

# start_account FOLDER: one for all tests of a file. Prints nothing; sets AWS_ENDPOINT_URL.
start_account() {
  export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_DEFAULT_REGION=eu-west-1 AWS_CONFIG_FILE=/dev/null \
    AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER='' AWS_MAX_ATTEMPTS=1
  unset AWS_PROFILE AWS_SESSION_TOKEN
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  python3 -m moto.server -H 127.0.0.1 -p "$port" >"$1/moto.log" 2>&1 3>&- 4>&- &
  ACCOUNT_PID=$!
  export ACCOUNT_PID AWS_ENDPOINT_URL=http://127.0.0.1:$port
  until curl -s "$AWS_ENDPOINT_URL/moto-api/" >/dev/null; do
    kill -0 "$ACCOUNT_PID" || { cat "$1/moto.log" >&2; return 1; }
    sleep 0.2
  done
}

# The users of the services, which install.sh makes on an image.
make_groups() {
  local name
  for name in schema-registry rest-proxy connect health-checker; do
    getent group "$name" >/dev/null || groupadd --system "$name"
  done
}

# make_certificates FOLDER: an authority, and a certificate for the server by its name.
make_certificates() (
  cd "$1" || exit 1
  exec 2>/dev/null
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 2 -subj '/CN=authority'
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout other.key -out other.pem -days 2 -subj '/CN=other'
  for name in 0.tools.example.com:server tools:client; do
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "${name#*:}.key" -out request -subj "/CN=${name%:*}" \
      -addext "subjectAltName=DNS:${name%:*}"
    openssl x509 -req -in request -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy -out "${name#*:}.pem"
  done
  cat ca.pem other.pem >two.pem
)

# new_instance FOLDER: server 0 of the cluster "tools", with one interface.
new_instance() {
  ROOT=$1/root
  mkdir -p "$ROOT/etc/server-group" "$1/bin"
  start_metadata "$1"
  item instance-id i-0123456789abcdef0
  item tags/instance/ServerGroupName tools
  item tags/instance/ServerGroupIndex 0
  item tags/instance/ServerGroupDnsName 0.tools.example.com
  interface 02:00:00:00:00:0a 0 10.0.0.0/24 10.0.0.10
  CALLS=$1/systemctl.calls
  printf '#!/bin/sh\necho "$*" >>%s\n' "$CALLS" >"$1/bin/systemctl"
  chmod +x "$1/bin/systemctl"
  export PATH=$1/bin:$PATH SERVER_GROUP_ROOT=$ROOT
  settings ATTACH_ENI=false KAFKA_BOOTSTRAP_SERVERS=b-1.example.com:9092,b-2.example.com:9092
}

# settings NAME=VALUE...: cluster.env as user data writes it, with these in addition.
settings() {
  local each
  {
    echo "CLUSTER_NAME='tools'"
    echo "AWS_DEFAULT_REGION='eu-west-1'"
    for each in "$@"; do
      echo "${each%%=*}='${each#*=}'"
    done
  } >"$ROOT/etc/server-group/cluster.env"
}

# ask SERVICE OPERATION JSON-FILE: a request to the account without the seconds that the AWS CLI takes to start.
ask() {
  curl --silent --fail --data "@$3" --header "X-Amz-Target: $2" --header 'Content-Type: application/x-amz-json-1.1' \
    --header "Authorization: AWS4-HMAC-SHA256 Credential=testing/20260101/eu-west-1/$1/aws4_request, SignedHeaders=host, Signature=0" \
    "$AWS_ENDPOINT_URL/"
}

# secret NAME JQ-ARGUMENT...: makes a secret of what jq makes of its arguments; prints its ARN.
secret() {
  local name=$1
  shift
  jq -n "$@" | secret_of_text "$name"
}

secret_of_text() { # The text is read from standard input.
  local request
  request=$(mktemp)
  jq -Rs --arg name "$1-$RANDOM$RANDOM" '{Name: $name, SecretString: rtrimstr("\n"), ClientRequestToken: ("token-" * 6)}' >"$request"
  ask secretsmanager secretsmanager.CreateSecret "$request" | jq -r .ARN
  rm -f "$request"
}

parameter() { # parameter NAME VALUE
  local request
  request=$(mktemp)
  jq -n --arg name "$1" --arg value "$2" '{Name: $name, Value: $value, Type: "SecureString"}' >"$request"
  ask ssm AmazonSSM.PutParameter "$request" >/dev/null
  rm -f "$request"
}
