# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Functions that the scripts of this folder share: messages, and the installation of packages.

# Each entry is a command or a file (patterns allowed), and after the "=" the Debian package that contains it.
# shellcheck disable=SC2034 # used by the scripts that source this
RUN_NEEDS=(
    jdk=default-jdk-headless # see find_jdk
    mvn=maven
    gcc=gcc
    make=make
    /usr/include/stdio.h=libc6-dev
    castxml=castxml # describes the module's header, from which the build generates Java
    '/usr/lib/*/libelf.so.1=libelf1' # objtool, which is part of every kernel's headers, is linked with it
    qemu-system-x86_64=qemu-system-x86
    modinfo=kmod
    xz=xz-utils
    setpriv=util-linux
    flock=util-linux
    /usr/share/keyrings/debian-archive-keyring.gpg=debian-archive-keyring
)
# What a run of an arm64 kernel needs besides.
# shellcheck disable=SC2034
ARM64_NEEDS=(
    qemu-system-aarch64=qemu-system-arm
)
# What the build of a kernel tree needs besides.
# shellcheck disable=SC2034
TREE_NEEDS=(
    git=git
    bison=bison
    flex=flex
    bc=bc
    /usr/include/gelf.h=libelf-dev
)
# shellcheck disable=SC2034
TEST_NEEDS=(
    git=git
    shellcheck=shellcheck
    clang-format=clang-format
    sparse=sparse
    mmdebstrap=mmdebstrap
    /usr/share/perl/5.*/Term/ANSIColor.pm=perl # checkpatch.pl
    /usr/bin/python3=python3
    /usr/lib/python3/dist-packages/junitparser=python3-junitparser
    /usr/lib/python3/dist-packages/jsonschema=python3-jsonschema
)
# shellcheck disable=SC2034
PACKAGE_NEEDS=(
    git=git
    dpkg-buildpackage=dpkg-dev
    dh=debhelper
    dh_dkms=dh-dkms
    help2man=help2man
)
# A cluster of Slurm for its test. Without a slurm.conf the packages of Slurm start no daemon.
# shellcheck disable=SC2034
SLURM_NEEDS=(
    munged=munge
    slurmctld=slurmctld
    slurmd=slurmd
    sbatch=slurm-client
)
# shellcheck disable=SC2034
MODEL_NEEDS=(
    spin=spin
    tcc=tcc # compiles what Spin writes in a tenth of the time that gcc needs
    /usr/include/stdio.h=libc6-dev
    xz=xz-utils
    /usr/share/keyrings/debian-archive-keyring.gpg=debian-archive-keyring
)

say() {
    printf 'timertorture: %s\n' "$*" >&2
}

# die CODE WORDS...
die() {
    local code=$1
    shift
    say "$@"
    exit "$code"
}

