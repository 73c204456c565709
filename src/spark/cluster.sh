#!/usr/bin/env bash
# Spark as it will be used: a standalone master and two workers, processes of their own on loopback. Tells how long their
# start takes, and a driver's. Runs four kinds of analysis while a worker and then the driver are killed, with rows in
# the journal and in Parquet, and again by spark-submit, and compares every byte with a run without Spark; then sees what
# is refused. Takes some minutes and leaves no process behind.
#
#   src/spark/cluster.sh                 the shell's Java
#   src/spark/cluster.sh start           only how long the start takes
#   OTHER_JAVA_HOME=... src/spark/cluster.sh    also with workers of that Java, which must be refused
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
app=$root/src/spark/target/app
./strange-noise-spark --version # builds

work=$(mktemp -d)
declare -A running=() # process ids of master and workers, by name
driver=
stop() {
    local pid=$1
    # A worker that is asked to end takes its executors with it.
    kill "$pid" 2>/dev/null || return 0
    for _ in $(seq 100); do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
}
cleanup() {
    [[ -z $driver ]] || kill -9 "$driver" 2>/dev/null || true
    for name in "${!running[@]}"; do stop "${running[$name]}"; done
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export SPARK_HOME=$app SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1
spark=(java -Xmx256m -XX:+UseSerialGC -cp "$app/jars/*")
settings=(--conf spark.executor.memory=700m --conf spark.driver.host=127.0.0.1)
now() { date +%s%3N; } # milliseconds
began=$(now)
say() { printf '%6.1f s  %s\n' "$(($(now) - began))e-3" "$*"; }
fail() {
    say "FAILED: $*" >&2
    exit 1
}
await() { # SECONDS WHAT COMMAND...
    local seconds=$1 what=$2
    shift 2
    for _ in $(seq $((seconds * 5))); do
        ! "$@" || return 0
        sleep 0.2
    done
    fail "no $what within $seconds s"
}

master() {
    local start
    start=$(now)
    "${spark[@]}" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0 \
        >"$work/master.log" 2>&1 &
    running[master]=$!
    await 60 "master" grep -qs 'Starting Spark master at' "$work/master.log"
    url=$(grep -o 'spark://127.0.0.1:[0-9]*' "$work/master.log" | head -n 1)
    say "master at $url, process ${running[master]}, $(($(now) - start)) ms after its start"
}

worker() { # NAME, with the Java of WORKER_JAVA_HOME if that is set
    local name=$1 start
    start=$(now)
    (
        if [[ -n ${WORKER_JAVA_HOME:-} ]]; then export JAVA_HOME=$WORKER_JAVA_HOME PATH=$WORKER_JAVA_HOME/bin:$PATH; fi
        exec "${spark[@]}" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g \
            --webui-port 0 --work-dir "$work/$name" "$url"
    ) >"$work/$name.log" 2>&1 &
    running[$name]=$!
    await 60 "worker $name" grep -qs 'Successfully registered with master' "$work/$name.log"
    say "worker $name, process ${running[$name]}, $(($(now) - start)) ms after its start"
}

submit() { # OUT OPTIONS..., as a process of its own: to be called in one
    local out=$1
    shift
    exec ./strange-noise-spark submit "$work/study.yaml" --master "$url" --no-figures --out "$work/$out" "${settings[@]}" "$@"
}

rows() { # how many rows are in a journal
    cat "$work/$1.partial"/rows-*.txt 2>/dev/null | awk 'NF > 3' | wc -l
}
has_rows() { (($(rows "$1") >= $2)); }
same() { # OUT
    for file in "$work"/here/*; do
        [[ $file == */run.json ]] || cmp "$file" "$work/$1/${file##*/}" || fail "$1 differs"
    done
    say "$1: every byte as without Spark"
}
refused() { # WHAT PATTERN... -- COMMAND...
    local what=$1 patterns=()
    shift
    while [[ $1 != -- ]]; do
        patterns+=("$1")
        shift
    done
    shift
    local code=0
    ("$@") >"$work/refused.txt" 2>&1 || code=$?
    sed -n 's/^strange-noise-spark: /        &/p' "$work/refused.txt"
    [[ $code == 2 ]] || { cat "$work/refused.txt" && fail "$what: exit code $code"; }
    for pattern in "${patterns[@]}"; do
        grep -q -- "$pattern" "$work/refused.txt" || fail "$what: nothing said of $pattern"
    done
    say "$what: refused"
}

