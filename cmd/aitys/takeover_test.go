package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"aitys/emulator"
	"aitys/storage"
)

var takeovers = flag.Int("takeovers", 2, "how often the process that works is struck, for each way to strike it")

// takeoverMost is how long nobody may work after a process was struck, as it is promised; on a machine that is busy with other tests it may take longer.
const takeoverMost = 5 * time.Second

// TestAnotherProcessTakesOver lets several programs run on one PostgreSQL database and strikes the one that works, at a random moment while people write. Another one takes
// over; no update is lost or has two effects, nothing is sent by two processes in turn, and the epoch rises once for each takeover.
func TestAnotherProcessTakesOver(t *testing.T) {
	for name, strike := range map[string]func(*relay, *runner) (undo func()){
		"killed": (*relay).kill, "killed elsewhere": (*relay).killElsewhere, "stopped": (*relay).stop, "frozen": (*relay).freeze, "cut off": (*relay).cut,
	} {
		t.Run(name, func(t *testing.T) {
			r := newRelay(t)
			for range *takeovers {
				r.round(strike)
			}
			r.end()
		})
	}
}

// relay is several programs on one database, and the people who write to the bot meanwhile.
type relay struct {
	*killing
	runners []*runner
	began   int64 // the epoch at the beginning

	mu    sync.Mutex
	sends []sending
	polls map[*runner]int
	turns int // takeovers
}

// sending is a request other than a poll, as it reached the Bot API server.
type sending struct {
	by     *runner
	at     time.Time
	method string
}

// runner is one program with the way on which it reaches the others.
type runner struct {
	name    string
	program *exec.Cmd
	api     string // the address at which it finds the Bot API server
	data    string // the same of the database
	road    *road
}

func newRelay(t *testing.T) *relay {
	t.Helper()
	r := &relay{killing: newKilling(t, newPostgres(t)), polls: map[*runner]int{}}
	for i := len(r.people); i < 150; i++ { // more chats than requests can be under way: some wait for a place, and have not begun
		user := r.server.AddUser(emulator.User{FirstName: fmt.Sprintf("Reader %d", i), LanguageCode: "en"})
		r.server.Join(r.group, user)
		r.people, r.private, r.inGroup = append(r.people, user), append(r.private, r.server.Private(user, r.bot)), append(r.inGroup, r.server.In(user, r.group))
	}
	r.runners = []*runner{r.newRunner("one"), r.newRunner("two")}
	r.launch(r.runners[0])
	r.awaits("the first does not poll", func() bool { return r.polled(r.runners[0]) > 0 })
	r.launch(r.runners[1])
	r.awaits("the second does not wait", func() bool { return strings.Contains(r.log.String(), "this one waits") })
	r.began = r.holding().Epoch
	return r
}

func (r *relay) awaits(what string, holds func() bool) {
	r.t.Helper()
	if err := eventually(patience(r.t), holds); err != nil {
		r.t.Fatalf("%s: %v\n%s", what, err, r.log.String())
	}
}

// newRunner makes a program's way: all that it asks of the Bot API server passes by here.
func (r *relay) newRunner(name string) *runner {
	r.t.Helper()
	n := &runner{name: name, road: newRoad(r.t)}
	api, err := url.Parse(r.server.URL())
	if err != nil {
		r.t.Fatal(err)
	}
	pass := httputil.NewSingleHostReverseProxy(api)
	pass.ErrorHandler = func(http.ResponseWriter, *http.Request, error) {}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.note(n, path.Base(q.URL.Path))
		pass.ServeHTTP(w, q)
	})}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		r.t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	r.t.Cleanup(func() { _ = server.Close() })
	n.api = "http://" + n.road.to(listener.Addr().String())
	data, err := url.Parse(r.database)
	if err != nil {
		r.t.Fatal(err)
	}
	data.Host = n.road.to(data.Host)
	n.data = data.String()
	return n
}

func (r *relay) note(n *runner, method string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch method {
	case "getUpdates":
		r.polls[n]++
	case "getMe", "deleteWebhook", "getChat", "getChatMember":
	default:
		r.sends = append(r.sends, sending{n, time.Now(), method})
	}
}

func (r *relay) polled(n *runner) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.polls[n]
}

// launch starts a program on its road.
func (r *relay) launch(n *runner) {
	r.t.Helper()
	command := r.command("run")
	command.Env = append(command.Env, "BOT_API_URL="+n.api, "DATABASE_URL="+n.data, "LOG_LEVEL=info")
	n.road.travels(command)
	command.Stderr = &r.log
	if err := command.Start(); err != nil {
		r.t.Fatal(err)
	}
	n.program = command
	r.t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGCONT)
		_ = command.Process.Kill() // as a rule it has ended
		_ = command.Wait()
	})
}

// works is the runner that has the lease.
func (r *relay) works() (at, next *runner) {
	r.t.Helper()
	holder := r.holding().Name()
	for i, n := range r.runners {
		if strings.HasSuffix(holder, fmt.Sprintf("/%d", n.program.Process.Pid)) {
			return n, r.runners[1-i]
		}
	}
	r.t.Fatalf("%q is none of ours", holder)
	return nil, nil
}

