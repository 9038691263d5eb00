#ifndef PACBATCH_CPOSIX_H
#define PACBATCH_CPOSIX_H

// Linux calls that hide behind _GNU_SOURCE, which Swift's Glibc module is built without.

/// Renames and fails with EEXIST instead of replacing. Returns 0, or the errno.
int pb_rename_noreplace(const char *from, const char *to);

/// Asks for a read lease and gives it back at once. Returns 0 when nobody has the file open for writing, EAGAIN when somebody has,
/// or another errno where the file system knows no leases.
int pb_writer_probe(int descriptor);

/// Microseconds since 1970 by the wall clock. (Swift's Glibc module shows `timespec` without its members.)
long long pb_wall_micros(void);
/// Nanoseconds of a clock that is never set.
long long pb_monotonic_nanos(void);

/// Keeps this process's memory out of core files and from other processes of the same user: it holds the PAC's key.
void pb_hide_memory(void);

/// Makes everything durable that was written to the file system on which an open file lies. Returns 0, or the errno; errors of other
/// files' writes since the last call are reported too.
int pb_syncfs(int descriptor);

/// Takes so many bytes of a folder's file system with a file that has no name: closing it, or dying, gives them back. Returns the open
/// file, or the negative errno.
int pb_reserve(const char *folder, long long bytes);

#endif
