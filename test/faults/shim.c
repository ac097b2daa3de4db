/* Put before a program with LD_PRELOAD, this stands between it and the system for every file below one folder: it counts the calls, lets the one that is asked for
   fail once, and notes what was written, named and made durable, in order. The database's own calls and those of every thread pass here too; only memory that is
   mapped (the index of the write-ahead log) does not.

   SHIM_FOLDER: the folder. SHIM_CONTROL: a file of 64 bytes that the test and this share: int64 count, int64 fail_at (0: never), int64 kind
   (1 EIO, 2 ENOSPC, 3 short), int64 hit (what kind of call it was, as OP_), int64 armed. SHIM_LOG: where it notes, if given. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OP_OPEN = 1, OP_WRITE, OP_SYNC, OP_CUT, OP_RENAME, OP_UNLINK, OP_READ, OP_MKDIR };
struct control { int64_t count, fail_at, kind, hit, armed; };
static volatile struct control *control;
static const char *folder;
static size_t folder_length;
static int note_file = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
#define MOST 4096
static char *names[MOST];

#define REAL(name) static __typeof__(name) *real_##name; if (!real_##name) real_##name = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  REAL(open); REAL(write);
  folder = getenv("SHIM_FOLDER");
  const char *shared = getenv("SHIM_CONTROL"), *noted = getenv("SHIM_LOG");
  if (!folder || !shared) { folder = NULL; return; }
  folder_length = strlen(folder);
  int file = real_open(shared, O_RDWR);
  void *map = file < 0 ? MAP_FAILED : mmap(NULL, 64, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (map == MAP_FAILED) { folder = NULL; return; }
  control = map;
  if (noted) note_file = real_open(noted, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static int ours(const char *path) { return folder && path && !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]); }
/* Seen from the folder; the folder itself is a dot. */
static const char *seen(const char *path) { return path[folder_length] ? path + folder_length + 1 : "."; }
static char *name_of(int file) { return folder && file >= 0 && file < MOST ? names[file] : NULL; }
static void forget(int file) { if (file >= 0 && file < MOST && names[file]) { free(names[file]); names[file] = NULL; } }

/* One line: op, place, length, name, second name; then the bytes. */
static void note(const char *op, const char *name, const char *other, long long place, const void *bytes, size_t length) {
  if (note_file < 0 || !control->armed) return;
  REAL(write);
  char head[2400];
  int n = snprintf(head, sizeof head, "%s %lld %zu %s %s\n", op, place, bytes ? length : 0, seen(name), other ? seen(other) : "-");
  if (real_write(note_file, head, (size_t)n) < 0) return;
  if (bytes && length && real_write(note_file, bytes, length) < 0) return;
}

/* The error with which this call fails, or 0; -1: it writes half. */
static int fails(int op) {
  if (!control || !control->armed) return 0;
  int64_t mine = __sync_add_and_fetch(&control->count, 1);
  if (control->fail_at == 0 || mine != control->fail_at) return 0;
  control->hit = op;
  if (op == OP_WRITE && control->kind == 3) return -1;
  return (op == OP_WRITE || op == OP_OPEN || op == OP_MKDIR) && control->kind == 2 ? ENOSPC : EIO;
}
#define LOCK() pthread_mutex_lock(&turn)
#define UNLOCK() pthread_mutex_unlock(&turn)

