#!/usr/bin/env bash
# Prints a folder with envoy-gateway and crane (a loopback OCI registry), building them once from the Go module proxy.
# Nine minutes of CPU from an empty Go cache, so scripts/test.sh starts it in the background: whoever asks meanwhile waits
# at the lock. No -trimpath: it would share no compiled package with the rate limit service, which is built before.
set -euo pipefail
version=1.9.1
crane=v0.22.1
cache=${TOLLGATE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate}
dir=$cache/envoy-gateway/$version
if [ ! -x "$dir/envoy-gateway" ] || [ ! -x "$dir/crane" ]; then
  command -v go >/dev/null 2>&1 || { echo "envoy-gateway.sh: no go here to build it with" >&2; exit 1; }
  mkdir -p "$dir"
  exec 9>"$dir/lock"
  flock 9
  tmp=$(mktemp -d "$dir/build.XXXXXX")
  trap 'rm -rf "$tmp"' EXIT
  cd /
  build() { # The half-built must never be taken for the whole: it is moved in when it is done.
    [ -x "$dir/$1" ] && return
    GOBIN=$tmp nice go install -p 2 -ldflags '-s -w' "$2" >&2
    mv "$tmp/$1" "$dir/$1"
  }
  build crane "github.com/google/go-containerregistry/cmd/crane@$crane"
  build envoy-gateway "github.com/envoyproxy/gateway/cmd/envoy-gateway@v$version"
fi
echo "$dir"
