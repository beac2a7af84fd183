package handlers

import (
	"time"

	"aitys/content"
)

// myRole is what /mydata shows of the role that an owner has given somebody.
type myRole struct {
	Role  string    `json:"role"`
	Name  string    `json:"name_under_which_you_were_added"`
	Since time.Time `json:"since"`
}

// roleWords are roles as /mydata, the record and buttons have them.
var roleWords = map[content.Role]string{content.RoleModerator: "moderator", content.RoleEditor: "editor", content.RoleOwner: "owner"}

// roleRemoved is how the record has it that a role was taken away.
const roleRemoved = "removed"

func myRoleOf(c content.Colleague) *myRole {
	if c.Reader == 0 {
		return nil
	}
	return &myRole{roleWords[c.Role], c.Name, c.Since}
}
