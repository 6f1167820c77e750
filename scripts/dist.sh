#!/usr/bin/env bash
# Builds dist/: the module, its checksum, the OCI image layout, jars with sources, the SBOM and the legal files.
# Usage: scripts/dist.sh [--twice]. With --twice the whole is built in two fresh copies of the tree and compared.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = --twice ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  for copy in one two; do
    git clone -q . "$work/$copy"
    (umask $([ $copy = one ] && echo 022 || echo 077); cd "$work/$copy"; scripts/dist.sh >/dev/null)
  done
  diff -r "$work/one/dist" "$work/two/dist"
  echo "dist: the same bytes twice"
  exit 0
fi

mvn -q package source:jar-no-fork org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeAggregateBom \
  -DskipTests -DincludeTestScope=false -DoutputFormat=json -DschemaVersion=1.6 -Dcyclonedx.skipAttach=true
python3 scripts/dist.py dist
