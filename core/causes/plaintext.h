// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace causes {

// A refusal as it is compared, whatever mail, page or log it came through: escapes of HTML and JSON
// undone, white space as one space or one line break. Position for position the same text twice:
// what is found in `compared` is cut out of `spelled`.
struct PlainText {
    QString spelled; // as a person would read it
    QString
        compared; // lower case, plain quotes and hyphens, British; what is quoted is blotted out
};
PlainText plainText(const QString& raw);

} // namespace causes
