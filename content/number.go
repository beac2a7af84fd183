package content

import (
	"errors"
	"math/big"
	"regexp"
	"strconv"
)

// Number is a decimal number exactly as an article gives it: an optional "-", digits without leading zeros, and an optional "." with
// digits, of which trailing zeros are kept ("2.0" is not "2"). Empty where there is none.
type Number string

// numberPattern holds a Number to 15 digits before the point and 6 behind it: no article needs more, and none is lost as a float64.
var numberPattern = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`)

// errNotNumber is the error of ParseNumber.
var errNotNumber = errors.New("not a number: write digits only, such as 80000 or 2.5")

// ParseNumber reads a number of at most 15 digits before the point and 6 behind it. Signs of thousands, exponents and a plus are errors.
func ParseNumber(s string) (Number, error) {
	if !numberPattern.MatchString(s) || s[0] == '-' && Number(s).Cmp("0") == 0 {
		return "", errNotNumber
	}
	return Number(s), nil
}

// Float returns the number for drawing and comparing roughly; 0 for the empty Number.
func (n Number) Float() float64 {
	f, err := strconv.ParseFloat(string(n), 64)
	if err != nil {
		return 0
	}
	return f
}

// Cmp returns -1, 0 or +1 as n is below, equal to or above m, exactly; "2.0" equals "2", and the empty Number counts as 0.
func (n Number) Cmp(m Number) int { return n.rat().Cmp(m.rat()) }

func (n Number) rat() *big.Rat {
	if r, ok := new(big.Rat).SetString(string(n)); ok {
		return r
	}
	return new(big.Rat)
}
