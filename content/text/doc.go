// Package text knows what a text is made of: normalising what people typed, graphemes, UTF-16 lengths, escaping and splitting HTML, the
// nearest known word. It knows no language's grammar and nothing of articles or chats.
package text
