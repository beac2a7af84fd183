package content

// Number is a decimal number exactly as an article gives it: an optional "-", digits without leading zeros, and an optional "." with
// digits, of which trailing zeros are kept ("2.0" is not "2"). Empty where there is none.
type Number string
