package phrases

import (
	"aitys/content"
	"aitys/content/text"
)

// Figure writes a figure's number with its qualifier and unit, escaped: "over 80,000 permits", "100,000–120,000 people", "40%".
func (v *Voice) Figure(f content.Figure) content.HTML {
	return content.HTML(text.Escape(v.figure(f)))
}

// qualified names the phrase of each qualifier; content.Exactly has none.
var qualified = map[content.Qualifier]Key{
	content.About:   figureAbout,
	content.AtLeast: figureAtLeast,
	content.Over:    figureOver,
	content.UpTo:    figureUpTo,
}

// figure is Figure as plain text.
func (v *Voice) figure(f content.Figure) string {
	written, apart := v.amount(f)
	if key, ok := qualified[f.Qualifier]; ok {
		written = v.Plain(key, Args{"Amount": written})
	}
	if apart {
		written += " " + f.Unit
	}
	if f.Qualifier == content.Target {
		written = v.Plain(figureTarget, Args{"Figure": written})
	}
	return written
}

// amount writes the number with what belongs to it closely: a percent sign, a currency, in Kazakh the ending that the qualifier asks for.
// A unit in the editor's own words stands apart, behind the qualifier's words, so that it need not be inflected.
func (v *Voice) amount(f content.Figure) (written string, apart bool) {
	number, word := v.span(f)
	if money, ok := currencies[f.Unit]; ok {
		return v.money(money, number, word, f), false
	}
	percent := f.Unit == "%"
	if percent {
		word += "%"
	}
	if v.Lang() == content.Kazakh {
		word += ending(last(f), percent, caseFor(f.Qualifier))
	}
	return number + word, f.Unit != "" && !percent
}

// span writes the figure's number or range as digits and the word behind them: "100–120" and " million".
func (v *Voice) span(f content.Figure) (number, word string) {
	if !f.IsRange() {
		return v.shorten(f.Value)
	}
	low, lowWord := v.shorten(f.Low)
	high, highWord := v.shorten(f.High)
	if lowWord != highWord {
		low += lowWord
	}
	return low + "–" + high, highWord
}

// last is the number that is read last, with which words agree.
func last(f content.Figure) content.Number {
	if f.IsRange() {
		return f.High
	}
	return f.Value
}
