package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// roleNames are the words, folded, under which a reader would seem to speak for the newsroom or for nobody, in our languages.
const roleNames = ` aitys bot admin admins administrator administration moderator moderators moderation editor editors editorial editorinchief newsroom
 support anonymous anon anonym
 айтыс бот админ администратор администрация модератор модераторы модерация редактор редакторы главныйредактор редакция поддержка аноним анонимно анонимный
 әкімші әкімшілік модераторлар редакторлар басредактор қолдау анонимді `

// namesRole tells whether a name reads as a role of the newsroom's, or as what stands where there is no signature.
func namesRole(name string) bool {
	folded := text.Folded(name)
	for _, lang := range content.Langs {
		for _, key := range []phrases.Key{phrases.SignedAnonymous, phrases.SignedByNobody, phrases.OpinionUnsigned} {
			if folded == text.Folded(phrases.In(lang, nil).Plain(key)) {
				return true
			}
		}
	}
	for word := range strings.FieldsSeq(roleNames) {
		if word == folded {
			return true
		}
	}
	return false
}
