#!/usr/bin/env bash
# Installs Chromium where it is missing and apt can give it, so that the tests of the web page can run. It never fails: without a browser
# those tests are skipped and say why.
set -uo pipefail
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
command -v apt-get >/dev/null || exit 0
run() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  run apt-get update -qq && DEBIAN_FRONTEND=noninteractive run timeout 600 apt-get install -qq -y --no-install-recommends chromium fonts-noto-cjk
}
install >"$log" 2>&1 || echo "Chromium could not be installed: $(tail -n 1 "$log")" >&2
exit 0
