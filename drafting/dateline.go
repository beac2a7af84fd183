package drafting

import "regexp"

// agencies are who sends reports, as they stand before one.
const agencies = `Reuters|AP|AFP|CNN|BBC|Bloomberg|ТАСС|ИТАР-ТАСС|КазТАГ|ҚазАқпарат|КАЗИНФОРМ|Казинформ|KAZINFORM|Kazinform|Tengrinews(?:\.kz)?|РИА Новости|Интерфакс|INTERFAX(?:\.RU)?|Zakon\.kz|Inform(?:\.kz)?|BAQ\.KZ|24\.kz|Regnum|ИА REGNUM|Xinhua|DPA|UPI`

// datelines are a place, a day and an agency before a report's first words: ASTANA, Nov 3 (Reuters) - …; Москва. 11 марта. INTERFAX.RU - …; ТАСС, 7 мая. …
var datelines = []*regexp.Regexp{
	regexp.MustCompile(`^\p{Lu}{3,}[\p{Lu} -]{0,20}, \d{1,2} \p{L}{3,9}\.? (?:/(?:` + agencies + `)/\.? |[–—-] (?:` + agencies + `)\. )`),
	regexp.MustCompile(`^\p{Lu}{4,}[^.–—]{0,50}\.? [–—-] `),
	regexp.MustCompile(`^[^–—«"“]{0,60}(?:` + agencies + `)[^–—«"“.]{0,30}\.? ?[–—-] ?`),
	regexp.MustCompile(`^\p{Lu}[\p{L} -]{1,30}[.,] (?:\d{1,2} \p{L}{3,9}[.,]? )?/?(?:` + agencies + `)/?\.? `),
	regexp.MustCompile(`^(?:` + agencies + `)[.,] \d{1,2} \p{L}{3,9}\. `),
	regexp.MustCompile(`^\p{Lu}[\p{L}-]{2,20}\. \d{1,2} \p{L}{3,9}\. [\p{Lu}][\pL.]{2,20} ?[–—-] ?`),
	regexp.MustCompile(`^\((?:` + agencies + `)\) ?(?:[–—-] ?)?`),
}

// leastBehindDateline is how many bytes of a report stand behind its dateline.
const leastBehindDateline = 40

// withoutDateline drops a dateline.
func withoutDateline(paragraph string) string {
	for _, dateline := range datelines {
		if at := dateline.FindStringIndex(paragraph); at != nil && len(paragraph)-at[1] >= leastBehindDateline {
			return capital(paragraph[at[1]:])
		}
	}
	return paragraph
}
