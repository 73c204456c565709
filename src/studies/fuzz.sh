#!/bin/sh
# Looks for input that breaks the program: every target of UntrustedInputFuzzTest, one after the other.
#
#   src/studies/fuzz.sh 30s     as continuous integration does
#   src/studies/fuzz.sh 1h      for a night
#
# What is found stands in the target's folder of the test resources as `crash-...`: mend it, and leave it there under a
# name that says what it is; the tests run over it from then on. Counts are the last lines of each target's log.
set -eu
duration=${1:-30s}
cd "$(dirname "$0")/../.."
logs=src/studies/target/fuzz
mkdir -p "$logs"
failed=0
for target in study device openQasm2 openQasm3 calibrationJson measuredPoints; do
    if ! JAZZER_FUZZ=1 ./mvnw --batch-mode --no-transfer-progress --projects src/studies --also-make \
        -Dquick -Dspotless.check.skip -Djacoco.skip -Denforcer.skip \
        -Djazzer.max_duration="$duration" -Dsurefire.failIfNoSpecifiedTests=false \
        -Dtest="UntrustedInputFuzzTest#$target" test >"$logs/$target.log" 2>&1; then
        failed=1
    fi
    printf '%s: %s\n' "$target" "$(grep -aE 'DONE|Test unit written|ERROR.*UntrustedInput' "$logs/$target.log" | tail -n 1)"
done
exit $failed
