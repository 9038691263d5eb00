#ifndef PACBATCH_SIMULATED_DISK_H
#define PACBATCH_SIMULATED_DISK_H

// A disk in memory for SQLite, as one of its VFSs: what was written and not flushed is kept apart, so that a power cut can lose or tear it.
// One connection at a time.

#include <stddef.h>
#include <stdint.h>

typedef struct pb_disk pb_disk;

/// What SQLite is about to do.
enum pb_disk_step {
    /// Write; lost by a power cut unless it is flushed.
    PB_DISK_WRITE = 1,
    /// Flush a file.
    PB_DISK_SYNC = 2,
    /// Remove a file.
    PB_DISK_REMOVE = 3,
};

/// What becomes of a step.
enum pb_disk_verdict {
    /// It is done.
    PB_DISK_GO_ON = 0,
    /// The power fails before it; from now on every call fails.
    PB_DISK_POWER_CUT = 1,
    /// It fails, and nothing of it is done. A write: the disk is full.
    PB_DISK_FAILS = 2,
    /// It reports a failure and is done all the same.
    PB_DISK_LIES = 3,
};

/// Asked before each step.
typedef enum pb_disk_verdict (*pb_disk_gate)(void *context, enum pb_disk_step step, const char *file, long long bytes);

/// Makes an empty disk and registers it with SQLite under a name. NULL when there is no memory.
pb_disk *pb_disk_new(const char *name, pb_disk_gate gate, void *context);
/// Puts a file there, whole and flushed. False when there is no memory.
_Bool pb_disk_put(pb_disk *disk, const char *file, const unsigned char *bytes, size_t count);
/// Takes it from SQLite; no connection may be open.
void pb_disk_free(pb_disk *disk);

/// What a power cut does to a write that wasn't flushed.
enum pb_disk_fate {
    PB_DISK_ALL_LOST = 0,
    PB_DISK_ALL_KEPT = 1,
    /// Each sector of 512 bytes of each write by itself, from the seed.
    PB_DISK_TORN = 2,
};

/// The power is cut and comes back: what wasn't flushed has its fate, what lies there then is flushed, and the disk works again.
void pb_disk_cut(pb_disk *disk, enum pb_disk_fate fate, uint64_t seed);

/// The bytes of a file as they are now; NULL when there is none. Valid until the next call on the disk.
const unsigned char *pb_disk_contents(const pb_disk *disk, const char *file, size_t *count);

#endif
