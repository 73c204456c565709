#!/bin/sh
# What was asked beside what this machine measures, as a table of Markdown: ours to the C++ twin of the same algorithm,
# fresh JVMs among themselves, sizes, whole programs. Some five minutes, on a quiet machine: close everything else. The
# most that each may be stands in ratios.txt; exit 1 if one is more. A row whose peer is not on this machine is left out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
product=$here/../../strange-noise
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
found=$work/found
: >"$found"

millis() { # of options of bench
    "$product" bench --repeat "${repeat:-9}" --warm-up 2 "$@" | sed 's/.*"ms_[a-z_]*":\([^,]*\),"ms_min".*/\1/'
}

note() {
    echo "$1 $2" >>"$found"
    printf '.' >&2
}

ratio() { # name, dividend, divisor
    note "$1" "$(echo "$2 $3" | awk '{ print $1 / $2 }')"
}

middle() { # of numbers, one a line
    sort -g | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)] }'
}

seconds() { # median of five runs of a command, by the wall clock
    for run in 1 2 3 4 5; do
        from=$(date +%s.%N)
        "$@" >/dev/null 2>&1
        echo "$(date +%s.%N) $from" | awk '{ print $1 - $2 }'
    done | middle
}

"$product" validate "$here/studies/small.yaml" >/dev/null # builds, if need be

"$product" bench --compare --repeat 9 --warm-up 2 --qubits 8,10,12 | tee "$work/peers" >&2
awk '$3 == "C++-twin" && $2 == 2 { print "twin-" $1 "-threads-" $2, $6 }' "$work/peers" >>"$found"
twelve=$(repeat=3 millis --qubits 12 --threads 2 --steps 5)
ratio density-13-to-12 "$(repeat=3 millis --qubits 13 --threads 2 --steps 5)" "$twelve"
for qubits in 8 10 12; do
    for run in 1 2 3 4 5; do repeat=3 millis --qubits $qubits --threads 1 --steps 5; done |
        sort -g | awk -v q=$qubits '{ x[NR] = $1 } END { print "fresh-" q, x[NR] / x[1] }' >>"$found"
done
ratio after-map-10 "$(millis --qubits 10 --threads 1 --after-map)" "$(millis --qubits 10 --threads 1)"
for qubits in 3 6; do
    note density-$qubits-threads-1 "$(millis --qubits $qubits --threads 1)"
done
for qubits in 16 20 22; do
    note ideal-$qubits "$(millis --method ideal --qubits $qubits --threads 2)"
done
for qubits in 14 18 20; do
    note trajectory-$qubits "$(millis --method trajectories --qubits $qubits --threads 2)"
done
note map-threads-1 "$(millis --map --threads 1)"

run() { # name, study, options: whole programs
    name=$1
    study=$2
    shift 2
    note "$name" "$(seconds "$product" run "$study" --out "$work/$name" "$@")"
}

run small "$here/studies/small.yaml"
run small-no-figures "$here/studies/small.yaml" --no-figures
note small-validate "$(seconds "$product" validate "$here/studies/small.yaml")"
for python in python3 /usr/bin/python3; do
    if "$python" -c 'import qutip' 2>/dev/null; then
        ratio small-to-qutip "$(awk '$1 == "small-no-figures" { print $2 }' "$found")" \
            "$(seconds "$python" "$here/small.py" "$work/qutip.csv")"
        break
    fi
done
run neill-2016 "$here/../../configs/studies/neill-2016.yaml"

gates() { # a circuit of so many random gates on qubits 1 to 7 of 8, and its study
    awk -v count="$1" 'BEGIN {
        srand(5)
        print "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[8] q;"
        for (k = 0; k < count; k++) {
            a = 1 + int(7 * rand()); b = 1 + (a + int(6 * rand())) % 7
            if (rand() < 0.3) print "cx q[" a "], q[" b "];"; else print "ry(" 3 * rand() ") q[" a "];"
        }
    }' >"$work/gates-$1.qasm"
    {
        echo "name: gates-$1"
        echo "device: { name: eight, qubits: ["
        for qubit in 0 1 2 3 4 5 6 7; do echo "{ name: Q$qubit, T1: 10 us, T2: 5 us },"; done
        echo "], operations: { ry: { duration: 20 ns }, cnot: { duration: 40 ns } } }"
        echo "circuit: { openqasm: gates-$1.qasm }"
        echo "analyses: [ { type: dynamics, id: dynamics } ]"
    } >"$work/gates-$1.yaml"
}

for count in 10000 30000; do
    gates $count
    run gates-$count "$work/gates-$count.yaml" --no-figures
done
ratio gates-30000-to-10000 "$(awk '$1 == "gates-30000" { print $2 }' "$found")" \
    "$(awk '$1 == "gates-10000" { print $2 }' "$found")"
run fit "$here/studies/fit.yaml" --no-figures
# What this shell's children took of the processor, before and after; `times` counts for the shell that it runs in.
times >"$work/before"
"$product" run "$here/studies/fit-quasi-static.yaml" --no-figures --out "$work/quasi" >/dev/null 2>&1
times >"$work/after"
note fit-quasi-static-cpu "$(awk 'FNR == 2 { gsub(/[ms]/, " "); t = 60 * $1 + $2 + 60 * $3 + $4; print t - was; was = t }' \
    "$work/before" "$work/after" | tail -n 1)"

echo >&2
echo "Measured on $(date +%Y-%m-%d), $(getconf _NPROCESSORS_ONLN) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)."
echo
echo "| row | what | asked | here | measured | |"
echo "|---|---|---|---|---|---|"
# As src/site/performance.md has it.
awk 'NR == FNR {
        if ($1 !~ /^#/) {
            asked[$1] = $2; most[$1] = $3; slower[$1] = $4
            what[$1] = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ ?/, "", what[$1])
        }
        next
    }
    {
        is_asked = $1 in asked && asked[$1] != "-"
        here = is_asked ? asked[$1] * (slower[$1] > 0 ? slower[$1] : 1) : 0
        worse = $1 in most && $2 > most[$1] + 0
        bad += worse
        verdict = !is_asked ? "" : $2 <= asked[$1] + 0 ? "met" : $2 <= here ? "met here" : "short"
        printf "| %s | %s | %s | %s | %.3g | %s |\n", $1, what[$1], is_asked ? asked[$1] : "", is_asked ? sprintf("%.3g", here) : "", $2, worse ? "WORSE than " most[$1] : verdict
    }
    END { exit bad > 0 }' "$here/ratios.txt" "$found"
