#!/usr/bin/env bash
# Packs a built binary with its licences, as `ci/action/install.sh` expects to find it.
#
#   ci/release/pack.sh TARGET BINARY FOLDER   makes FOLDER/hexapla-TARGET.tar.gz, or .zip for Windows
set -euo pipefail

unset CDPATH
readonly target=$1 binary=$2 folder=$3
repository=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
readonly name=hexapla-$target

[[ $target =~ ^[0-9a-z_]+(-[0-9a-z_]+)+$ ]] || {
    printf 'error: `%s` is no target\n' "$target" >&2
    exit 2
}
mkdir -p -- "$folder"
out=$(cd -- "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/$name"
cp -- "$binary" "$repository/LICENSE-APACHE" "$repository/LICENSE-MIT" "$repository/README.md" "$work/$name"
cd "$work"
case $target in
*-windows-*) 7z a -bso0 "$name.zip" "$name" && mv "$name.zip" "$out" ;;
*) tar -czf "$name.tar.gz" "$name" && mv "$name.tar.gz" "$out" ;;
esac
