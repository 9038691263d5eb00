#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <time.h>
#include "posix_shim.h"

int pb_rename_noreplace(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0 ? 0 : errno;
}

int pb_writer_probe(int descriptor) {
    if (fcntl(descriptor, F_SETLEASE, F_RDLCK) != 0) {
        return errno;
    }
    fcntl(descriptor, F_SETLEASE, F_UNLCK);
    return 0;
}

long long pb_wall_micros(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (long long)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

long long pb_monotonic_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000000000 + time.tv_nsec;
}

void pb_hide_memory(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

int pb_syncfs(int descriptor) {
    return syncfs(descriptor) == 0 ? 0 : errno;
}

int pb_reserve(const char *folder, long long bytes) {
    const int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) {
        return -errno;
    }
    if (fallocate(file, 0, 0, bytes) != 0) {
        const int failed = errno;
        close(file);
        return -failed;
    }
    return file;
}
