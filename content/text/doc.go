// Package text knows what a text is made of: normalising what people typed, graphemes, UTF-16 lengths, escaping and splitting HTML, the
// nearest known word, and by which keys a word is found in whatever form, language and alphabet it was written. It knows nothing of articles or chats.
package text
