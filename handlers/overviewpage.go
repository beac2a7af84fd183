package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// overviewPage is a report in the language of whoever asked for it.
type overviewPage struct {
	*turn
	overview
	published *content.Published
	article   *content.Article
}

// states are the states of opinions in the order in which a report shows them.
var states = []struct {
	state content.OpinionState
	key   phrases.Key
}{
	{content.Approved, phrases.ReportApproved}, {content.Pending, phrases.ReportPending}, {content.Rejected, phrases.ReportRejected}, {content.Withdrawn, phrases.ReportWithdrawn},
}

// in is how many opinions are in a state, over all sections.
func (p *overviewPage) in(state content.OpinionState) (number int) {
	for _, of := range p.Counts.Opinions {
		number += of[state]
	}
	return number
}

// picture is the page on one screen of a phone: four numbers, the opinions of each section, the poll that most have voted in.
func (p *overviewPage) picture() content.Picture {
	number := func(n int) string { return p.voice.Number(content.Number(strconv.Itoa(n))) }
	card := func(key phrases.Key, n int) content.Card {
		return content.Card{Number: number(n), Label: p.voice.Plain(key)}
	}
	picture := content.Picture{
		Title: p.voice.Plain(phrases.ReportTitle), Subtitle: p.article.Title,
		Cards: []content.Card{
			card(phrases.ReportVoices, p.Counts.Voices), card(phrases.ReportOpinions, p.in(content.Approved)), card(phrases.ReportStances, p.Counts.Stances),
			card(phrases.ReportWaits, p.in(content.Pending)),
		},
		Notice: p.voice.Plain(phrases.ReportNotice), Footer: p.voice.Plain(phrases.ReportDay, phrases.Args{"Date": content.DateOf(p.tx.Now().In(p.zone))}),
	}
	if bars := p.sectionBars(); len(bars) > 1 {
		picture.Groups = append(picture.Groups, content.BarGroup{Title: p.voice.Plain(phrases.ReportBySection), Bars: bars})
	}
	if b, count, ok := p.busiest(); ok {
		drawn := p.resultsPicture(p.article, b, count)
		group := drawn.Groups[0]
		group.Title = b.poll.Question
		picture.Groups = append(picture.Groups, group)
	}
	return picture
}

func (p *overviewPage) sectionBars() (bars []content.Bar) {
	for number := range len(p.article.Sections) + 1 {
		section, _ := p.article.Part(number)
		n := p.Counts.Opinions[section.ID][content.Approved]
		bars = append(bars, content.Bar{Label: p.sectionName(number), Value: float64(n), Shown: p.voice.Number(content.Number(strconv.Itoa(n)))})
	}
	return bars
}

func (p *overviewPage) sectionName(number int) string {
	if number == 0 {
		return p.voice.Plain(phrases.ButtonWhole)
	}
	return p.sectionLabel(number, p.article.Sections[number-1])
}

// polls calls do for each poll that the article has now and that was voted in or shown, with how it stands.
func (p *overviewPage) polls(do func(ballot, content.Count)) {
	for number := range len(p.article.Sections) + 1 {
		section, _ := p.article.Part(number)
		if section.Poll == nil {
			continue
		}
		for i := len(p.Counts.Polls) - 1; i >= 0; i-- {
			if poll := p.Counts.Polls[i]; poll.Section == section.ID && len(poll.Votes) == len(section.Poll.Options) {
				do(ballot{id: poll.Poll, published: p.published, number: number, section: section.ID, poll: section.Poll}, poll.Count)
				break
			}
		}
	}
}

// busiest is the poll with the most voters; false where nobody has voted.
func (p *overviewPage) busiest() (most ballot, count content.Count, ok bool) {
	p.polls(func(b ballot, c content.Count) {
		if c.Voters > count.Voters {
			most, count, ok = b, c, true
		}
	})
	return most, count, ok
}

// caption is the page's numbers as text.
func (p *overviewPage) caption() content.HTML {
	lines := []content.HTML{
		p.voice.Say(phrases.ReportHead, phrases.Args{"Title": text.Truncate(p.article.Title, 120)}),
		p.voice.Say(phrases.ReportPeople, phrases.Args{"Voices": p.Counts.Voices, "Authors": p.Counts.Authors}),
	}
	for _, s := range states {
		if n := p.in(s.state); n > 0 {
			lines = append(lines, p.voice.Say(s.key)+": "+content.HTML(p.voice.Number(content.Number(strconv.Itoa(n)))))
		}
	}
	if p.Counts.Median > 0 {
		lines = append(lines, p.waited())
	}
	return joinedLines(lines)
}

