#!/bin/bash
# open-pages.sh OUT -- COMMAND... [-- COMMAND...]...
#
# Runs programs with RefLedger and says how long Chromium takes to open the report.html of each:
# from the beginning of the navigation to the end of the load event, by when all is drawn.
#
# A COMMAND has to hand the arguments in the variable EXTRA_JVM_ARGS to its JVM, as in compare.sh.
# OUT/N is the directory of the N-th command's report, OUT/pages.md the table. Chromium and
# chromedriver are looked for on the PATH; curl talks to the latter.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
agent=$root/agent/target/refledger-agent.jar
port=9517

main() {
  local out=${1:?a directory for the reports}
  shift
  mkdir -p "$out"
  out=$(cd "$out" && pwd)
  chromedriver --port="$port" > "$out/chromedriver.log" 2>&1 &
  driver=$!
  trap 'kill "$driver"' EXIT
  printf '| program | report.html, KiB | opened in, ms |\n| --- | ---: | ---: |\n' > "$out/pages.md"
  local number=0 command=()
  for word in "$@" --; do
    if [ "$word" != -- ]; then
      command+=("$word")
    elif [ ${#command[@]} -gt 0 ]; then
      number=$((number + 1))
      page "$out/$number" "${command[@]}"
      command=()
    fi
  done
  cat "$out/pages.md"
}

# Appends the line of one program to the table.
page() { # DIRECTORY COMMAND...
  local directory=$1
  shift
  mkdir -p "$directory"
  EXTRA_JVM_ARGS="-javaagent:$agent=report=html,output=$directory" "$@" \
    > "$directory/log" 2>&1 < /dev/null || echo "status $? of $*, see $directory/log" >&2
  printf '| %s | %d | %s |\n' "${*##*/}" "$(($(stat -c %s "$directory/report.html") / 1024))" \
    "$(milliseconds "$directory/report.html")" >> "$directory/../pages.md"
}

# How long a page takes to open in a browser of its own.
milliseconds() { # FILE
  local session
  session=$(ask POST /session '{"capabilities": {"alwaysMatch": {"goog:chromeOptions":
    {"args": ["--headless=new", "--no-sandbox", "--disable-gpu"]}}}}' \
    | sed 's/.*"sessionId":"\([^"]*\)".*/\1/')
  ask POST "/session/$session/url" "{\"url\": \"file://$1\"}" > /dev/null
  ask POST "/session/$session/execute/sync" '{"args": [], "script":
    "return Math.round(performance.getEntriesByType(\"navigation\")[0].loadEventEnd)"}' \
    | sed 's/.*"value":\([0-9]*\).*/\1/'
  ask DELETE "/session/$session" > /dev/null
}

ask() { # METHOD PATH [BODY]
  curl -sS --retry 5 --retry-connrefused -X "$1" -H 'Content-Type: application/json' \
    ${3:+-d "$3"} "http://127.0.0.1:$port$2"
}

main "$@"