static int opened(int file, const char *path, int flags, int was) {
  if (file >= 0 && file < MOST) { forget(file); names[file] = strdup(path); }
  if (file >= 0 && (flags & O_CREAT) && !was) note("create", path, NULL, 0, NULL, 0);
  if (file >= 0 && (flags & O_TRUNC)) note("cut", path, NULL, 0, NULL, 0);
  return file;
}
#define OPEN(name) int name(const char *path, int flags, ...) { REAL(name); va_list a; va_start(a, flags); mode_t mode = va_arg(a, mode_t); va_end(a); \
  if (!ours(path)) return real_##name(path, flags, mode); \
  LOCK(); int e = (flags & O_CREAT) ? fails(OP_OPEN) : 0, was = access(path, F_OK) == 0; \
  if (e > 0) { UNLOCK(); errno = e; return -1; } int file = opened(real_##name(path, flags, mode), path, flags, was); int kept = errno; UNLOCK(); errno = kept; return file; }
OPEN(open)
OPEN(open64)

int close(int file) { REAL(close); forget(file); return real_close(file); }

static ssize_t put(int file, const void *bytes, size_t length, long long place, ssize_t (*go)(int, const void *, size_t, long long)) {
  char *name = name_of(file);
  if (!name) return go(file, bytes, length, place);
  LOCK();
  int e = fails(OP_WRITE);
  if (e > 0) { UNLOCK(); errno = e; return -1; }
  if (e < 0) length = length > 1 ? length / 2 : length;
  long long at = place >= 0 ? place : (long long)lseek(file, 0, SEEK_CUR);
  ssize_t done = go(file, bytes, length, place);
  int kept = errno;
  if (done > 0) note("write", name, NULL, at, bytes, (size_t)done);
  UNLOCK();
  errno = kept;
  return done;
}
static ssize_t go_write(int file, const void *bytes, size_t length, long long place) { REAL(write); (void)place; return real_write(file, bytes, length); }
static ssize_t go_pwrite(int file, const void *bytes, size_t length, long long place) { REAL(pwrite64); return real_pwrite64(file, bytes, length, place); }
ssize_t write(int file, const void *bytes, size_t length) { return put(file, bytes, length, -1, go_write); }
ssize_t pwrite(int file, const void *bytes, size_t length, off_t place) { return put(file, bytes, length, place, go_pwrite); }
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t place) { return put(file, bytes, length, place, go_pwrite); }
/* Several pieces are written one after another: the caller goes on where it ended. */
ssize_t pwritev(int file, const struct iovec *pieces, int count, off_t place) {
  if (!name_of(file)) { REAL(pwritev); return real_pwritev(file, pieces, count, place); }
  return count > 0 ? pwrite(file, pieces[0].iov_base, pieces[0].iov_len, place) : 0;
}
ssize_t writev(int file, const struct iovec *pieces, int count) {
  if (!name_of(file)) { REAL(writev); return real_writev(file, pieces, count); }
  return count > 0 ? write(file, pieces[0].iov_base, pieces[0].iov_len) : 0;
}

#define READ(name, ...) \
  if (name_of(file)) { LOCK(); int e = fails(OP_READ); UNLOCK(); if (e > 0) { errno = e; return -1; } } return real_##name(file, __VA_ARGS__);
ssize_t read(int file, void *into, size_t length) { REAL(read); READ(read, into, length) }
ssize_t pread(int file, void *into, size_t length, off_t place) { REAL(pread); READ(pread, into, length, place) }
ssize_t pread64(int file, void *into, size_t length, off64_t place) { REAL(pread64); READ(pread64, into, length, place) }

#define ON_FILE(name, op, word, place, call) \
  char *named = name_of(file); if (!named) return call; \
  LOCK(); int e = fails(op); if (e > 0) { UNLOCK(); errno = e; return -1; } int done = call, kept = errno; if (done == 0) note(word, named, NULL, place, NULL, 0); UNLOCK(); errno = kept; return done;
int fsync(int file) { REAL(fsync); ON_FILE(fsync, OP_SYNC, "sync", 0, real_fsync(file)) }
int fdatasync(int file) { REAL(fdatasync); ON_FILE(fdatasync, OP_SYNC, "sync", 0, real_fdatasync(file)) }
int ftruncate(int file, off_t size) { REAL(ftruncate); ON_FILE(ftruncate, OP_CUT, "cut", size, real_ftruncate(file, size)) }
int ftruncate64(int file, off64_t size) { REAL(ftruncate64); ON_FILE(ftruncate64, OP_CUT, "cut", size, real_ftruncate64(file, size)) }

#define ON_NAME(op, word, other, call) \
  if (!ours(path)) return call; \
  LOCK(); int e = fails(op); if (e > 0) { UNLOCK(); errno = e; return -1; } int done = call, kept = errno; if (done == 0) note(word, path, other, 0, NULL, 0); UNLOCK(); errno = kept; return done;
int rename(const char *path, const char *to) { REAL(rename); ON_NAME(OP_RENAME, "rename", to, real_rename(path, to)) }
int unlink(const char *path) { REAL(unlink); ON_NAME(OP_UNLINK, "unlink", NULL, real_unlink(path)) }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); ON_NAME(OP_MKDIR, "mkdir", NULL, real_mkdir(path, mode)) }
