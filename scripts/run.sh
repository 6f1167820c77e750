#!/usr/bin/env bash
# Builds what is needed and starts everything: gateway, demo provider, rate limit service, live page.
# PORT, DEMO_PORT and ADMIN_PORT choose the ports; REDIS=1 takes the real rate limit service with Redis.
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in java javac mvn python3; do
  command -v "$tool" >/dev/null || { echo "run.sh: needs $tool: a JDK 17, Maven, Python 3 with pip" >&2; exit 1; }
done
lib=examples/quickstart/target/lib
module=plugin/filter/target/tollgate.wasm
mark=examples/quickstart/target/.built
sources=(abi testkit plugin examples pom.xml)
if [ ! -f "$mark" ] || [ ! -f "$module" ] ||
   [ -n "$(find "${sources[@]}" -path '*/target' -prune -o -type f -newer "$mark" -print -quit)" ]; then
  echo "building (the first time takes a few minutes) ..."
  mvn -q -pl examples/quickstart -am package -Dmaven.test.skip=true
  touch "$mark"
fi
echo "finding Envoy ..."
ENVOY=$(scripts/envoy.sh)
export ENVOY
if [ "${REDIS:-}" = 1 ]; then
  echo "finding the rate limit service and Redis ..."
  scripts/ratelimit.sh >/dev/null
  scripts/redis.sh >/dev/null
fi
exec java -XX:TieredStopAtLevel=1 -cp "examples/quickstart/target/classes:$lib/*" io.tollgate.quickstart.Quickstart
