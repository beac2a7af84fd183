package content

// ParseBeside reads an article file as ParseArticle does, and compares a translation with its original, as far as that is known (nil: it is not).
func ParseBeside(name string, data []byte, original *Article) (*Article, Faults) {
	f := parseFile(name, data)
	if original != nil && f.article.Slug == original.Slug && f.article.Lang != original.Lang {
		if f.article.TranslationOf == "" && !f.vagueFront {
			f.fault(f.langLine, say("the original of %q is in %q", original.Slug, original.Lang), say("add translation_of: %s", original.Lang))
		} else {
			f.checkAgainst(&file{article: *original})
		}
		f.faults = f.faults.sorted()
	}
	if len(f.faults) > 0 {
		return nil, f.faults
	}
	return &f.article, nil
}

// SlugAndLang reads of an article file what it is, faulty or not; what cannot be read is empty.
func SlugAndLang(data []byte) (Slug, Lang) {
	f := parseFile("", data)
	return f.article.Slug, f.article.Lang
}
