#!/usr/bin/env bash
# The module in a real Envoy Gateway in host mode. `make test` has it too; this is it alone.
set -euo pipefail
cd "$(dirname "$0")/.."
ENVOY=$(scripts/envoy.sh)
export ENVOY
scripts/envoy-gateway.sh >/dev/null
mvn -q -pl outside -am package -DskipTests
mvn -pl outside -am test -Dtest=EnvoyGatewayTest -Dsurefire.failIfNoSpecifiedTests=false