func (r *relay) holding() (held storage.Holding) {
	r.t.Helper()
	r.look(func(tx *storage.Tx) (err error) {
		held, err = tx.Holding()
		return err
	})
	return held
}

// round strikes whoever works, and waits until the other one does.
func (r *relay) round(strike func(*relay, *runner) func()) {
	r.t.Helper()
	at, next := r.works()
	for end := time.Now().Add(time.Duration(200+r.rnd.IntN(400)) * time.Millisecond); time.Now().Before(end); {
		r.speak()
	}
	before, sent, busy := r.polled(next), r.sentBy(next), r.sentBy(at)
	// It is struck while much is under way: answers take as long as Telegram.s.
	slow := r.server.Inflict(emulator.Fault{Trouble: emulator.DelayAfter, Method: "sendMessage", Delay: 100 * time.Millisecond})
	defer slow()
	r.write(200)
	r.awaits("nothing is sent", func() bool { return r.sentBy(at) > busy+10+r.rnd.IntN(60) })
	begun := time.Now()
	undo := strike(r, at)
	r.turns++
	for r.polled(next) == before {
		r.speak()
		if time.Since(begun) > time.Minute {
			r.t.Fatalf("nobody takes over\n%s", r.log.String())
		}
	}
	polls := time.Since(begun)
	for r.sentBy(next) == sent {
		r.speak()
		if time.Since(begun) > time.Minute {
			r.t.Fatalf("nobody sends\n%s", r.log.String())
		}
	}
	r.t.Logf("%s → %s: polls after %v, sends after %v", at.name, next.name, polls.Round(time.Millisecond), time.Since(begun).Round(time.Millisecond))
	if polls > 3*takeoverMost {
		r.t.Errorf("the takeover took %v", polls)
	}
	undo()
	for end := time.Now().Add(time.Duration(r.rnd.IntN(400)) * time.Millisecond); time.Now().Before(end); {
		r.speak()
	}
}

// speak lets people write, no more than the programs can take.
func (r *relay) speak() {
	if r.server.Pending(r.bot) < 200 {
		r.write(1 + r.rnd.IntN(5))
	}
	time.Sleep(time.Duration(1+r.rnd.IntN(10)) * time.Millisecond) // the moment is what is random here
}

func (r *relay) sentBy(n *runner) (all int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.sends {
		if s.by == n {
			all++
		}
	}
	return all
}

// kill ends a process at once; undo starts it anew.
func (r *relay) kill(n *runner) (undo func()) {
	r.ends(n, syscall.SIGKILL)
	return func() { r.launch(n) }
}

// killElsewhere is kill on another machine, of which nobody here can know that the process is no more.
func (r *relay) killElsewhere(n *runner) (undo func()) {
	db, err := sql.Open("pgx", r.database)
	if err != nil {
		r.t.Fatal(err)
	}
	defer db.Close()
	do(r.t, db, "UPDATE lease SET holder = 'elsewhere/1/elsewhere'")
	return r.kill(n)
}

// stop ends it as operators do.
func (r *relay) stop(n *runner) (undo func()) {
	r.ends(n, syscall.SIGTERM)
	return func() { r.launch(n) }
}

func (r *relay) ends(n *runner, by syscall.Signal) {
	r.t.Helper()
	if err := n.program.Process.Signal(by); err != nil {
		r.t.Fatal(err)
	}
	if err := n.program.Wait(); err != nil && by == syscall.SIGTERM {
		r.t.Errorf("stopped, %s ended with %v\n%s", n.name, err, r.log.String())
	}
}

// freeze stops a process in the middle of whatever it does; undo lets it go on, as if nothing had happened to it.
func (r *relay) freeze(n *runner) (undo func()) {
	r.t.Helper()
	if err := n.program.Process.Signal(syscall.SIGSTOP); err != nil {
		r.t.Fatal(err)
	}
	return func() {
		if err := n.program.Process.Signal(syscall.SIGCONT); err != nil {
			r.t.Fatal(err)
		}
	}
}

// cut lets no packet of a process through; undo mends its road.
func (r *relay) cut(n *runner) (undo func()) {
	n.road.cut()
	return n.road.mend
}

// end lets the programs do what is left, stops them, and compares what is there with what was said.
func (r *relay) end() {
	r.t.Helper()
	r.rests()
	rose := int(r.holding().Epoch - r.began)
	if rose < r.turns {
		r.t.Errorf("the epoch rose by %d in %d takeovers", rose, r.turns)
	}
	for _, n := range r.runners {
		r.ends(n, syscall.SIGTERM)
	}
	r.compare(r.turns)
	r.alternate(rose)
}

