package main

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// keys presses keys one after the other, wherever the focus is. A key and the character that it makes are one event, as with a real keyboard: a page
// that takes the key gets no character.
func (v *visitor) keys(keys string, with ...chromedp.KeyOption) {
	v.t.Helper()
	v.does("pressing keys", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for _, r := range keys {
			down := &input.DispatchKeyEventParams{}
			for _, event := range kb.Encode(r) {
				for _, o := range with {
					o(event)
				}
				switch event.Type {
				case input.DispatchKeyEventTypeChar:
					down.Type, down.Text, down.UnmodifiedText = input.DispatchKeyEventTypeKeyDown, event.Text, event.UnmodifiedText
				case input.DispatchKeyEventTypeKeyUp:
					for _, e := range []*input.DispatchKeyEventParams{down, event} {
						if _, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, *e); err != nil {
							return err
						}
					}
				default:
					down = event
				}
			}
		}
		return nil
	}))
}

// maySeeClipboard lets a test read what the page put on the clipboard.
func (v *visitor) maySeeClipboard() {
	v.t.Helper()
	v.does("looking at the clipboard", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for _, name := range []string{"clipboard-read", "clipboard-write"} {
			if _, err := cdp.Call(ctx, chromedp.FromContext(ctx).Browser, browser.SetPermission, browser.SetPermissionParams{
				Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: v.address,
				BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
			}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// shown is a message in the page that somebody points at.
type shown struct {
	*visitor
	id int
}

// message is the newest message with a text.
func (v *visitor) message(text string) shown {
	v.t.Helper()
	return shown{v, awaits[int](v, "the message "+text, fmt.Sprintf(
		`Number([...document.querySelectorAll('#messages [data-message]')].findLast((m) => (m.querySelector(".text") ?? m).innerText.includes(%s))?.dataset.message ?? 0) || null`, quoted(text)))}
}

// menu opens what can be done with a message and chooses from it; "" leaves it open.
func (m shown) menu(role string) {
	m.t.Helper()
	m.taps(fmt.Sprintf(`[data-message="%d"] [data-role="message-menu"]`, m.id))
	m.sees("the menu", `document.querySelector('.menu')?.matches(":popover-open")`)
	if role != "" {
		m.taps(`.menu [data-role="` + role + `"]`)
	}
}

// visible is true while a message with a text stands in the part of the conversation that one sees.
func visible(text string) string {
	return fmt.Sprintf(`(() => {
		const all = document.querySelector("#log").getBoundingClientRect();
		return [...document.querySelectorAll('#messages [data-message] .text')].some((m) => {
			const box = m.getBoundingClientRect();
			return m.innerText.includes(%s) && box.top >= all.top && box.bottom <= all.bottom;
		});
	})()`, quoted(text))
}

// choosesFile opens the dialog for files by a button and chooses one.
func (v *visitor) choosesFile(button, path string) {
	v.t.Helper()
	chosen := make(chan cdp.BackendNodeID, 1)
	ctx, cancel := context.WithTimeout(v.ctx, seeWithin)
	defer cancel()
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*page.EventFileChooserOpened); ok {
			chosen <- e.BackendNodeID
		}
	}); err != nil {
		v.t.Fatal(err)
	}
	intercept := func(on bool) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: on})
			return err
		})
	}
	v.does("waiting for the dialog", intercept(true))
	v.clicks(button)
	select {
	case node := <-chosen:
		v.does("choosing a file", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, BackendNodeID: node})
			return err
		}), intercept(false))
	case <-ctx.Done():
		v.t.Fatal("no dialog for files opens")
	}
}

// clicks presses something with the mouse: what only a hand may do, a script may not.
func (v *visitor) clicks(selector string) {
	v.t.Helper()
	v.does("pressing "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// dropsFile drags a file onto the conversation.
func (v *visitor) dropsFile(path string) {
	v.t.Helper()
	where := asks[[]float64](v, `(() => { const b = document.querySelector("#log").getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`)
	v.does("dropping a file", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for _, what := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
			if _, err := cdp.Call(ctx, tab, input.DispatchDragEvent, input.DispatchDragEventParams{
				Type: what, X: where[0], Y: where[1], Data: &input.DragData{Files: []string{path}, DragOperationsMask: 1, Items: []*input.DragDataItem{}},
			}); err != nil {
				return err
			}
		}
		return nil
	}))
}
