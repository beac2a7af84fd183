package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// probeWithin bounds how long a running bot may take to say that it lives.
const probeWithin = 5 * time.Second

// probe asks the bot that runs with the same settings whether it lives, as a container does that has no other program in it. The error says why not.
func probe(ctx context.Context, address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return usagef("aitys: --probe asks the bot at HTTP_ADDR: set it, for example to 127.0.0.1:9090")
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost" // it listens everywhere, here too
	}
	ctx, cancel := context.WithTimeout(ctx, probeWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/healthz", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("the bot does not answer: %w", err)
	}
	const enough = 1 << 10
	said, err := io.ReadAll(io.LimitReader(response.Body, enough))
	err = errors.Join(err, response.Body.Close())
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("the bot is not well: %s", strings.TrimSpace(string(said)))
	}
	return err
}
