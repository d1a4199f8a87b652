#!/bin/sh
# Three logins, none of them superuser: one migrates and owns the tables, one serves and owns nothing, one is Better Auth's.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres \
  -v migrator="$MIGRATOR_PASSWORD" -v server="$SERVER_PASSWORD" -v issuer="$ISSUER_PASSWORD" <<'SQL'
create role todo_migrator login createrole nobypassrls password :'migrator';
create role todo_server login nobypassrls password :'server';
create role better_auth login password :'issuer';
create database todo owner todo_migrator;
create database better_auth owner better_auth;
revoke connect on database todo, better_auth from public;
grant connect on database todo to todo_server;
SQL
