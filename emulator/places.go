package emulator

import (
	"cmp"
	"strconv"
	"strings"
)

// Bounds of places. Source: Bot API reference, sendLocation.
const (
	highestLatitude  = 90
	highestLongitude = 180
	worstAccuracy    = 1500
	shortestLive     = 60
	longestLive      = 86400
	liveForEver      = 0x7FFFFFFF
	fullCircle       = 360
	farthestAlert    = 100000
)

// degrees reads a number with a fraction; one that is none counts as 0, as it
// does with Telegram, and is noted.
func (c *call) degrees(name string) float64 {
	raw := strings.TrimSpace(c.str(name))
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil && raw != "" {
		c.misuse(name, "not a number")
		return 0
	}
	return n
}

// location reads latitude, longitude and accuracy.
func (c *call) location() (Location, error) {
	for _, name := range []string{"latitude", "longitude"} {
		if strings.TrimSpace(c.str(name)) == "" {
			return Location{}, locationEmpty.err(name)
		}
	}
	at := Location{Latitude: c.degrees("latitude"), Longitude: c.degrees("longitude")}
	at.HorizontalAccuracy = min(max(0, c.degrees("horizontal_accuracy")), worstAccuracy)
	inside := at.Latitude >= -highestLatitude && at.Latitude <= highestLatitude && at.Longitude >= -highestLongitude && at.Longitude <= highestLongitude
	if !inside { // nor is what is no number at all
		return at, locationWrong.err()
	}
	return at, nil
}

func sendLocation(_ *Server, c *call) (any, error) {
	at, err := c.location()
	if err != nil {
		return nil, err
	}
	live, heading, alert := c.num("live_period"), c.num("heading"), c.num("proximity_alert_radius")
	switch {
	case live != 0 && live != liveForEver && (live < shortestLive || live > longestLive):
		return nil, liveWrong.err("period")
	case heading < 0 || heading > fullCircle:
		return nil, liveWrong.err("heading")
	case alert < 0 || alert > farthestAlert:
		return nil, liveWrong.err("proximity alert radius")
	}
	if live != 0 {
		at.LivePeriod, at.Heading, at.ProximityAlertRadius = int(live), int(heading), int(alert)
	}
	return c.send(&message{Message: Message{Media: Media{Location: &at}}}, c.permitted("locations", sendsTexts))
}

func sendVenue(_ *Server, c *call) (any, error) {
	at, err := c.location()
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"title", "address"} {
		if !c.has(name) {
			return nil, paramRequired.err(name)
		}
	}
	v := Venue{
		Location: at, Title: c.str("title"), Address: c.str("address"), FoursquareID: c.str("foursquare_id"), FoursquareType: c.str("foursquare_type"),
		GooglePlaceID: c.str("google_place_id"), GooglePlaceType: c.str("google_place_type"),
	}
	return c.send(&message{Message: Message{Media: Media{Venue: &v, Location: &at}}}, c.permitted("venues", sendsTexts))
}

func sendContact(_ *Server, c *call) (any, error) {
	for _, name := range []string{"phone_number", "first_name"} {
		if !c.has(name) {
			return nil, paramRequired.err(name)
		}
	}
	who := Contact{PhoneNumber: c.str("phone_number"), FirstName: c.str("first_name"), LastName: c.str("last_name"), VCard: c.str("vcard")}
	return c.send(&message{Message: Message{Media: Media{Contact: &who}}}, c.permitted("contacts", sendsTexts))
}

func sendsTexts(p ChatPermissions) bool { return p.CanSendMessages }

// highest is how far each kind of dice goes. Source: Bot API reference, Dice.
var highest = map[string]int{"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}

// sendDice throws by the server's own chance: the same seed, the same throws.
func sendDice(s *Server, c *call) (any, error) {
	emoji := strings.TrimSuffix(cmp.Or(c.str("emoji"), "🎲"), "\uFE0F")
	if highest[emoji] == 0 {
		return nil, diceUnknown.err()
	}
	d := Dice{Emoji: emoji, Value: 1 + s.rnd.Intn(highest[emoji])}
	return c.send(&message{Message: Message{Media: Media{Dice: &d}}}, c.permitted("dice", func(p ChatPermissions) bool { return p.CanSendOtherMessages }))
}
