#!/bin/bash
# account.sh [OPTION...] -- COMMAND...
#
# Says where the processor time goes that RefLedger adds to a program: how many events of which
# kind, at what cost each.
#
#   --options OPTIONS  of the agent, as in -javaagent:refledger-agent.jar=OPTIONS
#   --variable NAME    by which COMMAND takes extra JVM arguments; default EXTRA_JVM_ARGS
#   --out DIR          where the results go; default account-DATE
#
# COMMAND is as in compare.sh. It runs four times: plain; with an agent that counts the calls of
# hooks (and to fill the cache of woven classes); with RefLedger, timed; with RefLedger and
# async-profiler, whose samples divide the time that was measured without it. All that comes from
# one run each: for figures with a spread there is compare.sh.
#
# DIR/account.md is the table; DIR/facts.tsv and DIR/profile.collapsed are what it was made of.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
agent=$root/agent/target/refledger-agent.jar
benchmarks=$root/it-tests/target/benchmarks.jar
case $(uname -m) in aarch64) system=linux-arm64 ;; *) system=linux-x64 ;; esac
profiler=$root/it-tests/target/peers/async-profiler/$system/libasyncProfiler.so

options=
variable=EXTRA_JVM_ARGS
out=account-$(date +%Y%m%d-%H%M%S)

main() {
  read_arguments "$@"
  mkdir -p "$out"
  out=$(cd "$out" && pwd)
  rm -f "$out/facts.tsv"
  local ledger="-javaagent:$agent=output=$out/report${options:+,$options}"
  run plain ""
  fact plainSeconds "$seconds"
  run counted "-javaagent:$benchmarks $ledger"
  hook_calls
  run timed "$ledger -XX:+CITime"
  fact agentSeconds "$seconds"
  fact compiled "$(sed -n 's/.*Total compiled bytecodes *: *\([0-9]*\).*/\1/p' "$out/timed.log")"
  for total in allocated freedByCount foreign classesWoven; do
    fact $total "$(numbers $total | head -n 1)"
  done
  fact collections "$(numbers collections | awk '{ sum += $1 } END { print sum }')"
  run profiled "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints \
    -agentpath:$profiler=start,event=cpu,file=$out/profile.collapsed,collapsed $ledger"
  java -cp "$benchmarks" io.refledger.bench.account.Account "$out" > "$out/account.md"
  cat "$out/account.md"
}

read_arguments() {
  while [ $# -gt 1 ] && [ "$1" != -- ]; do
    case $1 in
      --options) options=$2 ;;
      --variable) variable=$2 ;;
      --out) out=$2 ;;
      *) wrong_usage "unknown option: $1" ;;
    esac
    shift 2
  done
  [ $# -gt 1 ] || wrong_usage "-- COMMAND... is missing"
  shift
  command=("$@")
  for file in "$agent" "$benchmarks" "$profiler"; do
    [ -f "$file" ] || wrong_usage "no $file: build the project first (mvn -DskipTests package)"
  done
}

wrong_usage() { # MESSAGE
  echo "account.sh: $1" >&2
  exit 2
}

# After this, `seconds` is the processor time of the command, and NAME.log has what it printed.
run() { # NAME JVM_ARGUMENTS
  local status=0
  TIMEFORMAT='%U %S'
  { time env "$variable=$2" "${command[@]}" > "$out/$1.log" 2>&1 < /dev/null || status=$?; } \
    2> "$out/time"
  [ $status = 0 ] || wrong_usage "the command failed with status $status; see $out/$1.log"
  seconds=$(tail -n 1 "$out/time" | tr , . | awk '{ print $1 + $2 }')
  rm "$out/time"
}

numbers() { # NAME, as often as the report has it
  sed -n "s/.*\"$1\": *\([0-9]*\).*/\1/p" "$out/report/report.json"
}

hook_calls() {
  sed -n 's/^hook \([A-Za-z]*\) *\([0-9,]*\)$/\1 \2/p' "$out/counted.log" | tr -d , \
    | while read -r hook calls; do fact "hook.$hook" "$calls"; done
}

fact() { # NAME NUMBER
  [ -n "$2" ] || wrong_usage "$1 was not found; see the logs in $out"
  printf '%s\t%s\n' "$1" "$2" >> "$out/facts.tsv"
}

main "$@"
