package main

import (
	"strings"
	"testing"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{3}, 3}, {[]float64{9, 1, 4}, 4}, {[]float64{4, 1, 9, 2}, 3},
	} {
		if got := median(c.values); got != c.want {
			t.Errorf("median of %v: got %v, want %v", c.values, got, c.want)
		}
	}
}

func TestPercentile(t *testing.T) {
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = i + 1
	}
	for _, c := range []struct {
		values []int
		p      float64
		want   int
	}{
		{hundred, 0, 1}, {hundred, 50, 50}, {hundred, 99, 99}, {hundred, 100, 100}, {[]int{7}, 99, 7}, {[]int{1, 2, 3}, 50, 2},
	} {
		if got := percentile(c.values, c.p); got != c.want {
			t.Errorf("percentile %v of %d values: got %v, want %v", c.p, len(c.values), got, c.want)
		}
	}
}

func TestTableLinesUp(t *testing.T) {
	table := &table{heading: "Heading"}
	table.add("", "units/s", "to hold")
	table.add("қазақша", "7", verdict(true, "5"))
	table.add("a", "12345", verdict(false, "5"))
	want := "Heading\n" +
		"           units/s  to hold\n" +
		"  қазақша        7  5: held\n" +
		"  a          12345  5: MISSED\n"
	if got := table.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", strings.ReplaceAll(got, " ", "·"), strings.ReplaceAll(want, " ", "·"))
	}
}
