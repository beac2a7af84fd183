package emulator

import (
	"regexp"
	"strings"
)

// webhook is what setWebhook was told. The emulator never calls it: it stands
// for the other way of receiving, which locks getUpdates out.
type webhook struct {
	URL                  string   `json:"url"`
	HasCustomCertificate bool     `json:"has_custom_certificate"`
	PendingUpdateCount   int      `json:"pending_update_count"`
	MaxConnections       int      `json:"max_connections,omitempty"`
	AllowedUpdates       []string `json:"allowed_updates,omitempty"`
}

// secretPattern is what secret_token may be. Source: Bot API reference, setWebhook.
var secretPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

func setWebhook(s *Server, c *call) (any, error) {
	address := c.str("url")
	if address != "" && !strings.HasPrefix(address, "https://") {
		return nil, webhookURLInvalid.err()
	}
	if secret := c.str("secret_token"); !secretPattern.MatchString(secret) {
		return nil, webhookSecretWrong.err()
	}
	if err := c.chooseUpdates(); err != nil {
		return nil, err
	}
	if address != "" && c.bot.queue.poll != nil {
		c.bot.queue.poll.end(webhookTakesOver)
		c.bot.queue.poll = nil
	}
	c.dropPending()
	c.bot.webhook = webhook{URL: address, MaxConnections: int(c.num("max_connections"))}
	s.touch()
	return true, nil
}

func deleteWebhook(s *Server, c *call) (any, error) {
	c.dropPending()
	c.bot.webhook = webhook{}
	s.touch()
	return true, nil
}

func (c *call) dropPending() {
	if c.flag("drop_pending_updates") {
		c.bot.queue.pending = nil
	}
}

func getWebhookInfo(_ *Server, c *call) (any, error) {
	info := c.bot.webhook
	info.PendingUpdateCount = len(c.bot.queue.pending)
	info.AllowedUpdates = c.bot.queue.chosen
	return info, nil
}
