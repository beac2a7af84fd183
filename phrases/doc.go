// Package phrases holds every sentence that the bot says, in each language it speaks, and writes numbers, dates, lists and figures as
// that language's press writes them. The sentences stand in en.yaml, ru.yaml and kk.yaml, one file a language, in go-i18n's format.
//
// It decides nothing: which phrase is said, to whom and when, is its callers' business. It knows neither Telegram's wire format nor SQL.
package phrases
