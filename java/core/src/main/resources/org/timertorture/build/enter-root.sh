#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# enter [PATH...] -- COMMAND...: runs a command with the folder that contains this file as its root. Each PATH of the
# host is visible there under its own name. The mounts and processes are private and end with the command. A user other
# than root becomes root in a user namespace, and only there.
set -eu

PATH=$PATH:/usr/sbin:/sbin
root=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" != --entered ]; then
	as_root=--map-root-user
	[ "$(id -u)" != 0 ] || as_root=
	# shellcheck disable=SC2086 # one word or none
	exec unshare $as_root --mount --pid --fork --kill-child sh "$root/enter" --entered "$@"
fi
shift
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
while [ "$1" != -- ]; do
	mkdir -p "$root$1"
	mount --bind "$1" "$root$1"
	shift
done
shift
exec chroot "$root" env -i PATH=/usr/bin:/usr/sbin:/bin:/sbin HOME=/ LC_ALL=C "$@"
