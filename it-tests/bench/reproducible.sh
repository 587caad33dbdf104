#!/usr/bin/env bash
# reproducible.sh [MAVEN-OPTION...]
#
# Builds the committed state twice, in two new directories of different names, and compares all jars
# that people get, byte by byte. Says which differ and in what, and then ends with status 1.
# Options go to Maven, such as -o.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
  git clone -q "$root" "$work/$1"
  (cd "$work/$1" && shift && mvn -q -B -ntp -DskipTests package "$@" -pl '!it-tests,!it-tests/architecture,!it-tests/bench,!it-tests/scenarios,!it-tests/stress,!it-tests/test-tools,!it-tests/vectors')
}

products() {
  (cd "$work/$1" && ls core/target/refledger-core.jar agent/target/*.jar agent/target/*.json \
    agent/maven-plugin/target/refledger-maven-plugin.jar demo-apps/target/*.jar)
}

build first "$@"
# Another depth of directories, time zone and language; not another umask, which the archiver of
# Maven's jar plugin writes into each entry.
mkdir -p "$work/second-and/deeper"
TZ=Pacific/Apia LC_ALL=C build second-and/deeper/copy "$@"

status=0
for jar in $(products first); do
  one=$work/first/$jar
  other=$work/second-and/deeper/copy/$jar
  if cmp -s "$one" "$other"; then
    echo "same      $(sha256sum "$one" | cut -c 1-16)  $jar"
  else
    status=1
    echo "DIFFERENT $jar"
    diff <(unzip -lv "$one") <(unzip -lv "$other") | head -20 || true
  fi
done
exit $status
