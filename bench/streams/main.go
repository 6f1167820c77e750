// Streams keeps many HTTP/2 streams in flight: it opens n, prints a line when each has its first chunk, and reads them
// to their end once a line comes on its standard input. At the end it prints what came back as JSON.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type outcome struct {
	Statuses map[int]int `json:"statuses"`
	Whole    int         `json:"whole"`
	Cut      int         `json:"cut"`
	Seconds  float64     `json:"seconds"`
}

func main() {
	address := flag.String("address", "127.0.0.1:10000", "host:port")
	path := flag.String("path", "/v1/chat/completions", "path")
	file := flag.String("body", "", "file with the request's body")
	n := flag.Int("n", 1000, "streams")
	pace := flag.Int("pace", 200, "at most so many waiting for their first chunk")
	user := flag.String("user", "u{n}", "value of x-user; {n} is the number of the stream")
	flag.Parse()
	body, err := os.ReadFile(*file)
	if err != nil {
		log.Fatal(err)
	}
	var protocols http.Protocols
	protocols.SetUnencryptedHTTP2(true)
	client := &http.Client{Transport: &http.Transport{Protocols: &protocols}}
	goOn := make(chan struct{})
	o := &outcome{Statuses: map[int]int{}}
	var mu sync.Mutex
	var wait sync.WaitGroup
	var open atomic.Int64
	slots := make(chan struct{}, *pace)
	begin := time.Now()
	for i := range *n {
		slots <- struct{}{}
		wait.Add(1)
		go func() {
			defer wait.Done()
			first := func() {
				<-slots
				if open.Add(1) == int64(*n) {
					fmt.Printf("open %d %.3f\n", *n, time.Since(begin).Seconds())
				}
			}
			request, _ := http.NewRequestWithContext(context.Background(), "POST", "http://"+*address+*path, bytes.NewReader(body))
			request.Header.Set("Content-Type", "application/json")
			request.Header.Set("x-hold", "1")
			request.Header.Set("x-far", "1")
			request.Header.Set("x-user", strings.ReplaceAll(*user, "{n}", strconv.Itoa(i)))
			status, whole := read(client, request, first, goOn)
			mu.Lock()
			defer mu.Unlock()
			o.Statuses[status]++
			if whole {
				o.Whole++
			} else {
				o.Cut++
			}
		}()
	}
	bufio.NewReader(os.Stdin).ReadString('\n')
	released := time.Now()
	close(goOn)
	wait.Wait()
	o.Seconds = time.Since(released).Seconds()
	json.NewEncoder(os.Stdout).Encode(o)
}

func read(client *http.Client, request *http.Request, first func(), goOn chan struct{}) (int, bool) {
	answer, err := client.Do(request)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		first()
		return 0, false
	}
	defer answer.Body.Close()
	buffer := make([]byte, 64)
	_, err = answer.Body.Read(buffer)
	first()
	if err != nil {
		return answer.StatusCode, err == io.EOF
	}
	<-goOn
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err == nil
}
