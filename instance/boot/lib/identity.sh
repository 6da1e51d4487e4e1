# shellcheck shell=bash
# Who this server is, by the tags of the instance, and which others there are, by the tags of network interfaces.

server_index='' server_dns_name=''

read_identity() {
  local group
  group=$(tag ServerGroupName)
  server_index=$(tag ServerGroupIndex)
  server_dns_name=$(tag ServerGroupDnsName)
  if [ -n "$group" ] && [ "$group" != "${settings[CLUSTER_NAME]}" ]; then
    problem "the instance's tag ServerGroupName is '$group', and CLUSTER_NAME is '${settings[CLUSTER_NAME]}'; they have to be the same"
  fi
  if [ -n "$server_index" ] && ! [[ $server_index =~ ^(0|[1-9][0-9]*)$ ]]; then
    problem "the instance's tag ServerGroupIndex is '$server_index'; it has to be the server's number, from 0"
  fi
  if [ -n "$server_dns_name" ] && ! [[ $server_dns_name =~ ^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$ ]]; then
    problem "the instance's tag ServerGroupDnsName is '$server_dns_name'; it has to be a DNS name in lower case"
  fi
}

# advertised_name ADDRESS: the name that other servers and clients reach this one by. The certificate has to hold it.
advertised_name() {
  if [ -n "${settings[HOST_NAME]}" ]; then
    printf '%s' "${settings[HOST_NAME]}"
  else
    printf '%s' "${server_dns_name:-$1}"
  fi
}

# addresses_by_tag SETTING FILE: the private addresses of the network interfaces with the tag that a setting names, in order.
addresses_by_tag() {
  local name=${settings[$1]%%=*} value=${settings[$1]#*=}
  aws_lines "$2" "$1: network interfaces with the tag $name=$value cannot be looked up" \
    '[.NetworkInterfaces[].PrivateIpAddress] | sort_by(split(".") | map(tonumber)) | .[]' \
    ec2 describe-network-interfaces --filters "Name=tag:$name,Values=$value" || return 0
  [ -s "$2" ] || problem "$1: no network interface has the tag $name=$value"
}

# discover FOLDER: fills in the brokers and the registries that tags find.
discover() {
  local port
  if [ -n "${settings[KAFKA_BROKERS_TAG]}" ]; then
    addresses_by_tag KAFKA_BROKERS_TAG "$1/brokers"
    settings[KAFKA_BOOTSTRAP_SERVERS]=$(sed "s/\$/:${settings[KAFKA_PORT]}/" "$1/brokers" | paste -sd, -)
  fi
  if [ -n "${settings[SCHEMA_REGISTRY_TAG]}" ]; then
    addresses_by_tag SCHEMA_REGISTRY_TAG "$1/registries"
    # A cluster without a registry of its own has no port to go by.
    port=${settings[SCHEMA_REGISTRY_PORT]/#%0/8081}
    settings[SCHEMA_REGISTRY_URL]=$(sed "s/.*/$(scheme SCHEMA_REGISTRY):\\/\\/&:$port/" "$1/registries" | paste -sd, -)
  fi
}

# scheme TOOL: what a tool of this cluster speaks.
scheme() {
  if [ -n "${settings[TLS_SECRET_ARN]}" ] && [ "${settings[${1}_TLS]}" = true ]; then
    printf https
  else
    printf http
  fi
}
