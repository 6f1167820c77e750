#!/usr/bin/env bash
# Prints a folder with envoy-gateway and crane (a loopback OCI registry), building them once from the Go module proxy.
# Envoy Gateway is 240 MB and takes about five minutes of CPU.
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
  cd /
  [ -x "$dir/crane" ] || GOBIN=$dir nice go install "github.com/google/go-containerregistry/cmd/crane@$crane" >&2
  [ -x "$dir/envoy-gateway" ] || GOBIN=$dir nice go install "github.com/envoyproxy/gateway/cmd/envoy-gateway@v$version" >&2
fi
echo "$dir"
