package content

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestParseNumber(t *testing.T) {
	for _, good := range []string{"0", "5", "-5", "80000", "2.0", "0.5", "-0.5", "10.000001", "999999999999999"} {
		if n, err := ParseNumber(good); err != nil || string(n) != good {
			t.Errorf("ParseNumber(%q) = %q, %v", good, n, err)
		}
	}
	for _, bad := range []string{"", "-", "+5", "05", "00", "-0", "-0.0", ".5", "5.", "1,000", "1 000", "1e9", "0x10", "1_000", "1.0000001", "1000000000000000", " 5", "5\n", "٥", "Inf", "NaN"} {
		if n, err := ParseNumber(bad); err == nil {
			t.Errorf("ParseNumber(%q) = %q without an error", bad, n)
		}
	}
}

func TestNumberCmp(t *testing.T) {
	for _, c := range []struct {
		a, b Number
		want int
	}{
		{"2", "2.0", 0}, {"1", "2", -1}, {"10", "9", 1}, {"-10", "-9", -1}, {"-1", "1", -1}, {"0.1", "0.10", 0}, {"", "0", 0},
		{"999999999999999.999999", "999999999999999.999998", 1}, // the same as float64
	} {
		if got := c.a.Cmp(c.b); got != c.want {
			t.Errorf("%q.Cmp(%q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestNumberIsReadAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written := rapid.StringMatching(`-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?`).Draw(t, "number")
		n, err := ParseNumber(written)
		if err != nil {
			if value, _ := strconv.ParseFloat(written, 64); value != 0 {
				t.Fatalf("%q: %v", written, err)
			}
			return
		}
		want, _ := strconv.ParseFloat(written, 64)
		if string(n) != written || n.Float() != want || n.Cmp(Number(written)) != 0 {
			t.Fatalf("%q is read as %q, %v", written, n, n.Float())
		}
	})
	if Number("").Float() != 0 {
		t.Error("the empty Number is not 0")
	}
}

func TestWhatWasMeantAsANumber(t *testing.T) {
	for written, advice := range map[string]string{
		"80,000": "write 80000", "80 000": "write 80000", "+7": "write 7", "10,5": "write 10.5", "1 234,56": "write 1234.56", "1,234,567": "write 1234567",
	} {
		if got := plainNumber(written); got.String() != advice {
			t.Errorf("%q: %s, want %s", written, got, advice)
		}
	}
}
