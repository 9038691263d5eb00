#include "simulated_disk.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 8, NAME_MAX_BYTES = 512, SHARED_REGIONS_MAX = 64, TORN_SECTOR = 512 };

typedef struct {
    unsigned char *bytes;
    size_t count, room;
} buffer;

/// A write that wasn't flushed; a negative offset: the file was cut to `count` bytes.
typedef struct {
    long long offset;
    size_t count;
    unsigned char *bytes;
} pending;

typedef struct {
    char name[NAME_MAX_BYTES];
    bool exists;
    /// False until its first flush: a power cut may then take the name, too.
    bool is_known;
    buffer now, durable;
    pending *waiting;
    size_t waiting_count, waiting_room;
    void *shared[SHARED_REGIONS_MAX];
    size_t shared_size;
} disk_file;

struct pb_disk {
    sqlite3_vfs vfs;
    char name[64];
    disk_file files[FILES_MAX];
    bool is_off;
    pb_disk_gate gate;
    void *context;
};

typedef struct {
    sqlite3_file base;
    pb_disk *disk;
    disk_file *file;
    /// A temporary file of its own, that no power cut concerns; NULL for a named one.
    disk_file *own;
} open_file;

// MARK: - Bytes

static bool grow(buffer *b, size_t count) {
    if (count > b->room) {
        size_t room = b->room ? b->room : 65536;
        while (room < count) room *= 2;
        unsigned char *bytes = realloc(b->bytes, room);
        if (!bytes) return false;
        b->bytes = bytes;
        b->room = room;
    }
    if (count > b->count) {
        memset(b->bytes + b->count, 0, count - b->count);
        b->count = count;
    }
    return true;
}

static bool put(buffer *b, long long offset, const unsigned char *bytes, size_t count) {
    if (!grow(b, (size_t)offset + count)) return false;
    if (count) memcpy(b->bytes + offset, bytes, count);
    return true;
}

static bool duplicate(buffer *to, const buffer *from) {
    to->count = 0;
    return put(to, 0, from->bytes, from->count);
}

static void apply(buffer *b, const pending *write) {
    if (write->offset < 0) {
        if (write->count < b->count) b->count = write->count;
    } else {
        put(b, write->offset, write->bytes, write->count);
    }
}

static void forget_waiting(disk_file *f) {
    for (size_t i = 0; i < f->waiting_count; i++) free(f->waiting[i].bytes);
    f->waiting_count = 0;
}

static bool remember(disk_file *f, long long offset, const void *bytes, size_t count) {
    if (f->waiting_count == f->waiting_room) {
        size_t room = f->waiting_room ? f->waiting_room * 2 : 64;
        pending *waiting = realloc(f->waiting, room * sizeof *waiting);
        if (!waiting) return false;
        f->waiting = waiting;
        f->waiting_room = room;
    }
    pending write = {offset, count, NULL};
    if (offset >= 0) {
        write.bytes = malloc(count ? count : 1);
        if (!write.bytes) return false;
        memcpy(write.bytes, bytes, count);
    }
    f->waiting[f->waiting_count++] = write;
    return true;
}

static void forget_shared(disk_file *f) {
    for (int i = 0; i < SHARED_REGIONS_MAX; i++) {
        free(f->shared[i]);
        f->shared[i] = NULL;
    }
}

static void empty(disk_file *f) {
    forget_waiting(f);
    f->now.count = 0;
    f->exists = false;
}

static void destroy(disk_file *f) {
    forget_waiting(f);
    forget_shared(f);
    free(f->waiting);
    free(f->now.bytes);
    free(f->durable.bytes);
    memset(f, 0, sizeof *f);
}

static disk_file *find(const pb_disk *disk, const char *name, bool makes) {
    disk_file *files = (disk_file *)disk->files;
    for (int i = 0; i < FILES_MAX; i++) {
        if (files[i].name[0] && strcmp(files[i].name, name) == 0) return &files[i];
    }
    for (int i = 0; makes && i < FILES_MAX; i++) {
        if (!files[i].name[0]) {
            strncpy(files[i].name, name, NAME_MAX_BYTES - 1);
            return &files[i];
        }
    }
    return NULL;
}

