// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problemcodes.h"
#include "secrets/memorykeyring.h"
#include "setup/portalpush.h"
#include "simulators/simsealedbox.h"
#include "support/outcome.h"
#include "unit/portal/portalworld.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace Setup {

// What happens to one message on its way to the portal, or in the portal.
enum class Mishap {
    None,
    NotSent, // no connection
    LostBefore, // left this computer, never arrived
    LostAfter, // carried out, the answer is lost
    Late, // as LostBefore, but it arrives after all, before the next POST
    Silent, // no answer, until the call's time is over
    Garbage, // carried out, the answer is a page
    Maintenance,
    KeyUnknown,
    Expired,
    KeyReused,
    InProgress,
    RoleMissing,
    Invalid,
};

// A portal that keeps the contract, as far as a push needs it. What it has is a value: a copy of it is the
// portal as it was at that moment. It also watches what its client relies on: a second integration that only
// this portal has prevented is a fault of the client all the same.
struct ScriptedPortal
{
    struct Submitted
    {
        QByteArray key;
        QByteArray body;
        friend bool operator==(const Submitted &, const Submitted &) = default;
    };
    struct Sent
    {
        QByteArray body;
        int times = 0;
        friend bool operator==(const Sent &, const Sent &) = default;
    };
    struct Answered
    {
        int status = 0;
        QJsonObject json;
        friend bool operator==(const Answered &, const Answered &) = default;
    };

    QMap<QString, QJsonObject> made; // by reference
    QMap<QByteArray, Answered> answered; // by Idempotency-Key: the same answer for the same request
    QList<QByteArray> passwords; // as they were opened, one for each integration made
    QList<Submitted> late; // on their way
    bool forgetsKeys = false;
    bool looksUpLate = false; // a reference that it has just got is not found yet
    QMap<QByteArray, Sent> sent; // by key: all that has left the client, also what never arrived
    QSet<QByteArray> open; // keys that may have made an integration, or may make it yet
    QSet<QByteArray> arrived; // keys; each would have made one if nobody looked at keys and references
    bool letsKeysChange = false; // the content changes, or is lost: a new key is due
    QStringList faults; // what a client of the contract does not do

    static const SimRsaKey &key()
    {
        static const SimRsaKey key = SimRsaKey::generate();
        return key;
    }

    // Whether or not it arrives.
    void leaves(const Submitted &submitted)
    {
        if (submitted.key.size() < 16)
            faults.append(QStringLiteral("no Idempotency-Key"));
        Sent &before = sent[submitted.key];
        if (before.times > 0 && before.body != submitted.body)
            faults.append(QStringLiteral("one key for two bodies"));
        if (!letsKeysChange && !open.isEmpty() && !open.contains(submitted.key))
            faults.append(QStringLiteral("a new key while the outcome of another is unknown"));
        before = {submitted.body, before.times + 1};
        open.insert(submitted.key);
    }

    // Nothing was stored. That a repeat is refused says nothing of the request before it, unless for its
    // content, which is the same.
    void refuses(const QByteArray &key, bool forItsContent)
    {
        if (forItsContent)
            late.removeIf([&key](const Submitted &submitted) { return submitted.key == key; });
        if (forItsContent || sent.value(key).times == 1)
            open.remove(key);
    }

    ExchangeAnswer answer(const ExchangeQuery &query)
    {
        const QString path = query.url.path();
        if (path.endsWith(QStringLiteral("/keys")))
            return jsonAnswer(
                200,
                {{QStringLiteral("keys"),
                  QJsonArray{key().publicJwk(QStringLiteral("enc"), QStringLiteral("RSA-OAEP-256"))}}});
        if (query.method == "GET" && path.endsWith(QStringLiteral("/integrations")))
            return list(QUrlQuery(query.url).queryItemValue(QStringLiteral("clientReference")));
        if (query.method == "GET")
            return read(path.section(QLatin1Char('/'), -1));
        lateOnesArrive();
        return receive(submittedBy(query));
    }

