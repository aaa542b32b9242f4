# Sourced by the scripts of this repository, for programs that go on for long: what a script starts with `run` ends with
# it. SIGINT, SIGTERM and SIGHUP reach the program as SIGTERM, and the script waits for its end; when the script itself
# is killed (kill -9), the kernel sends the program a SIGTERM.

running=
bound=()
if command -v setpriv >/dev/null; then bound=(setpriv --pdeathsig TERM --); fi

run() { # program and its arguments; its exit code
  local status=0
  # In the background, where `wait` hears signals at once. The program keeps the script's input.
  ${bound[@]+"${bound[@]}"} "$@" <&0 3>&- &
  running=$!
  wait "$running" || status=$?
  running=
  return "$status"
}

interrupted() { # exit code
  trap '' INT TERM HUP
  if [ -n "$running" ]; then
    kill -TERM "$running" 2>/dev/null || true
    wait "$running" 2>/dev/null || true
  fi
  exit "$1"
}
trap 'interrupted 129' HUP
trap 'interrupted 130' INT
trap 'interrupted 143' TERM

# Makes a folder for the script's own files, to be deleted at its end, and deletes those that killed scripts left.
scratch_folder() { # parent name
  local left owner
  for left in "$1/$2"-*-*/; do
    left=${left%/} owner=${left#"$1/$2"-}
    if [ -O "$left" ] && ! kill -0 "${owner%%-*}" 2>/dev/null; then rm -rf "$left"; fi
  done
  mktemp -d "$1/$2-$$-XXXXXX"
}