// MARK: - One open file

static enum pb_disk_verdict ask(open_file *o, enum pb_disk_step step, long long bytes) {
    if (o->own) return PB_DISK_GO_ON;
    if (o->disk->is_off) return PB_DISK_POWER_CUT;
    enum pb_disk_verdict verdict = o->disk->gate(o->disk->context, step, o->file->name, bytes);
    if (verdict == PB_DISK_POWER_CUT) o->disk->is_off = true;
    return verdict;
}

static int file_close(sqlite3_file *file) {
    open_file *o = (open_file *)file;
    if (o->own) {
        destroy(o->own);
        free(o->own);
    }
    return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *room, int count, sqlite3_int64 offset) {
    open_file *o = (open_file *)file;
    if (o->disk->is_off) return SQLITE_IOERR_READ;
    const buffer *now = &o->file->now;
    size_t there = offset < (sqlite3_int64)now->count ? now->count - (size_t)offset : 0;
    size_t copied = there < (size_t)count ? there : (size_t)count;
    if (copied) memcpy(room, now->bytes + offset, copied);
    if (copied == (size_t)count) return SQLITE_OK;
    memset((char *)room + copied, 0, (size_t)count - copied);
    return SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    open_file *o = (open_file *)file;
    enum pb_disk_verdict verdict = ask(o, PB_DISK_WRITE, count);
    if (verdict == PB_DISK_POWER_CUT) return SQLITE_IOERR_WRITE;
    if (verdict == PB_DISK_FAILS) return SQLITE_FULL;
    if (!put(&o->file->now, offset, bytes, (size_t)count)) return SQLITE_NOMEM;
    if (!o->own && !remember(o->file, offset, bytes, (size_t)count)) return SQLITE_NOMEM;
    return verdict == PB_DISK_LIES ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    open_file *o = (open_file *)file;
    if (o->disk->is_off) return SQLITE_IOERR_TRUNCATE;
    if ((size_t)size < o->file->now.count) o->file->now.count = (size_t)size;
    if (!o->own && !remember(o->file, -1, NULL, (size_t)size)) return SQLITE_NOMEM;
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *file, int flags) {
    (void)flags;
    open_file *o = (open_file *)file;
    enum pb_disk_verdict verdict = ask(o, PB_DISK_SYNC, (long long)o->file->waiting_count);
    if (verdict == PB_DISK_POWER_CUT || verdict == PB_DISK_FAILS) return SQLITE_IOERR_FSYNC;
    if (o->own) return SQLITE_OK;
    for (size_t i = 0; i < o->file->waiting_count; i++) apply(&o->file->durable, &o->file->waiting[i]);
    forget_waiting(o->file);
    o->file->is_known = true;
    return verdict == PB_DISK_LIES ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    open_file *o = (open_file *)file;
    if (o->disk->is_off) return SQLITE_IOERR_FSTAT;
    *size = (sqlite3_int64)o->file->now.count;
    return SQLITE_OK;
}

static int file_lock(sqlite3_file *file, int level) {
    (void)level;
    return ((open_file *)file)->disk->is_off ? SQLITE_IOERR_LOCK : SQLITE_OK;
}

static int file_unlock(sqlite3_file *file, int level) {
    (void)file;
    (void)level;
    return SQLITE_OK;
}

static int file_reserved(sqlite3_file *file, int *is_held) {
    (void)file;
    *is_held = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
    (void)file;
    (void)operation;
    (void)argument;
    return SQLITE_NOTFOUND;
}

/// As of SQLite's own VFS for Linux.
static int file_sector(sqlite3_file *file) {
    (void)file;
    return 4096;
}

