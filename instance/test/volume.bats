#!/usr/bin/env bats
# The volume of a server, on loop devices: real block devices, file systems and mounts.

setup() {
  load world
  # shellcheck source=/dev/null
  . "$BOOT/lib/messages.sh"
  # shellcheck source=/dev/null
  . "$BOOT/lib/settings.sh"
  # shellcheck source=/dev/null
  . "$BOOT/lib/volume.sh"
  disk 400M
  MOUNT=$BATS_TEST_TMPDIR/mounted
}

teardown() {
  umount "$MOUNT" 2>/dev/null || true
  losetup --detach "$DEVICE"
}

disk() { # disk SIZE: a blank volume
  DISK=$BATS_TEST_TMPDIR/disk
  truncate -s "$1" "$DISK"
  DEVICE=$(losetup --find --show "$DISK")
}

sum() { sha256sum "$DISK"; }

# left_alone: preparing the volume fails, says so, and changes not one byte.
left_alone() {
  sync
  local before
  before=$(sum)
  run prepare_volume "$DEVICE" "$MOUNT" "${1:-xfs}"
  echo "$output"
  [ "$status" -eq 1 ]
  [[ $output == *"is not blank and has no ext4 or xfs file system"*'Nothing on it was changed'* ]]
  sync
  [ "$before" = "$(sum)" ]
  never mountpoint --quiet "$MOUNT"
}

@test "a blank volume gets a file system, and keeps what is written to it" {
  for type in xfs ext4; do
    prepare_volume "$DEVICE" "$MOUNT" $type
    [ "$(findmnt -no FSTYPE "$MOUNT")" = $type ]
    echo kept >"$MOUNT/file"
    umount "$MOUNT"
    id=$(blkid -s UUID -o value "$DEVICE")
    # The next instance has the volume, and another idea of file systems.
    prepare_volume "$DEVICE" "$MOUNT" ext4
    [ "$(cat "$MOUNT/file")" = kept ]
    [ "$id" = "$(blkid -s UUID -o value "$DEVICE")" ]
    # Once more while it is mounted.
    prepare_volume "$DEVICE" "$MOUNT" xfs
    [ "$(cat "$MOUNT/file")" = kept ]
    umount "$MOUNT"
    losetup --detach "$DEVICE"
    rm "$DISK"
    disk 400M
  done
}

grows() { # grows TYPE
  prepare_volume "$DEVICE" "$MOUNT" "$1"
  before=$(df --output=size -B1M "$MOUNT" | tail -1)
  umount "$MOUNT"
  truncate -s 700M "$DISK"
  losetup --set-capacity "$DEVICE"
  prepare_volume "$DEVICE" "$MOUNT" "$1"
  after=$(df --output=size -B1M "$MOUNT" | tail -1)
  echo "$before MiB, then $after MiB"
  [ "$after" -gt $((before + 250)) ]
}

@test "a volume that has grown gets a larger file system (xfs)" { grows xfs; }

