# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# kernel-tools.sh: the kernel's own tools that tests use, for scripts to source. No package installs these tools, so they
# are extracted from the kernel's source package into the cache once.

# kernel_tools: sets the variable of the same name to a folder that contains scripts/checkpatch.pl and
# tools/testing/kunit/kunit.py with what they need.
kernel_tools() {
    local package=linux-source-6.1
    kernel_tools=${TIMERTORTURE_CACHE:-$HOME/.cache/timertorture}/kernel-tools
    [[ ! -d $kernel_tools ]] || return 0
    mkdir -p "${kernel_tools%/*}"
    echo "taking checkpatch.pl and kunit.py out of $package"
    (
        set -e
        work=$(mktemp -d "$kernel_tools.XXXXXX")
        trap 'rm -rf "$work"' EXIT
        cd "$work"
        apt-get download "$package" || {
            # Images of machines often have no package lists.
            if ((EUID == 0)); then apt-get update; else sudo -n apt-get update; fi
            apt-get download "$package"
        }
        dpkg-deb --fsys-tarfile "$package"_*.deb | tar -xf - --wildcards '*.tar.xz'
        mkdir tools
        tar -xf usr/src/"$package".tar.xz -C tools --strip-components=1 --wildcards \
            '*/scripts/spelling.txt' '*/scripts/const_structs.checkpatch' '*/scripts/checkpatch.pl' \
            '*/tools/testing/kunit/*.py' '*/tools/testing/kunit/*.config'
        # Another process may have done the same meanwhile.
        mv -T tools "$kernel_tools" 2>/dev/null || [[ -d $kernel_tools ]]
    ) || return 3
}
