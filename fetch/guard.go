package fetch

import "net/netip"

// reserved are the networks of IPv4 that lead to no public host: those of this machine and its neighbours, of providers and clouds, of documentation and of many at once. From
// https://www.iana.org/assignments/iana-ipv4-special-registry, and 168.63.129.16, at which one cloud answers its machines.
var reserved = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
	"224.0.0.0/4", "240.0.0.0/4",
)

var (
	// global is where public hosts of IPv6 are; reserved6 are the parts of it which are not, or which hold an address of IPv4 (Teredo, 6to4):
	// https://www.iana.org/assignments/iana-ipv6-special-registry.
	global    = netip.MustParsePrefix("2000::/3")
	reserved6 = prefixes("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
	// nat64 is how a host with IPv6 alone speaks with one of IPv4, whose address stands in the last four bytes (RFC 6052).
	nat64 = netip.MustParsePrefix("64:ff9b::/96")
)

func prefixes(all ...string) (parsed []netip.Prefix) {
	for _, one := range all {
		parsed = append(parsed, netip.MustParsePrefix(one))
	}
	return parsed
}

// public tells whether an address is one of a host that anybody can reach. An address of IPv4 within one of IPv6 is judged as what it is.
func public(address netip.Addr) bool {
	if !address.IsValid() || address.Zone() != "" {
		return false
	}
	address = address.Unmap()
	if nat64.Contains(address) {
		bytes := address.As16()
		address = netip.AddrFrom4([4]byte(bytes[12:]))
	}
	if address.Is4() {
		return !among(reserved, address)
	}
	return global.Contains(address) && !among(reserved6, address)
}

func among(networks []netip.Prefix, address netip.Addr) bool {
	for _, network := range networks {
		if network.Contains(address) {
			return true
		}
	}
	return false
}
