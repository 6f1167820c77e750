#!/usr/bin/env bash
# Builds dist/: the module, its checksum, the OCI image layout, jars with sources and Javadoc, the SBOM and the legal files.
# Usage: scripts/dist.sh [--twice]. With --twice it is built here and in a fresh copy of the tree, and compared.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = --twice ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  scripts/dist.sh
  git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from=- --ignore-failed-read 2>/dev/null | tar --extract --directory="$work"
  (umask 077; cd "$work"; scripts/dist.sh >/dev/null)
  diff -r dist "$work/dist"
  echo "dist: the same bytes twice"
  exit 0
fi

umask 022 # jars keep the modes of what they hold
# What is given away, and nothing that only tests or shows it.
modules=abi/bindings,abi/compiler,testkit,plugin/tokens,plugin/core,plugin/filter
mvn -q package source:jar-no-fork javadoc:jar org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeAggregateBom \
  -pl "$modules" -am -Dmaven.test.skip=true -DincludeTestScope=false -DoutputFormat=json -DschemaVersion=1.6 -Dcyclonedx.skipAttach=true
python3 scripts/dist.py dist