static int file_characteristics(sqlite3_file *file) {
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int shared_map(sqlite3_file *file, int region, int size, int extends, void volatile **start) {
    open_file *o = (open_file *)file;
    *start = NULL;
    if (o->disk->is_off) return SQLITE_IOERR_SHMMAP;
    if (region >= SHARED_REGIONS_MAX) return SQLITE_IOERR_SHMSIZE;
    if (!o->file->shared[region]) {
        if (!extends) return SQLITE_OK;
        o->file->shared[region] = calloc(1, (size_t)size);
        if (!o->file->shared[region]) return SQLITE_NOMEM;
    }
    *start = o->file->shared[region];
    return SQLITE_OK;
}

static int shared_lock(sqlite3_file *file, int offset, int count, int flags) {
    (void)offset;
    (void)count;
    // Unlocking always succeeds.
    if (flags & SQLITE_SHM_UNLOCK) return SQLITE_OK;
    return ((open_file *)file)->disk->is_off ? SQLITE_IOERR_SHMLOCK : SQLITE_OK;
}

static void shared_barrier(sqlite3_file *file) { (void)file; }

static int shared_unmap(sqlite3_file *file, int deletes) {
    open_file *o = (open_file *)file;
    if (deletes) forget_shared(o->file);
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = shared_map,
    .xShmLock = shared_lock,
    .xShmBarrier = shared_barrier,
    .xShmUnmap = shared_unmap,
};

// MARK: - The disk for SQLite

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out) {
    pb_disk *disk = vfs->pAppData;
    open_file *o = (open_file *)file;
    memset(o, 0, sizeof *o);
    if (disk->is_off) return SQLITE_CANTOPEN;
    o->disk = disk;
    if (name) {
        disk_file *there = find(disk, name, false);
        if (!(there && there->exists) && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
        o->file = find(disk, name, true);
        if (!o->file) return SQLITE_CANTOPEN;
        o->file->exists = true;
    } else {
        o->own = calloc(1, sizeof *o->own);
        if (!o->own) return SQLITE_NOMEM;
        o->file = o->own;
    }
    o->base.pMethods = &methods;
    if (flags_out) *flags_out = flags;
    return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int syncs) {
    (void)syncs;
    pb_disk *disk = vfs->pAppData;
    disk_file *file = find(disk, name, false);
    if (disk->is_off) return SQLITE_IOERR_DELETE;
    if (!file || !file->exists) return SQLITE_IOERR_DELETE_NOENT;
    enum pb_disk_verdict verdict = disk->gate(disk->context, PB_DISK_REMOVE, name, 0);
    if (verdict == PB_DISK_POWER_CUT) disk->is_off = true;
    if (verdict == PB_DISK_POWER_CUT || verdict == PB_DISK_FAILS) return SQLITE_IOERR_DELETE;
    empty(file);
    file->durable.count = 0;
    file->is_known = false;
    return verdict == PB_DISK_LIES ? SQLITE_IOERR_DELETE : SQLITE_OK;
}

static int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    (void)flags;
    const disk_file *file = find(vfs->pAppData, name, false);
    *result = file && file->exists;
    return SQLITE_OK;
}

static int disk_path(sqlite3_vfs *vfs, const char *name, int room, char *path) {
    (void)vfs;
    sqlite3_snprintf(room, path, "%s", name);
    return SQLITE_OK;
}

/// The same for everybody: nothing that a simulation may depend on is drawn from here.
static int disk_random(sqlite3_vfs *vfs, int count, char *bytes) {
    (void)vfs;
    memset(bytes, 0x5A, (size_t)count);
    return count;
}

static int disk_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    return microseconds;
}

static int disk_time(sqlite3_vfs *vfs, double *julian_day) {
    (void)vfs;
    *julian_day = 2461000.5;
    return SQLITE_OK;
}

static int disk_error(sqlite3_vfs *vfs, int count, char *text) {
    (void)vfs;
    if (count > 0) text[0] = 0;
    return 0;
}

