# shellcheck shell=bash
# The tag ServerGroupMounted of a volume: the instance whose server has it mounted. Where a group gives volumes back early
# (EarlyRelease=everything), the functions leave one alone that the ending instance still has mounted.

# mark_volume VOLUME VALUE: fails with a message. It costs seconds at most where EC2 cannot be reached.
mark_volume() {
  local said
  said=$(AWS_MAX_ATTEMPTS=2 aws ec2 create-tags --cli-connect-timeout 5 --cli-read-timeout 10 --resources "$1" \
    --tags "Key=ServerGroupMounted,Value=$2" 2>&1) && return
  say "warning: the tag ServerGroupMounted of $1 could not be set to $2: $(tr -s '[:space:]' ' ' <<<"$said")"
  return 1
}
