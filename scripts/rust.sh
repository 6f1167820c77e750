#!/usr/bin/env bash
# Prints a module built from the Rust sources in testkit/src/test/rust, with the SDK of crates.io pinned by its Cargo.lock.
# The target is added with rustup where it is missing. Built once, kept in the cache.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
sources=$here/testkit/src/test/rust
cache=${TOLLGATE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate}
target=wasm32-wasip1
command -v cargo >/dev/null 2>&1 || { echo "rust.sh: no cargo here" >&2; exit 1; }
key=$(cat "$sources"/Cargo.* "$sources"/src/* | sha256sum | cut -c1-12)
out=$cache/rust/$key
if [ ! -e "$out/stamp.wasm" ]; then
  mkdir -p "$out"
  exec 9>"$out/lock"
  flock 9
fi
if [ ! -e "$out/stamp.wasm" ]; then
  [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ] || rustup target add "$target" >&2 ||
    { echo "rust.sh: no target $target and no way to add it" >&2; exit 1; }
  # Built outside the tree: nothing of it is left there.
  cp -r "$sources/." "$out/work"
  (cd "$out/work" && cargo build --release --locked --quiet --target "$target" --target-dir "$out/target") >&2
  cp "$out/target/$target/release/stamp.wasm" "$out/stamp.wasm.new"
  mv "$out/stamp.wasm.new" "$out/stamp.wasm"
  rm -rf "$out/target" "$out/work"
fi
echo "$out/stamp.wasm"
