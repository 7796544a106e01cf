// Command vcsim serves VMware's own vCenter simulator, which speaks SOAP, behind a VI JSON front. The front decodes and encodes with govmomi's
// JSON codec, keeps one govmomi client per token, and decides nothing: what a session is and what becomes of it is the simulator's.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

const tokenHeader = "vmware-api-session-id"

// front holds the clients that have logged in, by token.
type front struct {
	sdk     *url.URL
	clients sync.Map
}

var printsSOAP = flag.Bool("soap", false, "print the address of the simulator's own SOAP interface in place of that of the front")

func main() {
	flag.Parse()
	model := simulator.VPX()
	if err := model.Create(); err != nil {
		log.Fatal(err)
	}
	model.Service.Listen = &url.URL{User: url.UserPassword("administrator@vsphere.local", "VMware1!")}
	model.Service.Context.Map.SessionManager().ValidLogin = func(req *types.Login) bool { return req.Password == "VMware1!" }
	sdk := *model.Service.NewServer().URL
	sdk.User = nil
	f := &front{sdk: &sdk}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /sdk/vim25/{release}/{type}/{moId}/{member}", f.serve(f.get))
	http.HandleFunc("POST /sdk/vim25/{release}/{type}/{moId}/{member}", f.serve(f.post))
	address := "http://" + listener.Addr().String()
	if *printsSOAP {
		address = sdk.String()
	}
	fmt.Printf("listening on %s\n", address)
	log.Fatal(http.Serve(listener, nil))
}

// A member of a managed object: its result (nil for none), and the token of a session that has begun.
type member func(ctx context.Context, c *vim25.Client, this types.ManagedObjectReference, r *http.Request) (result any, begun bool, err error)

func (f *front) serve(call member) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c, err := f.client(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		this := types.ManagedObjectReference{Type: r.PathValue("type"), Value: r.PathValue("moId")}
		result, begun, err := call(r.Context(), c, this, r)
		if begun && err == nil {
			token := uuid.NewString()
			f.clients.Store(token, c)
			w.Header().Set(tokenHeader, token)
		}
		switch {
		case err != nil && soap.IsSoapFault(err):
			write(w, http.StatusInternalServerError, soap.ToSoapFault(err).VimFault())
		case err != nil && soap.IsVimFault(err): // A property that could not be read.
			write(w, http.StatusInternalServerError, soap.ToVimFault(err))
		case err != nil:
			write(w, http.StatusInternalServerError, types.InvalidRequest{})
		case result == nil && r.Method == http.MethodPost:
			w.WriteHeader(http.StatusNoContent)
		default:
			write(w, http.StatusOK, result)
		}
	}
}

// client is the one that logged in with the token of the request, or a new one that is logged on nowhere.
func (f *front) client(r *http.Request) (*vim25.Client, error) {
	if c, ok := f.clients.Load(r.Header.Get(tokenHeader)); ok {
		return c.(*vim25.Client), nil
	}
	client := soap.NewClient(f.sdk, true)
	client.UserAgent = r.UserAgent() // The simulator shows it with the session, as vCenter does.
	return vim25.NewClient(r.Context(), client)
}

func (f *front) get(ctx context.Context, c *vim25.Client, this types.ManagedObjectReference, r *http.Request) (any, bool, error) {
	name := r.PathValue("member")
	if name == "content" {
		return c.ServiceContent, false, nil
	}
	var manager mo.SessionManager
	err := property.DefaultCollector(c).RetrieveOne(ctx, this, []string{name}, &manager)
	if name == "sessionList" {
		return manager.SessionList, false, err
	}
	return manager.CurrentSession, false, err
}

func (f *front) post(ctx context.Context, c *vim25.Client, this types.ManagedObjectReference, r *http.Request) (any, bool, error) {
	decode := types.NewJSONDecoder(r.Body).Decode
	switch name := r.PathValue("member"); name {
	case "Login":
		req := types.Login{This: this}
		if err := decode(&req); err != nil {
			return nil, false, err
		}
		res, err := methods.Login(ctx, c, &req)
		return value(res, err), true, err
	case "LoginByToken":
		req := types.LoginByToken{This: this}
		if err := decode(&req); err != nil {
			return nil, false, err
		}
		assertion, err := assertionIn(r.Header.Get("Authorization"))
		if err != nil {
			return nil, false, err
		}
		header := soap.Header{Security: &security{Assertion: assertion}}
		res, err := methods.LoginByToken(c.WithHeader(ctx, header), c, &req)
		return value(res, err), true, err
	case "AcquireCloneTicket":
		res, err := methods.AcquireCloneTicket(ctx, c, &types.AcquireCloneTicket{This: this})
		return value(res, err), false, err
	case "CloneSession":
		req := types.CloneSession{This: this}
		if err := decode(&req); err != nil {
			return nil, false, err
		}
		res, err := methods.CloneSession(ctx, c, &req)
		return value(res, err), true, err
	case "SessionIsActive":
		req := types.SessionIsActive{This: this}
		if err := decode(&req); err != nil {
			return nil, false, err
		}
		res, err := methods.SessionIsActive(ctx, c, &req)
		return value(res, err), false, err
	case "Logout":
		_, err := methods.Logout(ctx, c, &types.Logout{This: this})
		return nil, false, err
	case "TerminateSession":
		req := types.TerminateSession{This: this}
		if err := decode(&req); err != nil {
			return nil, false, err
		}
		_, err := methods.TerminateSession(ctx, c, &req)
		return nil, false, err
	default:
		return nil, false, fmt.Errorf("%s is not served", name)
	}
}

// security is the SOAP header that carries a token of single sign-on.
type security struct {
	XMLName   xml.Name `xml:"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd Security"`
	Assertion string   `xml:",innerxml"`
}

// assertionIn is the SAML assertion in an Authorization header: SIGN token="…", compressed and in base64.
func assertionIn(authorization string) (string, error) {
	token, ok := strings.CutPrefix(authorization, `SIGN token="`)
	if !ok {
		return "", fmt.Errorf("no token in the Authorization header")
	}
	compressed := base64.NewDecoder(base64.StdEncoding, strings.NewReader(strings.TrimSuffix(token, `"`)))
	text, err := gzip.NewReader(compressed)
	if err != nil {
		return "", err
	}
	assertion, err := io.ReadAll(text)
	return string(assertion), err
}

// value is the result of a response, whatever its type.
func value(res any, err error) any {
	if err != nil {
		return nil
	}
	return reflect.ValueOf(res).Elem().FieldByName("Returnval").Interface()
}

// write encodes with govmomi's codec. A list is encoded element by element, and a string or a boolean without it: as a whole the codec would box them.
func write(w http.ResponseWriter, status int, value any) {
	var body bytes.Buffer
	if v := reflect.ValueOf(value); v.Kind() == reflect.String || v.Kind() == reflect.Bool {
		_ = json.NewEncoder(&body).Encode(value)
	} else if v.Kind() == reflect.Slice {
		body.WriteString("[")
		for i := range v.Len() {
			if i > 0 {
				body.WriteString(",")
			}
			encode(&body, v.Index(i).Interface())
		}
		body.WriteString("]")
	} else if v.Kind() != reflect.Pointer || !v.IsNil() {
		encode(&body, value)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
}

func encode(body *bytes.Buffer, value any) {
	if err := types.NewJSONEncoder(body).Encode(value); err != nil {
		log.Print(err)
	}
}
