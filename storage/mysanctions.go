package storage

import "aitys/content"

// mySanctions adds what moderators have laid upon a reader, which comments of theirs wait for a decision, and what was counted of earlier ones.
func (tx *Tx) mySanctions(id content.ReaderID, data *MyData) error {
	numbers, err := tx.numbersOf(id, data.Account)
	if err != nil {
		return err
	}
	for _, number := range numbers {
		laid, err := tx.SanctionsOf(number)
		if err != nil {
			return err
		}
		data.Sanctions = append(data.Sanctions, laid...)
		held, err := tx.heldComments(sqlHeldOf, int64(number))
		if err != nil {
			return err
		}
		data.Held = append(data.Held, held...)
		trust, err := tx.TrustIn(number)
		if err != nil {
			return err
		}
		if trust != (Trust{}) {
			data.Trust = append(data.Trust, NumberedTrust{number, trust})
		}
	}
	return nil
}
