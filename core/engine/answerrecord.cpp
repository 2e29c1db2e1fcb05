// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/answerrecord.h"

#include "records/words.h"

#include <QDataStream>
#include <QIODevice>

namespace engine {

using namespace records;

namespace {

constexpr quint8 kVersion = 1;
constexpr qsizetype kMostRaw = 300; // a batch of 50 refusals must fit 64 KiB

void write(QDataStream& out, const Outcome& outcome)
{
    QStringList arguments;
    for (const QString& argument : outcome.cause.arguments.mid(0, 4))
        arguments.append(argument.left(60));
    out << static_cast<qint8>(outcome.kind) << outcome.created.id << outcome.created.status.left(20)
        << outcome.created.contact << toText(outcome.cause.id).toLatin1() << arguments
        << outcome.cause.raw.left(kMostRaw).toUtf8() << outcome.waitSeconds.value_or(-1);
}

bool read(QDataStream& in, Outcome& outcome)
{
    qint8 kind = 0;
    QByteArray cause, raw;
    int wait = -1;
    in >> kind >> outcome.created.id >> outcome.created.status >> outcome.created.contact >> cause
        >> outcome.cause.arguments >> raw >> wait;
    const auto id = fromText<CauseId>(QString::fromLatin1(cause));
    if (in.status() != QDataStream::Ok || !id || kind < 0
        || kind > static_cast<qint8>(Outcome::Kind::Unknown))
        return false;
    outcome.kind = static_cast<Outcome::Kind>(kind);
    outcome.cause.id = *id;
    outcome.cause.raw = QString::fromUtf8(raw);
    if (wait >= 0)
        outcome.waitSeconds = wait;
    return true;
}

} // namespace

QByteArray AnswerRecord::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << kVersion << attempt << batch << static_cast<qint8>(ending) << httpStatus
        << raw.left(kMostRaw).toUtf8() << static_cast<qint32>(outcomes.size());
    for (const Outcome& outcome : outcomes)
        write(out, outcome);
    return bytes;
}

std::optional<AnswerRecord> AnswerRecord::fromBytes(const QByteArray& bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_0);
    AnswerRecord record;
    quint8 version = 0;
    qint8 ending = 0;
    qint32 count = 0;
    QByteArray raw;
    in >> version >> record.attempt >> record.batch >> ending >> record.httpStatus >> raw >> count;
    if (in.status() != QDataStream::Ok || version != kVersion || ending < 0
        || ending > static_cast<qint8>(store::AttemptOutcome::Answered) || count < 0)
        return std::nullopt;
    record.ending = static_cast<store::AttemptOutcome>(ending);
    record.raw = QString::fromUtf8(raw);
    for (qint32 i = 0; i < count; ++i) {
        Outcome outcome;
        if (!read(in, outcome))
            return std::nullopt;
        record.outcomes.append(outcome);
    }
    return record;
}

} // namespace engine
