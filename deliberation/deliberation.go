// Package deliberation computes the opinion map from readers' votes on each other's opinions: where each reader stands, which groups there are, what
// each group holds, what all agree on, what divides them, and which opinion a reader should see next. The method is Polis's; where this differs,
// docs/decisions/0027-opinion-map.md says why.
//
// It is mathematics alone: it reads and writes nothing, knows neither time nor names, and draws chance from fixed seeds, so that the same votes give the
// same map on every machine, in whatever order they came. Nothing here is fit for the public as it is: whom a small group's figures would
// unmask is for those to judge who show them.
package deliberation
