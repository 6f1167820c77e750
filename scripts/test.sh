#!/usr/bin/env bash
# Runs every test, the real parts included. The last lines are the tests per host and the real parts with their versions.
set -euo pipefail
cd "$(dirname "$0")/.."
ENVOY=$(scripts/envoy.sh)
export ENVOY
# Nine minutes of CPU for one of the last tests: built beside the others, and only where they leave a core idle.
mkdir -p target
set -m
nice -n 19 scripts/envoy-gateway.sh > target/envoy-gateway.log 2>&1 &
builder=$!
set +m
trap 'kill -- "-$builder" 2>/dev/null || true' EXIT
rm -rf target/real-parts
find . -path '*/target/surefire-reports' -prune -exec rm -rf {} +
# All modules are tested even when one fails; the exit code still tells.
status=0
mvn --fail-at-end package || status=$?
echo
if [ -f plugin/filter/target/tollgate.wasm ]; then
  touch examples/quickstart/target/.built # just built: make run need not build again
  python3 scripts/check_run.py || status=$?
  scripts/dist.sh --twice && python3 scripts/check_dist.py || status=$?
fi
python3 scripts/summary.py || status=$?
exit "$status"
