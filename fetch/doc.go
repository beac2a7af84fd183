// Package fetch is the one door to hosts other than Telegram's: pages whose address an editor gave, and the service that drafts. Whoever gives an address may mean harm, and so may
// whoever answers there. So a page's host is looked up and judged at the moment of dialling, once more for each redirect, and everything that comes is bounded: bytes as they
// are and unpacked, time, redirects, kinds of content. The package knows nothing of newsrooms, and neither stores nor logs what it fetched.
package fetch
