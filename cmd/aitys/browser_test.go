package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// look is how a visitor's screen is.
type look struct {
	name          string
	width, height int64
	phone, dark   bool
}

var (
	desktop  = look{name: "desktop", width: 1280, height: 800}
	phone    = look{name: "phone", width: 360, height: 740, phone: true}
	phone390 = look{name: "phone390", width: 390, height: 844, phone: true}
)

func (l look) inTheDark() look {
	l.name, l.dark = l.name+"-dark", true
	return l
}

// seeWithin is how long a visitor waits for what they are to see.
const seeWithin = 15 * time.Second

// startChromium starts a browser for a test and those below it. They need Chromium, which .ci/setup installs.
func startChromium(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no Chromium here, so no browser looks at the page: .ci/setup test tells how to get one")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path),
		chromedp.Flag("lang", "en"), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses to run as root otherwise
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return ctx
}

// visitor is somebody in front of the page. What they cannot do or see fails the test.
type visitor struct {
	t       *testing.T
	ctx     context.Context
	address string
	look    look

	mu    sync.Mutex
	wrong []string // what a careful page does not do: errors in the console, requests to other hosts
}

// enter opens the page in a browser window of its own.
func enter(t *testing.T, browser context.Context, address string, l look) *visitor {
	t.Helper()
	return enterTab(t, browser, address, l, chromedp.WithNewBrowserContext())
}

// enterTab opens the page in a tab of some window.
func enterTab(t *testing.T, window context.Context, address string, l look, in ...chromedp.ContextOption) *visitor {
	t.Helper()
	ctx, cancel := chromedp.NewContext(window, in...)
	t.Cleanup(cancel)
	v := &visitor{t: t, ctx: ctx, address: address, look: l}
	if err := chromedp.Listen(ctx, v.watch); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.isClean)
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	viewport := []chromedp.EmulateViewportOption{}
	if l.phone {
		viewport = append(viewport, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	v.does("open the page", chromedp.EmulateViewport(l.width, l.height, viewport...),
		chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
			}})
			if err != nil {
				return err
			}
			_, err = cdp.Call(ctx, tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
			return err
		}),
		chromedp.Navigate(address))
	v.sees("the page", `document.querySelector('#app')?.dataset.ready === "yes"`)
	return v
}

// watch notes what the page does that it should not.
func (v *visitor) watch(event any) {
	var wrong string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		wrong = fmt.Sprintf("exception: %+v", e.ExceptionDetails)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			wrong = "console:"
			for _, said := range e.Args {
				wrong += fmt.Sprintf(" %s%s", said.Value, said.Description)
			}
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			wrong = "log: " + e.Entry.Text + " " + e.Entry.URL
		}
	case *network.EventRequestWillBeSent:
		if asked, err := url.Parse(e.Request.URL); err != nil || asked.Scheme != "data" && asked.Scheme != "blob" && "http://"+asked.Host != v.address {
			wrong = "a request to " + e.Request.URL
		}
	}
	if wrong != "" {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.wrong = append(v.wrong, wrong)
	}
}

func (v *visitor) isClean() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, wrong := range v.wrong {
		v.t.Error(wrong)
	}
}

func (v *visitor) does(what string, actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, seeWithin)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		v.t.Fatalf("%s: %v", what, err)
	}
}

// asks evaluates an expression in the page, as it is now.
func asks[T any](v *visitor, expression string) T {
	v.t.Helper()
	return asksFor[T](v, expression, seeWithin)
}

// asksFor is asks for what may take its time.
func asksFor[T any](v *visitor, expression string, within time.Duration) T {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, within)
	defer cancel()
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatalf("asking the page %.200s: %v", expression, err)
	}
	return answer
}

// awaits asks the page until an expression is something.
func awaits[T any](v *visitor, what, expression string) T {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, seeWithin)
	defer cancel()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		answer, err := chromedp.Run(ctx, chromedp.Evaluate[*T](expression))
		if err == nil && answer != nil {
			return *answer
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			v.t.Fatalf("%s: it does not come (%v). What is to be seen:\n%s", what, err, v.screen())
		}
	}
}

// sees waits until an expression is true in the page.
func (v *visitor) sees(what, expression string) {
	v.t.Helper()
	awaits[bool](v, what, "Boolean("+expression+") || null")
}

// reads waits until a text can be read in the conversation.
func (v *visitor) reads(text string) {
	v.t.Helper()
	v.sees(fmt.Sprintf("reading %q", text), fmt.Sprintf("document.querySelector('#messages').innerText.includes(%s)", quoted(text)))
}

// screen is what stands on the page, for whoever reads a test's failure.
func (v *visitor) screen() string {
	ctx, cancel := context.WithTimeout(v.ctx, time.Second)
	defer cancel()
	all, _ := chromedp.Run(ctx, chromedp.Evaluate[string]("location.href + '\\n' + document.querySelector('#talk').innerText"))
	const enough = 1500 // bytes: the end is the newest
	return all[max(0, len(all)-enough):]
}

// taps presses what a selector names: the newest one that is to be seen, brought into view, with nothing on top of it. It is pressed in the same moment,
// since what arrives may move it the next.
func (v *visitor) taps(selector string) {
	v.t.Helper()
	awaits[bool](v, "pressing "+selector, fmt.Sprintf(`(() => {
		const all = [...document.querySelectorAll(%s)].filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.disabled && !e.closest("[inert]"));
		const one = all.at(-1);
		if (!one) return null;
		one.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
		const box = one.getBoundingClientRect();
		if (!one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))) return null;
		one.focus({preventScroll: true});
		one.click();
		return true;
	})()`, quoted(selector)))
}

// tapsButton presses a button of a message or of the keyboard, by its label.
func (v *visitor) tapsButton(label string) {
	v.t.Helper()
	v.taps("#talk [data-button=" + quoted(label) + "]")
}

// says writes into the composer and sends it.
func (v *visitor) says(text string) {
	v.t.Helper()
	v.taps(`[data-role="composer"] textarea`)
	v.does("writing", chromedp.KeyEvent(text))
	v.taps(`[data-role="send"]`)
}

// quoted is a text as JavaScript and CSS write it; ours hold neither quotes nor backslashes but those of selectors.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
