//go:build tools

// Package aigw pins Envoy AI Gateway's standalone binary, a peer of the benchmarks.
package aigw

import _ "github.com/envoyproxy/ai-gateway/cmd/aigw"
