# shellcheck shell=bash
# The volume that follows the server. It is formatted only when there is nothing on it at all; where anything is found that is not a
# file system to mount, nothing is touched and nothing is started.

blocks=${SERVER_GROUP_BLOCKS:-/sys/block}
devices=${SERVER_GROUP_DEVICES:-/dev}

# same_device NAME OTHER: /dev/sdf and /dev/xvdf are two names for one attachment.
same_device() {
  local a=${1#/dev/} b=${2#/dev/}
  [ "${a#xv}" = "$b" ] || [ "$a" = "${b#xv}" ] || [ "$a" = "$b" ] || [ "${a/#xvd/sd}" = "${b/#xvd/sd}" ]
}

# device_of NAME: the block device that is attached as NAME. On Nitro the kernel has names of its own; the controller tells the one
# that the attachment was made with.
device_of() {
  local block device name
  for block in "$blocks"/nvme*n*; do
    [ -e "$block" ] || continue
    device=$devices/${block##*/}
    [ -e "$device" ] || continue
    name=$(ebsnvme-id -b "$device" 2>/dev/null) || continue
    if same_device "$1" "$(trim "$name")"; then
      printf '%s' "$device"
      return
    fi
  done
  for device in "$devices/${1#/dev/}" "$devices/${1/#\/dev\/sd/xvd}"; do
    if [ -e "$device" ]; then
      readlink -f "$device"
      return
    fi
  done
  return 1
}

# volume_id DEVICE: vol-..., from the serial number of the controller; empty where there is none.
volume_id() {
  local serial
  serial=$(cat "$blocks/${1##*/}/device/serial" 2>/dev/null) || return 0
  sed -E 's/[[:space:]]//g; s/^vol-?/vol-/' <<<"$serial"
}

wait_for_device() { # wait_for_device NAME SECONDS
  local deadline=$((SECONDS + $2)) told=
  until device_of "$1" >/dev/null; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    if [ -z "$told" ]; then
      say "waiting for the volume at $1"
      told=yes
    fi
    sleep 2
  done
}

# file_system DEVICE: prints its type. Fails with 2 when there is no signature of anything, with 1 when there is something that is
# not one file system.
file_system() {
  local found code=0 type
  found=$(blkid --probe --output export "$1" 2>/dev/null) || code=$?
  case $code in
    0)
      type=$(sed -n 's/^TYPE=//p' <<<"$found")
      case $type in
        ext4 | xfs) printf '%s' "$type" ;;
        *) return 1 ;;
      esac
      ;;
    2) [ -z "$(wipefs --no-act --parsable "$1" 2>&1)" ] && return 2 || return 1 ;;
    *) return 1 ;;
  esac
}

# is_blank DEVICE: no signature, and nothing but zeros in the first and last 4 MiB: data may be there without a signature.
is_blank() {
  local code=0 size part=$((4 * 1024 * 1024))
  file_system "$1" >/dev/null || code=$?
  [ "$code" -eq 2 ] || return 1
  size=$(blockdev --getsize64 "$1") || return 1
  [ "$size" -gt 0 ] || return 1
  cmp --quiet --bytes=$((size < part ? size : part)) "$1" /dev/zero || return 1
  [ "$size" -le "$part" ] || cmp --quiet --ignore-initial=$((size - part)):0 --bytes="$part" "$1" /dev/zero
}

# prepare_volume DEVICE MOUNT_POINT TYPE: formats when blank, mounts, grows the file system when the volume is larger.
prepare_volume() {
  local type=''
  if is_blank "$1"; then
    say "the volume at $1 is blank: making a file system ($3)"
    case $3 in
      xfs) mkfs.xfs -q "$1" ;;
      ext4) mkfs.ext4 -q "$1" ;;
    esac || die "mkfs.$3 failed on $1"
  fi
  type=$(file_system "$1") ||
    die "the volume at $1 is not blank and has no ext4 or xfs file system: $(signatures "$1"). Nothing on it was changed; look at it, and empty it (wipefs --all, or a new volume) if it may go"
  install -d -m 0755 "$2"
  if ! mountpoint --quiet "$2"; then
    mount -t "$type" -o noatime "$1" "$2" || die "the volume at $1 ($type) cannot be mounted at $2"
  fi
  grow "$1" "$2" "$type"
}

signatures() {
  local found
  found=$(wipefs --no-act --noheadings --output TYPE "$1" 2>/dev/null | paste -sd, -)
  printf '%s' "${found:-data without a signature that blkid knows}"
}

# grow DEVICE MOUNT_POINT TYPE: does nothing when the file system fills its volume already.
grow() {
  local said
  said=$(case $3 in
    xfs) xfs_growfs -d "$2" ;;
    ext4) resize2fs "$1" ;;
  esac 2>&1) || say "the file system at $2 could not be grown to the size of its volume, and works on as it is: $(one_line "$said")"
}
