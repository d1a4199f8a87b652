#!/bin/sh
# Writes PgBouncer's configuration from the environment into memory, and becomes PgBouncer.
set -eu
umask 077
printf '"todo_server" "%s"\n' "$SERVER_PASSWORD" > /run/pgbouncer/users.txt
cat > /run/pgbouncer/pgbouncer.ini <<'INI'
[databases]
todo = host=postgres port=5432 dbname=todo

[pgbouncer]
listen_addr = 0.0.0.0
listen_port = 6432
auth_type = scram-sha-256
auth_file = /run/pgbouncer/users.txt
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
; No unix socket: the root is read-only.
unix_socket_dir =
INI
exec pgbouncer /run/pgbouncer/pgbouncer.ini
