#!/usr/bin/env bash
# Checks the notes of a repository; 1 if something is amiss, 2 if that could not be found out.
#
# REKINDLE_VAULT   the folder of notes; rekindle itself reads this
# REKINDLE_FORMAT  how to tell what is found; github if left out
# REKINDLE_STRICT, REKINDLE_ARGS: see options.sh
set -euo pipefail

call=(rekindle check)
# shellcheck source=automation/options.sh
source "$(dirname "$0")/options.sh"

format=${REKINDLE_FORMAT:-github}
code=0
found=$("${call[@]}" --format "$format") || code=$?
if [[ -n $found ]]; then
    printf '%s\n' "$found"
fi

# GitHub shows ten annotations of a kind at most, and its log does not say where they are. So there they
# are all told once more, as text, in which no line of a note can pass for a command to GitHub.
if [[ -n $found && $format == github ]]; then
    pause="rekindle-$RANDOM-$RANDOM-$RANDOM"
    echo "::stop-commands::$pause"
    "${call[@]}" --format human || true
    echo "::$pause::"
fi
exit "$code"
