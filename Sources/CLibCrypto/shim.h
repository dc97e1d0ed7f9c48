// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

// The macro is made of others, which Swift does not follow.
static inline int CLibCrypto_keyPair(void) { return EVP_PKEY_KEYPAIR; }
