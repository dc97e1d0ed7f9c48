// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How jemalloc works in the commands; it reads this when it starts.
extern const char *malloc_conf;
