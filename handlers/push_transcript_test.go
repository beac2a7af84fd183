package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/content"
)

// TestDeskTranscripts keeps what editors are told from a file to its publication, for a diff that can be read.
func TestDeskTranscripts(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			d := newDesk(t)
			one, two := d.editor, d.person(anEditor+1, lang)
			one.who.LanguageCode = lang
			one.SendsFile("market.md", []byte(strings.ReplaceAll(harvest, "harvest", "market")))
			d.record = &strings.Builder{}
			one.Says("/push").Says(harvestRu[:40]).Says("https://example.com").Says("/cancel")
			one.SendsFile("a.pdf", nil).SendsFile("b.zip", nil).SendsFile("c.docx", nil).SendsFile("d.txt", []byte("\x00\x01")).SendsFile("e.txt", nil)
			one.SendsFile("harvest.ru.md", []byte(harvestRu))
			one.SendsFile("harvest.md", []byte(strings.Replace(harvest, "value: 12000000", "value: twelve", 1)))
			one.SendsFile("harvest.md", []byte(harvest))
			press := func(p *person, all ...string) {
				for _, data := range all {
					p.TapsData(d.lastWith(p, strings.SplitN(data, ".", 2)[0]), data)
				}
			}
			press(one, "dr.3.en.s.1", "dr.3.en.f", "dr.3.en.c", "dr.3.en.q", "dr.3.ru.p", "dr.3.en.x", "de.3.en.", "de.3.en.ti.0")
			one.Says(strings.Repeat("long ", 50)).Says("Wheat")
			press(one, "de.3.en.s.fields", "de.3.en.tx.fields")
			two.Says("/drafts")
			press(two, "dr.3.en.p", "de.3.en.tx.fields")
			one.Says("Mine came first.")
			two.Says("And mine second.")
			press(two, "de.3.en.me", "de.3.en.f.fields."+areaMark, "de.3.en.fv.fields."+areaMark)
			two.Says("many").Says("13 000 000")
			press(two, "de.3.en.q.fields."+areaMark+".1", "de.3.en.fu.fields."+areaMark)
			two.Says("-")
			press(two, "de.3.en.p.fields", "de.3.en.pm.fields.on", "de.3.en.po.fields")
			two.Says("Yes\nNo\nNot yet")
			press(two, "de.3.en.d.roads", "de.3.en.dy.roads", "de.3.en.ns")
			two.Says("Water").Says("Rivers rose.")
			press(two, "de.3.en.dt", "de.3.en.se.0.on", "de.3.en.dd.0")
			two.Says("yesterday").Says("2.02.2026")
			press(two, "de.3.en.di.0")
			two.Says("a.png").Says("-")
			one.SendsFile("harvest.md", []byte(harvest))
			press(one, "dr.3.en.m")
			press(one, "sc.3.ask")
			one.Says("sometime").Says("2020-01-01 9:00").Says("2062-01-01 9:00").Says("tomorrow 9:00").Says("/drafts").Says("/schedule")
			press(one, "sc.3.no", "sc.3.no", "dr.2.en.d", "dr.2.en.g", "dr.2.en.u", "dr.2.en.g")
			d.passes(time.Hour)
			press(one, "dr.2.en.u", "dr.3.en.p", "pb.harvest.page", "pb.harvest.now")
			d.passes(time.Hour)
			one.Says("/drafts")
			one.SendsFile("harvest.md", []byte(harvest))
			golden(t, "transcripts/desk-"+lang+".txt", d.record.String())
		})
	}
}

// areaMark names the figure of the fields' area in buttons.
const areaMark = "170ubes"

// lastWith is the person's newest message with a button of a verb; 1 where there is none.
func (d *newsdesk) lastWith(p *person, verb string) (last content.MessageID) {
	last = 1
	for _, m := range d.chats[p.chat.ID] {
		for _, row := range m.out.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Press, verb+".") {
					last = m.id
				}
			}
		}
	}
	return last
}
