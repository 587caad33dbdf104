#!/bin/bash
# pictures.sh REPORT.html DIRECTORY
#
# Takes pictures of a report's page with Chromium, as a README shows them: DIRECTORY/light.png,
# dark.png, and page.pdf as the page is printed. Chromium is looked for on the PATH.
set -euo pipefail

page=$(realpath "${1:?a report.html}")
out=${2:?a directory for the pictures}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "no chromium on the PATH" >&2
  exit 2
}
mkdir -p "$out"

# Runs the browser without a window, until the page has been drawn.
headless() {
  "$browser" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=4000 \
    --user-data-dir="$profile" "$@" "file://$page" 2> "$profile/log" || { cat "$profile/log" >&2; exit 1; }
}

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
headless --window-size=1280,1500 --screenshot="$(realpath "$out")/light.png"
headless --window-size=1280,1500 --blink-settings=preferredColorScheme=0 --screenshot="$(realpath "$out")/dark.png"
headless --no-pdf-header-footer --print-to-pdf="$(realpath "$out")/page.pdf"
ls "$out"
