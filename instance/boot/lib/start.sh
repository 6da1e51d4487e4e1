# shellcheck shell=bash
# From inputs to running services.

# facts LIBRARY: what the renderers take, without secrets.
facts() { # facts HOST INSTANCE REGISTRY_URL FILE-WITH-STORES
  local name
  for name in "${!settings[@]}"; do
    printf '%s\0%s\0' "$name" "${settings[$name]}"
  done | jq -Rs --arg host "$1" --arg instance "$2" --arg url "$3" --arg index "$server_index" \
    --arg registry "$(scheme SCHEMA_REGISTRY)" --arg proxy "$(scheme REST_PROXY)" --arg connect "$(scheme CONNECT)" \
    --slurpfile stores "$4" '
      split("\u0000") as $parts
      | {settings: ([range(0; ($parts | length) - 1; 2) as $i | {($parts[$i]): $parts[$i + 1]}] | add),
         host: $host, instance: $instance, index: $index, registryUrl: $url, stores: $stores[0],
         schemes: {SCHEMA_REGISTRY: $registry, REST_PROXY: $proxy, CONNECT: $connect}}'
}

# registry_url HOST: where REST Proxy and Connect look for schemas: what is set, or the registry on this server.
registry_url() {
  if [ -n "${settings[SCHEMA_REGISTRY_URL]}" ]; then
    printf '%s' "${settings[SCHEMA_REGISTRY_URL]}"
  elif runs SCHEMA_REGISTRY; then
    printf '%s://%s:%s' "$(scheme SCHEMA_REGISTRY)" "$1" "${settings[SCHEMA_REGISTRY_PORT]}"
  fi
}

# read_secrets FOLDER: all secrets and their stores, in a private folder.
read_secrets() {
  printf '{}' >"$1/none.json"
  read_secret KAFKA_CREDENTIALS_SECRET_ARN kafka check_kafka_secret "$1"
  read_secret TLS_SECRET_ARN tls check_tls_secret "$1"
  read_secret SCHEMA_REGISTRY_SECRET_ARN registry check_registry_secret "$1"
}

read_secret() { # read_secret SETTING NAME CHECK FOLDER
  cp "$4/none.json" "$4/$2.json"
  [ -n "${settings[$1]}" ] || return 0
  fetch_secret "$1" "$4/$2.json" || return 0
  "$3" "$4/$2.json"
  make_stores "$1" "$4/$2.json" "$4" "$2"
}

# registry_stores: by what REST Proxy and Connect know a registry, and show themselves: the secret for it, or what the tools serve with
# where it is this server's own, or one that is found by its tag, in the same account and by the same scheme. One at an address that
# somebody gave may be anybody's: without a secret there are no stores for it, so that Java's own trust applies and no key is shown.
registry_stores() {
  local elsewhere=
  [ -n "${settings[SCHEMA_REGISTRY_TAG]}" ] || elsewhere=${settings[SCHEMA_REGISTRY_URL]}
  if [ -n "${settings[SCHEMA_REGISTRY_SECRET_ARN]}$elsewhere" ]; then printf registry; else printf tls; fi
}

# publish_tool TOOL PRIVATE RUNTIME LIBRARY HOST INSTANCE
publish_tool() {
  local tool=$1 private=$2 name folder file
  name=$(tool_name "$tool")
  folder=$3/$name
  install -d -m 0750 -o root -g "$name" "$folder"
  for file in "$private"/{kafka,tls,registry}-{keystore,truststore}; do
    publish_if_there "$file" "$folder/${file##*/}" "$name"
  done
  jq -n --slurpfile tls <(describe_stores "$private" tls "$folder") --slurpfile kafka <(describe_stores "$private" kafka "$folder") \
    --slurpfile registry <(describe_stores "$private" "$(registry_stores)" "$folder") \
    '{tls: $tls[0], kafka: $kafka[0], registry: $registry[0]}' >"$private/stores.json"
  jq -n --slurpfile kafka "$private/kafka.json" --slurpfile registry "$private/registry.json" \
    '{kafka: $kafka[0], registry: $registry[0]} | map_values({username, password})' >"$private/secrets.json"
  facts "$5" "$6" "$(registry_url "$5")" "$private/stores.json" >"$private/facts.json"
  render_tool "$tool" "$private/facts.json" "$private/secrets.json" "$4" >"$private/properties"
  publish "$private/properties" "$folder/${properties_file[$tool]}" "$name"
  service_environment "$tool" "$folder" >"$private/environment"
  publish "$private/environment" "$folder/service.env" "$name"
  log_configuration "$tool" >"$private/log4j2.yaml"
  publish "$private/log4j2.yaml" "$folder/log4j2.yaml" "$name"
}

# retire RUNTIME NAME: what an earlier boot has started and the settings want no longer is stopped, and its files go.
retire() {
  [ -e "$1/$2" ] || return 0
  systemctl stop "server-group-$2.service" || die "$2, which is to run no longer, could not be stopped: systemctl status server-group-$2"
  rm -rf "${1:?}/$2"
}

# start_services: those that run, in the order in which they need each other; restarted where they run already.
start_services() {
  local tool
  for tool in "${all_tools[@]}"; do
    runs "$tool" || continue
    systemctl restart "server-group-$(tool_name "$tool").service" || die "$(tool_name "$tool") could not be started: systemctl status server-group-$(tool_name "$tool")"
  done
  if [ "${settings[HEALTH_CHECKER_LISTENER_PORT]}" != 0 ]; then
    systemctl restart server-group-health-checker.service || die "the health checker could not be started: systemctl status server-group-health-checker"
  fi
}
