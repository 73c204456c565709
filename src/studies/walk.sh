#!/bin/sh
# The classes of ours that a reader of a three-point sweep meets, from its YAML to its results: those that a run loads,
# what ANTLR wrote and the figures left out. Prints how many there are and in how many files, and with --list their names.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/sweep.yaml" <<'END'
name: walk
device: device.yaml
circuit: { kicked-top: { qubits: 3, kappa: 2.5, steps: 5 } }
analyses:
  - { type: sweep, id: t1, over: { "device.qubits.*.T1": [5 us, 10 us, 20 us] }, observable: purity, at-step: 5, initial-state: { theta: pi/3, phi: 0 } }
END
cp "$here/../../configs/devices/gmon-ring.yaml" "$work/device.yaml"
"$here/../../strange-noise" --version >/dev/null # builds, if need be
java --add-modules jdk.incubator.vector -Xlog:disable -Xlog:class+load:file="$work/loaded" \
    -cp "$here/target/strange-noise.jar" org.strangenoise.studies.cli.Main \
    run "$work/sweep.yaml" --out "$work/out" --no-figures >/dev/null 2>"$work/said" || { cat "$work/said" >&2; exit 1; }
sed -n 's/.* \(org\.strangenoise\.[^ ]*\) source:.*/\1/p' "$work/loaded" |
    grep -v -e 'openqasm\.grammar' -e '\.figures\.' -e 'Lambda' -e '\$\$' | sort -u >"$work/ours"
[ "${1:-}" = --list ] && cat "$work/ours"
echo "$(wc -l <"$work/ours") classes in $(sed 's/\$.*//' "$work/ours" | sort -u | wc -l) files"
