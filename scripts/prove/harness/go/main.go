// Runs snippets in Go: jobs come as lines of JSON on standard input, what came of each goes out as a line.
// It is compiled together with all snippets, each a package of its own that `known` (in a file written beside this one) leads to.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// The credentials that are handed out: the first ones, then those of a refresh.
var tokens = [2]string{"first-token", "second-token"}

type job struct {
	ID    string
	File  string
	Entry string
	Takes []given
	URL   string
	Done  bool
	Fault string
}

type given struct {
	Kind, Name string
	Value      any
}

type outcome struct {
	Kind string `json:"kind"`
	Said string `json:"said"`
}

type shown struct {
	Texts   []string `json:"texts"`
	Actions []string `json:"actions"`
}

// What a run leaves behind.
type told struct {
	ID        string    `json:"id"`
	Outcome   outcome   `json:"outcome"`
	Waits     []float64 `json:"waits"`
	Shown     []shown   `json:"shown"`
	Noted     []string  `json:"noted"`
	Refreshed int       `json:"refreshed"`
	Asked     int       `json:"asked"`
}

func (notes *told) argument(kind string, job job) any {
	switch kind {
	case "hooks":
		return hooks{notes, job}
	case "path":
		return "x1"
	case "input":
		return []byte("{}")
	case "type":
		return "multipart/form-data; boundary=x"
	case "message":
		return func(token string) []byte {
			text, _ := json.Marshal(map[string]string{"token": token})
			return text
		}
	case "refresh":
		return func() (string, error) {
			notes.Refreshed++
			if job.Fault == "no-credentials" {
				return "", errors.New("there are no new credentials")
			}
			return tokens[1], nil
		}
	case "done":
		return func() (bool, error) {
			notes.Asked++
			return job.Done, nil
		}
	case "show":
		return func(texts, actions []string) { notes.Shown = append(notes.Shown, shown{texts, actions}) }
	case "note":
		return func(warning string) { notes.Noted = append(notes.Noted, warning) }
	case "run":
		return func() (json.RawMessage, error) {
			response, err := http.Get(job.URL)
			if err != nil {
				return nil, err
			}
			defer response.Body.Close()
			return io.ReadAll(response.Body)
		}
	}
	panic("no argument of kind " + kind)
}

// What a whole handler calls, in one object.
type hooks struct {
	notes *told
	job   job
}

func (hooks hooks) RefreshToken() (string, error) {
	return hooks.notes.argument("refresh", hooks.job).(func() (string, error))()
}

func (hooks hooks) IsDone() (bool, error) {
	return hooks.notes.argument("done", hooks.job).(func() (bool, error))()
}

func (hooks hooks) Show(texts, actions []string) {
	hooks.notes.argument("show", hooks.job).(func(texts, actions []string))(texts, actions)
}

func (hooks hooks) Note(warning string) {
	hooks.notes.argument("note", hooks.job).(func(warning string))(warning)
}

// A connection that can be opened, and takes nothing after that.
type unsent struct {
	net.Conn
	isOpen bool
}

func (conn *unsent) Write(data []byte) (int, error) {
	if conn.isOpen {
		return 0, errors.New("nothing can be sent")
	}
	conn.isOpen = true
	return conn.Conn.Write(data)
}

func run(job job) (notes told) {
	notes = told{ID: job.ID, Waits: []float64{}, Shown: []shown{}, Noted: []string{}}
	name := strings.TrimSuffix(filepath.Base(job.File), ".go")
	if complaint, isBroken := broken[name]; isBroken {
		notes.Outcome = outcome{"thrown", "it does not compile: " + complaint}
		return
	}
	// The clock of snippets: a wait is noted and is over. Others, such as the HTTP client, keep theirs.
	time.Watch = func(d time.Duration) bool {
		pc, _, _, _ := runtime.Caller(2)
		if !strings.HasPrefix(runtime.FuncForPC(pc).Name(), "errdex/snippets/"+name+".") {
			return false
		}
		notes.Waits = append(notes.Waits, d.Seconds())
		return true
	}
	websocket.DefaultDialer.NetDial = nil
	if job.Fault == "unsent" {
		websocket.DefaultDialer.NetDial = func(network, address string) (net.Conn, error) {
			conn, err := net.Dial(network, address)
			return &unsent{Conn: conn}, err
		}
	}
	os.Setenv("API_URL", job.URL)
	os.Setenv("API_TOKEN", tokens[0])
	defer func() {
		if reason := recover(); reason != nil {
			notes.Outcome = outcome{"crashed", fmt.Sprint(reason)}
		}
	}()
	function, isKnown := known[name][job.Entry]
	if !isKnown {
		panic(job.File + " has no function " + job.Entry)
	}
	var given []reflect.Value
	for _, one := range job.Takes {
		value := one.Value
		if one.Kind != "value" {
			value = notes.argument(one.Kind, job)
		}
		given = append(given, reflect.ValueOf(value))
	}
	results := reflect.ValueOf(function).Call(given)
	if err, isError := results[1].Interface().(error); isError {
		notes.Outcome = outcome{"thrown", err.Error()}
	} else if results[0].IsNil() {
		notes.Outcome = outcome{"nothing", ""}
	} else if response, isResponse := results[0].Interface().(*http.Response); isResponse {
		body, err := io.ReadAll(response.Body)
		notes.Outcome = outcome{"returned", response.Status}
		// What goes on to the caller must be whole.
		if err != nil || len(body) == 0 && response.ContentLength > 0 {
			notes.Outcome = outcome{"thrown", "the body of the response is lost"}
		}
		response.Body.Close()
	} else {
		notes.Outcome = outcome{"returned", string(results[0].Bytes())}
	}
	return
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var one job
		if err := json.Unmarshal(line, &one); err != nil {
			panic(err)
		}
		answers.Encode(run(one))
	}
}