cat >"$work/study.yaml" <<'END'
name: cluster
device:
  name: four
  qubits:
    - { name: Q0, T1: 11 us +/- 1 us, T2: 7 us +/- 1 us }
    - { name: Q1, T1: 17 us +/- 2 us, T2: 5 us +/- 0.5 us }
    - { name: Q2, T1: 23 us +/- 2 us, T2: 9 us +/- 1 us }
    - { name: Q3, T1: 13 us +/- 1 us, T2: 6 us +/- 1 us }
  operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
circuit: { kicked-top: { qubits: 4, kappa: 1.7, steps: 8 } }
uncertainty: { samples: 60 }
analyses:
  - { type: entropy-map, id: map, grid: { theta: 30, phi: 40 }, steps: [ 1, 8 ], average: 3 }
  - { type: sweep, id: sweep, over: { noise.scale: { from: 0, to: 2, points: 1500 } }, observable: entropy }
  - { type: dynamics, id: trajectories, simulation: { method: trajectories, standard-error: 0.01 } }
  - { type: error-bars, id: error-bars, observable: purity, at-step: 7 }
END

# What a driver waits for, by Spark's own record of a run: the context, executors, the first rows.
starts() {
    cat >"$work/small.yaml" <<'END'
name: small
device: { name: one, qubits: [ { name: Q0, T1: 11 us, T2: 7 us } ], operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } } }
circuit: { kicked-top: { qubits: 1, kappa: 1.7, steps: 2 } }
analyses: [ { type: dynamics, id: small } ]
END
    mkdir "$work/events"
    local start
    start=$(now)
    ./strange-noise-spark submit "$work/small.yaml" --master "$url" --no-figures --out "$work/small" "${settings[@]}" \
        --conf spark.eventLog.enabled=true --conf "spark.eventLog.dir=file://$work/events" \
        --conf spark.eventLog.compress=false >"$work/small.txt" 2>&1 || { cat "$work/small.txt" && fail "a small study"; }
    local end
    end=$(now)
    python3 - "$start" "$end" "$work/events" <<'END'
import json, pathlib, sys
start, end = int(sys.argv[1]), int(sys.argv[2])
found = {}
for file in sorted(pathlib.Path(sys.argv[3]).rglob('*')):
    for line in open(file, errors='replace') if file.is_file() else ():
        event = json.loads(line) if line.startswith('{') else {}
        kind = event.get('Event')
        if kind == 'SparkListenerApplicationStart': found.setdefault('context', event['Timestamp'])
        if kind == 'SparkListenerExecutorAdded': found.setdefault('first executor', event['Timestamp'])
        if kind == 'SparkListenerJobStart': found.setdefault('job sent', event['Submission Time'])
        if kind == 'SparkListenerTaskEnd': found.setdefault('first rows', event['Task Info']['Finish Time'])
order = ['context', 'job sent', 'first executor', 'first rows']
assert all(name in found for name in order), found
print('        since the driver began: ' + ', '.join(f'{name} {(found[name] - start) / 1000:.1f} s' for name in order)
      + f', end {(end - start) / 1000:.1f} s')
END
}

if [[ ${1:-} == start ]]; then
    master
    worker one
    worker two
    starts
    exit 0
fi

java -cp "$app/program/*:$app/jars/*" org.strangenoise.studies.cli.Main plan "$work/study.yaml" | tail -n 1
time java -cp "$app/program/*:$app/jars/*" org.strangenoise.studies.cli.Main run "$work/study.yaml" --no-figures \
    --out "$work/here" >"$work/here.txt" 2>&1
say "the run without Spark is done"

master
worker one
worker two
say "start times of a study of one row, twice"
starts
rm -rf "$work/events" "$work/small"
starts

say "a worker is killed in the middle, and Spark runs what is slow twice"
submit killed-worker --conf spark.speculation=true --conf spark.speculation.multiplier=1.0 \
    --conf spark.speculation.quantile=0.1 --conf spark.speculation.interval=50ms >"$work/killed-worker.txt" 2>&1 &
driver=$!
await 120 "rows" has_rows killed-worker 200
victim=${running[one]}
kill -9 "$victim"
wait "$victim" 2>/dev/null || true
unset 'running[one]'
say "killed worker one, process $victim, after $(rows killed-worker) rows"
wait "$driver" || { cat "$work/killed-worker.txt" && fail "the driver"; }
driver=
same killed-worker
worker three

say "the driver is killed in the middle"
submit killed-driver >"$work/killed-driver.txt" 2>&1 &
driver=$!
await 120 "rows" has_rows killed-driver 500
kill -9 "$driver"
wait "$driver" 2>/dev/null || true
driver=
cp -r "$work/killed-driver.partial" "$work/first"
before=$(rows killed-driver)
say "killed the driver after $before rows"
submit killed-driver --resume >"$work/resumed.txt" 2>&1 &
driver=$!
# A link keeps the rows that the second driver adds: the journal goes with success.
while kill -0 "$driver" 2>/dev/null; do
    cp -ln "$work/killed-driver.partial"/rows-*.txt "$work/first" 2>/dev/null || true
    sleep 0.2
