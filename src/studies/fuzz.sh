#!/bin/sh
# Looks for input that breaks the program: every target of package fuzz, each in a JVM of its own, two at a time.
#
#   src/studies/fuzz.sh 30s            as continuous integration does
#   src/studies/fuzz.sh 1h             for a night
#   src/studies/fuzz.sh 10m OpenQasm3  one target
#
# What is found stands in the target's folder of the test resources as `crash-...`: mend it, and leave it there under a
# name that says what it is; the tests run over it from then on. How many inputs each target tried is printed at the end.
set -eu
duration=${1:-30s}
targets=${2:-*}
case $duration in
    *s) seconds=${duration%s} ;;
    *m) seconds=$((${duration%m} * 60)) ;;
    *h) seconds=$((${duration%h} * 3600)) ;;
    *) echo "how long must be such as 30s, 10m or 1h, but is $duration" >&2 && exit 2 ;;
esac
cd "$(dirname "$0")/../.."
log=src/studies/target/fuzz.log
mkdir -p src/studies/target
code=0
JAZZER_FUZZ=1 ./mvnw --batch-mode --no-transfer-progress --projects src/studies --also-make \
    -Dquick -Dspotless.check.skip -Djacoco.skip -Denforcer.skip \
    -Djazzer.internal.arg.0=jazzer -Djazzer.internal.arg.1="-max_total_time=$seconds" -Dsurefire.failIfNoSpecifiedTests=false -Dtest.forks=2 -DreuseForks=false \
    -Dtest="${targets}FuzzTest" test >"$log" 2>&1 </dev/null || code=$?
grep -aE '^Done [0-9]+ runs|Running org.*FuzzTest|Tests run:.*FuzzTest|Test unit written|FuzzTestFinding|BUILD|COMPILATION ERROR' \
    "$log" || tail -n 40 "$log"
exit $code
