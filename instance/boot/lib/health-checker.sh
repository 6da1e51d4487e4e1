# shellcheck shell=bash
# The configuration of the health checker, and the certificates that it knows the tools by.

# publish_health_checker PRIVATE RUNTIME LIBRARY HOST INSTANCE: after the tools, whose facts it takes.
publish_health_checker() {
  local private=$1 folder=$2/health-checker file kind
  install -d -m 0750 -o root -g health-checker "$folder"
  for file in "$private"/{kafka,tls}-{keystore,truststore}; do
    for kind in "$file" "$file.password"; do
      publish_if_there "$kind" "$folder/${kind##*/}" health-checker
    done
  done
  jq -n --slurpfile tls <(describe_stores "$private" tls "$folder") --slurpfile kafka <(describe_stores "$private" kafka "$folder") \
    '{tls: $tls[0], kafka: $kafka[0], registry: {}}' >"$private/stores.json"
  facts "$4" "$5" "$(registry_url "$4")" "$private/stores.json" |
    jq --arg file "$2/drain" '. + {drainFile: $file}' >"$private/facts.json"
  jq --raw-output --join-output -L "$3/render" --from-file "$3/render/health-checker.jq" "$private/facts.json" \
    >"$private/health-checker.properties"
  publish "$private/health-checker.properties" "$folder/health-checker.properties" health-checker
}
