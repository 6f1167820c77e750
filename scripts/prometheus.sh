#!/usr/bin/env bash
# Prints a folder with prometheus and promtool. Order: both on the PATH, Debian's package unpacked into the cache (nothing is
# installed).
set -euo pipefail
cache=${TOLLGATE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate}
if command -v prometheus >/dev/null 2>&1 && command -v promtool >/dev/null 2>&1; then
  dirname "$(command -v prometheus)"
  exit
fi
dir=$cache/prometheus
if [ ! -x "$dir/usr/bin/promtool" ]; then
  command -v apt-get >/dev/null 2>&1 || { echo "prometheus.sh: no prometheus on the PATH and no apt-get" >&2; exit 1; }
  mkdir -p "$dir"
  exec 9>"$dir/lock"
  flock 9
  tmp=$(mktemp -d "$dir/fetch.XXXXXX")
  trap 'rm -rf "$tmp"' EXIT
  (cd "$tmp" && { apt-get download -qq prometheus || { apt-get update -qq && apt-get download -qq prometheus; }; }) >&2
  dpkg -x "$tmp"/prometheus_*.deb "$dir"
fi
echo "$dir/usr/bin"
