#!/usr/bin/env bash
# Prints a redis-server for tests and demos. Order: $REDIS_SERVER, `redis-server` on the PATH, Debian's packages
# unpacked into the cache (nothing is installed), miniredis built from the Go module proxy (`redis.sh mini` asks for it).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${TOLLGATE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate}
want=${1:-any}

mini() {
  local bin=$cache/miniredis/miniredis
  if [ ! -x "$bin" ]; then
    command -v go >/dev/null 2>&1 || { echo "redis.sh: no redis-server, and no Go to build miniredis" >&2; exit 3; }
    mkdir -p "$cache/miniredis"
    (cd "$here/miniredis" && go build -o "$bin.$$" . >&2 && mv "$bin.$$" "$bin")
  fi
  echo "$bin"
}

debian() {
  local dir=$cache/redis
  if [ ! -x "$dir/redis-server" ]; then
    command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1 || return 1
    mkdir -p "$dir"
    local tmp
    tmp=$(mktemp -d "$dir/fetch.XXXXXX")
    (
      cd "$tmp"
      packages=(redis-tools liblzf1 libjemalloc2 liblua5.1-0 lua-cjson lua-bitop libhiredis0.14 libatomic1)
      apt-get download -qq "${packages[@]}" || { apt-get update -qq && apt-get download -qq "${packages[@]}"; } || exit 1
      for deb in *.deb; do dpkg -x "$deb" "$dir/root"; done
    ) >/dev/null 2>&1 || { rm -rf "$tmp"; return 1; }
    rm -rf "$tmp"
    # redis-check-rdb and redis-server are one program that goes by the name it is called by.
    ln -sf redis-check-rdb "$dir/root/usr/bin/redis-server"
    cat > "$dir/redis-server.$$" <<S
#!/bin/sh
LD_LIBRARY_PATH=$dir/root/usr/lib/$(uname -m)-linux-gnu exec $dir/root/usr/bin/redis-server "\$@"
S
    chmod +x "$dir/redis-server.$$"
    "$dir/redis-server.$$" --version >/dev/null 2>&1 || { rm -f "$dir/redis-server.$$"; return 1; }
    mv "$dir/redis-server.$$" "$dir/redis-server"
  fi
  echo "$dir/redis-server"
}

if [ "$want" = mini ]; then mini; exit; fi
if [ -n "${REDIS_SERVER:-}" ]; then echo "$REDIS_SERVER"; exit; fi
if command -v redis-server >/dev/null 2>&1; then command -v redis-server; exit; fi
debian || mini