done
wait "$driver" || { cat "$work/resumed.txt" && fail "the driver"; }
driver=
same killed-driver
twice=$(cat "$work"/first/rows-*.txt | awk 'NF > 3 { print $2, $3 }' | sort | uniq -d | wc -l)
all=$(cat "$work"/first/rows-*.txt | awk 'NF > 3 { print $2, $3 }' | sort -u | wc -l)
[[ $(ls "$work/first" | wc -l) == 2 ]] || fail "two drivers must have written two files"
[[ $twice == 0 ]] || fail "$twice rows were found twice"
say "$all rows, $before of them by the first driver, none found twice"

say "rows of large tables by way of Parquet, and the driver is killed in the middle"
tables=(--parquet "$work/tables" --parquet-above 200)
portions() { find "$work/tables" -name _SUCCESS 2>/dev/null | wc -l; }
has_portions() { (($(portions) >= $1)); }
submit parquet "${tables[@]}" >"$work/parquet.txt" 2>&1 &
driver=$!
await 120 "portions" has_portions 5
kill -9 "$driver"
wait "$driver" 2>/dev/null || true
driver=
find "$work/tables" -name _SUCCESS | sort >"$work/portions"
again=(--resume)
[[ -d $work/parquet.partial ]] || again=()
say "killed the driver after $(wc -l <"$work/portions") portions"
submit parquet "${tables[@]}" "${again[@]}" >"$work/parquet.txt" 2>&1 &
driver=$!
wait "$driver" || { cat "$work/parquet.txt" && fail "the driver"; }
driver=
same parquet
[[ -z $(find "$work/tables" -name _SUCCESS | sort | comm -13 - "$work/portions") ]] || fail "portions were lost"
ls "$work/tables" | grep -q '^sweep-' || fail "no table of the sweep"
say "$(portions) portions in $(ls "$work/tables" | wc -l) tables, $(du -sk "$work/tables" | cut -f1) kB"

say "by spark-submit"
jars=$(printf '%s,' "$app"/program/*.jar)
java -Xmx512m -cp "$app/jars/*" org.apache.spark.deploy.SparkSubmit --master "$url" "${settings[@]}" \
    --class org.strangenoise.spark.SparkMain --jars "${jars%,}" "$app/strange-noise-spark.jar" \
    submit "$work/study.yaml" --no-figures --out "$work/spark-submit" >"$work/spark-submit.txt" 2>&1 ||
    { tail -n 40 "$work/spark-submit.txt" && fail "spark-submit"; }
same spark-submit

mkdir -p "$work/other/META-INF"
cp "$app"/program/*.jar "$work/other/"
printf 'Implementation-Version: 0.0.9\n' >"$work/manifest"
jar --update --file "$work/other/$(basename "$app"/program/strange-noise-studies-*.jar)" --manifest "$work/manifest" 2>/dev/null
refused "executors of another version" 'version 0.0.9 of this program' 'the driver runs' -- \
    submit refused --conf "spark.executor.extraClassPath=$work/other/*"

refused "an output folder that is not here" 'folder that this machine can write' -- ./strange-noise-spark submit \
    "$work/study.yaml" --master "$url" --out hdfs://host/out
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
refused "a master that is not there" "127.0.0.1:$port" -- ./strange-noise-spark submit "$work/study.yaml" \
    --master "spark://127.0.0.1:$port" --out "$work/refused"
python3 -c 'import socket, sys, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); print(s.getsockname()[1], flush=True); time.sleep(600)' \
    >"$work/port" &
running[silent]=$!
await 10 "port" test -s "$work/port"
refused "a master that is silent" "127.0.0.1:$(cat "$work/port")" 'within 30 s' -- ./strange-noise-spark submit \
    "$work/study.yaml" --master "spark://127.0.0.1:$(cat "$work/port")" --out "$work/refused"
[[ ! -e $work/refused ]] || fail "a refused run left an output"

if [[ -n ${OTHER_JAVA_HOME:-} ]]; then
    stop "${running[two]}"
    stop "${running[three]}"
    unset 'running[two]' 'running[three]'
    WORKER_JAVA_HOME=$OTHER_JAVA_HOME worker four
    refused "executors of another Java" 'runs Java' 'the driver runs Java' -- submit refused
fi
say "all as it must be"
