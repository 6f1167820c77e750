// Upstream is the fake provider of the benchmarks: fixed answers with usage, in the shapes of four wire APIs.
//
// A stream is 200 chunks, each flushed by itself, then its usage. A request with the header x-hold gets its first
// chunk and the rest only after GET /release: that is how thousands of streams are kept in flight.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
)

type provider struct {
	seen    atomic.Int64
	held    atomic.Int64
	mu      sync.Mutex
	gate    chan struct{}
	answers answers
}

func main() {
	listen := flag.String("listen", "127.0.0.1:18800", "address")
	flag.Parse()
	p := &provider{gate: make(chan struct{}), answers: newAnswers()}
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	server := &http.Server{
		Handler:   p,
		Protocols: &protocols,
		HTTP2:     &http.HTTP2Config{MaxConcurrentStreams: 100000},
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(server.Serve(listener))
}

func (p *provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/ready":
		return
	case "/seen":
		fmt.Fprintf(w, "%d %d\n", p.seen.Load(), p.held.Load())
		return
	case "/release":
		p.mu.Lock()
		close(p.gate)
		p.gate = make(chan struct{})
		p.mu.Unlock()
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	p.seen.Add(1)
	p.answer(w, r, body)
}

func (p *provider) answer(w http.ResponseWriter, r *http.Request, body []byte) {
	stream := bytes.Contains(body, []byte(`"stream":true`))
	a := &p.answers
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/converse-stream"):
		p.stream(w, r, "application/vnd.amazon.eventstream", a.converse)
	case strings.HasSuffix(path, "/messages") && stream:
		p.stream(w, r, "text/event-stream", a.messages)
	case strings.HasSuffix(path, "/messages"):
		whole(w, a.message)
	case stream && bytes.Contains(body, []byte(`"include_usage":true`)):
		p.stream(w, r, "text/event-stream", a.chat)
	case stream:
		p.stream(w, r, "text/event-stream", a.chatWithoutUsage)
	case bytes.Contains(body, []byte(`"tools":[`)):
		whole(w, a.toolCall)
	default:
		whole(w, a.completion)
	}
}

func whole(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Write(body)
}

func (p *provider) stream(w http.ResponseWriter, r *http.Request, contentType string, chunks [][]byte) {
	w.Header().Set("Content-Type", contentType)
	flusher := w.(http.Flusher)
	for i, chunk := range chunks {
		if _, err := w.Write(chunk); err != nil {
			return
		}
		flusher.Flush()
		if i == 0 && r.Header.Get("x-hold") != "" && !p.wait(r) {
			return
		}
	}
}

// wait holds a stream until the release; false when the client has gone.
func (p *provider) wait(r *http.Request) bool {
	p.mu.Lock()
	gate := p.gate
	p.mu.Unlock()
	p.held.Add(1)
	defer p.held.Add(-1)
	select {
	case <-gate:
		return true
	case <-r.Context().Done():
		return false
	}
}
