#!/usr/bin/env bash
# Prints the folder of a Go module's sources, from the Go module cache. Usage: scripts/gomod.sh MODULE@VERSION
set -euo pipefail
command -v go >/dev/null 2>&1 || { echo "gomod.sh: no go here" >&2; exit 1; }
cd /
go mod download -json "$1" | python3 -c 'import json,sys; print(json.load(sys.stdin)["Dir"])'
