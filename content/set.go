package content

// checkSet finds what is wrong between files: a slug and language twice, two originals, a translation that departs from its original or, where the
// files are all that there is (whole), lacks it. It notes each fault in the file that is to be changed, and learns the original's language where a translation names only the slug.
func checkSet(files []*file, whole bool) {
	bySlug := map[Slug][]*file{}
	unknown := !whole // a file whose slug is not known may be the original that is looked for
	for _, f := range files {
		unknown = unknown || f.article.Slug == "" || f.article.Lang == ""
		bySlug[f.article.Slug] = append(bySlug[f.article.Slug], f)
	}
	for slug, group := range bySlug {
		if slug != "" {
			checkGroup(group, unknown)
		}
	}
	for _, f := range files {
		f.faults = f.faults.sorted()
	}
}

// checkGroup checks the files of one slug against each other.
func checkGroup(group []*file, unknown bool) {
	byLang := map[Lang]*file{}
	var original *file
	for _, f := range group {
		lang := f.article.Lang
		if first := byLang[lang]; first != nil && lang != "" {
			f.fault(f.langLine, say("a second file of %q in %q, after %s", f.article.Slug, lang, first.name), say("write another lang, or remove one of the files"))
			continue
		}
		byLang[lang] = f
		if original == nil && f.article.TranslationOf == "" {
			original = f
		}
	}
	for _, f := range group {
		switch {
		case f == original || byLang[f.article.Lang] != f:
		case f.article.TranslationOf == "":
			if !f.vagueFront {
				f.fault(f.langLine, say("a second original of %q, beside %s", f.article.Slug, original.name), say("add translation_of: %s", original.article.Lang))
			}
		case original == nil && !unknown:
			f.fault(f.translationLine, say("the original of %q is missing", f.article.Slug), say("put its file into the same folder, without translation_of"))
		case original != nil:
			f.checkAgainst(original)
		}
	}
}

// checkAgainst compares a translation with its original.
func (f *file) checkAgainst(original *file) {
	lang := original.article.Lang
	switch f.article.TranslationOf {
	case lang:
	case Undetermined:
		f.article.TranslationOf = lang
	default:
		f.fault(f.translationLine, say(`"translation_of" is %q, but the original is in %q`, f.article.TranslationOf, lang), say("write %s", lang))
	}
	if f.vague || original.vague {
		return // what could not be read cannot be compared
	}
	for _, d := range compare(&original.article, &f.article) {
		if !f.isVague(d) && !original.isVague(d) {
			f.fault(f.lineOf(d), d.wrong, d.want)
		}
	}
}

// isVague tells whether what a difference is about could not be read as a whole in this file.
func (f *file) isVague(d difference) bool {
	number, ok := f.article.NumberOf(d.section)
	if !ok || number >= len(f.parts) {
		return false
	}
	part := f.parts[number]
	return d.in == inFigures && part.vagueFigures || d.in == inPoll && part.vaguePoll
}

// lineOf returns the line of a translation that a difference is about.
func (f *file) lineOf(d difference) int {
	number, _ := f.article.NumberOf(d.section)
	part := f.parts[number]
	switch {
	case d.in == inFigures && d.figure != "":
		return f.figureLines[d.figure]
	case d.in == inPoll && part.pollLine > 0:
		return part.pollLine
	case d.in == inSections && d.section == "":
		return f.translationLine
	}
	return part.line
}
