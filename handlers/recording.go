package handlers

import "aitys/content"

// record notes what was done in the record, where nobody can change it. Who did it is whoever acts now, unless e.By says so; of what comes due by itself
// it is the program.
func (t *turn) record(e content.Entry) (err error) {
	if e.By == 0 {
		if e.By, err = t.actor(); err != nil {
			return err
		}
	}
	return t.tx.Record(e)
}

// actor is our number for whoever acts; 0 where nobody does. Of a message in a group t.reader does not tell it.
func (t *turn) actor() (content.ReaderID, error) {
	if t.reader.ID != 0 || t.in.From.ID == 0 {
		return t.reader.ID, nil
	}
	reader, err := t.member(t.in.From)
	return reader.ID, err
}
