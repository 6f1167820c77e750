// Command miniredis is the store of the rate limit service where no redis-server is to be had.
// It is for tests and demos: one process, memory only.
package main

import (
	"fmt"
	"log"
	"os"
	"time"

	"github.com/alicebob/miniredis/v2"
)

func main() {
	store := miniredis.NewMiniRedis()
	if err := store.StartAddr(os.Args[1]); err != nil {
		log.Fatal(err)
	}
	fmt.Println("miniredis: ready on", store.Addr())
	// Keys expire on its own clock only, which has to be moved by hand.
	for range time.Tick(time.Second) {
		store.FastForward(time.Second)
	}
}
