// Ends a session with the client that ogen generates, and prints what it read.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"program/generated"

	"github.com/ogen-go/ogen/ogenerrors"
)

const release, moId = "8.0.3.0", "SessionManager"

// token is that of the session which makes the calls; empty: none.
type token string

func (t token) Session(context.Context, generated.OperationName) (generated.Session, error) {
	if t == "" {
		return generated.Session{}, ogenerrors.ErrSkipClientSecurity
	}
	return generated.Session{APIKey: string(t)}, nil
}

type session struct{ key, token string }

func main() {
	ctx := context.Background()
	anonymous := must(generated.NewClient(os.Args[1], token("")))

	login := func() session {
		body := generated.LoginRequestType{UserName: "administrator@vsphere.local", Password: "VMware1!"}
		answer := must(anonymous.SessionManagerLogin(ctx, &body, generated.SessionManagerLoginParams{Release: release, MoId: moId}))
		begun := answer.(*generated.UserSessionHeaders)
		return session{begun.Response.Key, begun.VmwareAPISessionID.Value}
	}
	own, other := login(), login()
	client := must(generated.NewClient(os.Args[1], token(own.token)))

	terminate := func(key string) string {
		body := generated.TerminateSessionRequestType{SessionId: []string{key}}
		params := generated.SessionManagerTerminateSessionParams{Release: release, MoId: moId}
		switch answer := must(client.SessionManagerTerminateSession(ctx, &body, params)).(type) {
		case *generated.SessionManagerTerminateSessionNoContent:
			return "204"
		case *generated.TerminateSessionFault:
			if answer.Type == generated.InvalidArgumentTerminateSessionFault {
				return "InvalidArgument of " + answer.InvalidArgument.InvalidProperty.Value
			}
			return string(answer.Type)
		default:
			return fmt.Sprintf("%T", answer)
		}
	}

	result := map[string]any{"ended": terminate(other.key), "unknown": terminate(other.key), "ofCaller": terminate(own.key)}
	nobody, err := anonymous.SessionManagerGetCurrentSession(ctx, generated.SessionManagerGetCurrentSessionParams{Release: release, MoId: moId})
	if err != nil {
		result["nobody"] = "an error"
	} else {
		result["nobody"] = fmt.Sprintf("%T", nobody)
	}
	must(client.SessionManagerLogout(ctx, generated.SessionManagerLogoutParams{Release: release, MoId: moId}))
	fmt.Println(string(must(json.Marshal(result))))
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}