    void lateOnesArrive()
    {
        for (const Submitted &submitted : std::exchange(late, {}))
            (void)receive(submitted);
    }

    static Submitted submittedBy(const ExchangeQuery &query)
    {
        return {query.headers.value("Idempotency-Key"), query.body};
    }

private:
    ExchangeAnswer list(const QString &reference) const
    {
        QJsonArray items;
        if (made.contains(reference) && !looksUpLate)
            items.append(made.value(reference));
        return jsonAnswer(200, {{QStringLiteral("items"), items}});
    }

    ExchangeAnswer read(const QString &id) const
    {
        for (const QJsonObject &json : made)
            if (json[QStringLiteral("id")] == id)
                return jsonAnswer(200, json);
        return problemAnswer(404, QStringLiteral("not_found"));
    }

    ExchangeAnswer receive(const Submitted &submitted)
    {
        if (answered.contains(submitted.key)) {
            const Answered before = answered.value(submitted.key);
            ExchangeAnswer replayed = jsonAnswer(before.status, before.json);
            replayed.headers.append("Idempotency-Replayed", "true");
            return replayed;
        }
        arrived.insert(submitted.key);
        const Answered given = create(QJsonDocument::fromJson(submitted.body).object());
        if (!forgetsKeys)
            answered.insert(submitted.key, given);
        return jsonAnswer(given.status, given.json);
    }

    Answered create(const QJsonObject &wanted)
    {
        const QString reference = wanted[QStringLiteral("clientReference")].toString();
        if (made.contains(reference) && !looksUpLate)
            return {200, made.value(reference)};
        if (wanted[QStringLiteral("type")] == QStringLiteral("exchangeOnline"))
            return createOnline(wanted);
        const QByteArray jwe = wanted[QStringLiteral("credential")].toString().toLatin1();
        const SimSealedBox box = SimSealedBox::open(jwe, {key()});
        if (box.flaw != SimSealedBox::Flaw::None)
            faults.append(QStringLiteral("a credential that cannot be opened"));
        const QJsonObject claims = QJsonDocument::fromJson(box.content).object();
        for (const char *name : {"username", "ewsUrl", "clientReference"})
            if (claims[QLatin1StringView(name)] != wanted[QLatin1StringView(name)])
                faults.append(QStringLiteral("sealed for another ") + QLatin1StringView(name));
        passwords.append(claims[QStringLiteral("password")].toString().toUtf8());
        QJsonObject json = integrationJson();
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            if (json.contains(it.key()))
                json.insert(it.key(), it.value());
        json.insert(QStringLiteral("id"), QStringLiteral("int_%1").arg(passwords.size()));
        made.insert(reference, json);
        return {201, json};
    }

    Answered createOnline(const QJsonObject &wanted)
    {
        for (const char *name : {"credential", "username", "ewsUrl", "exchangeVersion"})
            if (wanted.contains(QLatin1StringView(name)))
                faults.append(QStringLiteral("Exchange Online with ") + QLatin1StringView(name));
        QJsonObject json = integrationJson();
        for (const char *name : {"username", "ewsUrl", "exchangeVersion"})
            json.remove(QLatin1StringView(name));
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            json.insert(it.key(), it.value());
        json.insert(QStringLiteral("id"), QStringLiteral("int_online"));
        made.insert(wanted[QStringLiteral("clientReference")].toString(), json);
        return {201, json};
    }
};

// All that outlives a crash: the file, the keychain, the portal.
struct Remains
{
    QByteArray draft;
    QMap<QString, Secret> keychain;
    ScriptedPortal portal;

