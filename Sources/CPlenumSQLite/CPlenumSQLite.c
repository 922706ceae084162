#include "CPlenumSQLite.h"

#include <sqlite3.h>
#include <stddef.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

int plenum_sqlite_no_checkpoint_on_close(void *connection) {
    return sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

int plenum_sqlite_system_error(void *connection) {
    sqlite3 *database = connection;
    int code = 0;
    sqlite3_file *log = NULL;
    sqlite3_file_control(database, "main", SQLITE_FCNTL_LAST_ERRNO, &code);
    if (code == 0 && sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK
        && log != NULL && log->pMethods != NULL) {
        log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &code);
    }
    return code;
}

unsigned long plenum_file_system_type(const char *path) {
#ifdef __linux__
    struct statfs status;
    return statfs(path, &status) == 0 ? (unsigned long)status.f_type & 0xFFFFFFFFul : 0;
#else
    (void)path;
    return 0;
#endif
}
