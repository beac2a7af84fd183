package emulator

// What else a message can hold, named and spelled as in types.go.

// Video is a film; Duration is in seconds.
type Video struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	Duration     int    `json:"duration"`
	FileName     string `json:"file_name,omitempty"`
	MimeType     string `json:"mime_type,omitempty"`
	FileSize     int    `json:"file_size,omitempty"`
}

// Animation is a film without sound, or a GIF.
type Animation Video

// Audio is a piece of music.
type Audio struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Duration     int    `json:"duration"`
	Performer    string `json:"performer,omitempty"`
	Title        string `json:"title,omitempty"`
	FileName     string `json:"file_name,omitempty"`
	MimeType     string `json:"mime_type,omitempty"`
	FileSize     int    `json:"file_size,omitempty"`
}

// VideoNote is a round film; Length is its width and height.
type VideoNote struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Length       int    `json:"length"`
	Duration     int    `json:"duration"`
	FileSize     int    `json:"file_size,omitempty"`
}

// Location is a point on the map, in degrees; what moves has a LivePeriod in seconds.
type Location struct {
	Latitude             float64 `json:"latitude"`
	Longitude            float64 `json:"longitude"`
	HorizontalAccuracy   float64 `json:"horizontal_accuracy,omitempty"`
	LivePeriod           int     `json:"live_period,omitempty"`
	Heading              int     `json:"heading,omitempty"`
	ProximityAlertRadius int     `json:"proximity_alert_radius,omitempty"`
}

// Venue is a place with a name.
type Venue struct {
	Location        Location `json:"location"`
	Title           string   `json:"title"`
	Address         string   `json:"address"`
	FoursquareID    string   `json:"foursquare_id,omitempty"`
	FoursquareType  string   `json:"foursquare_type,omitempty"`
	GooglePlaceID   string   `json:"google_place_id,omitempty"`
	GooglePlaceType string   `json:"google_place_type,omitempty"`
}

// Contact is somebody's number.
type Contact struct {
	PhoneNumber string `json:"phone_number"`
	FirstName   string `json:"first_name"`
	LastName    string `json:"last_name,omitempty"`
	VCard       string `json:"vcard,omitempty"`
}

// Dice is an emoji that fell on a value.
type Dice struct {
	Emoji string `json:"emoji"`
	Value int    `json:"value"`
}

// Media is what a message can hold besides a text, a picture, a document and a poll.
type Media struct {
	Animation *Animation `json:"animation,omitempty"`
	Audio     *Audio     `json:"audio,omitempty"`
	Video     *Video     `json:"video,omitempty"`
	VideoNote *VideoNote `json:"video_note,omitempty"`
	Sticker   *Sticker   `json:"sticker,omitempty"`
	Voice     *Voice     `json:"voice,omitempty"`
	Location  *Location  `json:"location,omitempty"`
	Venue     *Venue     `json:"venue,omitempty"`
	Contact   *Contact   `json:"contact,omitempty"`
	Dice      *Dice      `json:"dice,omitempty"`
}
