package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// lightStore is an Inbox and Outbox that costs next to nothing: every message is answered.
type lightStore struct {
	mu      sync.Mutex
	rows    []content.Outgoing
	first   content.OutgoingID // the number of rows[0]
	settled int
	applies int
	goal    int
	reached chan struct{}
}

func (s *lightStore) Apply(_ context.Context, batch []content.Incoming) ([]content.Answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.applies++
	for i := range batch {
		switch in := &batch[i]; in.Kind {
		case content.KindMessage:
			row := to(int(in.Chat.ID), "The key figures of the article: <b>80,000</b> permits &amp; more, a line of the usual length, and then some.")
			row.ID = s.first + content.OutgoingID(len(s.rows))
			row.Buttons = [][]content.Button{{{Text: "Sections", Press: "s:1"}, {Text: "Figures", Press: "f:1"}}}
			s.rows = append(s.rows, row)
		case content.KindResult:
			if s.settled++; s.settled == s.goal {
				close(s.reached)
			}
		}
	}
	return nil, nil
}

func (s *lightStore) Pending(_ context.Context, after content.OutgoingID, limit int) ([]content.Outgoing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := min(max(int(after-s.first)+1, 0), len(s.rows))
	return slices.Clone(s.rows[from:min(from+limit, len(s.rows))]), nil
}

func (s *lightStore) PendingIn(_ context.Context, chat content.ChatID, after content.OutgoingID, limit int) ([]content.Outgoing, error) {
	rows, err := s.Pending(context.Background(), after, len(s.rows))
	rows = slices.DeleteFunc(rows, func(row content.Outgoing) bool { return row.Chat != chat })
	return rows[:min(limit, len(rows))], err
}

func (s *lightStore) Attempting(context.Context, content.OutgoingID, content.MessageID) error {
	return nil
}

func (s *lightStore) NotAttempted(context.Context, content.OutgoingID) error { return nil }

// yieldingServer is a Bot API server over real HTTP that hands out n messages and believes everything.
func yieldingServer(b *testing.B, n int) string {
	b.Helper()
	var message atomic.Int64
	handler := func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		switch r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:] {
		case "getMe":
			_, _ = fmt.Fprint(w, `{"ok":true,"result":{"id":42,"is_bot":true,"first_name":"Aitys","username":"Aitys_bot"}}`)
		case "getUpdates":
			yield(w, r, string(body), n)
		case "sendMessage":
			_, _ = fmt.Fprintf(w, `{"ok":true,"result":{"message_id":%d,"from":{"id":42,"is_bot":true,"first_name":"Aitys","username":"Aitys_bot"},`+
				`"chat":{"id":77,"first_name":"Reader","type":"private"},"date":1764720000,"text":"Taken."}}`, message.Add(1))
		default:
			_, _ = fmt.Fprint(w, `{"ok":true,"result":true}`)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(handler)} //nolint:gosec // on the loopback, for the length of a benchmark
	go func() { _ = server.Serve(listener) }()
	b.Cleanup(func() { _ = server.Close() })
	return "http://" + listener.Addr().String()
}

func yield(w http.ResponseWriter, r *http.Request, body string, n int) {
	_, after, _ := strings.Cut("&"+body, "&offset=")
	digits, _, _ := strings.Cut(after, "&")
	from, _ := strconv.Atoi(digits)
	from = max(from, 1)
	if from > n {
		<-r.Context().Done()
		return
	}
	var out strings.Builder
	out.WriteString(`{"ok":true,"result":[`)
	for i := from; i < min(from+100, n+1); i++ {
		if i > from {
			out.WriteByte(',')
		}
		chat := 5_000_000_000 + i%1000
		fmt.Fprintf(&out, `{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"Reader","username":"reader","language_code":"ru"},`+
			`"chat":{"id":%d,"first_name":"Reader","username":"reader","type":"private"},"date":1764720000,"text":"/figures","entities":[{"offset":0,"length":8,"type":"bot_command"}]}}`,
			i, i, chat, chat)
	}
	out.WriteString("]}")
	_, _ = io.WriteString(w, out.String())
}

// BenchmarkBareLoop is what the bot is held against: the library, eight senders, no store.
func BenchmarkBareLoop(b *testing.B) {
	url := yieldingServer(b, b.N)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	api, err := tgbotapi.NewBotAPIWithClient(testToken, url+"/bot%s/%s", client)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	updates := make(chan tgbotapi.Update, 100)
	var senders sync.WaitGroup
	for range 8 {
		senders.Go(func() {
			for update := range updates {
				reply := tgbotapi.NewMessage(update.Message.Chat.ID, "The key figures of the article: <b>80,000</b> permits &amp; more, a line of the usual length, and then some.")
				reply.ParseMode = "HTML"
				if _, err := api.Send(reply); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for next := 0; next < b.N; {
		answer, err := api.MakeRequest("getUpdates", tgbotapi.Params{"offset": strconv.Itoa(next), "limit": "100", "timeout": "50"})
		if err != nil {
			b.Fatal(err)
		}
		var batch []tgbotapi.Update
		if err := json.Unmarshal(answer.Result, &batch); err != nil {
			b.Fatal(err)
		}
		for _, update := range batch {
			updates <- update
			next = update.UpdateID + 1
		}
	}
	close(updates)
	senders.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "units/s")
}

// BenchmarkUnits receives messages, answers each, and marks the answers as sent, with so many requests under way.
func BenchmarkUnits(b *testing.B) {
	for _, width := range []int{8, 64} {
		b.Run(fmt.Sprint(width), func(b *testing.B) { benchmarkUnits(b, width) })
	}
}

func benchmarkUnits(b *testing.B, width int) {
	store := &lightStore{first: 1, goal: b.N, reached: make(chan struct{})}
	config := Config{Token: testToken, URL: yieldingServer(b, b.N), Log: slog.New(slog.DiscardHandler)}
	bot, err := Connect(b.Context(), config)
	if err != nil {
		b.Fatal(err)
	}
	bot.width = width
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	b.ResetTimer()
	b.ReportAllocs()
	go func() { ended <- bot.Run(ctx, store, store) }()
	<-store.reached
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "units/s")
	b.ReportMetric(float64(store.applies)/float64(b.N), "applies/unit")
	b.StopTimer()
	cancel()
	if err := <-ended; err != nil {
		b.Error(err)
	}
}
