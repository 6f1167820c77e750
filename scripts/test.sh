#!/usr/bin/env bash
# Runs every test, the real parts included. The last lines are the tests per host and the real parts with their versions.
set -euo pipefail
cd "$(dirname "$0")/.."
ENVOY=$(scripts/envoy.sh)
export ENVOY
rm -rf target/real-parts
find . -path '*/target/surefire-reports' -prune -exec rm -rf {} +
# All modules are tested even when one fails; the exit code still tells.
status=0
mvn --fail-at-end package || status=$?
echo
if [ -f plugin/filter/target/tollgate.wasm ]; then
  touch examples/quickstart/target/.built # just built: make run need not build again
  python3 scripts/check_run.py || status=$?
fi
python3 scripts/summary.py || status=$?
exit "$status"
