#!/usr/bin/env bash
# Names this version of rekindle on this kind of machine, for caches: a built program fits where the name is
# the same. Neither Cargo.lock alone would do, which a change of the code leaves alone, nor GitHub's hashFiles,
# which sees only the repository of notes.
set -euo pipefail

cd "$(dirname "$0")/.."
{
    uname -sm
    # The image decides which system libraries there are: on GitHub, on GitLab.
    echo "${ImageOS:-} ${CI_JOB_IMAGE:-}"
    find Cargo.lock Cargo.toml src -type f | LC_ALL=C sort | git hash-object --stdin-paths
} | git hash-object --stdin
