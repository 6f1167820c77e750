#!/usr/bin/env bash
# Format, static analysis, module edges and sizes.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 scripts/edges.py
mvn -q -Plint test-compile spotless:check checkstyle:check
echo "lint: ok"
