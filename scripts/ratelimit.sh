#!/usr/bin/env bash
# Prints the path of the real rate limit service (envoyproxy/ratelimit), building it once from the Go module proxy.
# It has no release tags, so the version is a pseudo-version; the module's checksum is kept by Go's own sum database.
set -euo pipefail
version=${RATELIMIT_VERSION:-v1.4.1-0.20260122083618-3fb702589d36}
cache=${TOLLGATE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate}
dir=$cache/ratelimit/$version
if [ ! -x "$dir/service_cmd" ]; then
  command -v go >/dev/null 2>&1 || { echo "ratelimit.sh: needs Go to build the rate limit service" >&2; exit 3; }
  mkdir -p "$dir"
  exec 9>"$dir/lock"
  flock 9
fi
if [ ! -x "$dir/service_cmd" ]; then
  tmp=$(mktemp -d "$dir/build.XXXXXX")
  trap 'rm -rf "$tmp"' EXIT
  GOBIN=$tmp GOFLAGS=-mod=mod go install "github.com/envoyproxy/ratelimit/src/service_cmd@$version" >&2
  mv "$tmp/service_cmd" "$dir/service_cmd"
fi
echo "$dir/service_cmd"