# Sets JAVA_HOME to a JDK of version 17 or later.
find_jdk() {
    local javac home line
    javac=$(readlink -f "$(type -P javac)")
    for home in "${JAVA_HOME:-}" "${javac%/bin/javac}" /usr/lib/jvm/*; do
        [[ -x $home/bin/javac && -r $home/release ]] || continue
        while read -r line; do
            if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]] && ((BASH_REMATCH[1] >= 17)); then
                export JAVA_HOME=$home
                return 0
            fi
        done <"$home/release"
    done
    return 1
}

have() {
    case $1 in
        jdk) find_jdk ;;
        /*) compgen -G "$1" >/dev/null ;;
        *) type -P "$1" >/dev/null ;;
    esac
}

# require NEED...: installs what is missing, or exits with 3. A system without apt-get has other names for the packages:
# there it says what is missing, and goes on with what there is.
require() {
    local need missing=()
    for need; do
        have "${need%=*}" || [[ " ${missing[*]} " == *" ${need##*=} "* ]] || missing+=("${need##*=}")
    done
    ((${#missing[@]})) || return 0
    if ! type -P apt-get >/dev/null; then
        say "there is no apt-get here, so install these by other means: $(names_of "${missing[@]}")"
        return 0
    fi
    install_packages "${missing[@]}"
    for need; do
        have "${need%=*}" || die 3 "package ${need##*=} is installed, yet ${need%=*} is not there"
    done
}

# What a package of Debian's brings, where its name does not say it.
declare -A BRINGS=(
    [default-jdk-headless]='a JDK of version 17 or later'
    [maven]='Maven (mvn)'
    [gcc]='a C compiler (gcc)'
    [libc6-dev]="the C library's headers"
    [libelf1]='libelf'
    [libelf-dev]="libelf's headers"
    [qemu-system-x86]='QEMU (qemu-system-x86_64)'
    [qemu-system-arm]='QEMU for arm64 (qemu-system-aarch64)'
    [kmod]='modinfo'
    [xz-utils]='xz'
    [util-linux]='setpriv and flock'
    [debian-archive-keyring]="the keys of Debian's archive, which only kernel fetch needs"
)

# names_of PACKAGE...: prints what the packages bring, separated by commas.
names_of() {
    local package names=''
    for package; do
        names+=", ${BRINGS[$package]:-$package}"
    done
    echo "${names#, }"
}

# must_have WHY NEED...: exits with 3 if one of the needs is missing.
must_have() {
    local why=$1 need missing=()
    shift
    for need; do
        have "${need%=*}" || missing+=("${need##*=}")
    done
    ((${#missing[@]} == 0)) || die 3 "$why needs $(names_of "${missing[@]}")"
}

install_packages() {
    local as_root=() command="apt-get update && apt-get install --yes --no-install-recommends $*"
    if ((EUID != 0)); then
        type -P sudo >/dev/null || die 3 "needs packages, and you are not root. Run: su -c '$command'"
        if ! sudo -n true 2>/dev/null; then
            [[ -t 0 && -t 2 ]] || die 3 "needs packages, and sudo wants a password. Run: sudo sh -c '$command'"
            say "needs root to install: $*"
            sudo -v || die 3 "needs packages, and sudo refused. Let an administrator run: $command"
        fi
        as_root=(sudo)
    fi

    say "installing $*"
    local log
    log=$(mktemp "${TMPDIR:-/tmp}/timertorture-install.XXXXXX") || die 3 "cannot write to ${TMPDIR:-/tmp}"
    # Steps of scripts/test that run side by side may both need packages, and "apt-get update" does not wait. This file
    # is there in any case, so that the lock leaves nothing behind. A service that apt-get starts must not inherit it.
    as_root+=(env DEBIAN_FRONTEND=noninteractive flock --close --timeout 600 "${BASH_SOURCE[0]}")
    # A single broken package source must not stop the installation. The next step fails if something is really missing.
    run_logged "reading package lists" "$log" "${as_root[@]}" apt-get update || true
    run_logged "installing packages" "$log" "${as_root[@]}" \
        apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@" ||
        die 3 "cannot install $*: $(first_match "$log" 'Failed to fetch' '^E: ' '.'); log: $log"
    rm -f "$log"
}

# npm_room FOLDER: installs the packages of a folder's package-lock.json, once for each lock file and outside the clone.
# Sets room to the folder with node_modules.
npm_room() {
    room=${TIMERTORTURE_CACHE:-$HOME/.cache/timertorture}/web/$(sha256sum <"$1/package-lock.json" | cut -c 1-16)
    [[ ! -d $room/node_modules ]] || return 0
    mkdir -p "$room" || die 3 "cannot write to $room"
    cp "$1"/package*.json "$room/"
    (cd "$room" && npm ci --ignore-scripts --no-audit --no-fund) || {
        rm -rf "$room/node_modules"
        die 3 "npm cannot install the packages of $1/package-lock.json"
    }
}

# find_caller FILE: under sudo, sets HOME to the home of the user who called sudo, and as_caller to a prefix that runs a
# command as that user. The user must be able to read FILE.
as_caller=()
find_caller() {
    local user
    if ((EUID == 0 && ${SUDO_UID:-0} != 0)); then
        IFS=: read -r user _ _ _ _ HOME _ < <(getent passwd "$SUDO_UID") || die 3 "there is no user $SUDO_UID"
        as_caller=(setpriv --reuid="$SUDO_UID" --regid="$SUDO_GID" --init-groups env USER="$user" LOGNAME="$user")
        "${as_caller[@]}" test -r "$1" || die 3 "$user, who called sudo, cannot read $1"
    fi
    : "${HOME:=$(getent passwd "$EUID" | cut -d: -f6)}"
    export HOME
}

# first_match FILE PATTERN...: prints the first line that matches the first pattern with a match.
first_match() {
    local file=$1 pattern
    shift
    for pattern; do
        grep -m1 -E -- "$pattern" "$file" && return
    done
    echo "no cause was given"
}

# run_logged LABEL LOG COMMAND...: runs a command with its output appended to LOG, and prints the label and the time
# after two seconds. A caller under set -e must use its status.
run_logged() {
    local label=$1 log=$2 status ticker
    shift 2
    tick "$label" &
    ticker=$!
    # The shell itself reports a command that a signal ended; that belongs into the log as well.
    { "$@" </dev/null; } >>"$log" 2>&1
    status=$?
    kill "$ticker" 2>/dev/null
    wait "$ticker" 2>/dev/null || true
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
    return "$status"
}

tick() {
    # Closes the caller's files, so that nobody waits for the last sleep to end.
    exec </dev/null >/dev/null 9>&-
    local seconds=0 every=30
    [[ ! -t 2 ]] || every=1
    while sleep 1 2>/dev/null && kill -0 $$ 2>/dev/null; do
        ((++seconds == 2 || seconds > 2 && seconds % every == 0)) || continue
        if [[ -t 2 ]]; then
            printf '\rtimertorture: %s, %d s ' "$1" "$seconds" >&2
        else
            say "$1, $seconds s"
        fi
    done
}
