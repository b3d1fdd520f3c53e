// SHA-256, by OpenSSL's libcrypto: the only unit that includes it.
#pragma once

#include <string>
#include <string_view>

namespace duban::digest {

/// 64 lower-case hex digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace duban::digest
