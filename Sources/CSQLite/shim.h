#ifndef PACBATCH_CSQLITE_H
#define PACBATCH_CSQLITE_H

#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast macro, which Swift doesn't import.
static inline sqlite3_destructor_type pacbatch_sqlite_transient(void) { return SQLITE_TRANSIENT; }

#endif
