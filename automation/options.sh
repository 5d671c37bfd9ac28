# shellcheck shell=bash
# Sourced by the other scripts: puts the options asked for behind the command that is in `call`.
#
# REKINDLE_STRICT  true or false
# REKINDLE_ARGS    more options; quotes hold words together, and nothing in them is expanded or run

case ${REKINDLE_STRICT:-false} in
    true) call+=(--strict) ;;
    false) ;;
    *)
        echo 'rekindle: “strict” is true or false' >&2
        exit 2
        ;;
esac

# xargs knows quotes as a shell does, and has no other powers.
words=$(xargs printf '%s\n' <<<"${REKINDLE_ARGS:-}")
while IFS= read -r word; do
    if [[ -n $word ]]; then
        call+=("$word")
    fi
done <<<"$words"
