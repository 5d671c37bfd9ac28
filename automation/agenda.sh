#!/usr/bin/env bash
# Renews the agenda of a repository of notes, and commits and pushes it if that changed it.
# REKINDLE_VAULT   the folder of notes; rekindle itself reads this
# REKINDLE_REMOTE  where to push; origin if left out
# REKINDLE_BRANCH  the branch to push to; the one checked out if left out
# REKINDLE_STRICT, REKINDLE_ARGS: see options.sh
set -euo pipefail

call=(rekindle agenda)
# shellcheck source=automation/options.sh
source "$(dirname "$0")/options.sh"

remote=${REKINDLE_REMOTE:-origin}
branch=${REKINDLE_BRANCH:-$(git symbolic-ref --short HEAD)}
export GIT_AUTHOR_NAME=${GIT_AUTHOR_NAME:-rekindle} GIT_AUTHOR_EMAIL=${GIT_AUTHOR_EMAIL:-rekindle@localhost}
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL

for _ in 1 2 3; do
    # 1 tells of notes that need fixing; the agenda is written all the same.
    code=0
    said=$("${call[@]}") || code=$?
    printf '%s\n' "$said"
    ((code < 2)) || exit "$code"
    # What it says last is “agenda.md: 3 to reconnect with, …”, with the page as a path from the vault.
    summary=${said##*$'\n'}
    page=${REKINDLE_VAULT:-.}/${summary%%: *}
    git add -- "$page"
    if git diff --cached --quiet -- "$page"; then
        echo 'The agenda is as it was, so there is nothing to commit.'
        exit "$code"
    fi
    git commit --quiet -m 'Renew the agenda' -m "$summary" -- "$page"
    git push --quiet "$remote" "HEAD:refs/heads/$branch" && exit "$code"
    # Perhaps somebody pushed meanwhile: take the commit back, get theirs, and plan anew with them.
    git reset --quiet --keep HEAD~1
    git pull --quiet --ff-only "$remote" "$branch"
done
echo 'rekindle: the agenda could not be pushed; see “Troubleshooting” in docs/ci.md of rekindle' >&2
exit 2
