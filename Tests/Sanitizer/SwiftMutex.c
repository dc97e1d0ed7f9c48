// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

// Tells the thread sanitizer when Swift's Mutex passes from one thread to another. Its fast path is compiled into
// the caller and seen; where a thread must wait, the standard library asks the kernel, which the sanitizer does not
// see. Loaded before the library, whose two functions these stand in front of.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT_METHOD __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *
// Synchronization._MutexHandle._lockSlow(UInt32) and ._unlockSlow()
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Of the sanitizer; missing in programs that are not built with it.
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

SWIFT_METHOD void lock(uint32_t thread, SELF mutex) __asm__(LOCK);
SWIFT_METHOD void unlock(SELF mutex) __asm__(UNLOCK);

static SWIFT_METHOD void (*lock_of_library)(uint32_t, SELF);
static SWIFT_METHOD void (*unlock_of_library)(SELF);

__attribute__((constructor)) static void find(void) {
    lock_of_library = dlsym(RTLD_NEXT, LOCK);
    unlock_of_library = dlsym(RTLD_NEXT, UNLOCK);
}

SWIFT_METHOD void lock(uint32_t thread, SELF mutex) {
    lock_of_library(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT_METHOD void unlock(SELF mutex) {
    if (__tsan_release) __tsan_release(mutex);
    unlock_of_library(mutex);
}
