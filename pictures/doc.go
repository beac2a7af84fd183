// Package pictures makes a PNG of a content.Picture: number cards and bars, for people who see it on a phone about a third as wide as it is
// drawn. The same picture always gives the same pixels. It writes no words of its own, reads nothing but its fonts, and sends nothing.
package pictures
