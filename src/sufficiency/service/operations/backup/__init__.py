"""One encrypted file that holds an installation, and bringing it back from there.

archive     the file: parts sealed with a passphrase, written and read as a stream
database    the database at one moment, as a file (SQLite) or as one file for each table (PostgreSQL)
contents    what goes in, at one moment while loads go on, and what does not
manifest    what is in the file, each with its SHA-256
restoring   into an empty place, all or nothing
"""
