#!/bin/bash
# soak.sh [--minutes N] [--jdk HOME] [--out DIR] [--options KEY=VALUE,...] [--workload CLASS_PATH CLASS [ARGUMENT...]]
#
# Runs a server under the agent for a long time, asks it for everything in between, and says whether
# it is as it was: the ledger's memory is flat, what the program prints is what it prints without the
# agent, no count was wrong, and at the end the ledger is what the JVM's heap is.
#
#   --minutes N    how long, at least 2; default 60
#   --jdk HOME     what runs it; default the JDK of the java on the path
#   --out DIR      where the results go; default soak-DATE
#   --options ...  more options of the agent
#   --workload ... a program that ends by itself and prints a line that begins with CHECK, the same
#                  each time; it is run again and again. Default: a web shop, src/soak/java/Shop.java
#
# With a script that resolves a workload's class path and prints its command:
#
#   soak.sh --minutes 60 --workload "$(PRINT_CMD=1 corpus/run.sh jetty-loopback | sed 's/.* -cp //; s/ .*//')" Driver run 500
#
# The program is started with the agent and runs its laps. Each round (a thirtieth of the time, 10
# seconds at least) asks it for its status, and in turn for a collection and reports; freezes it
# twice in the first third, as what is in a cycle then stays in the ledger for ever (gc.freeze);
# audits it at a third and two thirds; watches a class once. At half time a second JVM is started without
# the agent, which is attached, asked, and detached, if the jar knows these commands.
#
# DIR/soak.tsv has a line a round: minutes, RSS of the process, ledger memory (MiB), live objects,
# seconds that a report took, what was asked. It is printed too. Exit status 1, and why:
#   - ledger memory, a line by least squares through the second half of the rounds, rises by more
#     than 5 % of its mean (or 2 MiB, whichever is more) from half time to the end;
#   - a CHECK line is another than without the agent, or the program fails;
#   - underflows or revivals that are not weak; a death that the audit calls early; a command fails.
# Exit status 2: wrong usage.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
agent=$root/agent/target/refledger-agent.jar
sources=$root/it-tests/bench/src/soak/java
tolerance_percent=5
tolerance_mib=2
# An attach to a busy program takes as long as weaving does, most of a minute on two cores.
attached_seconds=150

minutes=60
home=
out=soak-$(date +%Y%m%d-%H%M%S)
options=
class_path=
program=(Shop 400)
beside=

main() {
  read_arguments "$@"
  prepare
  plain_check
  local seconds=$((minutes * 60)) first second
  start first "$seconds" "-javaagent:$agent=output=$out/report,audit=exit${options:+,$options}"
  local began=$SECONDS round=0 pause=$((seconds / 30 > 10 ? seconds / 30 : 10)) attached=no
  header
  while ((SECONDS - began < seconds - pause)) && kill -0 "$first" 2> /dev/null; do
    sleep "$pause"
    round=$((round + 1))
    if [[ $attached == no ]] && ((2 * (SECONDS - began) > seconds)); then
      attached=yes
      attach_and_detach "$((seconds / 5 > attached_seconds ? seconds / 5 : attached_seconds))" &
      beside=$!
    fi
    one_round "$first" "$round" "$((SECONDS - began))"
  done
  ended first "$first"
  [[ -z $beside ]] || wait "$beside" || fail "attached: it ended early, see $out/second.err"
  judge
}

read_arguments() {
  while (($# > 0)); do
    case $1 in
      --minutes) minutes=${2:-}; shift 2 ;;
      --jdk) home=${2:-}; shift 2 ;;
      --out) out=${2:-}; shift 2 ;;
      --options) options=${2:-}; shift 2 ;;
      --workload)
        (($# >= 3)) || wrong_usage "--workload needs CLASS_PATH CLASS"
        class_path=$2; program=("${@:3}"); shift $# ;;
      *) wrong_usage "not known: $1" ;;
    esac
  done
  [[ $minutes =~ ^[0-9]{1,4}$ ]] && ((minutes >= 2)) || wrong_usage "--minutes is a number from 2: $minutes"
  [[ -r $agent ]] || wrong_usage "build first: $agent is missing"
}

wrong_usage() {
  echo "soak.sh: $1; the first lines of the script say how" >&2
  exit 2
}

