#!/bin/sh
# What was asked beside what this machine measures, as a table of Markdown: ours to the C++ twin of the same algorithm,
# fresh JVMs among themselves, sizes, whole programs. Some ten minutes, on a quiet machine: close everything else. All
# rows are measured in three rounds, one after the other, and each tells the median of its three, so that a bad minute of
# the machine spoils one of them at most; ratios are formed within a round. The most that each may be stands in
# ratios.txt; exit 1 if one is more. A row whose peer is not on this machine is left out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
product=$here/../../strange-noise
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rounds=${ROUNDS:-3}

millis() { # of options of bench
    "$product" bench --repeat "${repeat:-5}" --warm-up "${warm:-1.5}" "$@" |
        sed 's/.*"ms_[a-z_]*":\([^,]*\),"ms_min".*/\1/'
}

note() {
    echo "$1 $2" >>"$found"
    printf '.' >&2
}

ratio() { # name, dividend, divisor
    note "$1" "$(echo "$2 $3" | awk '{ print $1 / $2 }')"
}

measured() { # a row of this round
    awk -v row="$1" '$1 == row { print $2 }' "$found"
}

seconds() { # of a command, by the wall clock
    from=$(date +%s.%N)
    "$@" >/dev/null 2>&1
    echo "$(date +%s.%N) $from" | awk '{ print $1 - $2 }'
}

run() { # name, study, options: whole programs
    name=$1
    study=$2
    shift 2
    note "$name" "$(seconds "$product" run "$study" --out "$work/$name" "$@")"
}

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

programs() { # small ones, which are over soon, are measured more often
    run small "$here/studies/small.yaml"
    run small-no-figures "$here/studies/small.yaml" --no-figures
    note small-validate "$(seconds "$product" validate "$here/studies/small.yaml")"
    if [ -n "$qutip" ]; then
        ratio small-to-qutip "$(measured small-no-figures | tail -n 1)" \
            "$(seconds "$qutip" "$here/small.py" "$work/qutip.csv")"
    fi
}

round() {
    "$product" bench --compare --repeat 5 --warm-up 1.5 --qubits 3,8,10,12 | tee "$work/peers.$1" >&2
    awk '$3 == "C++-twin" && $2 == 2 { print "twin-" $1 "-threads-" $2, $6 }' "$work/peers.$1" >>"$found"
    twelve=$(repeat=3 millis --qubits 12 --threads 2 --steps 5)
    ratio density-13-to-12 "$(repeat=3 millis --qubits 13 --threads 2 --steps 5)" "$twelve"
    for qubits in 8 10 12; do
        for jvm in 1 2 3 4 5; do warm=1 millis --qubits $qubits --threads 1 --steps 5; done |
            sort -g | awk -v q=$qubits '{ x[NR] = $1 } END { print "fresh-" q, x[NR] / x[1] }' >>"$found"
    done
    ratio after-map-10 "$(millis --qubits 10 --threads 1 --after-map)" "$(millis --qubits 10 --threads 1)"
    for qubits in 3 6; do
        note density-$qubits-threads-1 "$(millis --qubits $qubits --threads 1)"
    done
    # The second compiler takes some three seconds for the large loops of state vectors.
    for qubits in 16 20 22; do
        note ideal-$qubits "$(warm=4 millis --method ideal --qubits $qubits --threads 2)"
    done
    for qubits in 14 18 20; do
        note trajectory-$qubits "$(warm=4 millis --method trajectories --qubits $qubits --threads 2)"
    done
    note map-threads-1 "$(millis --map --threads 1)"
    programs
    programs
    run neill-2016 "$here/../../configs/studies/neill-2016.yaml"
    run gates-10000 "$work/gates-10000.yaml" --no-figures
    run gates-30000 "$work/gates-30000.yaml" --no-figures
    ratio gates-30000-to-10000 "$(measured gates-30000)" "$(measured gates-10000)"
    run fit "$here/studies/fit.yaml" --no-figures
    # What this shell's children took of the processor, before and after; `times` counts for the shell that it runs in.
    times >"$work/before"
    "$product" run "$here/studies/fit-quasi-static.yaml" --no-figures --out "$work/quasi" >/dev/null 2>&1
    times >"$work/after"
    note fit-quasi-static-cpu "$(awk 'FNR == 2 { gsub(/[ms]/, " "); t = 60 * $1 + $2 + 60 * $3 + $4; print t - was; was = t }' \
        "$work/before" "$work/after" | tail -n 1)"
    echo >&2
}

"$product" validate "$here/studies/small.yaml" >/dev/null # builds, if need be
"$product" run "$here/studies/small.yaml" --out "$work/small" >/dev/null 2>&1
qutip=
for python in python3 /usr/bin/python3; do
    [ -n "$qutip" ] || ! "$python" -c 'import qutip' 2>/dev/null || qutip=$python
done
for count in 10000 30000; do
    gates $count
done

k=1
while [ $k -le "$rounds" ]; do
    found=$work/found.$k
    : >"$found"
    round $k
    k=$((k + 1))
done

# The middle one of numbers in a text, for awk.
middle='
    function middle(text, x, n, i, j, t) {
        n = split(text, x, " ")
        for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (x[j] + 0 < x[i] + 0) { t = x[i]; x[i] = x[j]; x[j] = t }
        return x[int((n + 1) / 2)]
    }'
echo "Measured on $(date +%Y-%m-%d), $(getconf _NPROCESSORS_ONLN) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1); medians of $rounds rounds."
echo
echo "| n | threads | peer | ours, ms | peer, ms |"
echo "|---|---|---|---|---|"
cat "$work"/peers.* | awk "$middle"'
    $1 + 0 > 0 {
        row = "| " $1 " | " $2 " | " $3 " | "
        if (!(row in ours)) order[++rows] = row
        ours[row] = ours[row] " " $4; theirs[row] = theirs[row] " " $5
    }
    END { for (i = 1; i <= rows; i++) print order[i] middle(ours[order[i]]) " | " middle(theirs[order[i]]) " |" }'
echo
echo "| row | what | asked | here | measured | |"
echo "|---|---|---|---|---|---|"
# As src/site/performance.md has it.
awk "$middle"'
    FILENAME ~ /ratios.txt$/ {
        if ($1 !~ /^#/) {
            asked[$1] = $2; most[$1] = $3; slower[$1] = $4
            what[$1] = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ ?/, "", what[$1])
        }
        next
    }
    {
        if (!($1 in all)) order[++rows] = $1
        all[$1] = all[$1] " " $2
    }
    END {
        for (i = 1; i <= rows; i++) {
            name = order[i]
            value = middle(all[name])
            is_asked = name in asked && asked[name] != "-"
            here = is_asked ? asked[name] * (slower[name] > 0 ? slower[name] : 1) : 0
            worse = name in most && value > most[name] + 0
            bad += worse
            verdict = !is_asked ? "" : value <= asked[name] + 0 ? "met" : value <= here ? "met here" : "short"
            printf "| %s | %s | %s | %s | %.3g | %s |\n", name, what[name], is_asked ? asked[name] : "", is_asked ? sprintf("%.3g", here) : "", value, worse ? "WORSE than " most[name] : verdict
        }
        exit bad > 0
    }' "$here/ratios.txt" "$work"/found.*
