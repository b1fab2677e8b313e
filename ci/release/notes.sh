#!/usr/bin/env bash
# Prints what the changelog says about a version, for the page of its release.
#
#   ci/release/notes.sh 0.1.0
set -euo pipefail

[[ $1 =~ ^[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$ ]] || {
    printf 'error: `%q` is no version\n' "$1" >&2
    exit 2
}
awk -v version="$1" '
    /^## / { is_wanted = ($2 == version); next }
    is_wanted { print; found = 1 }
    END { exit !found }
' "$(dirname -- "${BASH_SOURCE[0]}")/../../CHANGELOG.md" || {
    printf 'error: CHANGELOG.md has no section for %s\n' "$1" >&2
    exit 2
}
