#!/bin/bash
# compare.sh [OPTION...] --workload NAME -- COMMAND... [--workload NAME -- COMMAND...]...
#
# Runs workloads plain, under RefLedger and under other tools, in turn, and compares their times.
#
#   --contestant NAME=OPTIONS  RefLedger, with these options of its agent; NAME= for none
#   --contestant PEER          another tool: jfr, async-profiler or allocation-instrumenter
#                              default: lean=, exact=locals=exact and all three peers
#   --rounds N                 runs of each contestant, one in every round; default 5
#   --variable NAME            by which COMMAND takes extra JVM arguments; default EXTRA_JVM_ARGS
#   --timeout SECONDS          after which a run is ended, and not measured; default 3600
#   --out DIR                  where the results go; default compare-DATE
#
# A COMMAND runs a workload once and is not seen by a shell. It has to hand the arguments in the
# variable, which are separated by blanks, to its JVM (JDK_JAVA_OPTIONS makes `java` itself do so),
# and may print a line that begins with CHECK: it is compared with that of the plain run. Each
# command runs once, plain and unmeasured, before all others. With a script that takes the name of
# a workload and its size:
#
#   compare.sh --rounds 5 --contestant lean= --contestant narrow=track=org.h2.** --contestant jfr \
#     --workload h2-tpcb -- corpus/run.sh h2-tpcb run 60000 \
#     --workload jetty-loopback -- corpus/run.sh jetty-loopback run 5000
#
# DIR/runs.tsv has a line for each run: workload, contestant, wall and user seconds, why they do not
# count, the tool's remark, the CHECK line. DIR/comparison.md is the table. DIR/logs has what each
# run printed. What the tools wrote is looked for, and removed: a tool that left nothing did not run,
# so RefLedger has to write a report. Its first run also fills its cache of woven classes.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
agent=$root/agent/target/refledger-agent.jar
benchmarks=$root/it-tests/target/benchmarks.jar
peers=$root/it-tests/target/peers
instrumenter=$peers/java-allocation-instrumenter.jar
allocation_count=$root/it-tests/target/allocation-count.jar
command_line=$(printf '%q ' "$0" "$@")

rounds=5
variable=EXTRA_JVM_ARGS
limit_seconds=3600
grace_seconds=60         # from the signal that ends a run to the one that kills it
out=compare-$(date +%Y%m%d-%H%M%S)
contestants=()
workloads=()
declare -A options_of    # by contestant; peers have none
declare -A command_of    # by workload; words quoted for the shell

main() {
  read_arguments "$@"
  require_files "$agent" "$benchmarks"
  mkdir -p "$out/logs"
  out=$(cd "$out" && pwd)
  runs=$out/runs.tsv
  [ ! -e "$runs" ] || wrong_usage "there is a comparison in $out already"
  fact "$(date -u '+%Y-%m-%d %H:%M UTC'), $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg) at the start"
  fact "command: \`$command_line\`"
  warm_up
  note_contestants
  for ((round = 1; round <= rounds; round++)); do
    for workload in "${workloads[@]}"; do
      for contestant in plain "${contestants[@]}"; do
        measure "$contestant" "$workload" "$round"
      done
    done
  done
  java -cp "$benchmarks" io.refledger.bench.compare.ComparisonTable "$runs" > "$out/comparison.md"
  cat "$out/comparison.md"
}

read_arguments() {
  while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || wrong_usage "$1: its value is missing"
    case $1 in
      --rounds) rounds=$2 ;;
      --variable) variable=$2 ;;
      --timeout) limit_seconds=$2 ;;
      --out) out=$2 ;;
      --contestant) add_contestant "$2" ;;
      --workload) break ;;
      *) wrong_usage "unknown option: $1" ;;
    esac
    shift 2
  done
  while [ $# -gt 0 ]; do
    [ $# -gt 3 ] && [ "$3" = -- ] || wrong_usage "--workload NAME -- COMMAND... expected at: $*"
    local name=$2 words=()
    shift 3
    while [ $# -gt 0 ] && [ "$1" != --workload ]; do
      words+=("$1")
      shift
    done
    workloads+=("$name")
    command_of[$name]=$(printf '%q ' "${words[@]}")
  done
  [ ${#workloads[@]} -gt 0 ] || wrong_usage "no --workload"
  [[ $rounds =~ ^[1-9][0-9]*$ ]] || wrong_usage "--rounds must be a number above 0: $rounds"
  if [ ${#contestants[@]} -eq 0 ]; then
    for default in lean= exact=locals=exact jfr async-profiler allocation-instrumenter; do
      add_contestant "$default"
    done
  fi
}

add_contestant() { # NAME=OPTIONS | PEER
  local name=${1%%=*}
  case $1 in
    plain=* | jfr=* | async-profiler=* | allocation-instrumenter=*) wrong_usage "name taken: $1" ;;
    *=*) options_of[$name]=${1#*=} ;;
    jfr | async-profiler | allocation-instrumenter) ;;
    *) wrong_usage "--contestant must be NAME=OPTIONS or a peer: $1" ;;
  esac
  contestants+=("$name")
}

wrong_usage() { # MESSAGE
  echo "compare.sh: $1" >&2
  exit 2
}

require_files() { # FILE...
  for file in "$@"; do
    [ -f "$file" ] || wrong_usage "no $file: build the project first (mvn -DskipTests package)"
  done
}

fact() { # TEXT
  echo "# $1" >> "$runs"
}

# A workload that fails plain cannot be compared; what it builds or loads first is not measured.
warm_up() {
  for workload in "${workloads[@]}"; do
    execute "$workload" warm-up -showversion
    if [ "$status" != 0 ]; then
      wrong_usage "$workload fails without any tool, status $status; see $log.err"
    fi
    fact "JVM of $workload: $(grep -m1 'Runtime Environment' "$log.err" || echo unknown)"
  done
}

note_contestants() {
  local contestant
  for contestant in "${contestants[@]}"; do
    local arguments
    arguments=$(jvm_arguments "$contestant" OUT)
    fact "$contestant: \`${arguments//$root\//}\`"
  done
}

# The arguments of a contestant's JVM. What its tool writes goes to TOOL_DIR.
jvm_arguments() { # CONTESTANT TOOL_DIR
  case $1 in
    plain) ;;
    jfr) echo "-XX:StartFlightRecording:settings=profile,path-to-gc-roots=true,dumponexit=true,filename=$2/recording.jfr" ;;
    async-profiler) echo "-agentpath:$(async_profiler)=start,event=alloc,live,file=$2/live.jfr" ;;
    allocation-instrumenter) echo "-javaagent:$instrumenter -javaagent:$allocation_count=$2/allocations.txt" ;;
    *) echo "-javaagent:$agent=output=$2${options_of[$1]:+,${options_of[$1]}}" ;;
  esac
}

