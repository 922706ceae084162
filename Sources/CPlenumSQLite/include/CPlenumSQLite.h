#ifndef CPLENUM_SQLITE_H
#define CPLENUM_SQLITE_H

/// Switches off the checkpoint that SQLite makes when a connection closes.
/// `connection` is a `sqlite3 *`. Returns SQLite's result code.
/// (`sqlite3_db_config` is variadic, which Swift cannot call.)
int plenum_sqlite_no_checkpoint_on_close(void *connection);

/// The system's number of the last failure on the database's file or its log; 0 where there was none.
/// `connection` is a `sqlite3 *`, in use by nobody else.
/// (Where the disk cannot give a page, SQLite says that the page is damaged.)
int plenum_sqlite_system_error(void *connection);

/// The number by which the system knows the type of the file system that holds `path` (linux/magic.h);
/// 0 where it cannot say. (Swift's Glibc does not show `statfs`.)
unsigned long plenum_file_system_type(const char *path);

#endif
