// The one call of SQLite that takes any number of arguments, which Swift cannot.
#pragma once

extern int sqlite3_config(int, ...);

/// Allocations are then no longer counted under a lock. To be called before SQLite is used; later it does nothing.
static inline int sqlite_without_statistics(void) { return sqlite3_config(9 /* SQLITE_CONFIG_MEMSTATUS */, 0); }
