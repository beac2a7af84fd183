package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
)

// deeds are the kinds of work that peers are compared by.
var shifts = []struct {
	name string
	of   func(shift) outcome
}{
	{"Commands: a reply each", func(s shift) outcome { return s.commands }},
	{"Opinions: stored, and a reply each", func(s shift) outcome { return s.opinions }},
	{"Presses: an answer and an edited message each", func(s shift) outcome { return s.presses }},
}

// peersReport compares the peers with Aitys, kind by kind. results are by peer and by run.
func (b *bench) peersReport(results [][]shift) reports {
	var all reports
	for _, kind := range shifts {
		t := &table{heading: fmt.Sprintf("%s. %d updates from %d people at once, %d runs in turn; medians (lowest–highest)", kind.name, b.units, readers, b.runs)}
		t.add("", "units/s", "", "program's CPU", "Aitys's throughput to it", "")
		rate := func(s shift) float64 { return kind.of(s).perSecond() }
		processor := func(s shift) float64 { _, cpu := kind.of(s).each(); return cpu }
		ours := each(results[0], rate)
		for i, p := range peersInTurn {
			rates := each(results[i], rate)
			sorted := ordered(rates)
			t.add(p.name, fmt.Sprintf("%.0f", median(rates)), fmt.Sprintf("(%.0f–%.0f)", sorted[0], sorted[len(sorted)-1]),
				fmt.Sprintf("%.0f µs/unit", median(each(results[i], processor))), fmt.Sprintf("%.2f", median(ratios(ours, rates))), "")
		}
		all = append(all, t)
	}
	return all
}

// bars is a kind of work as bench/peers/plot draws it: units a second, by peer and by run.
type bars struct {
	Title string      `json:"title"`
	Names []string    `json:"names"`
	Rates [][]float64 `json:"rates"`
}

// plotPeers draws the comparison where a picture is wanted.
func (b *bench) plotPeers(ctx context.Context, results [][]shift) error {
	if b.plot == "" {
		return nil
	}
	var all []bars
	for _, kind := range shifts {
		one := bars{Title: kind.name}
		for i, p := range peersInTurn {
			one.Names = append(one.Names, p.name)
			one.Rates = append(one.Rates, each(results[i], func(s shift) float64 { return kind.of(s).perSecond() }))
		}
		all = append(all, one)
	}
	input, err := json.Marshal(all)
	if err != nil {
		return err
	}
	draw := exec.CommandContext(ctx, filepath.Join(b.folder, "plot"), b.plot)
	draw.Stdin = bytes.NewReader(input)
	if output, err := draw.CombinedOutput(); err != nil {
		return fmt.Errorf("drawing the plot: %w\n%s", err, output)
	}
	return nil
}
