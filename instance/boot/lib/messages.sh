# shellcheck shell=bash
# What the scripts say. Everything goes to standard error, which cloud-init and systemd keep, and from there to the console output
# of the instance. No message ever holds what a secret says.

say() { printf 'server-group: %s\n' "$*" >&2; }

# What is wrong with the inputs is collected, so that all of it is told at once.
problems=()
problem() { problems+=("$*"); }

# refuse_if_problems: ends the script when there are problems, with one line for each.
refuse_if_problems() {
  [ "${#problems[@]}" -eq 0 ] && return 0
  say "nothing is started: ${#problems[@]} of the inputs cannot be used"
  local each
  for each in "${problems[@]}"; do
    say "- $each"
  done
  exit 1
}

die() {
  say "nothing more is started: $*"
  exit 1
}
