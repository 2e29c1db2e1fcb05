// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/words.h"

#include <span>

// How a table of words is read both ways; each table stands once, in words.cpp or in one of its
// neighbours.
namespace records::wording {

template <class Enum>
struct Word {
    Enum value;
    const char16_t* text;
};

template <class Enum>
std::span<const Word<Enum>> words(); // specialised beside its users

template <class Enum>
QString textOf(Enum value)
{
    for (const Word<Enum>& word : words<Enum>())
        if (word.value == value)
            return QString::fromUtf16(word.text);
    base::require(false, "every enumerator has its word");
    return {};
}

template <class Enum>
std::optional<Enum> valueOf(QStringView text)
{
    for (const Word<Enum>& word : words<Enum>())
        if (text == QStringView(word.text))
            return word.value;
    return std::nullopt;
}

} // namespace records::wording

namespace records {

// Instantiated beside the tables.
template <class Enum>
std::optional<Enum> fromText(QStringView text)
{
    return wording::valueOf<Enum>(text);
}

} // namespace records
