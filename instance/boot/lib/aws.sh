# shellcheck shell=bash
# The AWS CLI, asked for JSON. What it says besides, such as warnings, is no part of the answer.

# aws_lines FILE WRONG FILTER ARGUMENT...: the lines that a filter of jq makes of what the AWS CLI answers, in a file. Otherwise the file
# is empty, and there is a problem, which begins with WRONG and never holds what was answered: there may be passwords in it.
aws_lines() {
  local file=$1 wrong=$2 filter=$3 said
  shift 3
  : >"$file"
  if ! said=$(aws "$@" --output json 2>&1 >"$file.json"); then
    problem "$wrong: $(one_line "$said")"
    return 1
  fi
  [ -z "$said" ] || say "aws $1 $2 says: $(one_line "$said")"
  # An empty answer, of which jq makes no lines without complaint, is none either.
  if ! jq --slurp --raw-output "if length == 1 then .[0] else error end | $filter" "$file.json" >"$file" 2>/dev/null; then
    : >"$file"
    problem "$wrong: what aws $1 $2 answers is not the JSON that it should be; look at what it says on this server"
    return 1
  fi
}
