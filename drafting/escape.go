package drafting

import (
	"regexp"
	"strings"

	"aitys/content"
	"aitys/content/text"
)

// Within a text these may mean something in Markdown; at its beginning these do.
var (
	inlineMarkup = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "&", `\&`, "~", `\~`)
	lineMarkup   = regexp.MustCompile(`^(#|-|\+|=|\d{1,9}[.)])`)
	escapable    = regexp.MustCompile("[!-/:-@\\[-`{-~]")
)

// markdownOf writes a plain sentence so that an article file shows it as it stands. Of one that is nothing but markup it keeps the words.
func markdownOf(sentence string) content.Markdown {
	sentence = text.NormaliseLine(sentence)
	plainer := strings.ReplaceAll(inlineMarkup.Replace(sentence), `\&`, "&")
	for _, written := range []string{plainer, inlineMarkup.Replace(sentence)} {
		if at := lineMarkup.FindStringIndex(written); at != nil {
			written = written[:at[1]-1] + `\` + written[at[1]-1:]
		}
		if m := content.Markdown(written); m.Plain() == sentence {
			return m
		}
	}
	return content.Markdown(escapable.ReplaceAllString(sentence, " "))
}
