#!/bin/sh
# Writes PgBouncer's configuration from the environment into memory, and becomes PgBouncer. All but the password has a default
# that is right in the compose file; the tests run this very script on other ports.
set -eu
umask 077
folder=${PGBOUNCER_FOLDER:-/run/pgbouncer}
# A quote is doubled in that file.
printf '"todo_server" "%s"\n' "$(printf %s "$SERVER_PASSWORD" | sed 's/"/""/g')" > "$folder/users.txt"
cat > "$folder/pgbouncer.ini" <<INI
[databases]
todo = host=${POSTGRES_HOST:-postgres} port=${POSTGRES_PORT:-5432} dbname=todo

[pgbouncer]
listen_addr = ${LISTEN_HOST:-0.0.0.0}
listen_port = ${LISTEN_PORT:-6432}
auth_type = scram-sha-256
auth_file = $folder/users.txt
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
; No unix socket: the root is read-only.
unix_socket_dir =
INI
exec pgbouncer "$folder/pgbouncer.ini"
