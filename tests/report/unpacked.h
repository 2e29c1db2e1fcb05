// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QtEndian>

#include <zlib.h>

// What is in a packed file (.xlsx), by name: just enough to read what our own library wrote.
inline QHash<QString, QByteArray> unpacked(const QByteArray& zip)
{
    QHash<QString, QByteArray> files;
    const auto number16 = [&](qsizetype at) { return qFromLittleEndian<quint16>(zip.data() + at); };
    const auto number32 = [&](qsizetype at) { return qFromLittleEndian<quint32>(zip.data() + at); };
    // The directory at the end knows the sizes; the heads before the files may not.
    for (qsizetype at = zip.indexOf("PK\1\2"); at >= 0; at = zip.indexOf("PK\1\2", at + 46)) {
        const quint32 packed = number32(at + 20), size = number32(at + 24);
        const QByteArray name = zip.mid(at + 46, number16(at + 28));
        const qsizetype local = number32(at + 42);
        const qsizetype data = local + 30 + number16(local + 26) + number16(local + 28);
        QByteArray content(size, Qt::Uninitialized), source = zip.mid(data, packed);
        if (number16(at + 10) == 0) {
            content = source;
        } else {
            z_stream stream{};
            stream.next_in = reinterpret_cast<Bytef*>(source.data());
            stream.avail_in = packed;
            stream.next_out = reinterpret_cast<Bytef*>(content.data());
            stream.avail_out = size;
            inflateInit2(&stream, -MAX_WBITS);
            inflate(&stream, Z_FINISH);
            inflateEnd(&stream);
        }
        files.insert(QString::fromUtf8(name), content);
    }
    return files;
}
