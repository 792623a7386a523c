// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes the catalogue's texts as C++ that lupdate reads: cataloguestrings [--check] OUT.cpp IN.json…
// With --check nothing is written; the exit code says whether OUT.cpp is up to date.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStringList>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

// Commands, links and codes are the same in every language.
const QStringList &translatedMembers()
{
    static const QStringList members{u"title"_s, u"what"_s,  u"tellApart"_s, u"text"_s,
                                     u"says"_s,  u"steps"_s, u"asks"_s,      u"undo"_s};
    return members;
}

QString quoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + escaped + u'"';
}

class Writer
{
public:
    void take(const QString &path)
    {
        QFile file(path);
        QJsonParseError error{};
        const bool isOpen = file.open(QIODevice::ReadOnly);
        const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
        if (!isOpen || error.error != QJsonParseError::NoError)
            m_broken.append(path);
        else
            walk(document.object());
    }

    QStringList broken() const { return m_broken; }

    QByteArray result() const
    {
        const QString head = u"// SPDX-FileCopyrightText: AskCody Exchange Setup contributors\n"
                             "// SPDX-License-Identifier: GPL-3.0-or-later\n\n"
                             "// Made from resources/catalogue-*.json by the target update_cataloguestrings, "
                             "for lupdate. Not compiled.\n\n"
                             "#include <QtGlobal>\n\n"
                             "static const char *const catalogueStrings[] = {\n"_s;
        return (head + m_lines.join(QString()) + u"};\n"_s).toUtf8();
    }

private:
    void walk(const QJsonObject &object)
    {
        for (auto member = object.begin(); member != object.end(); ++member) {
            const bool isText = translatedMembers().contains(member.key());
            const QJsonArray elements = member->isArray() ? member->toArray() : QJsonArray{member.value()};
            for (const auto &element : elements)
                if (element.isObject())
                    walk(element.toObject());
                else if (isText)
                    add(element.toString());
        }
    }

    void add(const QString &text)
    {
        if (m_seen.contains(text))
            return;
        m_seen.insert(text);
        m_lines.append(u"    QT_TRANSLATE_NOOP(\"Catalogue\", %1),\n"_s.arg(quoted(text)));
    }

    QSet<QString> m_seen;
    QStringList m_lines;
    QStringList m_broken;
};

int say(const QString &text, int exitCode)
{
    QTextStream(stderr) << text << '\n';
    return exitCode;
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int index = 1; index < argc; ++index)
        arguments.append(QString::fromLocal8Bit(argv[index]));
    const bool onlyCheck = arguments.removeAll(u"--check"_s) > 0;
    if (arguments.size() < 2)
        return say(u"usage: cataloguestrings [--check] OUT.cpp IN.json..."_s, 2);
    Writer writer;
    for (const QString &path : arguments.mid(1))
        writer.take(path);
    if (!writer.broken().isEmpty())
        return say(u"not JSON: "_s + writer.broken().join(u", "_s), 2);
    QFile out(arguments.first());
    if (onlyCheck) {
        const bool isFresh = out.open(QIODevice::ReadOnly) && out.readAll() == writer.result();
        return isFresh ? 0
                       : say(u"stale: build the target update_cataloguestrings, and commit the result"_s, 1);
    }
    if (!out.open(QIODevice::WriteOnly) || out.write(writer.result()) < 0)
        return say(u"cannot write "_s + arguments.first(), 2);
    return 0;
}
