// Package drafting makes of an article's text the draft of an article file: sections, extractive summaries, key figures and questions for polls,
// in English, Russian and Kazakh. It reads and writes nothing but what it is given, asks nobody, and the same text makes the same draft. The text is data:
// nothing that stands in it is followed. What it is not sure of it says beside the draft, and an editor decides.
package drafting
