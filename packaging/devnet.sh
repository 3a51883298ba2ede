# Sourced: starts and stops a devnet of one ghostd and one walletd in a directory, with the ghostd, walletd and zwallet of the PATH.
# Ports are the system's choice unless DEVNET_NODE_PORT and DEVNET_WALLET_PORT say otherwise. AOT_ghostd and AOT_walletd name
# AOT caches to record; a daemon writes its one as it stops.

devnet_field() { # file, key: a string or number of a flat JSON object
  sed -n "s/.*\"$2\" *: *\"\{0,1\}\([^\",}]*\)\"\{0,1\}.*/\1/p" "$1" | head -n 1
}

devnet_alive() { # directory, program
  local pid
  pid=$(cat "$1/$2.pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null
}

devnet_await() { # directory, program, seconds: until the program wrote its ready file
  local deadline=$((SECONDS + $3))
  until [ -s "$1/$2.ready" ]; do
    if ! devnet_alive "$1" "$2"; then
      echo "$2 stopped before it was ready; the end of $1/$2.log:" >&2
      tail -n 20 "$1/$2.log" >&2
      return 1
    fi
    [ $SECONDS -lt $deadline ] || { echo "$2 was not ready after $3 s; its log is $1/$2.log" >&2; return 1; }
    read -rt 0.05 _ <> <(:) || true
  done
}

devnet_launch() { # directory, program, arguments...
  local dir=$1 program=$2 aot=AOT_$2
  shift 2
  rm -f "$dir/$program.ready"
  GHOST_AOT_OUTPUT=${!aot:-} setsid "$program" "$@" --ready-file "$dir/$program.ready" \
    >>"$dir/$program.log" 2>&1 </dev/null 7>&- 8>&- &
  echo $! >"$dir/$program.pid"
}

devnet_start() { # directory: starts what does not run; sets ZWALLET_* for the zwallet of this shell
  local dir=$1
  mkdir -p "$dir"
  chmod 700 "$dir"
  if ! devnet_alive "$dir" ghostd; then
    [ -d "$dir/ghostd" ] || ghostd init --devnet --data-dir "$dir/ghostd" >"$dir/ghostd.log"
    devnet_launch "$dir" ghostd start --data-dir "$dir/ghostd" --listen "127.0.0.1:${DEVNET_NODE_PORT:-0}"
  fi
  devnet_await "$dir" ghostd 60
  local node id
  node=$(devnet_field "$dir/ghostd.ready" address)
  id=$(devnet_field "$dir/ghostd.ready" nodeId)
  if ! devnet_alive "$dir" walletd; then
    [ -d "$dir/walletd" ] || walletd init --data-dir "$dir/walletd" >"$dir/walletd.log"
    devnet_launch "$dir" walletd start --data-dir "$dir/walletd" --listen "127.0.0.1:${DEVNET_WALLET_PORT:-0}" \
      --node "$node" --node-id "$id"
  fi
  devnet_await "$dir" walletd 60
  export ZWALLET_ENDPOINT_FILE=$dir/walletd/walletd.endpoint
}

devnet_stop() { # directory
  local program pid deadline
  for program in walletd ghostd; do
    if devnet_alive "$1" "$program"; then
      pid=$(cat "$1/$program.pid")
      kill "$pid"
      deadline=$((SECONDS + 30))
      while kill -0 "$pid" 2>/dev/null && [ $SECONDS -lt $deadline ]; do read -rt 0.05 _ <> <(:) || true; done
      kill -9 "$pid" 2>/dev/null || true
    fi
    rm -f "$1/$program.pid" "$1/$program.ready"
  done
}
