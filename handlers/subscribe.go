package handlers

import (
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// What the buttons of the page of subscriptions carry behind the topic.
const (
	switchOn  = "on"
	switchOff = "off"
)

// topicLabels are the names of the topics, on their switches.
var topicLabels = map[content.Topic]phrases.Key{
	content.News: phrases.ButtonNews, content.Answers: phrases.ButtonAnswers, content.Digest: phrases.ButtonDigest,
}

// subscribeCommand shows what the reader is told of without asking, with a switch for each topic.
func subscribeCommand(t *turn) error {
	subscribed, err := t.tx.Subscriptions(t.reader.ID)
	if err != nil {
		return err
	}
	t.show(t.switches(subscribed, phrases.SubscribePage))
	return nil
}

// unsubscribeCommand switches everything off.
func unsubscribeCommand(t *turn) error {
	for _, topic := range content.Topics {
		if err := t.tx.Subscribe(t.reader.ID, topic, false); err != nil {
			return err
		}
	}
	t.show(t.switches(content.Subscriptions{}, phrases.SubscribeNone))
	return nil
}

// subscribePress turns one switch to where the button says, however often it is pressed: TOPIC.on or TOPIC.off.
func subscribePress(t *turn) error {
	name, to, _ := strings.Cut(t.argument, ".")
	topic := content.Topic(name)
	if topicLabels[topic] == "" || to != switchOn && to != switchOff {
		return stale("handlers.subscribePress")
	}
	if err := t.tx.Subscribe(t.reader.ID, topic, to == switchOn); err != nil {
		return err
	}
	return subscribeCommand(t)
}

// switches is the page of subscriptions.
func (t *turn) switches(subscribed content.Subscriptions, head phrases.Key) screen {
	s := screen{text: t.voice.Say(head, phrases.Args{"Quiet": t.quietly(t.voice)})}
	for _, topic := range content.Topics {
		label, to := t.voice.Plain(topicLabels[topic]), switchOn
		if subscribed.To(topic) {
			label, to = t.voice.Plain(phrases.ButtonChosen, phrases.Args{"Label": label}), switchOff
		}
		s.rows = append(s.rows, []link{{label: label, data: string(toSubscribe) + "." + string(topic) + "." + to}})
	}
	return s
}

// quietly says when nobody is notified, as a sentence; empty where that is never.
func (n *Newsroom) quietly(voice *phrases.Voice) content.HTML {
	if n.quiet.From == n.quiet.To {
		return ""
	}
	return voice.Say(phrases.SubscribeQuiet, phrases.Args{"From": clockFace(n.quiet.From), "To": clockFace(n.quiet.To)})
}

// switchOnPress switches a topic on from where it is offered, and switchOffPress off from under a message of that topic. What stands there stays.
func switchOnPress(t *turn) error { return t.switchTo(true, phrases.PressFollowed) }

func switchOffPress(t *turn) error { return t.switchTo(false, phrases.PressStopped) }

func (t *turn) switchTo(on bool, said phrases.Key) error {
	topic := content.Topic(t.argument)
	if topicLabels[topic] == "" {
		return stale("handlers.switchTo")
	}
	if err := t.tx.Subscribe(t.reader.ID, topic, on); err != nil {
		return err
	}
	t.answer.Text, t.answer.Alert = t.voice.Plain(said, phrases.Args{"Topic": t.voice.Plain(topicLabels[topic])}), true
	return nil
}

// offer is a button that switches a topic on, for where a reader may want it.
func offer(voice *phrases.Voice, topic content.Topic, label phrases.Key) link {
	return link{label: voice.Plain(label), data: string(toFollow) + "." + string(topic)}
}

// stopLink is the button under each message of a topic that switches it off.
func stopLink(voice *phrases.Voice, topic content.Topic) link {
	return link{label: voice.Plain(phrases.ButtonStop), data: string(toStop) + "." + string(topic)}
}
