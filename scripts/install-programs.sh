#!/usr/bin/env bash
# Installs what the tests of the web page (Chromium) and of old Word files (LibreOffice) want, where it is missing and apt can give it, with
# Chinese fonts. It never fails: without a program its tests are skipped and say why.
set -uo pipefail
command -v apt-get >/dev/null || exit 0
has() { for name in "$@"; do command -v "$name" >/dev/null && return 0; done; return 1; }
wanted=()
has chromium chromium-browser google-chrome || wanted+=(chromium)
has soffice libreoffice || wanted+=(libreoffice-writer-nogui)
[ ${#wanted[@]} -gt 0 ] || exit 0
run() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  run apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive run timeout 600 apt-get install -qq -y --no-install-recommends "${wanted[@]}" fonts-noto-cjk
}
install >"$log" 2>&1 || echo "${wanted[*]} could not be installed: $(tail -n 1 "$log")" >&2
exit 0
