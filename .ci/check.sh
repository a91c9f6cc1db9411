# Runs a command under a title, tells its time, and remembers the first failure in `failed`.
failed=0
check() { # TITLE COMMAND...
  local title=$1 started=$SECONDS code=0
  shift
  printf '\n== %s\n' "$title"
  "$@" || code=$?
  printf -- '-- %s: %s, %s s\n' "$title" "$([ $code = 0 ] && echo good || echo "failed with $code")" $((SECONDS - started))
  if [ $code != 0 ] && [ $failed = 0 ]; then failed=$code; fi
}
