#!/usr/bin/env bash
# Fifteen checks of TerminateSession with curl and jq, one after the other: what an engineer writes in an hour. The target is in VIJSON_TARGET, the accounts are in
# VIJSON_USERNAME, VIJSON_PASSWORD, VIJSON_LIMITED_USERNAME and VIJSON_LIMITED_PASSWORD. Prints a line for each check; the exit code is 1 where one is not met.
set -uo pipefail

manager=$VIJSON_TARGET/sdk/vim25/8.0.3.0/SessionManager/SessionManager
unknown=52e1bd62-0a34-4a7b-9a7e-0a5d1f6d1c55
folder=$(mktemp -d)
tokens=()
failures=0

# call METHOD MEMBER TOKEN [body]: with "body", sends the standard input. The answer is in $status, $body and the file "headers". The token is on no command line.
call() {
  status=$(curl --silent --max-time 10 --request "$1" --output "$folder/body" --dump-header "$folder/headers" --write-out '%{http_code}' \
    --config <([[ -n $3 ]] && printf 'header = "vmware-api-session-id: %s"\n' "$3") \
    --header 'Content-Type: application/json' ${4:+--data-binary @-} "$manager/$2")
  body=$(cat "$folder/body" 2>/dev/null)
  : >"$folder/body"
}

# login [USER PASSWORD]: begins a session; its id is in $key, its token in $token. The arguments are names of variables.
login() {
  call POST Login '' body < <(jq --null-input --arg user "${1:-VIJSON_USERNAME}" --arg password "${2:-VIJSON_PASSWORD}" \
    '{userName: env[$user], password: env[$password]}')
  key=$(jq --raw-output '.key // empty' <<<"$body" 2>/dev/null)
  token=$(sed -n 's/^vmware-api-session-id: *//Ip' "$folder/headers" | tr -d '\r')
  tokens+=("$token")
}

# terminate TOKEN ID...: the status is in $answered, the body in $answer, the name of its fault in $fault.
terminate() {
  local caller=$1
  shift
  call POST TerminateSession "$caller" body < <(jq --null-input --compact-output '{sessionId: $ARGS.positional}' --args -- "$@")
  answered=$status
  answer=$body
  fault=$(jq --raw-output '._typeName // empty' <<<"$body" 2>/dev/null)
}

# state KEY TOKEN: "alive" or "dead" where its own token and sessionList agree, "torn" where they do not.
state() {
  local own listed
  call GET currentSession "$2"
  own=$(jq --raw-output '.key // empty' <<<"$body" 2>/dev/null)
  call GET sessionList "$controller"
  listed=$(jq --raw-output --arg key "$1" 'any(.[]; .key == $key)' <<<"$body" 2>/dev/null)
  case "$own/$listed" in
    "$1/true") echo alive ;;
    /false) echo dead ;;
    *) echo torn ;;
  esac
}

number=0
# check NAME CONDITION...: each condition is "EXPECTED=SEEN".
check() {
  local name=$1 pair
  number=$((number + 1))
  shift
  for pair in "$@"; do
    if [[ ${pair%%=*} != "${pair#*=}" ]]; then
      echo "not ok $number $name: expected ${pair%%=*}, seen ${pair#*=}"
      failures=$((failures + 1))
      return
    fi
  done
  echo "ok $number $name"
}

# Logs out what is still open.
close_all() {
  local one
  for one in "${tokens[@]}"; do call POST Logout "$one" >/dev/null; done
  rm -rf "$folder"
}
trap close_all EXIT

login
controller=$token own=$key
check 'a login begins a session' "200=$status" "yes=$([[ -n $key && -n $token ]] && echo yes)"
[[ -n $token ]] || exit 1

login
other=$key other_token=$token
login
terminate "$controller" "$key"
check 'one id is answered with 204 and no body' "204=$answered" "empty=$([[ -z $answer ]] && echo empty || echo filled)"
check 'its session has ended' "dead=$(state "$key" "$token")"
ended_token=$token
check 'another session of the user is untouched' "alive=$(state "$other" "$other_token")"

keys=() states=
for _ in 1 2 3 4 5; do
  login
  keys+=("$key")
  victims[${#keys[@]}]=$token
done
terminate "$controller" "${keys[@]}"
for index in 1 2 3 4 5; do states+=" $(state "${keys[index - 1]}" "${victims[index]}")"; done
check 'five ids end five sessions' "204=$answered" " dead dead dead dead dead=$states"

terminate "$controller" "$unknown"
check 'an unknown id is NotFound' "500=$answered" "NotFound=$fault"

terminate "$controller" "$own"
check 'the own id is InvalidArgument' "500=$answered" "InvalidArgument=$fault" "alive=$(state "$own" "$controller")"

login
terminate "$controller" "$key" "$key"
check 'an id that is listed twice is NotFound the second time' "500=$answered" "NotFound=$fault" "dead=$(state "$key" "$token")"

login
before=$key before_token=$token
login
after=$key after_token=$token
terminate "$controller" "$before" "$unknown" "$after"
check 'a session before an unknown id has ended' "500=$answered" "NotFound=$fault" "dead=$(state "$before" "$before_token")"
check 'a session after it is alive' "alive=$(state "$after" "$after_token")"

login
terminate "$controller" "$key" "$own" "$after"
check 'the own id in the middle: before it ended, after it alive' "500=$answered" "InvalidArgument=$fault" \
  "dead=$(state "$key" "$token")" "alive=$(state "$after" "$after_token")"

terminate "$controller" "$own" "$unknown"
first=$fault
terminate "$controller" "$unknown" "$own"
check 'the first id that fails decides the fault' "InvalidArgument NotFound=$first $fault"

terminate "$controller"
check 'an empty list ends nobody' "204=$answered" "alive=$(state "$other" "$other_token")" "alive=$(state "$own" "$controller")"

terminate '' "$other"
without=$fault
terminate "$ended_token" "$other"
check 'without a token, or with that of an ended session, it is NotAuthenticated' "NotAuthenticated NotAuthenticated=$without $fault" \
  "alive=$(state "$other" "$other_token")"

login VIJSON_LIMITED_USERNAME VIJSON_LIMITED_PASSWORD
terminate "$token" "$other"
check 'without the privilege it is NoPermission' "500=$answered" "NoPermission=$fault" "alive=$(state "$other" "$other_token")"

[[ $failures == 0 ]]
