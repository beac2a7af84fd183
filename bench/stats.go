package main

import (
	"cmp"
	"math"
	"slices"
)

// median returns the middle of the values, the mean of the two middle ones where their number is even; NaN where there are none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := ordered(values)
	middle := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[middle-1] + sorted[middle]) / 2
	}
	return sorted[middle]
}

// percentile returns the smallest value that at least p percent of the values do not exceed; sorted must be in order and not empty.
func percentile[T cmp.Ordered](sorted []T, p float64) T {
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[max(rank, 1)-1]
}

// ordered returns the values in rising order.
func ordered[T cmp.Ordered](values []T) []T { return slices.Sorted(slices.Values(values)) }

// each returns what of tells about each item.
func each[T any](items []T, of func(T) float64) []float64 {
	values := make([]float64, 0, len(items))
	for _, item := range items {
		values = append(values, of(item))
	}
	return values
}

// ratios divides pair by pair, so that what slowed the machine for a while weighs on both.
func ratios(values, by []float64) []float64 {
	quotients := make([]float64, 0, len(values))
	for i := range values {
		quotients = append(quotients, values[i]/by[i])
	}
	return quotients
}
