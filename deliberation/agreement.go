package deliberation

// Agreement returns the adjusted Rand index of two ways to group the same readers: 1 where they are the same but for the groups' names, about 0
// where they have as much in common as by chance. One and other name the group of each reader and must be equally long; where there are fewer
// than two readers, or both ways leave all together or all apart, it is 1.
func Agreement(one, other []int) float64 {
	both, ones, others := map[[2]int]int{}, map[int]int{}, map[int]int{}
	for i := range one {
		both[[2]int{one[i], other[i]}]++
		ones[one[i]]++
		others[other[i]]++
	}
	together, first, second := pairs(both), pairs(ones), pairs(others)
	all := float64(len(one)) * float64(len(one)-1) / 2
	if all <= 0 {
		return 1
	}
	expected, highest := first*second/all, (first+second)/2
	if highest == expected {
		return 1
	}
	return (together - expected) / (highest - expected)
}

// pairs counts the pairs within groups of these sizes. The sum is of whole numbers, so that its order plays no part.
func pairs[K comparable](sizes map[K]int) float64 {
	total := 0
	for _, n := range sizes {
		total += n * (n - 1) / 2
	}
	return float64(total)
}
