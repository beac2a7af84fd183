package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
)

// Why nothing was fetched. Each error of this package is one of these, wrapped; none of them holds an address, a key or what was answered.
var (
	ErrAddress   = errors.New("this is no address of a page: it begins with http:// or https:// and names a host")
	ErrForbidden = errors.New("the address leads into a network that is not public")
	ErrUnknown   = errors.New("there is no such host")
	ErrUnreached = errors.New("the host cannot be reached")
	ErrSlow      = errors.New("the host takes too long")
	ErrRedirects = errors.New("the page leads on too often")
	ErrStatus    = errors.New("the host does not give the page")
	ErrKind      = errors.New("this is no page of text")
	ErrTooLarge  = errors.New("the page is too large")
	ErrNoArticle = errors.New("no article was found on the page")
	ErrAnswer    = errors.New("the service's answer cannot be read")
)

// faults are those that a request may end with by its own check, on any redirect.
var faults = []error{ErrAddress, ErrForbidden, ErrUnknown, ErrRedirects, ErrTooLarge, ErrSlow}

// why finds out why a request failed. The library's own error names the address, which may hold what is nobody's business.
func why(err error) error {
	for _, fault := range faults {
		if errors.Is(err, fault) {
			return fault
		}
	}
	var slow net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &slow) && slow.Timeout() {
		return ErrSlow
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	return fmt.Errorf("%w: %w", ErrUnreached, withoutAddress(err))
}

// withoutAddress is the cause behind an error, without the address of the page and without the host's.
func withoutAddress(err error) error {
	var asked *url.Error
	if errors.As(err, &asked) {
		err = asked.Err
	}
	var dialled *net.OpError
	if errors.As(err, &dialled) {
		err = dialled.Err
	}
	return err
}
