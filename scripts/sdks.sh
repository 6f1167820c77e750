#!/usr/bin/env bash
# Prints a folder with what the outside tests are written in: venv/ (the Python SDKs, PyYAML, jsonschema) and, where npm is
# installed, js/node_modules (the JavaScript SDKs). Fetched once, by the pinned lists of the folder outside/.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
cache=${TOLLGATE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate}
key=$(cat "$here/outside/requirements.txt" "$here/outside/js/package-lock.json" | sha256sum | cut -c1-12)
dir=$cache/sdks/$key
if [ ! -e "$dir/done" ]; then
  mkdir -p "$dir"
  exec 9>"$dir/lock"
  flock 9
fi
if [ ! -e "$dir/done" ]; then
  rm -rf "$dir/venv" "$dir/js"
  python3 -m venv "$dir/venv" >&2
  "$dir/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/outside/requirements.txt" >&2
  if command -v npm >/dev/null 2>&1; then
    mkdir -p "$dir/js"
    cp "$here"/outside/js/package*.json "$dir/js/"
    # The packages that npm fetched outlive a change of the list, as pip's do.
    (cd "$dir/js" && npm_config_cache=$cache/npm npm ci --prefer-offline --silent --no-audit --no-fund --ignore-scripts >&2)
  fi
  touch "$dir/done"
fi
echo "$dir"
