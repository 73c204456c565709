#!/bin/sh
# Counts what the studies are made of, at commits (HEAD if none is named): src/bench/counts.sh [COMMIT...]
# Calls of NoiseModel.apply are counted by PreparedOnceTest, which runs studies under a debugger.
set -eu
cd "$(dirname "$0")/../.."

studies='src/studies/src/main/java'
# What has become of it: modules that hold what was in the studies.
others='src/figures/src/main/java src/budget/src/main/java'

files() {
    # shellcheck disable=SC2086
    git ls-tree -r --name-only "$1" -- $2 2>/dev/null | grep '\.java$' || true
}

lines() {
    files "$1" "$2" | while read -r file; do git show "$1:$file"; done | wc -l
}

checks() {
    # shellcheck disable=SC2086
    git grep -h instanceof "$1" -- $2 2>/dev/null | wc -l
}

decay() {
    # Java, schemas and keys, pages and tests that name the type or one of its classes.
    git grep -lE '"decay"|DecayPlan|DecayType|DecayResult|DecayAnalysis|DecayReader|DecayFigures|DecayTable|Decay(Json|Csv)' \
        "$1" -- "$2" 2>/dev/null | wc -l
}

[ $# -gt 0 ] || set -- HEAD
for commit in "$@"; do
    echo "$(git log -1 --format='%h %as' "$commit")"
    echo "  studies: $(files "$commit" "$studies" | wc -l) files, $(lines "$commit" "$studies") lines," \
        "$(checks "$commit" "$studies") instanceof, $(decay "$commit" "$studies") files naming decay"
    echo "  modules taken out of them: $(files "$commit" "$others" | wc -l) files, $(lines "$commit" "$others") lines," \
        "$(checks "$commit" "$others") instanceof"
done
