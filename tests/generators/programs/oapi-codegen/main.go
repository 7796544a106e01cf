// Ends a session with the client that oapi-codegen generates, and prints what it read.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"program/generated"
)

const release, moId = "8.0.3.0", "SessionManager"

type session struct{ key, token string }

func main() {
	ctx := context.Background()
	client := must(generated.NewClientWithResponses(os.Args[1]))

	login := func() session {
		body := generated.LoginRequestType{UserName: "administrator@vsphere.local", Password: "VMware1!"}
		answer := must(client.SessionManagerLoginWithResponse(ctx, release, moId, body))
		return session{answer.JSON200.Key, answer.HTTPResponse.Header.Get("vmware-api-session-id")}
	}
	own, other := login(), login()
	as := func(_ context.Context, request *http.Request) error {
		request.Header.Set("vmware-api-session-id", own.token)
		return nil
	}

	terminate := func(key string) string {
		body := generated.TerminateSessionRequestType{SessionId: []string{key}}
		answer := must(client.SessionManagerTerminateSessionWithResponse(ctx, release, moId, body, as))
		if answer.JSON500 == nil {
			return fmt.Sprint(answer.StatusCode())
		}
		switch fault := must(answer.JSON500.ValueByDiscriminator()).(type) {
		case generated.InvalidArgument:
			return "InvalidArgument of " + *fault.InvalidProperty
		case generated.NotFound:
			return "NotFound"
		default:
			return fmt.Sprintf("%T", fault)
		}
	}

	result := map[string]any{"ended": terminate(other.key), "unknown": terminate(other.key), "ofCaller": terminate(own.key)}
	nobody, err := client.SessionManagerGetCurrentSessionWithResponse(ctx, release, moId)
	if err != nil {
		result["nobody"] = "an error"
	} else {
		result["nobody"] = nobody.JSON200
	}
	must(client.SessionManagerLogoutWithResponse(ctx, release, moId, as))
	fmt.Println(string(must(json.Marshal(result))))
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}
