#!/bin/sh
# Says what got slower: ours to the C++ twin of the same algorithm, a dynamics after a map to one alone, fresh JVMs among
# themselves. Ratios of one run on one quiet machine; the most that each may be stands in ratios.txt. Exit 1 if one is more.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
product=$here/../../strange-noise
found=$(mktemp)
trap 'rm -f "$found"' EXIT

millis() { # of one density matrix: options of bench
    "$product" bench --repeat 5 --warm-up 1 "$@" | sed 's/.*"ms_per_step":\([^,]*\),.*/\1/'
}

"$product" bench --compare --repeat 5 --warm-up 1 --qubits 6,8,10,12 |
    awk '$3 == "C++-twin" { print "twin-" $1 "-threads-" $2, $6 }' >"$found"

alone=$(millis --qubits 10 --threads 1)
after=$(millis --qubits 10 --threads 1 --after-map)
echo "after-map-10 $alone $after" | awk '{ print $1, $3 / $2 }' >>"$found"

for qubits in 8 10; do
    for run in 1 2 3 4 5; do millis --qubits $qubits --threads 1; done |
        sort -g | awk -v q=$qubits '{ x[NR] = $1 } END { print "fresh-" q, x[NR] / x[1] }' >>"$found"
done

awk 'NR == FNR { if ($1 !~ /^#/ && NF == 2) most[$1] = $2; next }
    { printf "%-22s %8s of at most %s%s\n", $1, $2, $1 in most ? most[$1] : "?", $1 in most && $2 + 0 > most[$1] ? "  WORSE" : ""
      worse += $1 in most && $2 + 0 > most[$1] }
    END { exit worse > 0 }' "$here/ratios.txt" "$found"
