# Shared by the commands here that make several runs: how one is measured, and what several are together.
# shellcheck shell=sh

# is_number TEXT: whether it is a number from 1 on
is_number() {
  case $1 in
    '' | *[!0-9]* | 0*) return 1 ;;
  esac
}

# one BENCHMARKS ROLLOUT FILE [options]: appends the seconds of the clock and of the processors to the file
one() {
  benchmarks=$1
  rollout=$2
  file=$3
  shift 3
  ROLLOUT=$rollout "$benchmarks/run" "$@" >"$file.printed"
  awk '/^wall seconds/ { wall = $3 }
    /^CPU/ { gsub(/s/, "", $5); gsub("m", "+", $5); n = split($5, part, "+")
      for (i = 1; i < n; i += 2) cpu += part[i] * 60 + part[i + 1] }
    END { print wall, cpu }' "$file.printed" >>"$file"
  printf '%-10s %s\n' "${file##*/}" "$(tail -n 1 "$file" | awk '{ print $1 " s, processors " $2 " s" }')" >&2
}

# spread FILE COLUMN: min, median and max
spread() {
  awk -v column="$2" '{ print $column }' "$1" | sort -n |
    awk '{ v[NR] = $1 } END { print v[1], (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2, v[NR] }'
}
