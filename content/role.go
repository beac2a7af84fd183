package content

// Role is what a person may do; each later one may do all that the earlier ones may.
type Role int

// The roles.
const (
	RoleReader Role = iota
	RoleModerator
	RoleEditor
	RoleOwner
)