// alternate checks that one process at a time sends. On a busy machine the lease may change hands more often than it has to.
func (r *relay) alternate(most int) {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	turns := 0
	for i := 1; i < len(r.sends); i++ {
		if r.sends[i].by != r.sends[i-1].by {
			turns++
		}
	}
	r.t.Logf("%d requests, of which the sender changed %d times; the lease changed hands %d times", len(r.sends), turns, most)
	if turns < r.turns || turns > most {
		r.t.Errorf("the sender changed %d times, the lease %d times: two processes sent at once", turns, most)
	}
}

// road is how a program's packets travel: through a network of its own where we may make one, else through proxies, which can be cut.
type road struct {
	t    *testing.T
	net  string // the name of the network; "": there is none
	near string // our address in it

	mu    sync.Mutex
	ways  []net.Listener
	lines []net.Conn
	open  bool
	opens chan struct{} // closed when the road is mended
}

func newRoad(t *testing.T) *road {
	t.Helper()
	r := &road{t: t, near: "127.0.0.1", open: true}
	r.makeNetwork()
	t.Cleanup(func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, way := range r.ways {
			_ = way.Close()
		}
		for _, line := range r.lines {
			_ = line.Close()
		}
	})
	return r
}

// networks counts those of this process.
var networks int

// makeNetwork makes a network that a cable joins with ours, where that is allowed.
func (r *road) makeNetwork() {
	networks++
	name := fmt.Sprintf("ait%d-%d", os.Getpid()%100000, networks)
	part := fmt.Sprintf("10.%d.%d", 200+os.Getpid()%50, networks%250)
	steps := []string{
		"netns add " + name,
		"link add " + name + " type veth peer name eth0 netns " + name,
		"addr add " + part + ".1/24 dev " + name,
		"link set " + name + " up",
		"-n " + name + " addr add " + part + ".2/24 dev eth0",
		"-n " + name + " link set eth0 up",
		"-n " + name + " link set lo up",
	}
	for i, step := range steps {
		if out, err := exec.Command("ip", strings.Fields(step)...).CombinedOutput(); err != nil {
			r.t.Logf("the network is cut by proxies, since this is not allowed here: ip %s: %v %s", step, err, out)
			if i > 0 {
				_ = exec.Command("ip", "netns", "del", name).Run()
			}
			return
		}
	}
	r.net, r.near = name, part+".1"
	r.t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", name).Run() })
}

// travels lets a program run in the road's network.
func (r *road) travels(command *exec.Cmd) {
	if r.net == "" {
		return
	}
	command.Args = append([]string{"ip", "netns", "exec", r.net}, command.Args...)
	ip, err := exec.LookPath("ip")
	if err != nil {
		r.t.Fatal(err)
	}
	command.Path = ip
}

// to returns the address at which a program on this road finds what is at an address of ours.
func (r *road) to(address string) string {
	r.t.Helper()
	way, err := net.Listen("tcp", r.near+":0")
	if err != nil {
		r.t.Fatal(err)
	}
	r.mu.Lock()
	r.ways = append(r.ways, way)
	r.mu.Unlock()
	go func() {
		for {
			line, err := way.Accept()
			if err != nil {
				return
			}
			go r.carry(line, address)
		}
	}()
	return way.Addr().String()
}

// carry passes on what comes by one line.
func (r *road) carry(from net.Conn, address string) {
	defer from.Close()
	if !r.passes() {
		return
	}
	to, err := new(net.Dialer).DialContext(context.Background(), "tcp", address)
	if err != nil {
		return
	}
	defer to.Close()
	r.mu.Lock()
	r.lines = append(r.lines, from, to)
	r.mu.Unlock()
	back := make(chan struct{})
	go func() {
		defer close(back)
		r.copy(from, to)
		_ = from.Close()
	}()
	r.copy(to, from)
	_ = to.Close()
	<-back
}

// copy passes on one direction, until it ends or the road was cut: what was on it then is lost.
func (r *road) copy(to, from net.Conn) {
	buffer := make([]byte, 16<<10)
	for {
		n, err := from.Read(buffer)
		if !r.passes() {
			return
		}
		if _, failed := to.Write(buffer[:n]); err != nil || failed != nil {
			return
		}
	}
}

// passes tells whether the road is open; where it is not, it waits until it is.
func (r *road) passes() bool {
	r.mu.Lock()
	open, opens := r.open, r.opens
	r.mu.Unlock()
	if !open {
		<-opens
	}
	return open
}

// cut lets nothing through any more: a cable without a signal, or proxies that pass nothing on.
func (r *road) cut() {
	r.t.Helper()
	if r.net != "" {
		r.cable("down")
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.open, r.opens = false, make(chan struct{})
	r.t.Cleanup(r.mend)
}

func (r *road) mend() {
	if r.net != "" {
		r.cable("up")
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.open {
		r.open = true
		close(r.opens)
	}
}

func (r *road) cable(state string) {
	r.t.Helper()
	if out, err := exec.Command("ip", "link", "set", r.net, state).CombinedOutput(); err != nil {
		r.t.Errorf("ip link set %s %s: %v %s", r.net, state, err, out)
	}
}
