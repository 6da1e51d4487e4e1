# shellcheck shell=bash
# The three tools: what they are called where, and the files that each of them starts with.

all_tools=(SCHEMA_REGISTRY REST_PROXY CONNECT)

# tool_name TOOL: its service, user, group and folder.
tool_name() {
  local name=${1,,}
  printf '%s' "${name//_/-}"
}

# What the start scripts of the packages call their variables.
declare -A variable_prefix=([SCHEMA_REGISTRY]=SCHEMA_REGISTRY [REST_PROXY]=KAFKAREST [CONNECT]=KAFKA)
declare -A properties_file=([SCHEMA_REGISTRY]=schema-registry.properties [REST_PROXY]=kafka-rest.properties
  [CONNECT]=connect-distributed.properties)

# render_tool TOOL FACTS SECRETS LIBRARY: the tool's properties, on standard output. FACTS and SECRETS are files with JSON.
render_tool() {
  jq --slurpfile secrets "$3" '. + {secrets: $secrets[0]}' "$2" |
    jq --raw-output --join-output -L "$4/render" --from-file "$4/render/$(tool_name "$1").jq"
}

# service_environment TOOL FOLDER: heap, options and log configuration, as systemd reads them.
service_environment() {
  local prefix=${variable_prefix[$1]} heap=${settings[${1}_HEAP]}
  printf '%s_HEAP_OPTS="-Xms%s -Xmx%s"\n' "$prefix" "${heap%-*}" "${heap#*-}"
  printf '%s_OPTS="%s"\n' "$prefix" "${settings[${1}_JVM_OPTIONS]}"
  printf '%s_LOG4J_OPTS="-Dlog4j2.configurationFile=%s/log4j2.yaml"\n' "$prefix" "$2"
}

# log_configuration TOOL: to standard output, which the journal keeps; it has the time already.
log_configuration() {
  cat <<YAML
Configuration:
  name: $(tool_name "$1")
  Appenders:
    Console:
      name: stdout
      target: SYSTEM_OUT
      PatternLayout:
        pattern: "%p %c{1} %m%n"
  Loggers:
    Root:
      level: ${settings[${1}_LOG_LEVEL]}
      AppenderRef:
        - ref: stdout
    Logger:
      - name: org.reflections
        level: ERROR
YAML
}
