#!/bin/sh
# Kills runs at random moments and lets them go on, over a map, a sweep, trajectories and a fit: KilledRunTest, with more
# kills than it has in the build.
#
#   src/studies/kills.sh        200 kills
#   src/studies/kills.sh 1000
set -eu
cd "$(dirname "$0")/../.."
exec ./mvnw --batch-mode --no-transfer-progress --projects src/studies --also-make \
    -Dquick -Dspotless.check.skip -Djacoco.skip -Denforcer.skip \
    -DargLine="-Dstrange-noise.kills=${1:-200}" -Dsurefire.failIfNoSpecifiedTests=false \
    -Dtest='KilledRunTest#killsAtRandomMomentsChangeNoByteAndLoseNoRow' test
