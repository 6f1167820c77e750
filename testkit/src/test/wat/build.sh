#!/usr/bin/env bash
# Assembles the modules of this folder; needs wat2wasm (Debian package wabt). The result is kept in the tree.
set -euo pipefail
cd "$(dirname "$0")"
for source in *.wat; do
  whole=$(mktemp --suffix .wat)
  sed '/;; include base.inc/{r base.inc
d}' "$source" > "$whole"
  "${WAT2WASM:-wat2wasm}" "$whole" -o "../resources/wat/${source%.wat}.wasm"
  rm -f "$whole"
done
