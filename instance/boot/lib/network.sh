# shellcheck shell=bash
# Two interfaces on one subnet. Without rules the kernel sends every reply out of the first interface, whatever address it is from;
# the VPC drops what leaves by an interface that does not have its source address. So each interface gets a routing table of its
# own, and what comes from its addresses is looked up there.

# Below the tables and priorities of amazon-ec2-net-utils (from 10000), so that these rules come first.
routing_base=5000

# interface_at DEVICE_NUMBER: prints the MAC address of the interface at a device number, when the metadata service shows one.
interface_at() {
  local mac number
  while read -r mac; do
    mac=${mac%/}
    number=$(metadata "network/interfaces/macs/$mac/device-number") || continue
    if [ "$number" = "$1" ]; then
      printf '%s' "$mac"
      return
    fi
  done < <(metadata network/interfaces/macs/ && echo)
  return 1
}

# link_of MAC: prints the name of the link with a MAC address, when the kernel has one.
link_of() {
  local name
  name=$(ip -json link show | jq -r --arg mac "$1" 'first(.[] | select(.address == $mac) | .ifname) // empty')
  [ -n "$name" ] && printf '%s' "$name"
}

# wait_for_interface DEVICE_NUMBER SECONDS: until the service and the kernel both have it.
wait_for_interface() {
  local deadline=$((SECONDS + $2)) mac told=
  while :; do
    if mac=$(interface_at "$1") && link_of "$mac" >/dev/null; then
      return
    fi
    [ "$SECONDS" -lt "$deadline" ] || return 1
    if [ -z "$told" ]; then
      say "waiting for the network interface at device number $1"
      told=yes
    fi
    sleep 2
  done
}

# address_at DEVICE_NUMBER: its first private address.
address_at() {
  local mac
  mac=$(interface_at "$1") && metadata "network/interfaces/macs/$mac/local-ipv4s" | head -n 1
}

# gateway_of CIDR: the router of a subnet, which is its second address.
# https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
gateway_of() {
  local a b c d network=${1%/*} bits=${1#*/} number
  IFS=. read -r a b c d <<<"$network"
  number=$((((a << 24 | b << 16 | c << 8 | d) & (0xffffffff << (32 - bits) & 0xffffffff)) + 1))
  printf '%d.%d.%d.%d' $((number >> 24)) $((number >> 16 & 255)) $((number >> 8 & 255)) $((number & 255))
}

# route_interface DEVICE_NUMBER: addresses, table and rules of one interface. May run as often as you like.
route_interface() {
  local mac link cidr addresses address table=$((routing_base + $1))
  mac=$(interface_at "$1") || return 1
  link=$(link_of "$mac") || return 1
  cidr=$(metadata "network/interfaces/macs/$mac/subnet-ipv4-cidr-block") || return 1
  addresses=$(metadata "network/interfaces/macs/$mac/local-ipv4s") || return 1
  # Called in a condition, where bash goes on after a failure: each says for itself that it ends here.
  ip link set dev "$link" up || return 1
  # Who asks for an address hears from the interface that has it, and asks with the address that is there.
  kernel_setting "$link" arp_ignore 1
  kernel_setting "$link" arp_announce 2
  kernel_setting "$link" rp_filter 2
  # Without the route that comes with an address: where DHCP is later than this, it would take what the server sends to its subnet.
  for address in $addresses; do
    has_address "$link" "$address" || ip address add "$address/${cidr#*/}" dev "$link" noprefixroute || return 1
  done
  address=${addresses%%[[:space:]]*}
  ip route replace "$cidr" dev "$link" src "$address" table "$table" || return 1
  ip route replace default via "$(gateway_of "$cidr")" dev "$link" src "$address" table "$table" || return 1
  replace_rules "$table" "$addresses"
}

has_address() { # has_address LINK ADDRESS
  ip -json -4 address show dev "$1" | jq -e --arg a "$2" 'any(.[].addr_info[]?; .local == $a)' >/dev/null
}

kernel_setting() { # kernel_setting LINK NAME VALUE
  printf '%s' "$3" >"/proc/sys/net/ipv4/conf/$1/$2" 2>/dev/null || say "could not set $2 of $1 to $3"
}

# replace_rules TABLE ADDRESSES: one rule for each address, and none for an address that is no longer there. The table's number
# is the priority of its rules.
replace_rules() {
  local address present
  present=$(ip -json -4 rule show | jq -r --argjson p "$1" '.[] | select(.priority == $p) | .src')
  for address in $2; do
    grep -qxF "$address" <<<"$present" || ip -4 rule add from "$address" table "$1" priority "$1" || return 1
  done
  for address in $present; do
    grep -qwF "$address" <<<"$2" || ip -4 rule del from "$address" table "$1" priority "$1"
  done
}

# route_all: every interface there is; the one that stays is at device number 1.
route_all() {
  route_interface 0 || return 1
  if interface_at 1 >/dev/null; then
    route_interface 1
  fi
}
