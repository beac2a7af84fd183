package handlers_test

import (
	"context"
	"fmt"

	"aitys/content"
)

// perform does a task as the sender does, with the file that it names.
func (s *stage) perform(out content.Outgoing, result *content.Result) *content.Result {
	s.t.Helper()
	file, known := s.files[out.Task.File]
	if out.Task.File != "" && !known {
		result.Outcome, result.Reason = content.Refused, "Bad Request: file is temporarily unavailable"
		return result
	}
	made, err := s.newsroom.Do(context.Background(), *out.Task, file)
	if err != nil {
		s.t.Fatalf("the task %q: %v", out.Task.Work, err)
	}
	result.Made = made
	return result
}

// SendsFile lets the person send a file.
func (p *person) SendsFile(name string, data []byte) *person {
	p.t.Helper()
	if p.files == nil {
		p.files = map[string][]byte{}
	}
	id := fmt.Sprintf("file-%d", len(p.files))
	p.files[id] = data
	if p.record != nil {
		fmt.Fprintf(p.record, "\n> (%s)\n", name)
	}
	return p.Sends(content.Message{Media: content.MediaDocument, File: &content.File{ID: id, Name: name, Size: int64(len(data))}})
}

// document is the newest file that the bot sent to the person.
func (p *person) document() *content.Document {
	p.t.Helper()
	chat := p.chats[p.chat.ID]
	for i := len(chat) - 1; i >= 0; i-- {
		if d := chat[i].out.Document; d != nil {
			return d
		}
	}
	p.t.Fatalf("%s: the bot has sent no file", line())
	return nil
}
