#ifndef PACBATCH_CSQLITE_H
#define PACBATCH_CSQLITE_H

#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast macro, which Swift doesn't import.
static inline sqlite3_destructor_type pacbatch_sqlite_transient(void) { return SQLITE_TRANSIENT; }

/// sqlite3_config is variadic, which Swift doesn't import. Without the statistics of its memory SQLite takes no lock that all connections of a process
/// share at each allocation. Before the first connection only.
static inline int pacbatch_sqlite_without_memory_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

#endif