async_profiler() {
  local system
  case $(uname -sm) in
    Darwin*) system=macos ;;
    *aarch64) system=linux-arm64 ;;
    *) system=linux-x64 ;;
  esac
  echo "$peers/async-profiler/$system/libasyncProfiler.so"
}

# Why a contestant cannot run on this machine at all; nothing if it can.
unavailable() { # CONTESTANT
  local file
  case $1 in
    async-profiler) file=$(async_profiler) ;;
    allocation-instrumenter) file=$instrumenter ;;
    *) return 0 ;;
  esac
  [ -f "$file" ] || echo "cannot run: no ${file#"$root"/}"
}

# Runs a contestant once, and adds the line of that run to the results.
measure() { # CONTESTANT WORKLOAD ROUND
  local tool=$out/tool problem remark
  problem=$(unavailable "$1")
  if [ -n "$problem" ]; then
    result "$2" "$1" 0 0 "$problem" "" ""
    return
  fi
  rm -rf "$tool"
  mkdir "$tool"
  execute "$2" "$1-$3" "$(jvm_arguments "$1" "$tool")"
  problem=$(problem "$1" "$tool")
  remark=$(remark "$1" "$tool")
  rm -rf "$tool"
  result "$2" "$1" $seconds "$problem" "$remark" "$(grep -m1 '^CHECK' "$log.out" || true)"
}

# After this, `status` is the command's exit status, `seconds` its wall and user seconds, and `log`
# what the names of the files with its output begin with.
execute() { # WORKLOAD RUN JVM_ARGUMENTS
  local command
  log=$out/logs/$1-$2
  status=0
  eval "command=(${command_of[$1]})"
  TIMEFORMAT='%R %U'
  { time env "$variable=$3" timeout -k "$grace_seconds" "$limit_seconds" "${command[@]}" \
    > "$log.out" 2> "$log.err" < /dev/null || status=$?; } 2> "$log.time"
  seconds=$(tail -n 1 "$log.time")
  seconds=${seconds//,/.} # in some languages the decimal point is a comma
  rm "$log.time"
}

# Why the times of the last run do not count; nothing if they do.
problem() { # CONTESTANT TOOL_DIR
  if [ "$status" = 124 ] || [ "$status" = 137 ]; then
    echo "no end after $limit_seconds s"
  elif [ "$status" != 0 ]; then
    echo "failed with status $status: $(complaint)"
  elif [ "$1" != plain ] && [ -z "$(find "$2" -type f -size +0)" ]; then
    echo "the tool left no output: $(complaint)"
  fi
}

# What may have made the last run cheaper than a whole one; nothing if all is well.
remark() { # CONTESTANT TOOL_DIR
  if grep -qsE '"verdict": *"incomplete"' "$2/report.json"; then
    echo "verdict incomplete"
  elif [ "$1" = allocation-instrumenter ] && grep -q 'Failed to instrument class' "$log.err"; then
    echo "could not instrument all classes"
  fi
}

# What the last run said that may tell why it failed: an error, a crash, else its last line.
complaint() {
  local said
  said=$(grep -hm1 -E 'Exception|Error|ERROR|^# +SIG' "$log.err" "$log.out" | head -n 1 || true)
  [ -n "$said" ] || said=$(grep -v '^[[:space:]]*$' "$log.err" | tail -n 1 || true)
  cut -c1-200 <<< "$said"
}

result() { # WORKLOAD CONTESTANT WALL USER PROBLEM REMARK CHECK
  local fields=("${@//$'\t'/ }")
  (IFS=$'\t' && echo "${fields[*]}") >> "$runs"
  echo "$1 $2: $3 s ${5:+($5)}" >&2
}

main "$@"