prepare() {
  java=${home:+$home/bin/}java
  mkdir -p "$out/classes"
  out=$(cd "$out" && pwd)
  : > "$out/failures"
  "${home:+$home/bin/}javac" -nowarn -g -d "$out/classes" "$sources"/*.java
  class_path=$out/classes${class_path:+:$class_path}
  commands=$("$java" -jar "$agent" --help)
}

# What the program prints without the agent.
plain_check() {
  "$java" -cp "$class_path" "${program[@]}" > "$out/plain.out" 2> "$out/plain.err"
  check=$(grep -m 1 '^CHECK' "$out/plain.out") || wrong_usage "the program prints no CHECK line"
}

# start NAME SECONDS JVM-ARGUMENT...: the pid goes to the variable of that name.
start() {
  local name=$1 seconds=$2
  "$java" -Xmx1g "${@:3}" -cp "$class_path" Laps "$seconds" "${program[@]}" \
    > "$out/$name.out" 2> "$out/$name.err" &
  printf -v "$name" %s $!
  until grep -q '^ready' "$out/$name.out"; do
    kill -0 "${!name}" 2> /dev/null || { cat "$out/$name.err" >&2; exit 1; }
    sleep 0.2
  done
}

# ended NAME PID: its laps were all alike, and it ended well.
ended() {
  local status=0
  wait "$2" || status=$?
  ((status == 0)) || fail "$1: exit status $status, see $out/$1.err"
  grep '^CHECK' "$out/$1.out" | grep -vxF "$check" > "$out/$1.other" || true
  [[ ! -s $out/$1.other ]] || fail "$1: $(wc -l < "$out/$1.other") CHECK lines are not: $check"
  grep -q '^CHECK' "$out/$1.out" || fail "$1: no CHECK line"
}

# What is done beside fails, too: so failures are lines of a file.
fail() {
  echo "$1" >> "$out/failures"
  echo "FAILED: $1"
}

# ask COMMAND PID ARGUMENT...: the answer on standard output.
ask() {
  "$java" -jar "$agent" "$@" 2>> "$out/commands.err" || fail "${*}: exit status $?, see $out/commands.err" >&2
}

has() {
  grep -qE "^ +$1( |\$)" <<< "$commands"
}

header() {
  printf 'minutes\trss_mib\tledger_mib\tlive\treport_s\tasked\n' | tee "$out/soak.tsv"
}

one_round() {
  local pid=$1 round=$2 seconds=$3 asked=status report=- began
  case $((round % 4)) in
    0) asked+=,collect; ask collect "$pid" > "$out/collect.txt" ;;
    1) asked+=,report; began=$(date +%s%N); ask report "$pid" -o "$out/now" > "$out/report.txt"
       report=$(awk -v from="$began" -v to="$(date +%s%N)" 'BEGIN { printf "%.2f", (to - from) / 1e9 }') ;;
  esac
  if ((round == 2 || round == 6)); then asked+=,freeze; ask freeze "$pid" > "$out/freeze.txt"; fi
  if ((round == 5)); then asked+=,watch; ask watch "$pid" "Shop*:java.util.ArrayList" > "$out/watch.txt"; fi
  if ((round % 10 == 9)); then asked+=,audit; ask audit "$pid" > "$out/audit-$round.txt"; fi
  ask status "$pid" > "$out/status.txt"
  kill -0 "$pid" 2> /dev/null || return 0
  awk -v minutes="$(awk -v s="$seconds" 'BEGIN { printf "%.1f", s / 60 }')" -v report="$report" \
    -v asked="$asked" -v rss="$(awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$pid/status")" '
    function mib(n, unit) { return n * (unit == "B" ? 1 / 1048576 : unit == "KiB" ? 1 / 1024 : unit == "GiB" ? 1024 : 1) }
    /^live / { live = $2 }
    /^The ledger uses/ { used = mib($4, $5) }
    END { printf "%s\t%s\t%.1f\t%s\t%s\t%s\n", minutes, rss, used, live, report, asked }' \
    "$out/status.txt" | tee -a "$out/soak.tsv"
}

# A JVM that runs already gets the agent, and loses it again.
attach_and_detach() {
  if ! has attach || ! has detach; then
    echo "attach and detach: this jar does not know them"
    return
  fi
  start second "$1"
  ask attach "$second" > "$out/attach.txt"
  ask collect "$second" > "$out/second-collect.txt"
  sleep $(($1 / 4))
  ask report "$second" -o "$out/second" > "$out/second-report.txt"
  ask status "$second" > "$out/second-status.txt"
  no_wrong_counts "$out/second/report.txt" "attached"
  ask detach "$second" > "$out/detach.txt"
  ended second "$second"
  echo "attach, collect, report, status, detach: done beside"
}

# no_wrong_counts FILE WHO: signs of an error of ours, in a status or a report.
no_wrong_counts() {
  local line
  while read -r line; do
    fail "$2: $line"
  done < <(grep -E '^(underflows|revivals, other|dead here, in the heap) ' "$1" | awk '$NF != 0')
}

judge() {
  [[ -r $out/report/report.txt ]] || { fail "no report at the end"; finish; }
  no_wrong_counts "$out/report/report.txt" "at the end"
  grep -q "^AGREEMENT WITH THE JVM'S HEAP" "$out/report/report.txt" || fail "no audit at the end"
  sed -n "/^AGREEMENT/,/^=/p" "$out/report/report.txt" | grep -v '^=' || true
  local memory
  memory=$(awk -F '\t' -v percent=$tolerance_percent -v mib=$tolerance_mib '
    NR > 1 { t[++n] = $1; y[n] = $3 }
    END {
      from = int(n / 2) + 1; m = n - from + 1
      if (m < 3) { print "FEW: only " m " rounds in the second half"; exit }
      for (i = from; i <= n; i++) { st += t[i]; sy += y[i]; stt += t[i] * t[i]; sty += t[i] * y[i] }
      slope = (m * sty - st * sy) / (m * stt - st * st); mean = sy / m
      rise = slope * (t[n] - t[from]); most = mean * percent / 100; most = most > mib ? most : mib
      verdict = (rise > most) ? "RISES" : "FLAT"
      printf "%s: ledger memory %+.2f MiB over the last %.1f minutes, mean %.1f MiB, tolerance %.2f MiB, %d rounds\n",
        verdict, rise, t[n] - t[from], mean, most, m
    }' "$out/soak.tsv")
  echo "$memory"
  [[ $memory == FLAT* ]] || fail "$memory"
  finish
}

finish() {
  echo "laps: $(grep -c '^CHECK' "$out/first.out"), $check"
  echo "failures: $(wc -l < "$out/failures")"
  [[ ! -s $out/failures ]] || exit 1
  exit 0
}

main "$@"