    // Nothing happened between the two that a resumed push could see.
    bool isLike(const Remains &other) const
    {
        const auto values = [](const QMap<QString, Secret> &entries) {
            QMap<QString, QByteArray> all;
            for (auto it = entries.begin(); it != entries.end(); ++it)
                all.insert(it.key(), it->bytes().toByteArray());
            return all;
        };
        return draft == other.draft && portal.made == other.portal.made
            && portal.answered == other.portal.answered && portal.late == other.portal.late
            && portal.sent == other.portal.sent && portal.open == other.portal.open
            && values(keychain) == values(other.keychain);
    }
};

// A push with everything around it. It takes down what would remain if the computer failed at that moment:
// before and after every act on the keychain and on the portal. Between two such moments only the journal is
// written, so each arrow is cut before it is written, after it is written and before its act, and after its
// act.
class PushWorld
{
public:
    static constexpr auto Password = "Kj7-portal-push!";

    explicit PushWorld(const Draft &draft)
        : PushWorld()
    {
        const auto saved = journal.save(draft);
        Q_ASSERT(saved);
    }
    PushWorld(const Remains &remains, const QUuid &reference)
        : PushWorld()
    {
        id = reference;
        portal = remains.portal;
        keyring->contents() = remains.keychain;
        QFile file(draftFile());
        QDir().mkpath(folder.path() + QStringLiteral("/drafts"));
        if (file.open(QIODevice::WriteOnly))
            file.write(remains.draft);
    }

    static Draft checkedDraft(const QDateTime &now)
    {
        Draft draft;
        draft.integration.id = wantedIntegration().clientReference;
        draft.integration.name = wantedIntegration().name;
        draft.integration.identificationCode = wantedIntegration().identificationCode;
        draft.integration.portal = QUrl(PortalWorld::knownSite().origin);
        ExchangeServer &server = *draft.integration.server();
        server.email = wantedIntegration().email;
        server.username = wantedIntegration().username;
        server.ewsUrl = wantedIntegration().ewsUrl;
        server.exchangeVersion = wantedIntegration().exchangeVersion;
        draft.state = Session::State::Checked;
        draft.checkedInput = inputHash(draft.integration);
        draft.checkedAt = now.addSecs(-60);
        Finding login;
        login.checkId = QStringLiteral("auth.login");
        login.status = FindingStatus::Pass;
        draft.findings = {login};
        draft.verdict = Verdict::Pass;
        return draft;
    }

    PushTools tools() { return {web.context(), secrets, journal, random}; }

    // One press of the button, by a program that has just been started.
    Result<PushOutcome> press(const QByteArray &password = {})
    {
        const auto lock = journal.lock(id);
        PortalPush push(tools(), {id, lock.get(), Secret(password)});
        QObject::connect(&push, &PushOperation::reached, &push,
                         [this](Session::State state) { reached.append(state); });
        messages = 0;
        return outcomeOf<PushOutcome>(push);
    }

    Draft draft() const { return *journal.load(id); }
    QString draftFile() const
    {
        return folder.path() + QStringLiteral("/drafts/") + id.toString(QUuid::WithoutBraces)
            + QStringLiteral(".json");
    }
    Remains remains() const
    {
        QFile file(draftFile());
        return {file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(), keyring->contents(), portal};
    }

    // In memory where there is such a folder: thousands of drafts need not wait for a disk.
    static QString scratch()
    {
        const QString memory = QStringLiteral("/dev/shm");
        return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/pushXXXXXX");
    }

    QTemporaryDir folder{scratch()};
    Journal journal{folder.path() + QStringLiteral("/drafts")};
    QUuid id = wantedIntegration().clientReference;
    PortalWorld web;
    ScriptedPortal portal;
    SystemRandomSource random;
    QMap<int, Mishap> mishaps; // by the number of the message of this press
    Mishap atNextPost = Mishap::None;
    int messages = 0;
    QList<Session::State> reached;
    std::function<void()> atEveryMoment;

private:
    // The moment before a request is carried out, and the one after, before anybody has heard of it.
    class WatchedKeyring : public MemoryKeyring
    {
    public:
        explicit WatchedKeyring(PushWorld &world)
            : m_world(world)
        {}
        std::unique_ptr<KeyringStep> step(const KeyringRequest &request) override
        {
            m_world.moment();
            auto step = MemoryKeyring::step(request);
            QObject::connect(step.get(), &KeyringStep::finished, step.get(), [this] { m_world.moment(); });
            return step;
        }