func (p *overviewPage) waited() content.HTML {
	return p.voice.Say(phrases.StatsWaited, phrases.Args{"Half": p.lasted(p.Counts.Median), "Most": p.lasted(p.Counts.Slow)})
}

// document is the whole report in Markdown, and whose words stand in it.
func (p *overviewPage) document() (string, []content.OpinionID, error) {
	var b strings.Builder
	line := func(said ...string) { b.WriteString(strings.Join(said, "") + "\n") }
	line("# ", p.voice.Plain(phrases.ReportTitle), ": ", markdownSafe(p.article.Title), "\n")
	line(p.voice.Plain(phrases.ReportDay, phrases.Args{"Date": content.DateOf(p.tx.Now().In(p.zone))}), "  ")
	line(p.voice.Plain(phrases.ReportNotice), "\n")
	line("- ", p.voice.Plain(phrases.ReportPeople, phrases.Args{"Voices": p.Counts.Voices, "Authors": p.Counts.Authors}))
	line("- ", p.voice.Plain(phrases.ReportStances), ": ", strconv.Itoa(p.Counts.Stances))
	if p.Counts.Median > 0 {
		line("- ", unmarked(p.waited()))
	}
	line("\n## ", p.voice.Plain(phrases.ReportBySection), "\n")
	p.table(line)
	line("\n## ", p.voice.Plain(phrases.ReportPolls))
	p.polls(func(b ballot, c content.Count) { p.pollTable(line, b, c) })
	shows := append(p.Agreed[:len(p.Agreed):len(p.Agreed)], p.Divided...)
	if err := p.opinionsSaid(line, phrases.ReportAgreed, p.Agreed); err != nil {
		return "", nil, err
	}
	if err := p.opinionsSaid(line, phrases.ReportDivided, p.Divided); err != nil {
		return "", nil, err
	}
	return b.String(), shows, nil
}

// table is how many opinions each section has in each state.
func (p *overviewPage) table(line func(...string)) {
	head, rule := "| |", "| --- |"
	for _, s := range states {
		head, rule = head+" "+p.voice.Plain(s.key)+" |", rule+" ---: |"
	}
	line(head)
	line(rule)
	for number := range len(p.article.Sections) + 1 {
		section, _ := p.article.Part(number)
		row := "| " + markdownSafe(p.sectionName(number)) + " |"
		for _, s := range states {
			row += " " + strconv.Itoa(p.Counts.Opinions[section.ID][s.state]) + " |"
		}
		line(row)
	}
}

func (p *overviewPage) pollTable(line func(...string), b ballot, c content.Count) {
	line("\n### ", markdownSafe(b.poll.Question), "\n")
	line("| | % | |")
	line("| --- | ---: | ---: |")
	for i, option := range b.poll.Options {
		line("| ", markdownSafe(option), " | ", percent(share(c, i)), " | ", strconv.Itoa(votesFor(c, i)), " |")
	}
	line("\n", unmarked(p.voice.Count(phrases.Volunteers, c.Voters)))
}

// opinionsSaid quotes opinions with their votes. One that is not shown any more is left out.
func (p *overviewPage) opinionsSaid(line func(...string), heading phrases.Key, ids []content.OpinionID) error {
	if len(ids) == 0 {
		return nil
	}
	line("\n## ", p.voice.Plain(heading))
	for _, id := range ids {
		o, err := p.tx.Opinion(id)
		if err != nil && content.CodeOf(err) != content.NotFound {
			return err
		}
		if err != nil || o.State != content.Approved {
			continue
		}
		line("\n> ", strings.ReplaceAll(markdownSafe(o.Text), "\n", "\n> "), "\n")
		line(p.voice.Plain(phrases.ReportVotes, phrases.Args{"ID": written(id), "Agree": o.Agree, "Disagree": o.Disagree, "Pass": o.Pass}))
	}
	return nil
}

var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`, "#", `\#`, "~", `\~`, "!", `\!`, "&", `\&`,
)

// markdownSafe writes words so that Markdown shows them as they stand.
func markdownSafe(words string) string { return markdownSigns.Replace(words) }
