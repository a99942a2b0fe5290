#!/usr/bin/env bash
# A database and a role for each subgraph and for the event bus; no role may connect to another's database. They share
# one password: give each its own where a server must not be able to act as another.
set -euo pipefail
for name in users products inventory cart orders payments reviews sellers promotions bus; do
  psql -v ON_ERROR_STOP=1 --username postgres <<SQL
CREATE ROLE ${name} LOGIN PASSWORD '${POSTGRES_PASSWORD}';
CREATE DATABASE ${name} OWNER ${name};
REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC;
SQL
done
