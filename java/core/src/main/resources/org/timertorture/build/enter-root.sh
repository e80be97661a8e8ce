#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# enter [PATH...] -- COMMAND...: runs a command inside the folder that this file is in, where each PATH of the host is
# seen under its own name. Mounts and processes are the command's own and end with it. A user other than root becomes
# root in a user namespace, and nowhere else.
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
