-- Lines of the audit are added and read. The database's triggers refuse all else; so does this right, which holds even
-- for somebody who found a way round a trigger. Run after the tables are made, and after a restore.
\set ON_ERROR_STOP on
REVOKE UPDATE, DELETE, TRUNCATE ON audit_line FROM sufficiency;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM sufficiency;