    private:
        PushWorld &m_world;
    };

    PushWorld()
        : keyring(new WatchedKeyring(*this))
        , secrets(std::unique_ptr<Keyring>(keyring))
    {
        web.door.onExchange = [this](const ExchangeQuery &query) {
            moment();
            const Mishap numbered = mishaps.value(messages++);
            const bool isNext = query.method == "POST" && atNextPost != Mishap::None;
            auto reply = carryOut(query, isNext ? std::exchange(atNextPost, Mishap::None) : numbered);
            moment();
            return reply;
        };
    }

    void moment()
    {
        if (atEveryMoment)
            atEveryMoment();
    }

    FakeReply<ExchangeAnswer> carryOut(const ExchangeQuery &query, Mishap mishap)
    {
        if (query.method != "POST" || mishap == Mishap::NotSent)
            return happen(query, mishap);
        const auto submitted = ScriptedPortal::submittedBy(query);
        portal.leaves(submitted);
        const bool isForContent = mishap == Mishap::KeyUnknown || mishap == Mishap::Expired
            || mishap == Mishap::KeyReused || mishap == Mishap::Invalid;
        // What it has carried out already it answers as before.
        if (isForContent && portal.answered.contains(submitted.key))
            return happen(query, Mishap::None);
        if (isForContent || mishap == Mishap::RoleMissing)
            portal.refuses(submitted.key, isForContent);
        return happen(query, mishap);
    }

    FakeReply<ExchangeAnswer> happen(const ExchangeQuery &query, Mishap mishap)
    {
        const auto reply = [](const Result<ExchangeAnswer> &result) {
            FakeReply<ExchangeAnswer> made{result};
            made.leaves = true;
            return made;
        };
        const auto refuse = [&reply](int status, const char *code, const QJsonObject &more = {}) {
            return reply(problemAnswer(status, QString::fromLatin1(code), more));
        };
        const Problem cut{Code::HttpConnectionClosed, {}, {}};
        switch (mishap) {
        case Mishap::None:
            break;
        case Mishap::NotSent:
            return {Problem{Code::TcpConnectionRefused, {}, {}}};
        case Mishap::Late:
            if (query.method == "POST")
                portal.late.append(ScriptedPortal::submittedBy(query));
            return reply(cut);
        case Mishap::LostBefore:
            return reply(cut);
        case Mishap::LostAfter:
            portal.answer(query);
            return reply(cut);
        case Mishap::Silent: {
            portal.answer(query);
            auto silence = reply(Problem{Code::HttpTimeout, {}, {}});
            silence.after = std::chrono::milliseconds(1);
            return silence;
        }
        case Mishap::Garbage:
            portal.answer(query);
            return reply(page(200, "<html>welcome</html>"));
        case Mishap::Maintenance:
            return refuse(503, "maintenance");
        case Mishap::KeyUnknown:
            return refuse(422, "sealing_key_unknown");
        case Mishap::Expired:
            return refuse(422, "credential_refused", {{QStringLiteral("reason"), QStringLiteral("expired")}});
        case Mishap::KeyReused:
            return refuse(422, "idempotency_key_reused");
        case Mishap::InProgress:
            return refuse(409, "submission_in_progress");
        case Mishap::RoleMissing:
            return refuse(403, "missing_role");
        case Mishap::Invalid:
            return refuse(400, "invalid_request");
        }
        return reply(portal.answer(query));
    }

public:
    WatchedKeyring *keyring; // owned by secrets
    SecretStore secrets;
};

} // namespace Setup
