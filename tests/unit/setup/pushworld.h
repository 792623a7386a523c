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
// portal as it was at that moment.
struct ScriptedPortal
{
    QMap<QString, QJsonObject> made; // by reference
    QMap<QByteArray, QByteArray> seenKeys; // Idempotency-Key → hash of the body
    QList<QByteArray> passwords; // as they were opened, one for each integration made
    QList<QByteArray> late; // bodies on their way
    bool forgetsKeys = false;
    bool wantsOneKey = false; // a new one while the outcome of another is unknown is a fault
    QByteArray openKey; // of a request that nobody has heard the end of
    QStringList faults; // what a client of the contract does not do

    static const SimRsaKey &key()
    {
        static const SimRsaKey key = SimRsaKey::generate();
        return key;
    }

    ExchangeAnswer answer(const ExchangeQuery &query)
    {
        const QString path = query.url.path();
        if (path.endsWith(QStringLiteral("/keys")))
            return jsonAnswer(
                200,
                {{QStringLiteral("keys"),
                  QJsonArray{key().publicJwk(QStringLiteral("enc"), QStringLiteral("RSA-OAEP-256"))}}});
        if (query.method == "GET")
            return list(QUrlQuery(query.url).queryItemValue(QStringLiteral("clientReference")));
        for (const QByteArray &body : std::exchange(late, {}))
            create(body);
        const QByteArray body = query.body;
        const QByteArray hash = QCryptographicHash::hash(body, QCryptographicHash::Sha256);
        const QByteArray idempotencyKey = query.headers.value("Idempotency-Key");
        if (idempotencyKey.size() < 16)
            faults.append(QStringLiteral("no Idempotency-Key"));
        if (seenKeys.contains(idempotencyKey) && seenKeys.value(idempotencyKey) != hash)
            faults.append(QStringLiteral("one key for two bodies"));
        if (wantsOneKey && !openKey.isEmpty() && openKey != idempotencyKey)
            faults.append(QStringLiteral("a new key while the outcome of another is unknown"));
        openKey.clear();
        if (!forgetsKeys)
            seenKeys.insert(idempotencyKey, hash);
        return create(body);
    }

    ExchangeAnswer list(const QString &reference) const
    {
        QJsonArray items;
        if (made.contains(reference))
            items.append(made.value(reference));
        return jsonAnswer(200, {{QStringLiteral("items"), items}});
    }

    ExchangeAnswer create(const QByteArray &body)
    {
        const QJsonObject wanted = QJsonDocument::fromJson(body).object();
        const QString reference = wanted[QStringLiteral("clientReference")].toString();
        if (made.contains(reference))
            return jsonAnswer(200, made.value(reference));
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
        return jsonAnswer(201, json);
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
            && portal.seenKeys == other.portal.seenKeys && portal.late == other.portal.late
            && portal.openKey == other.portal.openKey && values(keychain) == values(other.keychain);
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
            auto reply = carryOut(query, mishaps.value(messages++));
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
        auto reply = happen(query, mishap);
        const bool isUnknown = mishap == Mishap::Late || mishap == Mishap::LostBefore
            || mishap == Mishap::LostAfter || mishap == Mishap::Silent || mishap == Mishap::Garbage
            || mishap == Mishap::Maintenance || mishap == Mishap::InProgress;
        if (query.method == "POST" && isUnknown)
            portal.openKey = query.headers.value("Idempotency-Key");
        return reply;
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
                portal.late.append(query.body);
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
