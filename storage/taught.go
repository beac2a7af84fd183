package storage

const (
	sqlTaught  = `SELECT token, label, number FROM token WHERE (token, label) > ($1, $2) ORDER BY token, label LIMIT 1000`
	sqlTeach   = `INSERT INTO token (token, label, number) VALUES {rows} ON CONFLICT (token, label) DO UPDATE SET number = token.number + excluded.number`
	sqlUnteach = `DELETE FROM token WHERE number = 0 AND token = $1 AND label = $2`
)

// allTexts is the token that stands for a text whatever is in it.
const allTexts = -1

// Teach adds a text's tokens, each of them once, to those of a label; times is 1, or -1 to take back that it was taught.
func (tx *Tx) Teach(tokens []uint32, label, times int) error {
	args := make([]any, 0, 3*len(tokens)+3)
	args = append(args, int64(allTexts), label, times)
	for _, token := range tokens {
		args = append(args, int64(token), label, times)
	}
	err := pieces(len(args)/3, func(from, to int) error {
		return tx.write(tx.store.expand(sqlTeach, 3, to-from), args[3*from:3*to]...)
	})
	if err != nil || times > 0 {
		return err
	}
	for i := 0; i < len(args); i += 3 {
		if err := tx.write(sqlUnteach, args[i], args[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// Taught calls each for all that Teach has counted. all tells that the number is how many texts of the label there were.
func (tx *Tx) Taught(each func(token uint32, all bool, label, number int)) error {
	token, label := int64(-2), 0
	for more := true; more; {
		more = false
		err := tx.read(sqlTaught, []any{token, label}, func(rows row) error {
			var number int
			more = true
			err := rows.Scan(&token, &label, &number)
			each(uint32(token), token == allTexts, label, number) //nolint:gosec // tokens have 32 bits
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
