#!/usr/bin/env bash
# Cost against size: maps of three qubits over twenty steps, numbers only, by one thread, by two, and by two processes of a
# job array with the assembly of their rows. Every run begins as a user's does, with the start of the program. Lines for
# scaling.txt, from which a test draws src/site/scaling.svg: starts of the map, way, seconds by the clock, seconds of
# processors. On a quiet machine; five rounds, of which the median counts.
#
#   src/bench/scaling.sh 2500 10000 40000 160000 >src/bench/scaling.txt
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
product=$PWD/strange-noise
rounds=${ROUNDS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

median() { # of each column
    awk '{ for (k = 1; k <= NF; k++) { x[k, NR] = $k } }
        END { for (k = 1; k <= 2; k++) {
                for (i = 1; i <= NR; i++) for (j = i + 1; j <= NR; j++)
                    if (x[k, j] < x[k, i]) { t = x[k, i]; x[k, i] = x[k, j]; x[k, j] = t }
                printf " %.2f", x[k, int((NR + 1) / 2)] } print "" }'
}

measure() { # STARTS WAY COMMAND...
    local starts=$1 way=$2 round
    shift 2
    for round in $(seq "$rounds"); do
        rm -rf out out.partial
        TIMEFORMAT='%R %U %S'
        { time "$@" >log 2>&1 || { cat log >&2 && exit 1; }; } 2>>"$starts-$way"
        [[ $way == one-thread ]] || cmp out/results.json one.json || { echo "$way differs" >&2 && exit 1; }
        mv out/results.json one.json
    done
    printf '%s %s%s\n' "$starts" "$way" "$(awk '{ print $1, $2 + $3 }' "$starts-$way" | median)"
}

array() {
    "$product" run-tasks study.yaml --only 1/2 --threads 1 --journal out.partial &
    "$product" run-tasks study.yaml --only 2/2 --threads 1 --journal out.partial
    wait $!
    "$product" assemble study.yaml --journal out.partial --out out --no-figures
}

printf 'name: none\n' >none.yaml
"$product" plan none.yaml >log 2>&1 || true # builds, and prepares the quick start
echo "# starts, way, seconds by the clock, seconds of processors; $(nproc) processors, median of $rounds"
for starts in "$@"; do
    cat >study.yaml <<END
name: size
device:
  name: three
  qubits: [ { name: Q0, T1: 11 us, T2: 7 us }, { name: Q1, T1: 17 us, T2: 5 us }, { name: Q2, T1: 23 us, T2: 9 us } ]
  operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
circuit: { kicked-top: { qubits: 3, kappa: 1.7, steps: 20 } }
analyses: [ { type: entropy-map, id: map, grid: { theta: 100, phi: $((starts / 100)) }, steps: [ 1, 20 ], average: 20 } ]
END
    measure "$starts" one-thread "$product" run study.yaml --threads 1 --no-figures --out out
    measure "$starts" two-threads "$product" run study.yaml --threads 2 --no-figures --out out
    measure "$starts" two-processes array
done
