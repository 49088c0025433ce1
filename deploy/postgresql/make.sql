-- The database of Sufficiency and its two users, each with the least it needs. Run once, by PostgreSQL's own
-- administrator, with OWNER_PASSWORD in the environment (docs/how-to/production.md).
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD

-- Owns the tables: brings them up to date and restores backups, and is used for nothing else.
CREATE ROLE sufficiency_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD :'owner_password';
-- Is the service: reads and writes rows, and can change no table, trigger or right.
CREATE ROLE sufficiency LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;

CREATE DATABASE sufficiency OWNER sufficiency_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE sufficiency FROM PUBLIC;
GRANT CONNECT ON DATABASE sufficiency TO sufficiency;

\connect sufficiency
ALTER SCHEMA public OWNER TO sufficiency_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sufficiency;
ALTER DEFAULT PRIVILEGES FOR ROLE sufficiency_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sufficiency;
ALTER DEFAULT PRIVILEGES FOR ROLE sufficiency_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO sufficiency;
