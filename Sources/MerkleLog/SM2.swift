// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibCrypto

/// Signatures by SM2 over SM3 (GB/T 32918.2-2016 on the curve of GB/T 32918.5-2017), by OpenSSL.
///
/// A public key is the byte 4 and both coordinates, a secret one a number of 32 bytes, a signature r and s of 32 bytes
/// each: one spelling only. Each call makes what it needs of OpenSSL and frees it, so any thread may call.
enum SM2 {
    static let publicLength = 65
    static let secretLength = 32
    static let signatureLength = 64
    /// The signer's ID where the two sides agreed on no other (GB/T 35276-2017).
    static let userID = Array("1234567812345678".utf8)

    /// The public key of a secret one; nil where that is no number from 1 to the curve's order less 2.
    static func publicKey(of secret: [UInt8]) -> [UInt8]? {
        guard secret.count == secretLength, let curve = EC_GROUP_new_by_curve_name(NID_sm2) else {
            return nil
        }
        defer { EC_GROUP_free(curve) }
        guard let number = BN_bin2bn(secret, Int32(secret.count), nil), let limit = BN_new() else {
            return nil
        }
        defer {
            BN_clear_free(number)
            BN_free(limit)
        }
        guard EC_GROUP_get_order(curve, limit, nil) == 1, BN_sub_word(limit, 1) == 1,
            BN_is_zero(number) == 0, BN_cmp(number, limit) < 0, let point = EC_POINT_new(curve)
        else { return nil }
        defer { EC_POINT_free(point) }
        var key = [UInt8](repeating: 0, count: publicLength)
        guard EC_POINT_mul(curve, point, number, nil, nil, nil) == 1 else { return nil }
        let form = POINT_CONVERSION_UNCOMPRESSED
        return EC_POINT_point2oct(curve, point, form, &key, key.count, nil) == key.count ? key : nil
    }

    /// Whether bytes are a point of the curve in the one spelling.
    static func isPublicKey(_ key: [UInt8]) -> Bool {
        guard key.count == publicLength, key[0] == 4 else { return false }
        return withKey(key, secret: nil) { _ in true } ?? false
    }

    /// A signature of a message; nil where the keys are none.
    static func signature(of message: [UInt8], secret: [UInt8], publicKey: [UInt8]) -> [UInt8]? {
        withKey(publicKey, secret: secret) { key -> [UInt8]? in
            withContext(of: key) { context -> [UInt8]? in
                // A signature in DER has 72 bytes at most.
                var (bytes, length) = ([UInt8](repeating: 0, count: 80), 80)
                guard EVP_DigestSignInit(context, nil, SM3.function, nil, key) == 1,
                    EVP_DigestSign(context, &bytes, &length, message, message.count) == 1
                else { return nil }
                return plain(Array(bytes.prefix(length)))
            } ?? nil
        } ?? nil
    }

    /// Whether a signature is a key's over a message.
    static func verifies(_ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]) -> Bool {
        guard signature.count == signatureLength, let bytes = encoded(signature) else { return false }
        return withKey(publicKey, secret: nil) { key in
            withContext(of: key) { context in
                EVP_DigestVerifyInit(context, nil, SM3.function, nil, key) == 1
                    && EVP_DigestVerify(context, bytes, bytes.count, message, message.count) == 1
            } ?? false
        } ?? false
    }

    /// A key of OpenSSL for the length of a call.
    private static func withKey<Value>(
        _ publicKey: [UInt8],
        secret: [UInt8]?,
        _ body: (OpaquePointer) -> Value
    ) -> Value? {
        let number = secret.flatMap { BN_bin2bn($0, Int32($0.count), nil) }
        defer { BN_clear_free(number) }
        guard let key = CLibCrypto_newSM2Key(publicKey, publicKey.count, number) else { return nil }
        defer { EVP_PKEY_free(key) }
        return body(key)
    }

    /// A context of signing or verifying that knows the signer's ID.
    private static func withContext<Value>(of key: OpaquePointer, _ body: (OpaquePointer) -> Value) -> Value?
    {
        guard let context = EVP_MD_CTX_new(), let keyContext = EVP_PKEY_CTX_new(key, nil) else { return nil }
        defer {
            EVP_MD_CTX_free(context)
            EVP_PKEY_CTX_free(keyContext)
        }
        guard EVP_PKEY_CTX_set1_id(keyContext, userID, Int32(userID.count)) == 1 else { return nil }
        EVP_MD_CTX_set_pkey_ctx(context, keyContext)
        return body(context)
    }

    /// r and s of a signature in DER.
    private static func plain(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.withUnsafeBufferPointer { buffer -> [UInt8]? in
            var start = buffer.baseAddress
            guard let signature = d2i_ECDSA_SIG(nil, &start, buffer.count) else { return nil }
            defer { ECDSA_SIG_free(signature) }
            var (plain, half) = ([UInt8](), [UInt8](repeating: 0, count: signatureLength / 2))
            for number in [ECDSA_SIG_get0_r(signature), ECDSA_SIG_get0_s(signature)] {
                guard BN_bn2binpad(number, &half, Int32(half.count)) == half.count else { return nil }
                plain += half
            }
            return plain
        }
    }

    /// The signature in DER of r and s.
    private static func encoded(_ bytes: [UInt8]) -> [UInt8]? {
        guard let signature = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(signature) }
        let half = signatureLength / 2
        let (r, s) = (BN_bin2bn(bytes, Int32(half), nil), BN_bin2bn(Array(bytes[half...]), Int32(half), nil))
        guard ECDSA_SIG_set0(signature, r, s) == 1 else { return nil }
        var start: UnsafeMutablePointer<UInt8>?
        let length = i2d_ECDSA_SIG(signature, &start)
        guard length > 0, let start else { return nil }
        defer { CRYPTO_free(start, #file, #line) }
        return Array(UnsafeBufferPointer(start: start, count: Int(length)))
    }
}