@test "a volume that has grown gets a larger file system (ext4)" {
  # The kernel lets a mounted ext4 grow with CAP_SYS_RESOURCE alone, which root has on an instance and not in every container.
  (($((16#$(sed -n 's/^CapEff:\t//p' /proc/self/status))) >> 24 & 1)) || skip 'root lacks CAP_SYS_RESOURCE here'
  grows ext4
}

@test "a file system that cannot be grown is used as it is, and told of" {
  prepare_volume "$DEVICE" "$MOUNT" ext4
  resize2fs() { echo 'no way'; return 1; }
  run prepare_volume "$DEVICE" "$MOUNT" ext4
  [ "$status" -eq 0 ]
  [[ $output == *'could not be grown to the size of its volume, and works on as it is: no way'* ]]
}

@test "a partition table is left alone" {
  printf 'label: gpt\n,,L\n' | sfdisk --quiet "$DEVICE"
  left_alone
}

@test "a file system of another kind is left alone" {
  mkswap "$DEVICE" >/dev/null
  left_alone
  [[ $output == *swap* ]]
}

@test "data without any signature are left alone, at the start and at the end" {
  echo precious | dd of="$DISK" bs=1 seek=1000000 conv=notrunc status=none
  left_alone
  dd if=/dev/zero of="$DISK" bs=1M count=4 conv=notrunc status=none
  echo precious | dd of="$DISK" bs=1 seek=$((400 * 1024 * 1024 - 1000)) conv=notrunc status=none
  left_alone ext4
}

@test "a file system whose head is damaged is left alone" {
  mkfs.ext4 -q "$DEVICE"
  dd if=/dev/zero of="$DISK" bs=1024 seek=1 count=1 conv=notrunc status=none
  left_alone ext4
}

@test "two signatures that contradict each other are left alone" {
  mkfs.ext4 -q "$DEVICE"
  # An older file system that nobody wiped: the superblock of XFS at the start, where ext4 leaves room.
  printf XFSB | dd of="$DISK" bs=1 conv=notrunc status=none
  mkfs.xfs -q -f -N "$DEVICE" >/dev/null
  truncate -s 400M "$BATS_TEST_TMPDIR/other"
  mkfs.xfs -q "$BATS_TEST_TMPDIR/other"
  dd if="$BATS_TEST_TMPDIR/other" of="$DISK" bs=512 count=1 conv=notrunc status=none
  left_alone
}

@test "a device that cannot be read is not blank" {
  run is_blank "$BATS_TEST_TMPDIR/no-such-device"
  [ "$status" -ne 0 ]
}

@test "a file system that is damaged is not mounted and not formatted" {
  mkfs.xfs -q "$DEVICE"
  id=$(blkid -s UUID -o value "$DEVICE")
  dd if=/dev/zero of="$DEVICE" bs=512 seek=1 count=3 status=none
  run prepare_volume "$DEVICE" "$MOUNT" xfs
  [ "$status" -eq 1 ]
  [[ $output == *"(xfs) cannot be mounted at"* ]]
  never mountpoint --quiet "$MOUNT"
  [ "$id" = "$(blkid --probe -s UUID -o value "$DEVICE")" ]
}

# A Nitro instance: the kernel's names, and a controller that tells the name of the attachment, with its vendor's padding.
nitro() {
  blocks=$BATS_TEST_TMPDIR/block devices=$BATS_TEST_TMPDIR/dev
  mkdir -p "$BATS_TEST_TMPDIR/bin" "$devices"
  for each in nvme0n1:/dev/xvda:vol0aaaaaaaaaaaaaaaa nvme1n1:sdh:vol0bbbbbbbbbbbbbbbb nvme2n1:/dev/sdf:vol0cccccccccccccccc; do
    IFS=: read -r kernel name serial <<<"$each"
    mkdir -p "$blocks/$kernel/device"
    touch "$devices/$kernel"
    echo "$serial  " >"$blocks/$kernel/device/serial"
    echo "$name   " >"$BATS_TEST_TMPDIR/name-$kernel"
  done
  printf '#!/bin/sh\ncat "%s/name-${2##*/}"\n' "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/bin/ebsnvme-id"
  chmod +x "$BATS_TEST_TMPDIR/bin/ebsnvme-id"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

@test "on Nitro the device is the one whose controller has the name of the attachment" {
  nitro
  [ "$(device_of /dev/sdf)" = "$devices/nvme2n1" ]
  [ "$(device_of /dev/xvdf)" = "$devices/nvme2n1" ]
  [ "$(device_of /dev/sdh)" = "$devices/nvme1n1" ]
  [ "$(volume_id "$(device_of /dev/sdf)")" = vol-0cccccccccccccccc ]
  never device_of /dev/sdg
}

@test "on Xen the device is the kernel's name, which may begin with xvd" {
  blocks=$BATS_TEST_TMPDIR/block devices=$BATS_TEST_TMPDIR/dev
  mkdir -p "$blocks" "$devices"
  touch "$devices/xvdf"
  [ "$(device_of /dev/sdf)" = "$devices/xvdf" ]
  never device_of /dev/sdg
}
