#!/usr/bin/env bash
# Installs a released binary of Hexapla, and only one that has the checksum of its release.
#
# All that varies comes from the environment:
#
#   HEXAPLA_VERSION    such as `0.1.0` or `v0.1.0`; default: the version of the repository that this script is in
#   HEXAPLA_RELEASES   the address that releases lie under, one folder for each tag
#   HEXAPLA_BIN        the folder to install to; default: a folder of this run
#   HEXAPLA_TARGET     the target to install; default: the one of this machine
#
# GitHub sets RUNNER_OS, RUNNER_ARCH, RUNNER_TEMP and GITHUB_PATH. Elsewhere this does without them.
set -euo pipefail
# shellcheck source=inputs.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/inputs.sh"

# The version that the repository around this script has.
own_version() {
    sed -n 's/^version = "\(.*\)"$/\1/p' "$(dirname -- "${BASH_SOURCE[0]}")/../../Cargo.toml" | head -n 1
}

# The name that Rust has for this machine.
own_target() {
    local system=${RUNNER_OS:-$(uname -s)} machine=${RUNNER_ARCH:-$(uname -m)}
    case $machine in
    X64 | x86_64 | amd64) machine=x86_64 ;;
    ARM64 | aarch64 | arm64) machine=aarch64 ;;
    *) fail "there is no binary for the processor \`$machine\`" "build it with \`cargo install\`" ;;
    esac
    case $system in
    Linux) printf '%s-unknown-linux-%s\n' "$machine" "$(own_libc)" ;;
    macOS | Darwin) printf '%s-apple-darwin\n' "$machine" ;;
    # Windows on ARM runs the binary for x86_64.
    Windows | MINGW* | MSYS*) printf 'x86_64-pc-windows-msvc\n' ;;
    *) fail "there is no binary for the system \`$system\`" "build it with \`cargo install\`" ;;
    esac
}

# Where musl is installed, its binary works; where it is not, the one for glibc is faster.
own_libc() {
    if compgen -G '/lib/ld-musl-*' >/dev/null; then
        printf 'musl\n'
    else
        printf 'gnu\n'
    fi
}

# Fetches a file of the release into the current folder. In the address nothing is a pattern, and nothing an option.
fetch() {
    curl --fail --silent --show-error --location --retry 3 --proto '=https,file' --proto-redir '=https' --globoff \
        --output "$1" --url "$release/$1" ||
        fail "\`$release/$1\` cannot be fetched" "is \`$version\` a released version?"
}

sha256() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum <"$1"
    else
        shasum -a 256 <"$1"
    fi | cut -d ' ' -f 1
}

# Stops unless a file is what the release says it is.
verify() {
    local expected actual
    expected=$(awk -v name="$1" '$2 == name || $2 == "*" name { print $1; exit }' SHA256SUMS)
    [ -n "$expected" ] || fail "the release has no checksum for \`$1\`" "it is not safe to run; choose another version"
    actual=$(sha256 "$1")
    [ "$actual" = "$expected" ] ||
        fail "\`$1\` is not the file that was released: its SHA-256 is $actual, not $expected" \
            "run this again; if it stays so, do not use the file, and tell whoever runs \`$HEXAPLA_RELEASES\`"
}

# What the programs of this system call a folder.
native() {
    if command -v cygpath >/dev/null 2>&1; then
        cygpath --windows "$1"
    else
        printf '%s\n' "$1"
    fi
}

require_one_line HEXAPLA_VERSION HEXAPLA_RELEASES HEXAPLA_BIN HEXAPLA_TARGET RUNNER_OS RUNNER_ARCH RUNNER_TEMP TMPDIR
[ -n "${HEXAPLA_RELEASES:-}" ] ||
    fail "HEXAPLA_RELEASES is not set" "set it to the address that the releases lie under"
version=${HEXAPLA_VERSION:-$(own_version)}
version=${version#v}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$ ]] ||
    fail "\`$version\` is no version" "write one such as \`0.1.0\`"
target=${HEXAPLA_TARGET:-$(own_target)}
[[ $target =~ ^[0-9a-z_]+(-[0-9a-z_]+)+$ ]] ||
    fail "\`$target\` is no target" "write one such as \`x86_64-unknown-linux-gnu\`"
release=$HEXAPLA_RELEASES/v$version
bin=${HEXAPLA_BIN:-${RUNNER_TEMP:-${TMPDIR:-/tmp}}/hexapla-$version}
case $target in
*-windows-*) archive=hexapla-$target.zip program=hexapla.exe ;;
*) archive=hexapla-$target.tar.gz program=hexapla ;;
esac

mkdir -p -- "$bin"
bin=$(cd -- "$bin" && pwd)
# The current folder may have any name, and what is added to the path is read by lines.
is_one_line "$bin" || fail "the folder to install to has a control character in its name" "choose another with HEXAPLA_BIN"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch SHA256SUMS
fetch "$archive"
verify "$archive"
case $archive in
*.zip) unzip -q "$archive" ;;
*) tar -xzf "$archive" ;;
esac
mv "hexapla-$target/$program" "$bin/$program"
chmod +x "$bin/$program"
[ -z "${GITHUB_PATH:-}" ] || native "$bin" >>"$GITHUB_PATH"
printf 'hexapla %s for %s is in %s\n' "$version" "$target" "$bin"
