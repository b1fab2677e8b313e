#!/usr/bin/env bash
# Packs a built binary with its licences and those of what is in it, as `ci/action/install.sh` expects to find it.
#
#   ci/release/pack.sh TARGET BINARY NOTICES FOLDER   makes FOLDER/hexapla-TARGET.tar.gz, or .zip for Windows
#
# NOTICES is what `cargo run --example third-party` wrote.
set -euo pipefail

unset CDPATH
readonly target=$1 binary=$2 notices=$3 folder=$4
repository=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
readonly name=hexapla-$target

[[ $target =~ ^[0-9a-z_]+(-[0-9a-z_]+)+$ ]] || {
    printf 'error: `%q` is no target\n' "$target" >&2
    exit 2
}
mkdir -p -- "$folder"
out=$(cd -- "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/$name"
cp -- "$binary" "$repository/LICENSE-APACHE" "$repository/LICENSE-MIT" "$repository/README.md" "$work/$name"
cp -- "$notices" "$work/$name/THIRD-PARTY-NOTICES.txt"
cd "$work"
case $target in
*-windows-*) 7z a -bso0 "$name.zip" "$name" && mv "$name.zip" "$out" ;;
*) tar -czf "$name.tar.gz" "$name" && mv "$name.tar.gz" "$out" ;;
esac
