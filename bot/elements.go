package bot

import (
	"bytes"
	"errors"
)

var (
	errNoArray   = errors.New("the updates are no array")
	errTooMany   = errors.New("the answer holds too many updates")
	envelopeHead = []byte(`{"ok":true,"result":`)
)

// elements cuts a JSON array into its elements without reading what they hold, so that a broken one spoils only itself. The error says that
// the brackets do not match, or that there are absurdly many.
func elements(array []byte) ([][]byte, error) {
	array = bytes.TrimSpace(array)
	if len(array) < 2 || array[0] != '[' {
		return nil, errNoArray
	}
	var found [][]byte
	depth, begin := 0, 1
	for i := 0; i < len(array); i++ {
		switch array[i] {
		case '"':
			length := quoted(array[i:])
			if length == 0 {
				return nil, errNoArray
			}
			i += length - 1
		case '[', '{':
			depth++
		case ']', '}', ',':
			if array[i] != ',' {
				depth--
			}
			if depth > 1 || depth == 1 && array[i] != ',' {
				continue
			}
			element := bytes.TrimSpace(array[begin:i])
			begin = i + 1
			if len(element) > 0 {
				found = append(found, element)
			}
			switch {
			case len(found) > maxUpdates:
				return nil, errTooMany
			case depth == 0 && i == len(array)-1 && array[i] == ']':
				return found, nil
			case depth == 0:
				return nil, errNoArray
			}
		}
	}
	return nil, errNoArray
}

// quoted returns the length of the JSON string with which s begins, quotes included; 0 when it has no end.
func quoted(s []byte) int {
	for i := 1; i < len(s); {
		at := bytes.IndexByte(s[i:], '"')
		if at < 0 {
			return 0
		}
		i += at
		slashes := 0
		for s[i-1-slashes] == '\\' {
			slashes++
		}
		i++
		if slashes%2 == 0 {
			return i
		}
	}
	return 0
}

// resultArray returns the array in an answer of the form that Telegram's server gives, `{"ok":true,"result":[…]}`; false in any other case.
func resultArray(answer []byte) ([]byte, bool) {
	array, ok := bytes.CutPrefix(bytes.TrimSpace(answer), envelopeHead)
	if !ok {
		return nil, false
	}
	array, ok = bytes.CutSuffix(array, []byte("}"))
	if !ok {
		return nil, false
	}
	if _, err := elements(array); err != nil {
		return nil, false
	}
	return array, true
}
