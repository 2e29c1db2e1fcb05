// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>
#include <tl/expected.hpp>

namespace base {

// Why something did not happen. Closed: switch over it without default, so that a new kind breaks
// every place that must think about it.
enum class ErrorKind {
    Offline, // no connection; nothing was sent
    Timeout, // sent, no answer in time
    Unauthorised, // sign in again
    Forbidden, // organisation gone, or no permission
    RateLimited, // wait retryAfterSeconds
    Rejected, // Xero refused for a business reason
    Conflict, // the other side is not as expected
    NotFound,
    Malformed, // an answer or a file that can't be read
    Storage, // the book's file
    Cancelled,
    Usage, // the caller asked for something impossible
    Bug
};

// Did anything happen out there? Code that retries must look at this first.
enum class Effect { None, Unknown };

// An error is a value: it has a sentence for the user and the raw text for support.
struct Error {
    ErrorKind kind = ErrorKind::Bug;
    Effect effect = Effect::None;
    QString sentence;
    QString raw;
    int httpStatus = 0;
    std::optional<int> retryAfterSeconds = std::nullopt;

    bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;
using Unexpected = tl::unexpected<Error>;

[[nodiscard]] Unexpected failure(ErrorKind kind, const QString& sentence, const QString& raw = {});

// A broken promise of our own code: says where and stops the process, in release builds as well,
// because going on with wrong money is worse than stopping.
void require(bool condition, const char* what);

} // namespace base
