package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

var errHungUp = errors.New("hung up")

func (p *plan) work() *result {
	r := &result{statuses: map[int]int64{}}
	var conn net.Conn
	var in *bufio.Reader
	for time.Now().Before(p.deadline) {
		n := p.sent.Add(1)
		if p.limit > 0 && n > p.limit {
			break
		}
		if conn == nil {
			var err error
			if conn, err = net.Dial("tcp", p.address); err != nil {
				r.errors++
				r.lastError = err.Error()
				return r
			}
			in = bufio.NewReaderSize(conn, 64<<10)
		}
		err := p.exchange(conn, in, n, r)
		if err == nil {
			continue
		}
		conn.Close()
		conn = nil
		if errors.Is(err, errHungUp) {
			r.hangups++
		} else if !errors.Is(err, io.EOF) {
			r.errors++
			r.lastError = err.Error()
		}
	}
	if conn != nil {
		conn.Close()
	}
	return r
}

// exchange sends one request and reads its answer; io.EOF says that the answer was whole and the connection is closing.
func (p *plan) exchange(conn net.Conn, in *bufio.Reader, n int64, r *result) error {
	begin := time.Now()
	if _, err := conn.Write(p.request(n)); err != nil {
		return err
	}
	a := answer{in: in, length: -1, hangup: p.hangup > 0 && n%p.hangup == 0}
	err := a.read()
	if a.first.IsZero() {
		a.first = time.Now()
	}
	r.bytes += a.bytes
	if err != nil && err != io.EOF {
		return err
	}
	r.statuses[a.status]++
	r.whole = append(r.whole, time.Since(begin).Nanoseconds())
	r.first = append(r.first, a.first.Sub(begin).Nanoseconds())
	return err
}

func (p *plan) request(n int64) []byte {
	if p.keys > 0 {
		n %= p.keys
	}
	out := make([]byte, 0, 512+len(p.body))
	out = append(out, "POST "+p.path+" HTTP/1.1\r\nHost: a.example.com\r\nContent-Type: application/json\r\n"...)
	for _, h := range p.headers {
		out = append(out, strings.ReplaceAll(h, "{n}", strconv.FormatInt(n, 10))...)
		out = append(out, "\r\n"...)
	}
	out = append(out, "Content-Length: "+strconv.Itoa(len(p.body))+"\r\n\r\n"...)
	return append(out, p.body...)
}

// An answer being read: HTTP/1.1 with a length, in chunks, or until the end of the connection.
type answer struct {
	in             *bufio.Reader
	status         int
	length         int64
	chunked, close bool
	hangup         bool
	first          time.Time
	bytes          int64
}

func (a *answer) read() error {
	if err := a.head(); err != nil {
		return err
	}
	var err error
	switch {
	case a.chunked:
		err = a.chunks()
	case a.length >= 0:
		err = a.take(a.length)
	default:
		a.close = true
		_, err = io.Copy(io.Discard, a.in)
	}
	if err == nil && a.close {
		return io.EOF
	}
	return err
}

func (a *answer) line() ([]byte, error) {
	line, err := a.in.ReadSlice('\n')
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return bytes.TrimRight(line, "\r\n"), err
}

func (a *answer) head() error {
	line, err := a.line()
	if err != nil {
		return err
	}
	if len(line) < 12 {
		return errors.New("no status line: " + string(line))
	}
	if a.status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return err
	}
	for {
		if line, err = a.line(); err != nil || len(line) == 0 {
			return err
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimSpace(value)
		switch {
		case bytes.EqualFold(name, []byte("content-length")):
			a.length, err = strconv.ParseInt(string(value), 10, 64)
		case bytes.EqualFold(name, []byte("transfer-encoding")):
			a.chunked = bytes.EqualFold(value, []byte("chunked"))
		case bytes.EqualFold(name, []byte("connection")):
			a.close = bytes.EqualFold(value, []byte("close"))
		}
		if err != nil {
			return err
		}
	}
}

func (a *answer) take(n int64) error {
	if a.first.IsZero() {
		a.first = time.Now()
	}
	a.bytes += n
	_, err := a.in.Discard(int(n))
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

func (a *answer) chunks() error {
	for {
		line, err := a.line()
		if err != nil {
			return err
		}
		size, err := strconv.ParseInt(string(line), 16, 64)
		if err != nil {
			return err
		}
		if err := a.take(size + 2); err != nil {
			return err
		}
		if size == 0 {
			return nil
		}
		if a.hangup {
			return errHungUp
		}
	}
}
