#!/usr/bin/env bash
# Builds the module with both encodings, one, and none, and prints the size of each. The files stay in target/variants/.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p target/variants
for encodings in o200k cl100k none o200k,cl100k; do # both last: that build stays
  mvn -q package -Dmaven.test.skip=true -pl plugin/filter -am -Dtollgate.encodings="$encodings"
  name=target/variants/tollgate-${encodings/,/-}.wasm
  cp plugin/filter/target/tollgate.wasm "$name"
  echo "$encodings: $(stat -c %s "$name") bytes"
done
