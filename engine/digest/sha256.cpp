#include "engine/digest/sha256.hpp"

#include <openssl/evp.h>

#include <array>

namespace duban::digest {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned int size = 0;
    // Fails only without memory or without the algorithm: then the digest is all zeros and matches nothing.
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) digest.fill(0);
    static constexpr char kHex[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(64);
    for (const unsigned char byte : digest) {
        hex += kHex[byte >> 4U];
        hex += kHex[byte & 0xFU];
    }
    return hex;
}

}  // namespace duban::digest
