// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

// A key of SM2 from its point and, where there is one, its secret number; NULL where they are none. In C, because OpenSSL
// keeps only where the names of parameters are: those of Swift do not outlive the call that gives them.
static inline EVP_PKEY *CLibCrypto_newSM2Key(const unsigned char *point, size_t length, const BIGNUM *secret) {
    EVP_PKEY *key = NULL;
    OSSL_PARAM *parts = NULL;
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *maker = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
    if (builder && maker
        && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0)
        && OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, length)
        && (!secret || OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, secret))
        && (parts = OSSL_PARAM_BLD_to_param(builder)) && EVP_PKEY_fromdata_init(maker) == 1
        && EVP_PKEY_fromdata(maker, &key, EVP_PKEY_KEYPAIR, parts) != 1)
        key = NULL;
    OSSL_PARAM_free(parts);
    OSSL_PARAM_BLD_free(builder);
    EVP_PKEY_CTX_free(maker);
    return key;
}
