package main

import (
	"aitys/fetch"
	"aitys/handlers"
)

// summarizer is the service that drafts; nil where none is configured. Its key stands in no error.
func (c *config) summarizer() (handlers.Summarizer, error) {
	switch {
	case c.DraftURL == "" && (c.DraftModel != "" || c.DraftKey != ""):
		return nil, usagef("aitys: SUMMARIZER_URL: it is the address of a service such as https://host/v1, or, like SUMMARIZER_MODEL and SUMMARIZER_KEY, empty")
	case c.DraftURL == "":
		return nil, nil //nolint:nilnil // that there is none is no error
	case c.DraftModel == "":
		return nil, usagef("aitys: SUMMARIZER_MODEL: it is the name of a model that the service at SUMMARIZER_URL has")
	}
	service, err := fetch.NewService(c.DraftURL, c.DraftModel, c.DraftKey)
	if err != nil {
		return nil, usagef("aitys: SUMMARIZER_URL: it is the address of a service such as https://host/v1, without a name or a password in it")
	}
	return service, nil
}
