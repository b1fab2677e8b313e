#!/usr/bin/env bash
# Runs `hexapla check` and tells GitHub what it found: annotations, the summary of the step, a SARIF file.
#
# All that varies comes from the environment and reaches the program as arguments. None of it becomes a part of a
# script, so that a branch may be called `$(reboot)` without harm. Each is one line, or nothing is run.
#
#   HEXAPLA_ROOT         the folder of the site; default: the current folder
#   HEXAPLA_SINCE        report only what changed since this revision; empty: everything
#   HEXAPLA_FAIL_ON      the lowest severity that fails; empty: as the configuration says
#   HEXAPLA_BASELINE     a file of findings that are known, seen from the root; empty: as configured
#   HEXAPLA_SARIF_FILE   also write the findings to this file; empty: do not
#   HEXAPLA_ARGS         more arguments, with spaces or line feeds between them
#
# Answers as `hexapla check` does.
set -euo pipefail
# shellcheck source=inputs.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/inputs.sh"

# GitHub drops a summary of more than a mebibyte.
readonly SUMMARY_BYTES=1000000

# Adds a file to the summary of the step, as many of its lines as GitHub takes.
add_to_summary() {
    LC_ALL=C awk -v limit="$SUMMARY_BYTES" '
        { bytes += length($0) + 1 }
        bytes > limit { print "\n…"; exit }
        { print }
    ' <"$1" >>"$GITHUB_STEP_SUMMARY"
}

# Gives a value of one line to the steps after this one.
set_output() {
    [ -z "${GITHUB_OUTPUT:-}" ] || printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
}

# `read` parts words at spaces and line feeds, and expands nothing. At the end of its input it answers 1.
IFS=$' \t\n' read -r -d '' -a more <<<"${HEXAPLA_ARGS:-}" || true
HEXAPLA_ARGS=${more[*]:-}

# A run that refuses its inputs has an exit code too.
(require_one_line HEXAPLA_ROOT HEXAPLA_SINCE HEXAPLA_FAIL_ON HEXAPLA_BASELINE HEXAPLA_SARIF_FILE HEXAPLA_ARGS) || {
    set_output exit-code 2
    exit 2
}

arguments=(check "--root=${HEXAPLA_ROOT:-.}" --format=github)
[ -z "${HEXAPLA_SINCE:-}" ] || arguments+=("--since=$HEXAPLA_SINCE")
[ -z "${HEXAPLA_FAIL_ON:-}" ] || arguments+=("--fail-on=$HEXAPLA_FAIL_ON")
[ -z "${HEXAPLA_BASELINE:-}" ] || arguments+=("--baseline=$HEXAPLA_BASELINE")
[ -z "${HEXAPLA_SARIF_FILE:-}" ] || arguments+=("--report=sarif=$HEXAPLA_SARIF_FILE")
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    # A report replaces its file, and earlier lines of the summary should stay.
    summary=$(mktemp "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/hexapla-summary.XXXXXX")
    trap 'rm -f "$summary"' EXIT
    arguments+=("--report=markdown=$summary")
fi
# The oldest bash of a runner takes an empty array for an unset one.
[ "${#more[@]}" -eq 0 ] || arguments+=("${more[@]}")

code=0
hexapla "${arguments[@]}" || code=$?

[ -z "${summary:-}" ] || add_to_summary "$summary"
set_output exit-code "$code"
# With 0 and 1 the reports are written; after another code the file may be one of an earlier run.
if [ -n "${HEXAPLA_SARIF_FILE:-}" ] && [ "$code" -le 1 ]; then
    set_output sarif-file "$HEXAPLA_SARIF_FILE"
fi
exit "$code"
