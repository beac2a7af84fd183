package drafting

import (
	"math"
	"slices"

	"aitys/content/text"
)

// vector counts a text's words by their stems, in the order of the stems, so that sums of it are the same at each run.
type vector []weight

type weight struct {
	key text.Key
	n   float64
}

func vectorOf(words []text.Word) vector {
	keys := make([]text.Key, 0, len(words))
	for _, w := range words {
		if len(w.Keys) > 0 {
			keys = append(keys, w.Keys[0])
		}
	}
	slices.Sort(keys)
	var v vector
	for _, key := range keys {
		if n := len(v); n > 0 && v[n-1].key == key {
			v[n-1].n++
		} else {
			v = append(v, weight{key, 1})
		}
	}
	return v
}

// sum adds vectors up.
func sum(all []vector) vector {
	var joined vector
	for _, v := range all {
		joined = append(joined, v...)
	}
	slices.SortFunc(joined, func(a, b weight) int { return compareKeys(a.key, b.key) })
	var total vector
	for _, w := range joined {
		if n := len(total); n > 0 && total[n-1].key == w.key {
			total[n-1].n += w.n
		} else {
			total = append(total, w)
		}
	}
	return total
}

func compareKeys(a, b text.Key) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// dot multiplies two vectors.
func dot(a, b vector) (product float64) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch compareKeys(a[i].key, b[j].key) {
		case -1:
			i++
		case 1:
			j++
		default:
			product += a[i].n * b[j].n
			i++
			j++
		}
	}
	return product
}

// cosine tells how alike two texts are, from 0 to 1.
func cosine(a, b vector) float64 {
	length := math.Sqrt(dot(a, a) * dot(b, b))
	if length == 0 {
		return 0
	}
	return dot(a, b) / length
}
