# What the scripts of the action do with the values that they get: sourced by them, not run.
#
# Runners read what a script prints and writes line by line. A value with a line feed could therefore add a line of its
# own: another output, a folder on the path, a workflow command. So each value has to be one line, and a message never
# repeats one that is not.

# With this set, `cd` may go elsewhere, and prints where it went.
unset CDPATH

fail() {
    printf 'error: %s\n' "$1" >&2
    printf '  help: %s\n' "$2" >&2
    exit 2
}

# Whether a text has no line feed, and no other control character either: a carriage return ends a line too.
is_one_line() {
    local LC_ALL=C
    [[ $1 != *[[:cntrl:]]* ]]
}

# Stops unless the variables of these names are one line each.
require_one_line() {
    local name
    for name in "$@"; do
        is_one_line "${!name:-}" ||
            fail "\`$name\` has a line feed or another control character in it" \
                "write it in one line; in YAML as \`key: value\`, without \`|\` or \`>\`"
    done
}