pb_disk *pb_disk_new(const char *name, pb_disk_gate gate, void *context) {
    pb_disk *disk = calloc(1, sizeof *disk);
    if (!disk) return NULL;
    strncpy(disk->name, name, sizeof disk->name - 1);
    disk->gate = gate;
    disk->context = context;
    disk->vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = sizeof(open_file),
        .mxPathname = NAME_MAX_BYTES - 1,
        .zName = disk->name,
        .pAppData = disk,
        .xOpen = disk_open,
        .xDelete = disk_delete,
        .xAccess = disk_access,
        .xFullPathname = disk_path,
        .xRandomness = disk_random,
        .xSleep = disk_sleep,
        .xCurrentTime = disk_time,
        .xGetLastError = disk_error,
    };
    if (sqlite3_vfs_register(&disk->vfs, 0) != SQLITE_OK) {
        free(disk);
        return NULL;
    }
    return disk;
}

bool pb_disk_put(pb_disk *disk, const char *name, const unsigned char *bytes, size_t count) {
    disk_file *file = find(disk, name, true);
    if (!file) return false;
    empty(file);
    file->durable.count = 0;
    file->exists = file->is_known = true;
    return put(&file->now, 0, bytes, count) && put(&file->durable, 0, bytes, count);
}

void pb_disk_free(pb_disk *disk) {
    sqlite3_vfs_unregister(&disk->vfs);
    for (int i = 0; i < FILES_MAX; i++) destroy(&disk->files[i]);
    free(disk);
}

// MARK: - Power cuts

/// SplitMix64 (Steele, Lea, Flood 2014).
static uint64_t draw(uint64_t *state) {
    uint64_t mixed = *state += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

/// Lets the sectors of a write that the seed picks reach the disk.
static void apply_torn(buffer *b, const pending *write, uint64_t *seed) {
    if (write->offset < 0) {
        if (draw(seed) & 1) apply(b, write);
        return;
    }
    long long end = write->offset + (long long)write->count;
    // A third of the writes arrives whole, so that commits that nobody was told of are not too rare.
    bool is_whole = draw(seed) % 3 == 0;
    for (long long from = write->offset; from < end;) {
        long long next = (from / TORN_SECTOR + 1) * TORN_SECTOR;
        if (next > end) next = end;
        if (is_whole || draw(seed) & 1) put(b, from, write->bytes + (from - write->offset), (size_t)(next - from));
        from = next;
    }
}

void pb_disk_cut(pb_disk *disk, enum pb_disk_fate fate, uint64_t seed) {
    for (int i = 0; i < FILES_MAX; i++) {
        disk_file *file = &disk->files[i];
        if (!file->exists) continue;
        bool keeps_all = fate == PB_DISK_ALL_KEPT || (fate == PB_DISK_TORN && draw(&seed) % 4 == 0);
        bool loses_all = fate == PB_DISK_ALL_LOST || (fate == PB_DISK_TORN && draw(&seed) % 4 == 0);
        for (size_t w = 0; w < file->waiting_count && (keeps_all || !loses_all); w++) {
            if (keeps_all) apply(&file->durable, &file->waiting[w]);
            else apply_torn(&file->durable, &file->waiting[w], &seed);
        }
        if (!file->is_known && !keeps_all && (loses_all || draw(&seed) & 1)) {
            empty(file);
            file->durable.count = 0;
            continue;
        }
        forget_waiting(file);
        forget_shared(file);
        duplicate(&file->now, &file->durable);
        file->is_known = true;
    }
    for (int i = 0; i < FILES_MAX; i++) forget_shared(&disk->files[i]);
    disk->is_off = false;
}

const unsigned char *pb_disk_contents(const pb_disk *disk, const char *file, size_t *count) {
    const disk_file *found = find(disk, file, false);
    *count = 0;
    if (!found || !found->exists) return NULL;
    *count = found->now.count;
    return found->now.bytes;
}
