#!/usr/bin/env bash
# Prints a headless Chromium for the test of the live page. Order: $CHROMIUM, one on the PATH, Debian's
# chromium-headless-shell with the libraries that are missing here, unpacked into the cache (nothing is installed).
set -euo pipefail
cache=${TOLLGATE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate}
if [ -n "${CHROMIUM:-}" ]; then echo "$CHROMIUM"; exit; fi
for name in chromium-headless-shell chromium google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then command -v "$name"; exit; fi
done
dir=$cache/chromium
if [ ! -x "$dir/chromium" ]; then
  command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1 ||
    { echo "chromium.sh: no Chromium here, and no Debian packages to take one from" >&2; exit 3; }
  mkdir -p "$dir"
  tmp=$(mktemp -d "$dir/fetch.XXXXXX")
  trap 'rm -rf "$tmp"' EXIT
  mkdir -p "$tmp/partial"
  get() {
    apt-get install --download-only --no-install-recommends --yes -qq -o Debug::NoLocking=1 \
      -o Dir::Cache::archives="$tmp" chromium-headless-shell
  }
  get >/dev/null 2>&1 || { apt-get update -qq >/dev/null 2>&1 && get >/dev/null; } ||
    { echo "chromium.sh: the Debian mirror has no chromium-headless-shell" >&2; exit 3; }
  for deb in "$tmp"/*.deb; do dpkg -x "$deb" "$dir/root"; done
  libs=$(find "$dir/root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
  shell=$(find "$dir/root/usr" -type f \( -name headless_shell -o -name chromium-headless-shell \) -perm -u+x | head -1)
  cat > "$dir/chromium.$$" <<S
#!/bin/sh
LD_LIBRARY_PATH=$libs exec $shell "\$@"
S
  chmod +x "$dir/chromium.$$"
  mv "$dir/chromium.$$" "$dir/chromium"
fi
echo "$dir/chromium"
