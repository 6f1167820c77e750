// Load sends one request over and over on a fixed number of connections and prints what came back as JSON.
//
// Every worker owns one HTTP/1.1 connection and waits for an answer before it sends again (a closed loop), as wrk does.
// {n} in a header's value becomes the number of the request, so that keys can differ. With -hangup k every k-th request
// is cut off after its first chunk.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type headerFlags []string

func (h *headerFlags) String() string     { return strings.Join(*h, ", ") }
func (h *headerFlags) Set(v string) error { *h = append(*h, v); return nil }

// Plan is what to send, where and for how long.
type plan struct {
	address, path string
	headers       headerFlags
	body          []byte
	deadline      time.Time
	limit         int64
	hangup        int64
	keys          int64
	sent          atomic.Int64
}

// Result of one worker; durations in nanoseconds.
type result struct {
	whole, first    []int64
	statuses        map[int]int64
	errors, hangups int64
	bytes           int64
	lastError       string
}

func main() {
	p := &plan{}
	var (
		connections = flag.Int("c", 1, "connections")
		duration    = flag.Duration("d", 2*time.Second, "for how long")
		file        = flag.String("body", "", "file with the request's body")
	)
	flag.StringVar(&p.address, "address", "127.0.0.1:10000", "host:port")
	flag.StringVar(&p.path, "path", "/v1/chat/completions", "path")
	flag.Var(&p.headers, "H", "header, `name: value`; may be given again")
	flag.Int64Var(&p.limit, "n", 0, "stop after so many requests (0: by time alone)")
	flag.Int64Var(&p.hangup, "hangup", 0, "hang up on every k-th answer after its first chunk")
	flag.Int64Var(&p.keys, "keys", 0, "{n} counts modulo this (0: never repeats)")
	flag.Parse()
	var err error
	if p.body, err = os.ReadFile(*file); err != nil {
		log.Fatal(err)
	}
	p.deadline = time.Now().Add(*duration)
	begin := time.Now()
	results := make([]*result, *connections)
	var wait sync.WaitGroup
	for i := range results {
		wait.Add(1)
		go func() { defer wait.Done(); results[i] = p.work() }()
	}
	wait.Wait()
	print(results, time.Since(begin))
}

func print(results []*result, took time.Duration) {
	sum := &result{statuses: map[int]int64{}}
	for _, r := range results {
		sum.whole = append(sum.whole, r.whole...)
		sum.first = append(sum.first, r.first...)
		sum.errors += r.errors
		sum.hangups += r.hangups
		sum.bytes += r.bytes
		if r.lastError != "" {
			sum.lastError = r.lastError
		}
		for status, n := range r.statuses {
			sum.statuses[status] += n
		}
	}
	out := map[string]any{
		"requests": int64(len(sum.whole)) + sum.hangups, "seconds": took.Seconds(), "statuses": sum.statuses,
		"errors": sum.errors, "hangups": sum.hangups, "bytes": sum.bytes, "last_error": sum.lastError,
		"rps": float64(len(sum.whole)) / took.Seconds(),
		"us":  quantiles(sum.whole), "first_us": quantiles(sum.first),
	}
	json.NewEncoder(os.Stdout).Encode(out)
}

func quantiles(ns []int64) map[string]float64 {
	out := map[string]float64{}
	if len(ns) == 0 {
		return out
	}
	slices.Sort(ns)
	for _, q := range []int{50, 90, 99} {
		out[fmt.Sprintf("p%d", q)] = float64(ns[(len(ns)-1)*q/100]) / 1000
	}
	out["max"] = float64(ns[len(ns)-1]) / 1000
	return out
}
