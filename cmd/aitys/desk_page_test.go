package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"aitys/emulator"
	"aitys/fetch"
)

// farePage is a page as a newspaper has it, with what is no article around it.
const farePage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bus fares rise | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example"></head><body><nav><a href="/">Home</a> <a href="/sport">Sport and weather</a></nav><article><h1>Bus fares rise</h1>
<p>A ride on a city bus will cost 120 tenge from 1 March, the council decided on Tuesday. Children and pensioners go on riding for 60 tenge.</p><h2>Why the fares rise</h2>
<p>Fuel costs 30% more than two years ago, and the city pays the bus companies 4.2 billion tenge a year. About 310,000 people take a bus on a working day.</p><h2>What riders say</h2>
<p>Over 2,000 people signed a petition against the higher fare. Its authors want the city to publish the accounts of all nine bus companies.</p></article>
<footer>Subscribe to our newsletter and win a bicycle!</footer></body></html>`

// web is what the program finds of the world: hosts by name, each at an address, and behind every public one the same server on this machine.
type web struct {
	hosts map[string]string
	asked atomic.Int64
}

// spin lets the program's door to other hosts lead there. What is public is judged by the door itself.
func (w *web) spin(th *theatre) {
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.asked.Add(1)
		if r.URL.Path == "/inside" {
			http.Redirect(out, r, "http://database.example/", http.StatusFound)
			return
		}
		out.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = out.Write([]byte(farePage))
	}))
	th.t.Cleanup(server.Close)
	th.config.Web = fetch.Options{
		Resolve: func(_ context.Context, host string) ([]netip.Addr, error) {
			at, known := w.hosts[host]
			if !known {
				return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
			}
			return []netip.Addr{netip.MustParseAddr(at)}, nil
		},
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			if !strings.HasPrefix(address, "93.184.216.34:") {
				th.t.Errorf("the program dials %s", address)
			}
			return new(net.Dialer).DialContext(ctx, network, strings.TrimPrefix(server.URL, "http://"))
		},
	}
}

// TestAPageGoesFromItsAddressToTheChannel: an editor sends an address alone, looks at what came of it and publishes it.
func TestAPageGoesFromItsAddressToTheChannel(t *testing.T) {
	w := &web{hosts: map[string]string{"news.example": "93.184.216.34", "database.example": "10.0.0.7", "self.example": "127.0.0.1", "cloud.example": "169.254.169.254"}}
	var user emulator.User
	th := perform(t, edited(&user), w.spin)
	editor, someone := th.Person(user), th.reader("Anna", "en")
	th.server.Join(th.channel, someone.user)
	editor.Says("/push http://news.example/fares?from=feed")
	file := editor.SeesWhere("the draft's file", func(m emulator.Message) bool { return m.Document != nil })
	if file.Document.FileName != "bus-fares-rise.en.md" || !strings.Contains(file.Caption, "made a draft") {
		t.Errorf("the file %q comes with %q", file.Document.FileName, file.Caption)
	}
	preview := editor.SeesWhere("the preview", func(m emulator.Message) bool { return strings.Contains(m.Text, "Preview") && m.ReplyMarkup != nil })
	for _, wanted := range []string{"Bus fares rise", "The Daily Example", "120 tenge", "[Read the original]"} {
		if !strings.Contains(preview.Text, wanted) {
			t.Errorf("the preview lacks %q:\n%s", wanted, preview.Text)
		}
	}
	for _, unwanted := range []string{"newsletter", "Sport and weather"} {
		if strings.Contains(preview.Text, unwanted) {
			t.Errorf("the preview has %q:\n%s", unwanted, preview.Text)
		}
	}
	editor.Taps("Publish")
	editor.Sees("Languages: English")
	editor.Taps("Publish")
	editor.Sees("is in the channel")
	discussed(someone.InGroup(th.channel), "Bus fares rise")
	th.isClean()
}

// TestAPageInsideIsNotOpened: addresses of private networks, written out, behind a name or behind a redirect, are refused, and nothing is asked there.
func TestAPageInsideIsNotOpened(t *testing.T) {
	w := &web{hosts: map[string]string{"news.example": "93.184.216.34", "database.example": "10.0.0.7", "self.example": "127.0.0.1", "cloud.example": "169.254.169.254"}}
	var user emulator.User
	th := performHastily(t, edited(&user), w.spin)
	editor := th.Person(user)
	for address, told := range map[string]string{
		"http://database.example/": "not public", "http://self.example/": "not public", "http://cloud.example/latest/meta-data": "not public", "http://127.0.0.1/": "not public",
		"http://[::1]/": "not public", "http://169.254.169.254/": "not public", "http://news.example:8080/": "not public", "http://nowhere.example/": "no such host",
	} {
		editor.Says("/push " + address)
		editor.Sees(told)
	}
	if n := w.asked.Load(); n != 0 {
		t.Errorf("%d pages were fetched", n)
	}
	editor.Says("/push http://news.example/inside")
	editor.Sees("not public")
	if n := w.asked.Load(); n != 1 {
		t.Errorf("%d pages were fetched", n)
	}
	editor.Says("/drafts")
	editor.Sees("There are no drafts")
	th.isClean()
}
