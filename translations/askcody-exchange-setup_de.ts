<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AccessLimits</name>
    <message>
        <source>Test what the application may do</source>
        <translation>Prüfen, was die Anwendung darf</translation>
    </message>
    <message>
        <source>A room must be in scope, the mailbox of a person must not. The command looks at the roles alone: a consent for all mailboxes that still stands is not shown. Changes can take up to two hours.</source>
        <translation>Ein Raum muss im Verwaltungsbereich liegen, das Postfach einer Person darf es nicht. Der Befehl betrachtet nur die Rollen: Eine Zustimmung für alle Postfächer, die noch besteht, zeigt er nicht. Änderungen können bis zu zwei Stunden dauern.</translation>
    </message>
    <message>
        <source>Make the application known to Exchange</source>
        <translation>Die Anwendung in Exchange bekannt machen</translation>
    </message>
    <message>
        <source>Exchange Online gives roles to applications that it knows. The application must have its consent first.</source>
        <translation>Exchange Online weist Rollen nur Anwendungen zu, die es kennt. Die Anwendung muss zuerst ihre Zustimmung haben.</translation>
    </message>
    <message>
        <source>Describe which mailboxes are meant</source>
        <translation>Festlegen, welche Postfächer gemeint sind</translation>
    </message>
    <message>
        <source>The scope holds all room mailboxes, and takes in new ones by itself. AskCody&apos;s Outlook add-ins work in the mailboxes of people as well; if you use them, this scope is too narrow.</source>
        <translation>Der Verwaltungsbereich umfasst alle Raumpostfächer und schließt neue automatisch ein. Die Outlook-Add-Ins von AskCody arbeiten auch in den Postfächern von Personen; wenn Sie diese verwenden, ist dieser Bereich zu eng.</translation>
    </message>
    <message>
        <source>Allow EWS in these mailboxes</source>
        <translation>EWS in diesen Postfächern erlauben</translation>
    </message>
    <message>
        <source>The role lets the application use EWS in the mailboxes of the scope. It does not replace the list of allowed applications, which counts as well.</source>
        <translation>Mit der Rolle kann die Anwendung EWS in den Postfächern des Verwaltungsbereichs verwenden. Sie ersetzt nicht die Liste der erlaubten Anwendungen, die ebenfalls gilt.</translation>
    </message>
    <message>
        <source>Allow Microsoft Graph in these mailboxes</source>
        <translation>Microsoft Graph in diesen Postfächern erlauben</translation>
    </message>
    <message>
        <source>For the time after EWS: the calendars of the rooms by Microsoft Graph. The list of rooms itself (Place.Read.All) cannot be limited in this way.</source>
        <translation>Für die Zeit nach EWS: die Kalender der Räume über Microsoft Graph. Die Liste der Räume selbst (Place.Read.All) lässt sich so nicht einschränken.</translation>
    </message>
    <message>
        <source>Take back the consent for all mailboxes</source>
        <translation>Die Zustimmung für alle Postfächer zurücknehmen</translation>
    </message>
    <message>
        <source>Roles and consents add up: as long as the consent for all mailboxes stands, the scope limits nothing. Ask AskCody first whether its application works with the roles alone; this program has not verified it.</source>
        <translation>Rollen und Zustimmungen addieren sich: Solange die Zustimmung für alle Postfächer besteht, schränkt der Verwaltungsbereich nichts ein. Fragen Sie AskCody zuerst, ob die Anwendung mit den Rollen allein funktioniert; dieses Programm hat das nicht überprüft.</translation>
    </message>
    <message>
        <source>Stop the application</source>
        <translation>Die Anwendung sperren</translation>
    </message>
    <message>
        <source>From then on it gets no access any more. What it has got is good for about an hour longer. All consents stay, so that it can be let in again.</source>
        <translation>Von da an erhält sie keinen Zugriff mehr. Was sie schon erhalten hat, gilt noch etwa eine Stunde. Alle Zustimmungen bleiben bestehen, sodass sie wieder zugelassen werden kann.</translation>
    </message>
    <message>
        <source>Remove the application with all consents</source>
        <translation>Die Anwendung mit allen Zustimmungen entfernen</translation>
    </message>
    <message>
        <source>For good, after 30 days; until then it can be brought back. In Entra the same is found under Enterprise applications, Properties, Delete.</source>
        <translation>Endgültig nach 30 Tagen; bis dahin lässt sie sich wiederherstellen. In Entra finden Sie dasselbe unter Unternehmensanwendungen, Eigenschaften, Löschen.</translation>
    </message>
</context>
<context>
    <name>Arguments</name>
    <message>
        <source>Shows this text.</source>
        <translation>Zeigt diesen Text an.</translation>
    </message>
    <message>
        <source>How to print the result: %1.</source>
        <translation>Wie das Ergebnis ausgegeben wird: %1.</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>%1: %2
See askcody-exchange-setup-cli %1 --help.</source>
        <translation>%1: %2
Siehe askcody-exchange-setup-cli %1 --help.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one too many.</source>
        <translation>„%1“ ist zu viel.</translation>
    </message>
    <message>
        <source>it needs one of: %1</source>
        <translation>erforderlich ist eine dieser Angaben: %1</translation>
    </message>
    <message>
        <source>--format takes one of: %1</source>
        <translation>--format erwartet einen dieser Werte: %1</translation>
    </message>
    <message>
        <source>--%1 takes a number from %2 to %3.</source>
        <translation>--%1 erwartet eine Zahl von %2 bis %3.</translation>
    </message>
    <message>
        <source>several files can be checked with --format text only.</source>
        <translation>Mehrere Dateien können nur mit --format text geprüft werden.</translation>
    </message>
    <message>
        <source>--%1 and --%2 exclude each other.</source>
        <translation>--%1 und --%2 schließen einander aus.</translation>
    </message>
    <message>
        <source>--portal is missing: the portal&apos;s address, or one of: %1</source>
        <translation>--portal fehlt: die Adresse des Portals oder eines von: %1</translation>
    </message>
    <message>
        <source>%1 is missing: %2</source>
        <translation>%1 fehlt: %2</translation>
    </message>
    <message>
        <source>This time by this proxy: host:port, none, or system.</source>
        <translation>Dieses Mal über diesen Proxy: Host:Port, none oder system.</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>--%1 does not know %2. It knows: %3</source>
        <translation>--%1 kennt %2 nicht. Bekannt sind: %3</translation>
    </message>
</context>
<context>
    <name>AuthenticationWays</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>Modern (Exchange Online)</source>
        <translation>Modern (Exchange Online)</translation>
    </message>
    <message>
        <source>Basic (Exchange Server)</source>
        <translation>Basic (Exchange Server)</translation>
    </message>
    <message>
        <source>Works with</source>
        <translation>Funktioniert mit</translation>
    </message>
    <message>
        <source>Exchange Online alone; never offered for a server of your own</source>
        <translation>Nur Exchange Online; für einen eigenen Server nie angeboten</translation>
    </message>
    <message>
        <source>Exchange Server alone; Exchange Online has refused it since 1 October 2022</source>
        <translation>Nur Exchange Server; Exchange Online lehnt es seit dem 1. Oktober 2022 ab</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>Wer es macht</translation>
    </message>
    <message>
        <source>An administrator who may consent for the organisation, and has a mailbox</source>
        <translation>Ein Administrator, der für die Organisation zustimmen darf und ein Postfach hat</translation>
    </message>
    <message>
        <source>An Exchange administrator, with a service account that has a mailbox</source>
        <translation>Ein Exchange-Administrator mit einem Dienstkonto, das ein Postfach hat</translation>
    </message>
    <message>
        <source>What AskCody is given</source>
        <translation>Was AskCody bekommt</translation>
    </message>
    <message>
        <source>Consent for an application; no password</source>
        <translation>Die Zustimmung für eine Anwendung; kein Kennwort</translation>
    </message>
    <message>
        <source>The password of the service account</source>
        <translation>Das Kennwort des Dienstkontos</translation>
    </message>
    <message>
        <source>What that opens</source>
        <translation>Was das öffnet</translation>
    </message>
    <message>
        <source>Every mailbox, unless you limit it</source>
        <translation>Jedes Postfach, solange Sie es nicht begrenzen</translation>
    </message>
    <message>
        <source>The mailboxes that you grant impersonation for</source>
        <translation>Die Postfächer, für die Sie den Identitätswechsel erlauben</translation>
    </message>
    <message>
        <source>How long it works</source>
        <translation>Wie lange es funktioniert</translation>
    </message>
    <message>
        <source>Microsoft has been switching EWS off since %1, and it ends for good on %2. Ask AskCody about Microsoft Graph.</source>
        <translation>Microsoft schaltet EWS seit dem %1 ab, und am %2 endet es endgültig. Fragen Sie AskCody nach Microsoft Graph.</translation>
    </message>
    <message>
        <source>No end is announced for EWS in Exchange Server</source>
        <translation>Für EWS in Exchange Server ist kein Ende angekündigt</translation>
    </message>
    <message>
        <source>AskCody says that it uses</source>
        <translation>AskCody nutzt nach eigenen Angaben</translation>
    </message>
    <message>
        <source>The consent allows</source>
        <translation>Die Zustimmung erlaubt</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>Postfächer</translation>
    </message>
    <message>
        <source>The calendars of rooms and resources</source>
        <translation>Die Kalender von Räumen und Ressourcen</translation>
    </message>
    <message>
        <source>Every mailbox of the organisation</source>
        <translation>Jedes Postfach der Organisation</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Meetings: organiser, title, text, times, place, attendees; no mails, no attachments</source>
        <translation>Besprechungen: Organisator, Titel, Text, Zeiten, Ort, Teilnehmer; keine E-Mails, keine Anlagen</translation>
    </message>
    <message>
        <source>Everything in a mailbox: mails, calendars, contacts, attachments</source>
        <translation>Alles in einem Postfach: E-Mails, Kalender, Kontakte, Anlagen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Makes, changes and ends meetings</source>
        <translation>Legt Besprechungen an, ändert und beendet sie</translation>
    </message>
    <message>
        <source>Whatever the owner of the mailbox may do</source>
        <translation>Alles, was der Inhaber des Postfachs darf</translation>
    </message>
</context>
<context>
    <name>Bundle</name>
    <message>
        <source>Run of %1 UTC</source>
        <translation>Durchlauf vom %1 UTC</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>Was gefragt wurde</translation>
    </message>
    <message>
        <source>What was found, with all facts</source>
        <translation>Was gefunden wurde, mit allen Fakten</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>What AskCody&apos;s cloud found</source>
        <translation>Was die Cloud von AskCody festgestellt hat</translation>
    </message>
    <message>
        <source>A recording of %1 %2: what was asked, what came back, and what this program made of it. No password, no token, and of calendars no subject, no body and no attendee.</source>
        <translation>Eine Aufzeichnung von %1 %2: was gefragt wurde, was zurückkam und was dieses Programm daraus gemacht hat. Kein Kennwort, kein Token und aus Kalendern kein Betreff, kein Text und kein Teilnehmer.</translation>
    </message>
    <message>
        <source>%1 observations, %2 bytes as a file.</source>
        <translation>%1 Beobachtungen, als Datei %2 Bytes.</translation>
    </message>
    <message>
        <source>It was too long: %1 bodies and %2 observations were left out.</source>
        <translation>Die Aufzeichnung war zu lang: Ausgelassen wurden %1 Inhalte und %2 Beobachtungen.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Settings of the program</source>
        <translation>Einstellungen des Programms</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>What passed, in the order of time</source>
        <translation>Was ablief, in zeitlicher Reihenfolge</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>%1 %2 (%3 bytes)</source>
        <translation>%1 %2 (%3 Bytes)</translation>
    </message>
    <message>
        <source>direct</source>
        <extracomment>The way to a host, without a proxy.</extracomment>
        <translation>direkt</translation>
    </message>
    <message>
        <source>by the proxy %1:%2 (%3)</source>
        <translation>über den Proxy %1:%2 (%3)</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>fault %1, in certificate %2 of the chain</source>
        <translation>Fehler %1, im Zertifikat %2 der Kette</translation>
    </message>
    <message>
        <source>certificate %1, issued by %2, valid until %3, for %4</source>
        <translation>Zertifikat %1, ausgestellt von %2, gültig bis %3, für %4</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>Can this program store a secret in the system&apos;s keychain, read it back and delete it?</source>
        <translation>Kann dieses Programm im Schlüsselbund des Systems ein Geheimnis speichern, wieder auslesen und löschen?</translation>
    </message>
    <message>
        <source>Keep the password safe on this computer</source>
        <translation>Kennwort auf diesem Computer sicher aufbewahren</translation>
    </message>
    <message>
        <source>Which hosts are reached directly, and which through a proxy?</source>
        <translation>Welche Hosts werden direkt erreicht und welche über einen Proxy?</translation>
    </message>
    <message>
        <source>Find the way to the network</source>
        <translation>Weg zum Netzwerk finden</translation>
    </message>
    <message>
        <source>Does this computer&apos;s clock agree with the servers&apos; clocks?</source>
        <translation>Stimmt die Uhr dieses Computers mit den Uhren der Server überein?</translation>
    </message>
    <message>
        <source>Compare the clocks</source>
        <translation>Uhren vergleichen</translation>
    </message>
    <message>
        <source>Can the browser hand the result of a sign-in back to this program?</source>
        <translation>Kann der Browser das Ergebnis einer Anmeldung an dieses Programm zurückgeben?</translation>
    </message>
    <message>
        <source>Be ready for the sign-in in the browser</source>
        <translation>Für die Anmeldung im Browser bereit sein</translation>
    </message>
    <message>
        <source>Is the mail domain known to Microsoft&apos;s cloud, and who signs its users in?</source>
        <translation>Ist die E-Mail-Domäne in der Cloud von Microsoft bekannt, und wer meldet ihre Benutzer an?</translation>
    </message>
    <message>
        <source>Look for the domain at Microsoft</source>
        <translation>Domäne bei Microsoft suchen</translation>
    </message>
    <message>
        <source>Which servers answer Autodiscover for the mail domain, before any password is sent?</source>
        <translation>Welche Server beantworten Autodiscover für die E-Mail-Domäne, bevor ein Kennwort gesendet wird?</translation>
    </message>
    <message>
        <source>Look for the Exchange server</source>
        <translation>Exchange-Server suchen</translation>
    </message>
    <message>
        <source>Which EWS address does Exchange itself name for the service account?</source>
        <translation>Welche EWS-Adresse nennt Exchange selbst für das Dienstkonto?</translation>
    </message>
    <message>
        <source>Ask Autodiscover for the EWS address</source>
        <translation>Autodiscover nach der EWS-Adresse fragen</translation>
    </message>
    <message>
        <source>Does the server&apos;s name lead to an address?</source>
        <translation>Führt der Name des Servers zu einer Adresse?</translation>
    </message>
    <message>
        <source>Look up the server&apos;s name</source>
        <translation>Namen des Servers auflösen</translation>
    </message>
    <message>
        <source>Does the server accept a connection on its port?</source>
        <translation>Nimmt der Server auf seinem Port eine Verbindung an?</translation>
    </message>
    <message>
        <source>Open a connection to the server</source>
        <translation>Verbindung zum Server öffnen</translation>
    </message>
    <message>
        <source>Is the connection encrypted well, and is the certificate valid and trusted?</source>
        <translation>Ist die Verbindung gut verschlüsselt, und ist das Zertifikat gültig und vertrauenswürdig?</translation>
    </message>
    <message>
        <source>Check the server&apos;s certificate</source>
        <translation>Zertifikat des Servers prüfen</translation>
    </message>
    <message>
        <source>Would this address, name and certificate work for AskCody&apos;s cloud on the internet?</source>
        <translation>Würden diese Adresse, dieser Name und dieses Zertifikat für die Cloud von AskCody im Internet funktionieren?</translation>
    </message>
    <message>
        <source>Judge whether AskCody&apos;s cloud can get here</source>
        <translation>Erreichbarkeit für die Cloud von AskCody beurteilen</translation>
    </message>
    <message>
        <source>Does Exchange Web Services (EWS) answer here, and which ways to sign in does it offer?</source>
        <translation>Antworten hier die Exchange-Webdienste (EWS), und welche Anmeldearten bieten sie an?</translation>
    </message>
    <message>
        <source>Find Exchange Web Services at the address</source>
        <translation>Exchange-Webdienste unter der Adresse finden</translation>
    </message>
    <message>
        <source>Does Exchange accept the service account&apos;s name and password?</source>
        <translation>Akzeptiert Exchange den Namen und das Kennwort des Dienstkontos?</translation>
    </message>
    <message>
        <source>Sign in to Exchange with the service account</source>
        <translation>Mit dem Dienstkonto an Exchange anmelden</translation>
    </message>
    <message>
        <source>Which Exchange version is this, and does Microsoft still support it?</source>
        <translation>Welche Exchange-Version ist dies, und unterstützt Microsoft sie noch?</translation>
    </message>
    <message>
        <source>Read the Exchange version</source>
        <translation>Exchange-Version auslesen</translation>
    </message>
    <message>
        <source>Does the service account own the mailbox through which AskCody verifies the connection?</source>
        <translation>Besitzt das Dienstkonto das Postfach, über das AskCody die Verbindung überprüft?</translation>
    </message>
    <message>
        <source>Open the service account&apos;s own mailbox</source>
        <translation>Eigenes Postfach des Dienstkontos öffnen</translation>
    </message>
    <message>
        <source>May the service account work in the given mailbox, and not in the forbidden one?</source>
        <translation>Darf das Dienstkonto im angegebenen Postfach arbeiten und im verbotenen nicht?</translation>
    </message>
    <message>
        <source>Act for a room or another mailbox</source>
        <translation>Für einen Raum oder ein anderes Postfach handeln</translation>
    </message>
    <message>
        <source>Which room lists and rooms does Exchange show to the service account?</source>
        <translation>Welche Raumlisten und Räume zeigt Exchange dem Dienstkonto?</translation>
    </message>
    <message>
        <source>List the rooms</source>
        <translation>Räume auflisten</translation>
    </message>
    <message>
        <source>Does Exchange tell the service account when rooms are free or busy?</source>
        <translation>Teilt Exchange dem Dienstkonto mit, wann Räume frei oder gebucht sind?</translation>
    </message>
    <message>
        <source>Ask when a room is free</source>
        <translation>Fragen, wann ein Raum frei ist</translation>
    </message>
    <message>
        <source>Does Exchange tell AskCody at once when a meeting changes?</source>
        <translation>Teilt Exchange AskCody sofort mit, wenn sich eine Besprechung ändert?</translation>
    </message>
    <message>
        <source>Hear about changed meetings</source>
        <translation>Von geänderten Besprechungen erfahren</translation>
    </message>
    <message>
        <source>The address is incomplete, or has a space or a stray character in it.</source>
        <translation>Die Adresse ist unvollständig, oder sie enthält ein Leerzeichen oder ein anderes überzähliges Zeichen.</translation>
    </message>
    <message>
        <source>It contains a backslash, as user names do.</source>
        <translation>Die Eingabe enthält einen umgekehrten Schrägstrich, wie bei Benutzernamen üblich.</translation>
    </message>
    <message>
        <source>A user name was typed where the e-mail address belongs.</source>
        <translation>Anstelle der E-Mail-Adresse wurde ein Benutzername eingegeben.</translation>
    </message>
    <message>
        <source>Type the primary e-mail address of the service account, with a domain that has a dot in it.</source>
        <translation>Geben Sie die primäre E-Mail-Adresse des Dienstkontos ein, mit einer Domäne, die einen Punkt enthält.</translation>
    </message>
    <message>
        <source>A user name such as CONTOSO\askcody belongs in the field for the user name, not here.</source>
        <translation>Ein Benutzername wie CONTOSO\askcody gehört nicht hierher, sondern in das Feld für den Benutzernamen.</translation>
    </message>
    <message>
        <source>This is not an e-mail address</source>
        <translation>Dies ist keine E-Mail-Adresse</translation>
    </message>
    <message>
        <source>The value for “{field}” has to be an e-mail address such as askcody@contoso.com.[ What was typed: {typed}.]</source>
        <translation>Der Wert für „{field}“ muss eine E-Mail-Adresse wie askcody@contoso.com sein.[ Eingegeben wurde: {typed}.]</translation>
    </message>
    <message>
        <source>The address is incomplete or has a character that addresses cannot have.</source>
        <translation>Die Adresse ist unvollständig oder enthält ein Zeichen, das in Adressen nicht vorkommen kann.</translation>
    </message>
    <message>
        <source>Type the address with host and path, or only the host; the usual path is added for you.</source>
        <translation>Geben Sie die Adresse mit Host und Pfad ein oder nur den Host; der übliche Pfad wird dann ergänzt.</translation>
    </message>
    <message>
        <source>[Try this one: {proposal}]</source>
        <translation>[Versuchen Sie diese: {proposal}]</translation>
    </message>
    <message>
        <source>This is not a usable address</source>
        <translation>Dies ist keine verwendbare Adresse</translation>
    </message>
    <message>
        <source>The value for “{field}” has to be an https address, such as https://mail.contoso.com/EWS/Exchange.asmx.[ What was typed: {typed}.]</source>
        <translation>Der Wert für „{field}“ muss eine https-Adresse sein, zum Beispiel https://mail.contoso.com/EWS/Exchange.asmx.[ Eingegeben wurde: {typed}.]</translation>
    </message>
    <message>
        <source>The address was copied from an old note or from an internal page.</source>
        <translation>Die Adresse wurde aus einer alten Notiz oder von einer internen Seite kopiert.</translation>
    </message>
    <message>
        <source>[Use {proposal} instead.]</source>
        <translation>[Verwenden Sie stattdessen {proposal}.]</translation>
    </message>
    <message>
        <source>If the server answers on http only, let the Exchange administrator bind a certificate first.</source>
        <translation>Antwortet der Server nur über http, lassen Sie den Exchange-Administrator zuerst ein Zertifikat binden.</translation>
    </message>
    <message>
        <source>The address must begin with https</source>
        <translation>Die Adresse muss mit https beginnen</translation>
    </message>
    <message>
        <source>An http address would send the password unencrypted, so this program never uses one.[ The same address with https is {proposal}.]</source>
        <translation>Eine http-Adresse würde das Kennwort unverschlüsselt übertragen; deshalb verwendet dieses Programm nie eine solche.[ Dieselbe Adresse mit https lautet {proposal}.]</translation>
    </message>
    <message>
        <source>The address was copied together with a sign-in, such as https://user:password@host.</source>
        <translation>Die Adresse wurde zusammen mit Anmeldedaten kopiert, wie in https://user:password@host.</translation>
    </message>
    <message>
        <source>[Use the address without it: {proposal}]</source>
        <translation>[Verwenden Sie die Adresse ohne sie: {proposal}]</translation>
    </message>
    <message>
        <source>If a password was in it, treat that password as known to others and change it.</source>
        <translation>Enthielt die Adresse ein Kennwort, betrachten Sie es als anderen bekannt, und ändern Sie es.</translation>
    </message>
    <message>
        <source>The address contains a user name</source>
        <translation>Die Adresse enthält einen Benutzernamen</translation>
    </message>
    <message>
        <source>Names and passwords inside an address end up in logs and histories. They are not accepted here.</source>
        <translation>Namen und Kennwörter innerhalb einer Adresse gelangen in Protokolle und Verläufe. Sie werden hier nicht akzeptiert.</translation>
    </message>
    <message>
        <source>The version&apos;s marketing name was typed, or there is a typing mistake.</source>
        <translation>Der Produktname der Version wurde eingegeben, oder es liegt ein Tippfehler vor.</translation>
    </message>
    <message>
        <source>Choose “auto”, and let this program read the version from the server.</source>
        <translation>Wählen Sie „auto“, und lassen Sie dieses Programm die Version vom Server auslesen.</translation>
    </message>
    <message>
        <source>[Or use one of these: {proposal}]</source>
        <translation>[Oder verwenden Sie eine von diesen: {proposal}]</translation>
    </message>
    <message>
        <source>Exchange 2013 and Exchange 2013 SP1 are two different choices. Exchange 2016, 2019 and SE all work with Exchange2013_SP1.</source>
        <translation>Exchange 2013 und Exchange 2013 SP1 sind zwei verschiedene Auswahlmöglichkeiten. Exchange 2016, 2019 und SE funktionieren alle mit Exchange2013_SP1.</translation>
    </message>
    <message>
        <source>Exchange does not know this version name</source>
        <translation>Exchange kennt diesen Versionsnamen nicht</translation>
    </message>
    <message>
        <source>[“{typed}” is not one of the names by which Exchange Web Services calls its versions.] This program can find the right one by itself.</source>
        <translation>[„{typed}“ ist keiner der Namen, mit denen die Exchange-Webdienste ihre Versionen bezeichnen.] Dieses Programm kann den richtigen selbst ermitteln.</translation>
    </message>
    <message>
        <source>It contains a character that no Windows user name has.</source>
        <translation>Er enthält ein Zeichen, das in keinem Windows-Benutzernamen vorkommt.</translation>
    </message>
    <message>
        <source>Type the name as it works for signing in to Windows, or leave it at “auto”.</source>
        <translation>Geben Sie den Namen so ein, wie er für die Anmeldung an Windows funktioniert, oder belassen Sie es bei „auto“.</translation>
    </message>
    <message>
        <source>This user name cannot be right</source>
        <translation>Dieser Benutzername kann nicht stimmen</translation>
    </message>
    <message>
        <source>The user name has to be name@domain, DOMAIN\name or only the name.[ What was typed: {typed}.]</source>
        <translation>Der Benutzername muss name@domain, DOMAIN\name oder nur der Name sein.[ Eingegeben wurde: {typed}.]</translation>
    </message>
    <message>
        <source>More was pasted than was meant.</source>
        <translation>Es wurde mehr eingefügt als beabsichtigt.</translation>
    </message>
    <message>
        <source>Empty the field, and type or paste only the value itself.</source>
        <translation>Leeren Sie das Feld, und geben Sie nur den Wert selbst ein, oder fügen Sie nur ihn ein.</translation>
    </message>
    <message>
        <source>This text is too long</source>
        <translation>Dieser Text ist zu lang</translation>
    </message>
    <message>
        <source>The value for “{field}” is longer than anything that can be meant here.[ The limit is {limit} characters.]</source>
        <translation>Der Wert für „{field}“ ist länger als alles, was hier gemeint sein kann.[ Die Grenze liegt bei {limit} Zeichen.]</translation>
    </message>
    <message>
        <source>The value was copied from a web page, a PDF or a chat.</source>
        <translation>Der Wert wurde von einer Webseite, aus einem PDF oder aus einem Chat kopiert.</translation>
    </message>
    <message>
        <source>Type the value by hand, or paste it as plain text first.</source>
        <translation>Geben Sie den Wert von Hand ein, oder fügen Sie ihn zunächst als reinen Text ein.</translation>
    </message>
    <message>
        <source>Invisible characters are in the text</source>
        <translation>Der Text enthält unsichtbare Zeichen</translation>
    </message>
    <message>
        <source>The value for “{field}” contains a character that cannot be seen or that changes the writing direction. It most likely came along when the text was copied.</source>
        <translation>Der Wert für „{field}“ enthält ein Zeichen, das nicht sichtbar ist oder die Schreibrichtung ändert. Höchstwahrscheinlich kam es beim Kopieren des Textes mit.</translation>
    </message>
    <message>
        <source>It contains a slash.</source>
        <translation>Die Eingabe enthält einen Schrägstrich.</translation>
    </message>
    <message>
        <source>A whole address was typed where only the name of the host belongs.</source>
        <translation>Es wurde eine ganze Adresse eingegeben, wo nur der Name des Hosts hingehört.</translation>
    </message>
    <message>
        <source>Type only the host&apos;s name.</source>
        <translation>Geben Sie nur den Namen des Hosts ein.</translation>
    </message>
    <message>
        <source>This is not a host name</source>
        <translation>Dies ist kein Hostname</translation>
    </message>
    <message>
        <source>The value for “{field}” has to be a name such as mail.contoso.com, without https:// and without a path.[ What was typed: {typed}.]</source>
        <translation>Der Wert für „{field}“ muss ein Name wie mail.contoso.com sein, ohne https:// und ohne Pfad.[ Eingegeben wurde: {typed}.]</translation>
    </message>
    <message>
        <source>The field was left empty, or the line is missing in the file.</source>
        <translation>Das Feld wurde leer gelassen, oder die Zeile fehlt in der Datei.</translation>
    </message>
    <message>
        <source>Fill in “{field}”.</source>
        <translation>Füllen Sie „{field}“ aus.</translation>
    </message>
    <message>
        <source>A value is missing</source>
        <translation>Ein Wert fehlt</translation>
    </message>
    <message>
        <source>The value for “{field}” is needed and was left empty.</source>
        <translation>Der Wert für „{field}“ wird benötigt und wurde leer gelassen.</translation>
    </message>
    <message>
        <source>The name of the field is misspelt.</source>
        <translation>Der Name des Feldes ist falsch geschrieben.</translation>
    </message>
    <message>
        <source>The file was written for a newer version of this program.</source>
        <translation>Die Datei wurde für eine neuere Version dieses Programms geschrieben.</translation>
    </message>
    <message>
        <source>Correct the name, or remove the field.[ Did you mean {proposal}?]</source>
        <translation>Korrigieren Sie den Namen, oder entfernen Sie das Feld.[ Meinten Sie {proposal}?]</translation>
    </message>
    <message>
        <source>The file has a field nobody knows</source>
        <translation>Die Datei enthält ein unbekanntes Feld</translation>
    </message>
    <message>
        <source>The field “{field}” has no meaning here. Most likely its name is misspelt.</source>
        <translation>Das Feld „{field}“ hat hier keine Bedeutung. Höchstwahrscheinlich ist sein Name falsch geschrieben.</translation>
    </message>
    <message>
        <source>There is a typing mistake.</source>
        <translation>Es liegt ein Tippfehler vor.</translation>
    </message>
    <message>
        <source>Correct the value.[ This would work: {proposal}]</source>
        <translation>Korrigieren Sie den Wert.[ Dies würde funktionieren: {proposal}]</translation>
    </message>
    <message>
        <source>A value cannot be used</source>
        <translation>Ein Wert kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>The value for “{field}” is not what is needed here.[ What was typed: {typed}.]</source>
        <translation>Der Wert für „{field}“ entspricht nicht dem, was hier benötigt wird.[ Eingegeben wurde: {typed}.]</translation>
    </message>
    <message>
        <source>The file does not exist at this place.</source>
        <translation>Die Datei existiert an dieser Stelle nicht.</translation>
    </message>
    <message>
        <source>Your account may not read it.</source>
        <translation>Ihr Konto darf sie nicht lesen.</translation>
    </message>
    <message>
        <source>It lies on a network drive that is not there now.</source>
        <translation>Sie liegt auf einem Netzlaufwerk, das derzeit nicht vorhanden ist.</translation>
    </message>
    <message>
        <source>Check the path and the spelling.</source>
        <translation>Prüfen Sie den Pfad und die Schreibweise.</translation>
    </message>
    <message>
        <source>Check that your account may read the file.</source>
        <translation>Prüfen Sie, ob Ihr Konto die Datei lesen darf.</translation>
    </message>
    <message>
        <source>A file that can be read but is not understood is reported differently.</source>
        <translation>Eine Datei, die gelesen, aber nicht verstanden werden kann, wird anders gemeldet.</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Die Datei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Your account may not write in this folder.</source>
        <translation>Ihr Konto darf in diesem Ordner nicht schreiben.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Free some space, and try again.</source>
        <translation>Schaffen Sie etwas Platz, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>Die Datei kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>This computer did not let the program write the file[ {file}]. Nothing was lost; the result is still on the screen.</source>
        <translation>Dieser Computer hat das Programm die Datei[ {file}] nicht schreiben lassen. Es ging nichts verloren; das Ergebnis steht noch auf dem Bildschirm.</translation>
    </message>
    <message>
        <source>A comma, quote or bracket is missing or one too many.</source>
        <translation>Ein Komma, ein Anführungszeichen oder eine Klammer fehlt oder ist zu viel.</translation>
    </message>
    <message>
        <source>It is another kind of file.</source>
        <translation>Es ist eine andere Art von Datei.</translation>
    </message>
    <message>
        <source>It was cut off while it was copied.</source>
        <translation>Sie wurde beim Kopieren abgeschnitten.</translation>
    </message>
    <message>
        <source>The file is not what it should be</source>
        <translation>Die Datei ist nicht, was sie sein sollte</translation>
    </message>
    <message>
        <source>The file[ {file}] was read, but its content is not understood.[ The trouble begins at line {line}.][ {reason}]</source>
        <translation>Die Datei[ {file}] wurde gelesen, aber ihr Inhalt wird nicht verstanden.[ Die Störung beginnt in Zeile {line}.][ {reason}]</translation>
    </message>
    <message>
        <source>The file is in binary form (DER).</source>
        <translation>Die Datei liegt im Binärformat (DER) vor.</translation>
    </message>
    <message>
        <source>It holds a key or a request instead of a certificate.</source>
        <translation>Sie enthält einen Schlüssel oder eine Anforderung statt eines Zertifikats.</translation>
    </message>
    <message>
        <source>Export the root certificate as Base-64 encoded X.509, and choose that file.</source>
        <translation>Exportieren Sie das Stammzertifikat als Base-64-codiertes X.509, und wählen Sie diese Datei.</translation>
    </message>
    <message>
        <source>Trusting a CA here helps this computer only: AskCody&apos;s cloud will still need a publicly trusted certificate.</source>
        <translation>Einer CA hier zu vertrauen hilft nur diesem Computer: Die Cloud von AskCody benötigt weiterhin ein öffentlich vertrauenswürdiges Zertifikat.</translation>
    </message>
    <message>
        <source>A PEM file is readable text and begins with “-----BEGIN CERTIFICATE-----”.</source>
        <translation>Eine PEM-Datei ist lesbarer Text und beginnt mit „-----BEGIN CERTIFICATE-----“.</translation>
    </message>
    <message>
        <source>The program was started twice.</source>
        <translation>Das Programm wurde zweimal gestartet.</translation>
    </message>
    <message>
        <source>An earlier window hangs and still runs.</source>
        <translation>Ein früheres Fenster reagiert nicht und läuft noch.</translation>
    </message>
    <message>
        <source>Go on in the other window, or close it and open the setup again.</source>
        <translation>Arbeiten Sie im anderen Fenster weiter, oder schließen Sie es, und öffnen Sie die Einrichtung erneut.</translation>
    </message>
    <message>
        <source>This setup is open in another window</source>
        <translation>Diese Einrichtung ist in einem anderen Fenster geöffnet</translation>
    </message>
    <message>
        <source>Another window of this program works on the same setup. Here it can be looked at, but not changed.</source>
        <translation>Ein anderes Fenster dieses Programms arbeitet an derselben Einrichtung. Hier kann sie angesehen, aber nicht geändert werden.</translation>
    </message>
    <message>
        <source>It was finished or discarded in the meantime.</source>
        <translation>Sie wurde inzwischen abgeschlossen oder verworfen.</translation>
    </message>
    <message>
        <source>It was made under another user account or on another computer.</source>
        <translation>Sie wurde unter einem anderen Benutzerkonto oder auf einem anderen Computer angelegt.</translation>
    </message>
    <message>
        <source>Start a new setup; the checks find most values again.</source>
        <translation>Beginnen Sie eine neue Einrichtung; die Prüfungen finden die meisten Werte wieder.</translation>
    </message>
    <message>
        <source>This setup is no longer there</source>
        <translation>Diese Einrichtung ist nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>The saved setup that was asked for does not exist on this computer.</source>
        <translation>Die gewünschte gespeicherte Einrichtung gibt es auf diesem Computer nicht.</translation>
    </message>
    <message>
        <source>A defect in this program.</source>
        <translation>Ein Fehler in diesem Programm.</translation>
    </message>
    <message>
        <source>Try once more.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Save the support bundle, look through it, and send it to AskCody support.</source>
        <translation>Speichern Sie das Supportpaket, sehen Sie es durch, und senden Sie es an den Support von AskCody.</translation>
    </message>
    <message>
        <source>A mistake in this program</source>
        <translation>Ein Fehler in diesem Programm</translation>
    </message>
    <message>
        <source>Something happened that the program was not made for. This is our fault, not yours.[ {reason}]</source>
        <translation>Es ist etwas geschehen, wofür das Programm nicht gemacht ist. Der Fehler liegt bei uns, nicht bei Ihnen.[ {reason}]</translation>
    </message>
    <message>
        <source>You stopped it, or a value that it read was changed.</source>
        <translation>Sie haben sie angehalten, oder ein Wert, den sie verwendet, wurde geändert.</translation>
    </message>
    <message>
        <source>Run the check again when you are ready.</source>
        <translation>Führen Sie die Prüfung erneut aus, wenn Sie bereit sind.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The check was stopped before it had an answer. It says nothing about the server.</source>
        <translation>Die Prüfung wurde angehalten, bevor sie eine Antwort hatte. Über den Server sagt sie nichts aus.</translation>
    </message>
    <message>
        <source>The server sent a code that is new or very rare.</source>
        <translation>Der Server hat einen neuen oder sehr seltenen Code gesendet.</translation>
    </message>
    <message>
        <source>Look at the technical detail below.</source>
        <translation>Sehen Sie sich die technischen Details unten an.</translation>
    </message>
    <message>
        <source>Save the support bundle and send it to AskCody support, so that the next version can explain it.</source>
        <translation>Speichern Sie das Supportpaket, und senden Sie es an den Support von AskCody, damit die nächste Version den Code erklären kann.</translation>
    </message>
    <message>
        <source>A problem without a description</source>
        <translation>Ein Problem ohne Beschreibung</translation>
    </message>
    <message>
        <source>Something went wrong that this version has no words for yet. Its code is {code}.</source>
        <translation>Es ist etwas fehlgeschlagen, wofür diese Version noch keine Beschreibung hat. Der Code lautet {code}.</translation>
    </message>
    <message>
        <source>The problem is in “{because}”, not here.</source>
        <translation>Das Problem liegt bei „{because}“, nicht hier.</translation>
    </message>
    <message>
        <source>Solve “{because}” first. This check then runs by itself.</source>
        <translation>Lösen Sie zuerst „{because}“. Diese Prüfung läuft danach von selbst.</translation>
    </message>
    <message>
        <source>Waits for another check</source>
        <translation>Wartet auf eine andere Prüfung</translation>
    </message>
    <message>
        <source>This check was not run, because “{because}” has to succeed first.</source>
        <translation>Diese Prüfung wurde nicht ausgeführt, weil zuerst „{because}“ erfolgreich sein muss.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock or time zone is wrong.</source>
        <translation>Die Uhr oder die Zeitzone dieses Computers ist falsch.</translation>
    </message>
    <message>
        <source>The Exchange server or the device in front of it has lost its time source.</source>
        <translation>Der Exchange-Server oder das vorgeschaltete Gerät hat seine Zeitquelle verloren.</translation>
    </message>
    <message>
        <source>Compare with a clock that you trust, such as a telephone.</source>
        <translation>Vergleichen Sie mit einer Uhr, der Sie vertrauen, zum Beispiel mit der eines Telefons.</translation>
    </message>
    <message>
        <source>Let the computer set its time automatically.</source>
        <translation>Lassen Sie den Computer seine Zeit automatisch einstellen.</translation>
    </message>
    <message>
        <source>If the certificate of every website looks expired, this computer&apos;s clock is wrong. If only this server differs, its clock is.</source>
        <translation>Sieht das Zertifikat jeder Website abgelaufen aus, geht die Uhr dieses Computers falsch. Weicht nur dieser Server ab, ist es seine Uhr.</translation>
    </message>
    <message>
        <source>The clocks do not agree</source>
        <translation>Die Uhren stimmen nicht überein</translation>
    </message>
    <message>
        <source>Nobody unlocked the keychain in this session, as happens after automatic sign-in or over SSH.</source>
        <translation>In dieser Sitzung hat niemand den Schlüsselbund entsperrt, wie nach automatischer Anmeldung oder über SSH.</translation>
    </message>
    <message>
        <source>The question for its password was closed.</source>
        <translation>Die Frage nach seinem Kennwort wurde geschlossen.</translation>
    </message>
    <message>
        <source>Unlock the keychain (Keychain Access on macOS, Passwords and Keys or KWallet on Linux), then check again.</source>
        <translation>Entsperren Sie den Schlüsselbund (Schlüsselbundverwaltung unter macOS, Passwörter und Verschlüsselung oder KWallet unter Linux), und prüfen Sie dann erneut.</translation>
    </message>
    <message>
        <source>A missing store is reported differently. Here it only waits for its password.</source>
        <translation>Ein fehlender Speicher wird anders gemeldet. Hier wartet er nur auf sein Kennwort.</translation>
    </message>
    <message>
        <source>The keychain is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>The system&apos;s password store exists but is locked, so nothing can be kept in it.</source>
        <translation>Der Kennwortspeicher des Systems ist vorhanden, aber gesperrt; daher kann nichts darin aufbewahrt werden.</translation>
    </message>
    <message>
        <source>No keyring service runs in this session (Linux without a desktop, or started with sudo).</source>
        <translation>In dieser Sitzung läuft kein Schlüsselbunddienst (Linux ohne Desktop oder mit sudo gestartet).</translation>
    </message>
    <message>
        <source>The service was switched off by policy.</source>
        <translation>Der Dienst wurde durch eine Richtlinie deaktiviert.</translation>
    </message>
    <message>
        <source>On Linux, install and start gnome-keyring or KWallet in your own desktop session.</source>
        <translation>Installieren und starten Sie unter Linux gnome-keyring oder KWallet in Ihrer eigenen Desktopsitzung.</translation>
    </message>
    <message>
        <source>Start this program as yourself, without sudo.</source>
        <translation>Starten Sie dieses Programm unter Ihrem eigenen Konto, ohne sudo.</translation>
    </message>
    <message>
        <source>There is no keychain on this computer</source>
        <translation>Auf diesem Computer gibt es keinen Schlüsselbund</translation>
    </message>
    <message>
        <source>No service answered that keeps passwords safely. This program has no other place for one: it never writes a password into a file.</source>
        <translation>Es hat kein Dienst geantwortet, der Kennwörter sicher aufbewahrt. Dieses Programm hat keinen anderen Ort dafür: Es schreibt nie ein Kennwort in eine Datei.</translation>
    </message>
    <message>
        <source>The question whether this program may use the keychain was answered with no.</source>
        <translation>Die Frage, ob dieses Programm den Schlüsselbund verwenden darf, wurde mit Nein beantwortet.</translation>
    </message>
    <message>
        <source>A policy forbids it.</source>
        <translation>Eine Richtlinie verbietet es.</translation>
    </message>
    <message>
        <source>Check again, and allow access when the system asks.</source>
        <translation>Prüfen Sie erneut, und erlauben Sie den Zugriff, wenn das System fragt.</translation>
    </message>
    <message>
        <source>Ask who manages this computer whether a policy forbids stored passwords.</source>
        <translation>Fragen Sie den Verwalter dieses Computers, ob eine Richtlinie gespeicherte Kennwörter verbietet.</translation>
    </message>
    <message>
        <source>The keychain refused access</source>
        <translation>Der Schlüsselbund hat den Zugriff verweigert</translation>
    </message>
    <message>
        <source>The system&apos;s password store did not let this program in.</source>
        <translation>Der Kennwortspeicher des Systems hat diesem Programm keinen Zugriff gewährt.</translation>
    </message>
    <message>
        <source>A question from the system waits behind another window.</source>
        <translation>Hinter einem anderen Fenster wartet eine Frage des Systems.</translation>
    </message>
    <message>
        <source>The keychain service hangs.</source>
        <translation>Der Schlüsselbunddienst reagiert nicht mehr.</translation>
    </message>
    <message>
        <source>Look for a window that asks for permission or a password.</source>
        <translation>Suchen Sie nach einem Fenster, das nach einer Berechtigung oder einem Kennwort fragt.</translation>
    </message>
    <message>
        <source>Sign out and in again if there is none.</source>
        <translation>Gibt es keines, melden Sie sich ab und wieder an.</translation>
    </message>
    <message>
        <source>The keychain does not answer</source>
        <translation>Der Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>The system&apos;s password store was asked and did not answer in time.</source>
        <translation>Der Kennwortspeicher des Systems wurde gefragt und hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Two programs or two versions wrote the same entry.</source>
        <translation>Zwei Programme oder zwei Versionen haben denselben Eintrag geschrieben.</translation>
    </message>
    <message>
        <source>The keychain was cut off while it was writing.</source>
        <translation>Der Schlüsselbund wurde beim Schreiben unterbrochen.</translation>
    </message>
    <message>
        <source>Type the password again; it is then stored anew.</source>
        <translation>Geben Sie das Kennwort noch einmal ein; es wird dann neu gespeichert.</translation>
    </message>
    <message>
        <source>If this comes back, remove the entries of this program in the keychain and store the password once more.</source>
        <translation>Tritt dies erneut auf, entfernen Sie die Einträge dieses Programms im Schlüsselbund, und speichern Sie das Kennwort noch einmal.</translation>
    </message>
    <message>
        <source>The stored password is damaged</source>
        <translation>Das gespeicherte Kennwort ist beschädigt</translation>
    </message>
    <message>
        <source>What the keychain gave back is not what was stored. It is not used.</source>
        <translation>Was der Schlüsselbund zurückgegeben hat, ist nicht das, was gespeichert wurde. Es wird nicht verwendet.</translation>
    </message>
    <message>
        <source>The password was never stored, or was deleted after the setup was finished.</source>
        <translation>Das Kennwort wurde nie gespeichert, oder es wurde nach Abschluss der Einrichtung gelöscht.</translation>
    </message>
    <message>
        <source>It was stored under another user account or on another computer.</source>
        <translation>Es wurde unter einem anderen Benutzerkonto oder auf einem anderen Computer gespeichert.</translation>
    </message>
    <message>
        <source>Type the password again.</source>
        <translation>Geben Sie das Kennwort noch einmal ein.</translation>
    </message>
    <message>
        <source>No password is stored for this setup</source>
        <translation>Für diese Einrichtung ist kein Kennwort gespeichert</translation>
    </message>
    <message>
        <source>The keychain works, but it holds no password for this setup.</source>
        <translation>Der Schlüsselbund funktioniert, enthält aber kein Kennwort für diese Einrichtung.</translation>
    </message>
    <message>
        <source>The keychain service has a fault of its own, for example a full disk or a damaged keyring file.</source>
        <translation>Der Schlüsselbunddienst hat selbst eine Störung, zum Beispiel einen vollen Datenträger oder eine beschädigte Schlüsselbunddatei.</translation>
    </message>
    <message>
        <source>This session may not use stored passwords, as in a remote or scheduled Windows session.</source>
        <translation>Diese Sitzung darf gespeicherte Kennwörter nicht verwenden, wie in einer Remote- oder geplanten Windows-Sitzung.</translation>
    </message>
    <message>
        <source>Check again.</source>
        <translation>Prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Sign out and in again, in a session with a desktop.</source>
        <translation>Melden Sie sich ab und wieder an, in einer Sitzung mit Desktop.</translation>
    </message>
    <message>
        <source>See whether other programs can keep passwords, and read the system&apos;s log.</source>
        <translation>Sehen Sie nach, ob andere Programme Kennwörter aufbewahren können, und lesen Sie das Protokoll des Systems.</translation>
    </message>
    <message>
        <source>A store that is locked, missing or refuses this program is reported differently.</source>
        <translation>Ein Speicher, der gesperrt ist, fehlt oder dieses Programm abweist, wird anders gemeldet.</translation>
    </message>
    <message>
        <source>The keychain reported an error</source>
        <translation>Der Schlüsselbund hat einen Fehler gemeldet</translation>
    </message>
    <message>
        <source>The system&apos;s password store is there and is not locked, but it could not do what it was asked. Its own words stand in the details.</source>
        <translation>Der Kennwortspeicher des Systems ist vorhanden und nicht gesperrt, konnte aber nicht ausführen, was verlangt wurde. Seine eigene Meldung steht in den Details.</translation>
    </message>
    <message>
        <source>The field for the password is empty.</source>
        <translation>Das Feld für das Kennwort ist leer.</translation>
    </message>
    <message>
        <source>On the command line, nothing came on standard input.</source>
        <translation>In der Befehlszeile kam über die Standardeingabe nichts an.</translation>
    </message>
    <message>
        <source>Type the password of the service account.</source>
        <translation>Geben Sie das Kennwort des Dienstkontos ein.</translation>
    </message>
    <message>
        <source>The password is needed</source>
        <translation>Das Kennwort wird benötigt</translation>
    </message>
    <message>
        <source>Signing in was to be tested, but no password was given. Nothing was sent.</source>
        <translation>Die Anmeldung sollte geprüft werden, aber es wurde kein Kennwort angegeben. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The server is overloaded or waits for something itself.</source>
        <translation>Der Server ist überlastet oder wartet selbst auf etwas.</translation>
    </message>
    <message>
        <source>A firewall, proxy or load balancer holds the answer back.</source>
        <translation>Eine Firewall, ein Proxy oder ein Load Balancer hält die Antwort zurück.</translation>
    </message>
    <message>
        <source>If it repeats, run this program on another computer closer to the server, and compare.</source>
        <translation>Wiederholt es sich, führen Sie dieses Programm auf einem anderen Computer näher am Server aus, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>A connection that cannot be opened is reported by its own check. Here a connection stood, and the answer did not come.</source>
        <translation>Eine Verbindung, die nicht geöffnet werden kann, meldet eine eigene Prüfung. Hier bestand eine Verbindung, und die Antwort blieb aus.</translation>
    </message>
    <message>
        <source>The check took too long</source>
        <translation>Die Prüfung hat zu lange gedauert</translation>
    </message>
    <message>
        <source>There was no final answer within the time that a check may take[ ({seconds} seconds)].</source>
        <translation>Innerhalb der Zeit, die eine Prüfung dauern darf[ ({seconds} Sekunden)], gab es keine endgültige Antwort.</translation>
    </message>
    <message>
        <source>Nobody has signed in yet, or the sign-in has ended.</source>
        <translation>Es hat sich noch niemand angemeldet, oder die Anmeldung ist abgelaufen.</translation>
    </message>
    <message>
        <source>Sign in, and check again.</source>
        <translation>Melden Sie sich an, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>A sign-in is needed first</source>
        <translation>Zuerst ist eine Anmeldung nötig</translation>
    </message>
    <message>
        <source>This step needs you to be signed in, and nobody is.</source>
        <translation>Für diesen Schritt müssen Sie angemeldet sein, und niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>The check did not run when the recording was made.</source>
        <translation>Die Prüfung lief nicht, als die Aufzeichnung erstellt wurde.</translation>
    </message>
    <message>
        <source>The recording was shortened, because it had reached its size limit.</source>
        <translation>Die Aufzeichnung wurde gekürzt, weil sie ihre Größengrenze erreicht hatte.</translation>
    </message>
    <message>
        <source>Ask for a new recording that includes this check.</source>
        <translation>Bitten Sie um eine neue Aufzeichnung, die diese Prüfung enthält.</translation>
    </message>
    <message>
        <source>Not in the recording</source>
        <translation>Nicht in der Aufzeichnung</translation>
    </message>
    <message>
        <source>This is a recorded run, and it holds no answer for this check. Nothing is asked of the network here.</source>
        <translation>Dies ist ein aufgezeichneter Durchlauf, und er enthält keine Antwort für diese Prüfung. Im Netzwerk wird hier nichts abgefragt.</translation>
    </message>
    <message>
        <source>A proxy stands between this computer and the server.[ It is {proxy}.]</source>
        <translation>Zwischen diesem Computer und dem Server steht ein Proxy.[ Es ist {proxy}.]</translation>
    </message>
    <message>
        <source>Nothing is needed if the checks after this one pass.</source>
        <translation>Es ist nichts zu tun, wenn die Prüfungen nach dieser bestanden werden.</translation>
    </message>
    <message>
        <source>To test the direct way, run this program on a computer that needs no proxy.</source>
        <translation>Um den direkten Weg zu testen, führen Sie dieses Programm auf einem Computer aus, der keinen Proxy benötigt.</translation>
    </message>
    <message>
        <source>The proxy does this, not this computer</source>
        <translation>Dies erledigt der Proxy, nicht dieser Computer</translation>
    </message>
    <message>
        <source>The way to the server leads through a proxy, which looks up the name and opens the connection itself. From here that cannot be seen.</source>
        <translation>Der Weg zum Server führt über einen Proxy, der den Namen selbst auflöst und die Verbindung selbst öffnet. Von hier aus ist das nicht zu sehen.</translation>
    </message>
    <message>
        <source>The field for a test mailbox is empty.</source>
        <translation>Das Feld für ein Testpostfach ist leer.</translation>
    </message>
    <message>
        <source>Name one room that AskCody shall use, and check again. Nothing in it is changed.</source>
        <translation>Geben Sie einen Raum an, den AskCody verwenden soll, und prüfen Sie erneut. Darin wird nichts geändert.</translation>
    </message>
    <message>
        <source>No mailbox was given to test with</source>
        <translation>Zum Testen wurde kein Postfach angegeben</translation>
    </message>
    <message>
        <source>Whether the service account may work in other mailboxes was not tested, because no room or mailbox was named.</source>
        <translation>Ob das Dienstkonto in anderen Postfächern arbeiten darf, wurde nicht getestet, weil kein Raum oder Postfach angegeben wurde.</translation>
    </message>
    <message>
        <source>Autodiscover found no server, and the address field was left at “auto”.</source>
        <translation>Autodiscover hat keinen Server gefunden, und das Adressfeld stand auf „auto“.</translation>
    </message>
    <message>
        <source>Type the address, usually https://mail.your-domain/EWS/Exchange.asmx.</source>
        <translation>Geben Sie die Adresse ein, normalerweise https://mail.your-domain/EWS/Exchange.asmx.</translation>
    </message>
    <message>
        <source>The Exchange administrator can read it with the command below.</source>
        <translation>Der Exchange-Administrator kann sie mit dem folgenden Befehl auslesen.</translation>
    </message>
    <message>
        <source>No EWS address is known yet</source>
        <translation>Es ist noch keine EWS-Adresse bekannt</translation>
    </message>
    <message>
        <source>This check needs the address of Exchange Web Services. None was typed, and none was found.</source>
        <translation>Diese Prüfung benötigt die Adresse der Exchange-Webdienste. Es wurde keine eingegeben, und es wurde keine gefunden.</translation>
    </message>
    <message>
        <source>The run was limited to some checks.</source>
        <translation>Der Durchlauf war auf einige Prüfungen beschränkt.</translation>
    </message>
    <message>
        <source>Run all checks for a complete picture.</source>
        <translation>Führen Sie alle Prüfungen aus, um ein vollständiges Bild zu erhalten.</translation>
    </message>
    <message>
        <source>Not asked for</source>
        <translation>Nicht angefordert</translation>
    </message>
    <message>
        <source>This check was left out, because only others were asked for.</source>
        <translation>Diese Prüfung wurde ausgelassen, weil nur andere angefordert waren.</translation>
    </message>
    <message>
        <source>The mailboxes live on your own server, and asking Microsoft was not wanted.</source>
        <translation>Die Postfächer liegen auf Ihrem eigenen Server, und eine Abfrage bei Microsoft war nicht gewünscht.</translation>
    </message>
    <message>
        <source>Nothing is needed for an Exchange server of your own.</source>
        <translation>Für einen eigenen Exchange-Server ist nichts zu tun.</translation>
    </message>
    <message>
        <source>A device in front of the server removes the date from its answers.</source>
        <translation>Ein Gerät vor dem Server entfernt das Datum aus seinen Antworten.</translation>
    </message>
    <message>
        <source>Nothing is needed if everything else passes.</source>
        <translation>Es ist nichts zu tun, wenn alles Übrige bestanden wird.</translation>
    </message>
    <message>
        <source>The server does not tell its time</source>
        <translation>Der Server nennt seine Uhrzeit nicht</translation>
    </message>
    <message>
        <source>The answers carried no date, so the clocks could not be compared.</source>
        <translation>Die Antworten enthielten kein Datum; daher konnten die Uhren nicht verglichen werden.</translation>
    </message>
    <message>
        <source>The sign-in before this one was refused; its own check says why.</source>
        <translation>Die Anmeldung davor wurde abgelehnt; die zugehörige Prüfung nennt den Grund.</translation>
    </message>
    <message>
        <source>If you are sure of the password, let the program try other spellings of the user name.</source>
        <translation>Wenn Sie sich beim Kennwort sicher sind, lassen Sie das Programm andere Schreibweisen des Benutzernamens versuchen.</translation>
    </message>
    <message>
        <source>This is a precaution of this program, not an answer of the server.</source>
        <translation>Dies ist eine Vorsichtsmaßnahme dieses Programms, keine Antwort des Servers.</translation>
    </message>
    <message>
        <source>No further sign-in was tried</source>
        <translation>Es wurde keine weitere Anmeldung versucht</translation>
    </message>
    <message>
        <source>The address has a typing mistake, or the server&apos;s name has changed.</source>
        <translation>Die Adresse enthält einen Tippfehler, oder der Name des Servers hat sich geändert.</translation>
    </message>
    <message>
        <source>The name exists only inside the company network, and this computer asks an outside DNS server.</source>
        <translation>Der Name existiert nur im Unternehmensnetzwerk, und dieser Computer fragt einen externen DNS-Server.</translation>
    </message>
    <message>
        <source>The DNS record was never made, or was removed.</source>
        <translation>Der DNS-Eintrag wurde nie angelegt oder wurde entfernt.</translation>
    </message>
    <message>
        <source>Compare the name with the ExternalUrl of Exchange.</source>
        <translation>Vergleichen Sie den Namen mit der ExternalUrl von Exchange.</translation>
    </message>
    <message>
        <source>Try the same look-up inside and outside the company network.</source>
        <translation>Führen Sie dieselbe Abfrage innerhalb und außerhalb des Unternehmensnetzwerks aus.</translation>
    </message>
    <message>
        <source>If the name exists only inside, publish it in the public DNS too: AskCody&apos;s cloud needs it.</source>
        <translation>Existiert der Name nur intern, veröffentlichen Sie ihn auch im öffentlichen DNS: Die Cloud von AskCody benötigt ihn.</translation>
    </message>
    <message>
        <source>This is a definite answer. A DNS server that is down or broken gives an error or no answer instead.</source>
        <translation>Dies ist eine eindeutige Antwort. Ein ausgefallener oder gestörter DNS-Server meldet stattdessen einen Fehler oder antwortet nicht.</translation>
    </message>
    <message>
        <source>The name does not exist</source>
        <translation>Der Name existiert nicht</translation>
    </message>
    <message>
        <source>DNS answered that there is no such name[ as {host}].</source>
        <translation>DNS hat geantwortet, dass es diesen Namen nicht gibt[: {host}].</translation>
    </message>
    <message>
        <source>Autodiscover was never published for this mail domain.</source>
        <translation>Autodiscover wurde für diese E-Mail-Domäne nie veröffentlicht.</translation>
    </message>
    <message>
        <source>The mail domain has a typing mistake.</source>
        <translation>Die E-Mail-Domäne enthält einen Tippfehler.</translation>
    </message>
    <message>
        <source>Type the EWS address by hand. The Exchange administrator can read it with the command below.</source>
        <translation>Geben Sie die EWS-Adresse von Hand ein. Der Exchange-Administrator kann sie mit dem folgenden Befehl auslesen.</translation>
    </message>
    <message>
        <source>If you want Autodiscover, publish the name autodiscover in this domain.</source>
        <translation>Wenn Sie Autodiscover nutzen möchten, veröffentlichen Sie den Namen autodiscover in dieser Domäne.</translation>
    </message>
    <message>
        <source>If the names exist inside the network only, a computer inside finds them and one outside does not.</source>
        <translation>Existieren die Namen nur im internen Netzwerk, werden sie von einem Computer innerhalb gefunden, von einem außerhalb dagegen nicht.</translation>
    </message>
    <message>
        <source>Autodiscover is not published</source>
        <translation>Autodiscover ist nicht veröffentlicht</translation>
    </message>
    <message>
        <source>None of the names that Autodiscover uses exists for the domain[ {domain}]. That is common, and not an error by itself.</source>
        <translation>Keiner der von Autodiscover verwendeten Namen existiert für die Domäne[ {domain}]. Das ist häufig und für sich genommen kein Fehler.</translation>
    </message>
    <message>
        <source>The DNS server that this computer uses cannot reach the one that knows the domain.</source>
        <translation>Der DNS-Server, den dieser Computer verwendet, erreicht denjenigen nicht, der die Domäne kennt.</translation>
    </message>
    <message>
        <source>The domain&apos;s signature (DNSSEC) or its delegation is broken.</source>
        <translation>Die Signatur (DNSSEC) oder die Delegierung der Domäne ist fehlerhaft.</translation>
    </message>
    <message>
        <source>Ask a second DNS server with the command below, and compare.</source>
        <translation>Fragen Sie mit dem folgenden Befehl einen zweiten DNS-Server, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>Check the forwarders of your DNS server and the delegation of the domain.</source>
        <translation>Prüfen Sie die Weiterleitungen Ihres DNS-Servers und die Delegierung der Domäne.</translation>
    </message>
    <message>
        <source>The name may exist all the same. If another DNS server answers, the trouble is with the first one.</source>
        <translation>Der Name kann trotzdem existieren. Antwortet ein anderer DNS-Server, liegt die Störung beim ersten.</translation>
    </message>
    <message>
        <source>The DNS server could not answer</source>
        <translation>Der DNS-Server konnte nicht antworten</translation>
    </message>
    <message>
        <source>The DNS server tried to look up the name[ {host}] and failed.</source>
        <translation>Der DNS-Server hat versucht, den Namen[ {host}] aufzulösen, und ist gescheitert.</translation>
    </message>
    <message>
        <source>This computer is not in the network or VPN that it needs.</source>
        <translation>Dieser Computer befindet sich nicht in dem Netzwerk oder VPN, das er benötigt.</translation>
    </message>
    <message>
        <source>A firewall blocks DNS (port 53).</source>
        <translation>Eine Firewall blockiert DNS (Port 53).</translation>
    </message>
    <message>
        <source>The DNS server is down.</source>
        <translation>Der DNS-Server ist ausgefallen.</translation>
    </message>
    <message>
        <source>Connect the VPN, or the network that this computer normally uses.</source>
        <translation>Verbinden Sie das VPN oder das Netzwerk, das dieser Computer normalerweise verwendet.</translation>
    </message>
    <message>
        <source>Try to look up any other name.</source>
        <translation>Versuchen Sie, einen beliebigen anderen Namen aufzulösen.</translation>
    </message>
    <message>
        <source>Check the DNS servers in the network settings.</source>
        <translation>Prüfen Sie die DNS-Server in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>If other names are slow or fail too, the DNS server is the trouble and not the Exchange server.</source>
        <translation>Sind auch andere Namen langsam oder schlagen sie fehl, liegt die Störung beim DNS-Server und nicht beim Exchange-Server.</translation>
    </message>
    <message>
        <source>The DNS server did not answer</source>
        <translation>Der DNS-Server hat nicht geantwortet</translation>
    </message>
    <message>
        <source>The DNS server that this computer uses gave no answer in time.</source>
        <translation>Der DNS-Server, den dieser Computer verwendet, hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The name has only other records, such as MX or TXT.</source>
        <translation>Zu dem Namen gibt es nur andere Einträge, zum Beispiel MX oder TXT.</translation>
    </message>
    <message>
        <source>The address record was removed by mistake.</source>
        <translation>Der Adresseintrag wurde versehentlich entfernt.</translation>
    </message>
    <message>
        <source>Add an A record, or use the name that the server is published under.</source>
        <translation>Fügen Sie einen A-Eintrag hinzu, oder verwenden Sie den Namen, unter dem der Server veröffentlicht ist.</translation>
    </message>
    <message>
        <source>A name that does not exist at all is reported differently.</source>
        <translation>Ein Name, der überhaupt nicht existiert, wird anders gemeldet.</translation>
    </message>
    <message>
        <source>The name exists, but has no address</source>
        <translation>Der Name existiert, hat aber keine Adresse</translation>
    </message>
    <message>
        <source>The name[ {host}] is known to DNS, but no address (A or AAAA record) belongs to it.</source>
        <translation>Der Name[ {host}] ist in DNS bekannt, aber ihm ist keine Adresse (A- oder AAAA-Eintrag) zugeordnet.</translation>
    </message>
    <message>
        <source>The hosts file of this computer has a line for this name.</source>
        <translation>Die Hosts-Datei dieses Computers enthält eine Zeile für diesen Namen.</translation>
    </message>
    <message>
        <source>The company has an internal and an external DNS zone for the domain.</source>
        <translation>Das Unternehmen hat für die Domäne eine interne und eine externe DNS-Zone.</translation>
    </message>
    <message>
        <source>A VPN client or security software changes the answers.</source>
        <translation>Ein VPN-Client oder eine Sicherheitssoftware verändert die Antworten.</translation>
    </message>
    <message>
        <source>Look for the name in the hosts file (on Windows in System32\drivers\etc).</source>
        <translation>Suchen Sie den Namen in der Hosts-Datei (unter Windows in System32\drivers\etc).</translation>
    </message>
    <message>
        <source>Make sure that AskCody&apos;s cloud gets the public address.</source>
        <translation>Stellen Sie sicher, dass die Cloud von AskCody die öffentliche Adresse erhält.</translation>
    </message>
    <message>
        <source>With separate internal and external DNS zones this is intended. An old line in the hosts file is not.</source>
        <translation>Bei getrennten internen und externen DNS-Zonen ist dies beabsichtigt. Eine alte Zeile in der Hosts-Datei ist es nicht.</translation>
    </message>
    <message>
        <source>Two look-ups, two addresses</source>
        <translation>Zwei Abfragen, zwei Adressen</translation>
    </message>
    <message>
        <source>The system&apos;s own look-up and the DNS server name different addresses for[ {host}] this server.[ Found: {addresses}.]</source>
        <translation>Die Namensauflösung des Systems und der DNS-Server nennen für diesen Server[ ({host})] verschiedene Adressen.[ Gefunden: {addresses}.]</translation>
    </message>
    <message>
        <source>The record was never made, because other ways of Autodiscover are used.</source>
        <translation>Der Eintrag wurde nie angelegt, weil andere Wege von Autodiscover verwendet werden.</translation>
    </message>
    <message>
        <source>Nothing is needed if an address was found another way or typed.</source>
        <translation>Es ist nichts zu tun, wenn eine Adresse auf anderem Weg gefunden oder eingegeben wurde.</translation>
    </message>
    <message>
        <source>No SRV record for Autodiscover</source>
        <translation>Kein SRV-Eintrag für Autodiscover</translation>
    </message>
    <message>
        <source>The domain publishes no SRV record for Autodiscover. Most organisations have none, and none is needed if another way works.</source>
        <translation>Die Domäne veröffentlicht keinen SRV-Eintrag für Autodiscover. Die meisten Organisationen haben keinen, und wenn ein anderer Weg funktioniert, wird keiner benötigt.</translation>
    </message>
    <message>
        <source>The SRV record was left over when mailboxes moved to Exchange Online.</source>
        <translation>Der SRV-Eintrag blieb übrig, als Postfächer zu Exchange Online umgezogen sind.</translation>
    </message>
    <message>
        <source>Remove the SRV record in the public and in the internal DNS.</source>
        <translation>Entfernen Sie den SRV-Eintrag im öffentlichen und im internen DNS.</translation>
    </message>
    <message>
        <source>Keep the CNAME if mailboxes live in Exchange Online.</source>
        <translation>Behalten Sie den CNAME, wenn Postfächer in Exchange Online liegen.</translation>
    </message>
    <message>
        <source>The CNAME autodiscover to autodiscover.outlook.com is right for Exchange Online. An SRV record beside it is not.</source>
        <translation>Der CNAME autodiscover auf autodiscover.outlook.com ist für Exchange Online richtig. Ein SRV-Eintrag daneben ist es nicht.</translation>
    </message>
    <message>
        <source>A misplaced SRV record points to Microsoft</source>
        <translation>Ein unpassender SRV-Eintrag verweist auf Microsoft</translation>
    </message>
    <message>
        <source>The SRV record for Autodiscover leads to autodiscover.outlook.com. That host only redirects and does not answer on the port that the record names.</source>
        <translation>Der SRV-Eintrag für Autodiscover führt zu autodiscover.outlook.com. Dieser Host leitet nur um und antwortet nicht auf dem Port, den der Eintrag nennt.</translation>
    </message>
    <message>
        <source>The domain has a wildcard record, so every name leads to the website.</source>
        <translation>Die Domäne hat einen Platzhaltereintrag, sodass jeder Name zur Website führt.</translation>
    </message>
    <message>
        <source>The domain is parked at its registrar.</source>
        <translation>Die Domäne ist bei ihrem Registrar geparkt.</translation>
    </message>
    <message>
        <source>Nothing is needed if the EWS address is typed or found another way.</source>
        <translation>Es ist nichts zu tun, wenn die EWS-Adresse eingegeben oder auf anderem Weg gefunden wird.</translation>
    </message>
    <message>
        <source>Add an explicit record for autodiscover, so that no program asks the website.</source>
        <translation>Fügen Sie einen eigenen Eintrag für autodiscover hinzu, damit kein Programm die Website fragt.</translation>
    </message>
    <message>
        <source>The certificate is for another name, or the answer is a web page.</source>
        <translation>Das Zertifikat gilt für einen anderen Namen, oder die Antwort ist eine Webseite.</translation>
    </message>
    <message>
        <source>A web host answers instead of Exchange</source>
        <translation>Ein Webhost antwortet anstelle von Exchange</translation>
    </message>
    <message>
        <source>The name[ {host}] leads to a web server that answers to every name of the domain. It is not Exchange, and nothing secret was sent to it.</source>
        <translation>Der Name[ {host}] führt zu einem Webserver, der auf jeden Namen der Domäne antwortet. Es ist nicht Exchange, und es wurde nichts Geheimes dorthin gesendet.</translation>
    </message>
    <message>
        <source>The web server (IIS) of Exchange is stopped, or does not listen on this port.</source>
        <translation>Der Webserver (IIS) von Exchange ist beendet oder lauscht nicht auf diesem Port.</translation>
    </message>
    <message>
        <source>The port in the address is wrong.</source>
        <translation>Der Port in der Adresse ist falsch.</translation>
    </message>
    <message>
        <source>A firewall answers with a refusal.</source>
        <translation>Eine Firewall antwortet mit einer Ablehnung.</translation>
    </message>
    <message>
        <source>Check that IIS runs and its site has a binding for https.</source>
        <translation>Prüfen Sie, ob IIS läuft und die Website eine Bindung für https hat.</translation>
    </message>
    <message>
        <source>Check the port in the address; usually none is given.</source>
        <translation>Prüfen Sie den Port in der Adresse; normalerweise ist keiner angegeben.</translation>
    </message>
    <message>
        <source>Compare from a computer inside the network.</source>
        <translation>Vergleichen Sie mit einem Computer innerhalb des Netzwerks.</translation>
    </message>
    <message>
        <source>A refusal comes at once. A firewall that drops packets makes the program wait instead.</source>
        <translation>Eine Ablehnung kommt sofort. Eine Firewall, die Pakete verwirft, lässt das Programm dagegen warten.</translation>
    </message>
    <message>
        <source>The server refused the connection</source>
        <translation>Der Server hat die Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>Something is there[ at {host}], but it does not take connections on the port[ {port}].</source>
        <translation>Die Gegenstelle[ {host}] ist vorhanden, nimmt aber auf dem Port[ {port}] keine Verbindungen an.</translation>
    </message>
    <message>
        <source>A firewall drops the connection.</source>
        <translation>Eine Firewall verwirft die Verbindung.</translation>
    </message>
    <message>
        <source>The server is published only inside the company network, and this computer is outside, or the other way round.</source>
        <translation>Der Server ist nur im Unternehmensnetzwerk veröffentlicht, und dieser Computer ist außerhalb, oder umgekehrt.</translation>
    </message>
    <message>
        <source>DNS leads to an old address.</source>
        <translation>DNS führt zu einer alten Adresse.</translation>
    </message>
    <message>
        <source>The server is switched off.</source>
        <translation>Der Server ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Let port 443 through from here to the server.</source>
        <translation>Lassen Sie Port 443 von hier zum Server durch.</translation>
    </message>
    <message>
        <source>Try from a computer inside the network and compare.</source>
        <translation>Versuchen Sie es von einem Computer innerhalb des Netzwerks, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>Check that the address in DNS is the right one.[ It leads to {addresses}.]</source>
        <translation>Prüfen Sie, ob die Adresse in DNS die richtige ist.[ Der Name führt zu {addresses}.]</translation>
    </message>
    <message>
        <source>A server that is there but closed refuses at once. Silence means that packets are dropped on the way.</source>
        <translation>Ein vorhandener, aber geschlossener Server lehnt sofort ab. Bleibt die Antwort aus, werden Pakete unterwegs verworfen.</translation>
    </message>
    <message>
        <source>The server does not answer</source>
        <translation>Der Server antwortet nicht</translation>
    </message>
    <message>
        <source>The connection to the server[ {host}] was tried, and no answer came at all.</source>
        <translation>Die Verbindung zum Server[ {host}] wurde versucht, und es kam keinerlei Antwort.</translation>
    </message>
    <message>
        <source>A firewall or intrusion protection cuts the connection.</source>
        <translation>Eine Firewall oder ein Angriffsschutz trennt die Verbindung.</translation>
    </message>
    <message>
        <source>The server offers only TLS versions that are too old.</source>
        <translation>Der Server bietet nur TLS-Versionen an, die zu alt sind.</translation>
    </message>
    <message>
        <source>A load balancer has no working server behind it, or its time limit is too short.</source>
        <translation>Hinter einem Load Balancer steht kein funktionierender Server, oder sein Zeitlimit ist zu kurz.</translation>
    </message>
    <message>
        <source>Look into the firewall&apos;s log at the time of this check.</source>
        <translation>Sehen Sie im Protokoll der Firewall zum Zeitpunkt dieser Prüfung nach.</translation>
    </message>
    <message>
        <source>Check the load balancer&apos;s pool and its idle time limit.</source>
        <translation>Prüfen Sie den Pool des Load Balancers und sein Leerlaufzeitlimit.</translation>
    </message>
    <message>
        <source>Cut before encryption stands: a firewall or the TLS settings. Cut later: a proxy or load balancer with a time limit.</source>
        <translation>Trennung, bevor die Verschlüsselung steht: eine Firewall oder die TLS-Einstellungen. Spätere Trennung: ein Proxy oder Load Balancer mit einem Zeitlimit.</translation>
    </message>
    <message>
        <source>The connection was cut</source>
        <translation>Die Verbindung wurde getrennt</translation>
    </message>
    <message>
        <source>The connection to the server[ {host}] was opened and then cut by the other side.</source>
        <translation>Die Verbindung zum Server[ {host}] wurde geöffnet und dann von der Gegenseite getrennt.</translation>
    </message>
    <message>
        <source>This computer is offline, or the VPN is not connected.</source>
        <translation>Dieser Computer ist offline, oder das VPN ist nicht verbunden.</translation>
    </message>
    <message>
        <source>The name has only an IPv6 address, and this network has no IPv6.</source>
        <translation>Der Name hat nur eine IPv6-Adresse, und dieses Netzwerk hat kein IPv6.</translation>
    </message>
    <message>
        <source>Connect this computer to the network or VPN.</source>
        <translation>Verbinden Sie diesen Computer mit dem Netzwerk oder VPN.</translation>
    </message>
    <message>
        <source>Add an IPv4 address in DNS if the name has only IPv6.</source>
        <translation>Fügen Sie in DNS eine IPv4-Adresse hinzu, wenn der Name nur IPv6 hat.</translation>
    </message>
    <message>
        <source>If other websites fail too, this computer is offline.</source>
        <translation>Schlagen auch andere Websites fehl, ist dieser Computer offline.</translation>
    </message>
    <message>
        <source>There is no way to the network</source>
        <translation>Es gibt keinen Weg zum Netzwerk</translation>
    </message>
    <message>
        <source>This computer has no route to the server[ {host}].</source>
        <translation>Dieser Computer hat keine Route zum Server[ {host}].</translation>
    </message>
    <message>
        <source>One of several servers behind the name is down.</source>
        <translation>Einer von mehreren Servern hinter dem Namen ist ausgefallen.</translation>
    </message>
    <message>
        <source>An old address was left in DNS.</source>
        <translation>In DNS wurde eine alte Adresse zurückgelassen.</translation>
    </message>
    <message>
        <source>The IPv6 address is published, but not let through.</source>
        <translation>Die IPv6-Adresse ist veröffentlicht, wird aber nicht durchgelassen.</translation>
    </message>
    <message>
        <source>Remove addresses from DNS that no longer belong to a server.</source>
        <translation>Entfernen Sie Adressen aus DNS, die zu keinem Server mehr gehören.</translation>
    </message>
    <message>
        <source>Check each server behind the name.</source>
        <translation>Prüfen Sie jeden Server hinter dem Namen.</translation>
    </message>
    <message>
        <source>Programs then work or fail by chance, depending on which address they try first.</source>
        <translation>Programme funktionieren dann einmal und ein anderes Mal nicht, je nachdem, welche Adresse sie zuerst versuchen.</translation>
    </message>
    <message>
        <source>Only some addresses of the server answer</source>
        <translation>Nur einige Adressen des Servers antworten</translation>
    </message>
    <message>
        <source>The name has several addresses, and not all of them take connections.[ These do not: {addresses}.]</source>
        <translation>Der Name hat mehrere Adressen, und nicht alle nehmen Verbindungen an.[ Diese nicht: {addresses}.]</translation>
    </message>
    <message>
        <source>Or add the server to the list of addresses that bypass the proxy.</source>
        <translation>Oder nehmen Sie den Server in die Liste der Adressen auf, die den Proxy umgehen.</translation>
    </message>
    <message>
        <source>Or run this program where no proxy is needed.</source>
        <translation>Oder führen Sie dieses Programm dort aus, wo kein Proxy benötigt wird.</translation>
    </message>
    <message>
        <source>This is the proxy&apos;s request. The Exchange server was not reached at all.</source>
        <translation>Dies ist die Forderung des Proxys. Der Exchange-Server wurde gar nicht erreicht.</translation>
    </message>
    <message>
        <source>The proxy wants a sign-in of its own</source>
        <translation>Der Proxy verlangt eine eigene Anmeldung</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] asks for a user name and password before it lets the connection through. The service account&apos;s password is never sent to a proxy.</source>
        <translation>Der Proxy[ {proxy}] fragt nach Benutzername und Kennwort, bevor er die Verbindung durchlässt. Das Kennwort des Dienstkontos wird niemals an einen Proxy gesendet.</translation>
    </message>
    <message>
        <source>The proxy settings are out of date.</source>
        <translation>Die Proxyeinstellungen sind veraltet.</translation>
    </message>
    <message>
        <source>The proxy cannot look up the server&apos;s name, because the name exists only inside.</source>
        <translation>Der Proxy kann den Namen des Servers nicht auflösen, weil der Name nur intern existiert.</translation>
    </message>
    <message>
        <source>Add the Exchange server to the addresses that bypass the proxy.</source>
        <translation>Nehmen Sie den Exchange-Server in die Adressen auf, die den Proxy umgehen.</translation>
    </message>
    <message>
        <source>If the server works from a computer without a proxy, the proxy is the trouble.</source>
        <translation>Funktioniert der Server von einem Computer ohne Proxy aus, liegt die Störung beim Proxy.</translation>
    </message>
    <message>
        <source>The web filter blocks the server or the kind of request.</source>
        <translation>Der Webfilter blockiert den Server oder die Art der Anforderung.</translation>
    </message>
    <message>
        <source>A page wants you to accept the rules of this network first, as in hotels.</source>
        <translation>Eine Seite verlangt, dass Sie zuerst den Regeln dieses Netzwerks zustimmen, wie in Hotels üblich.</translation>
    </message>
    <message>
        <source>Add the server to the filter&apos;s list of allowed addresses.</source>
        <translation>Nehmen Sie den Server in die Liste der zugelassenen Adressen des Filters auf.</translation>
    </message>
    <message>
        <source>Open any website in the browser, to see whether this network shows a sign-in page.</source>
        <translation>Öffnen Sie eine beliebige Website im Browser, um zu sehen, ob dieses Netzwerk eine Anmeldeseite zeigt.</translation>
    </message>
    <message>
        <source>Exchange marks its answers with its own headers. This answer has none of them.</source>
        <translation>Exchange kennzeichnet seine Antworten mit eigenen Headern. In dieser Antwort fehlen sie alle.</translation>
    </message>
    <message>
        <source>A filter answered instead of the server</source>
        <translation>Ein Filter hat anstelle des Servers geantwortet</translation>
    </message>
    <message>
        <source>A content filter or proxy replaced the server&apos;s answer with a page of its own.</source>
        <translation>Ein Inhaltsfilter oder Proxy hat die Antwort des Servers durch eine eigene Seite ersetzt.</translation>
    </message>
    <message>
        <source>The address of the automatic proxy script does not answer.</source>
        <translation>Die Adresse des automatischen Proxyskripts antwortet nicht.</translation>
    </message>
    <message>
        <source>Automatic detection of a proxy is on, but this network has none.</source>
        <translation>Die automatische Proxyerkennung ist aktiviert, aber in diesem Netzwerk gibt es keinen Proxy.</translation>
    </message>
    <message>
        <source>Check the automatic configuration in this computer&apos;s proxy settings.</source>
        <translation>Prüfen Sie die automatische Konfiguration in den Proxyeinstellungen dieses Computers.</translation>
    </message>
    <message>
        <source>Switch automatic detection off if your network does not use it.</source>
        <translation>Deaktivieren Sie die automatische Erkennung, wenn Ihr Netzwerk sie nicht verwendet.</translation>
    </message>
    <message>
        <source>Finding the proxy took too long</source>
        <translation>Die Suche nach dem Proxy hat zu lange gedauert</translation>
    </message>
    <message>
        <source>The system did not say in time whether a proxy leads to the server. A proxy script may be unreachable.</source>
        <translation>Das System hat nicht rechtzeitig mitgeteilt, ob ein Proxy zum Server führt. Möglicherweise ist ein Proxyskript nicht erreichbar.</translation>
    </message>
    <message>
        <source>This computer is inside, and internal DNS gives the internal address; outside there may be a public one.</source>
        <translation>Dieser Computer befindet sich innerhalb, und das interne DNS liefert die interne Adresse; außerhalb gibt es möglicherweise eine öffentliche.</translation>
    </message>
    <message>
        <source>The server is not published to the internet.</source>
        <translation>Der Server ist nicht im Internet veröffentlicht.</translation>
    </message>
    <message>
        <source>Look up the name from outside, for example with a telephone off the company&apos;s Wi-Fi.</source>
        <translation>Lösen Sie den Namen von außerhalb auf, zum Beispiel mit einem Telefon, das nicht im WLAN des Unternehmens ist.</translation>
    </message>
    <message>
        <source>If it has no public address, publish EWS through your firewall or reverse proxy.</source>
        <translation>Hat er keine öffentliche Adresse, veröffentlichen Sie EWS über Ihre Firewall oder Ihren Reverseproxy.</translation>
    </message>
    <message>
        <source>Ask AskCody support which source addresses to let in, if your firewall filters.</source>
        <translation>Fragen Sie den Support von AskCody, welche Quelladressen einzulassen sind, falls Ihre Firewall filtert.</translation>
    </message>
    <message>
        <source>Inside a company network a private address is normal if the public DNS names another one for the same host.</source>
        <translation>In einem Unternehmensnetzwerk ist eine private Adresse normal, wenn das öffentliche DNS für denselben Host eine andere nennt.</translation>
    </message>
    <message>
        <source>The address works only inside your network</source>
        <translation>Die Adresse funktioniert nur in Ihrem Netzwerk</translation>
    </message>
    <message>
        <source>The name[ {host}] leads to a private address[ ({addresses})]. AskCody&apos;s cloud is outside and cannot reach it.</source>
        <translation>Der Name[ {host}] führt zu einer privaten Adresse[ ({addresses})]. Die Cloud von AskCody liegt außerhalb und kann sie nicht erreichen.</translation>
    </message>
    <message>
        <source>Autodiscover or an administrator gave the internal address of EWS instead of the external one.</source>
        <translation>Autodiscover oder ein Administrator hat statt der externen die interne Adresse von EWS angegeben.</translation>
    </message>
    <message>
        <source>Use the address that is published to the internet (ExternalUrl).</source>
        <translation>Verwenden Sie die im Internet veröffentlichte Adresse (ExternalUrl).</translation>
    </message>
    <message>
        <source>If ExternalUrl is empty, set it to a public name that the certificate covers.</source>
        <translation>Ist ExternalUrl leer, tragen Sie dort einen öffentlichen Namen ein, den das Zertifikat abdeckt.</translation>
    </message>
    <message>
        <source>The name works only inside your network</source>
        <translation>Der Name funktioniert nur in Ihrem Netzwerk</translation>
    </message>
    <message>
        <source>The address uses a name[ ({host})] that can only exist inside a company network. AskCody&apos;s cloud cannot find it.</source>
        <translation>Die Adresse verwendet einen Namen[ ({host})], den es nur in einem Unternehmensnetzwerk geben kann. Die Cloud von AskCody kann ihn nicht finden.</translation>
    </message>
    <message>
        <source>Exchange is published under another domain than your mail addresses.</source>
        <translation>Exchange ist unter einer anderen Domäne veröffentlicht als Ihre E-Mail-Adressen.</translation>
    </message>
    <message>
        <source>Autodiscover was redirected to somebody else&apos;s server.</source>
        <translation>Autodiscover wurde zum Server eines Fremden umgeleitet.</translation>
    </message>
    <message>
        <source>Ask the Exchange administrator whether this host belongs to your organisation.</source>
        <translation>Fragen Sie den Exchange-Administrator, ob dieser Host zu Ihrer Organisation gehört.</translation>
    </message>
    <message>
        <source>If it does, accept it here, or with --accept-host on the command line. If it does not, correct the DNS record.</source>
        <translation>Wenn ja, akzeptieren Sie ihn hier oder mit --accept-host in der Befehlszeile. Wenn nein, korrigieren Sie den DNS-Eintrag.</translation>
    </message>
    <message>
        <source>This is a precaution of this program. A forged Autodiscover answer could otherwise collect passwords.</source>
        <translation>Dies ist eine Vorsichtsmaßnahme dieses Programms. Andernfalls könnte eine gefälschte Autodiscover-Antwort Kennwörter sammeln.</translation>
    </message>
    <message>
        <source>The password was not sent to this host</source>
        <translation>Das Kennwort wurde nicht an diesen Host gesendet</translation>
    </message>
    <message>
        <source>The server[ {host}] is outside your mail domain, and you have not confirmed it. Therefore no password was sent to it.</source>
        <translation>Der Server[ {host}] liegt außerhalb Ihrer E-Mail-Domäne und wurde noch nicht von Ihnen bestätigt. Deshalb wurde kein Kennwort an ihn gesendet.</translation>
    </message>
    <message>
        <source>The certificate was not renewed.</source>
        <translation>Das Zertifikat wurde nicht erneuert.</translation>
    </message>
    <message>
        <source>It was renewed, but the old one is still bound to IIS or to the load balancer.</source>
        <translation>Es wurde erneuert, aber das alte ist noch an IIS oder an den Load Balancer gebunden.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong.</source>
        <translation>Die Uhr dieses Computers geht falsch.</translation>
    </message>
    <message>
        <source>Look which certificate is assigned to IIS.</source>
        <translation>Sehen Sie nach, welches Zertifikat IIS zugewiesen ist.</translation>
    </message>
    <message>
        <source>Install the renewed certificate, and assign it to IIS with Enable-ExchangeCertificate.</source>
        <translation>Installieren Sie das erneuerte Zertifikat, und weisen Sie es mit Enable-ExchangeCertificate IIS zu.</translation>
    </message>
    <message>
        <source>Renew it on the load balancer or reverse proxy too.</source>
        <translation>Erneuern Sie es auch auf dem Load Balancer oder Reverseproxy.</translation>
    </message>
    <message>
        <source>If every website looks expired from here, this computer&apos;s clock is wrong.</source>
        <translation>Sieht von hier aus jede Website abgelaufen aus, geht die Uhr dieses Computers falsch.</translation>
    </message>
    <message>
        <source>The certificate has expired</source>
        <translation>Das Zertifikat ist abgelaufen</translation>
    </message>
    <message>
        <source>The server&apos;s certificate, or one above it,[ was valid until {notAfter} and] is no longer valid. No password was sent.</source>
        <translation>Das Zertifikat des Servers oder eines darüber[ war bis {notAfter} gültig und] ist nicht mehr gültig. Es wurde kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is behind.</source>
        <translation>Die Uhr dieses Computers geht nach.</translation>
    </message>
    <message>
        <source>The certificate was issued with a later start.</source>
        <translation>Das Zertifikat wurde mit einem späteren Gültigkeitsbeginn ausgestellt.</translation>
    </message>
    <message>
        <source>Correct the clock and the time zone of this computer.</source>
        <translation>Korrigieren Sie die Uhr und die Zeitzone dieses Computers.</translation>
    </message>
    <message>
        <source>If the clock is right, have the certificate issued again.</source>
        <translation>Geht die Uhr richtig, lassen Sie das Zertifikat neu ausstellen.</translation>
    </message>
    <message>
        <source>Compare this computer&apos;s clock with another one first.</source>
        <translation>Vergleichen Sie zuerst die Uhr dieses Computers mit einer anderen.</translation>
    </message>
    <message>
        <source>The certificate is not valid yet</source>
        <translation>Das Zertifikat ist noch nicht gültig</translation>
    </message>
    <message>
        <source>By this computer&apos;s clock, the certificate only becomes valid later[, on {notBefore}].</source>
        <translation>Nach der Uhr dieses Computers wird das Zertifikat erst später gültig[, am {notBefore}].</translation>
    </message>
    <message>
        <source>The address uses a name that the certificate does not cover, such as the server&apos;s internal name.</source>
        <translation>Die Adresse verwendet einen Namen, den das Zertifikat nicht abdeckt, zum Beispiel den internen Namen des Servers.</translation>
    </message>
    <message>
        <source>It was seen while guessing addresses from the mail domain.</source>
        <translation>Es trat auf, als Adressen aus der E-Mail-Domäne abgeleitet und probeweise abgefragt wurden.</translation>
    </message>
    <message>
        <source>DNS leads to another server, such as the company&apos;s website.</source>
        <translation>DNS führt zu einem anderen Server, zum Beispiel zur Website des Unternehmens.</translation>
    </message>
    <message>
        <source>A device in front of Exchange presents its own certificate.</source>
        <translation>Ein Gerät vor Exchange legt sein eigenes Zertifikat vor.</translation>
    </message>
    <message>
        <source>Use a name that stands in the certificate.</source>
        <translation>Verwenden Sie einen Namen, der im Zertifikat steht.</translation>
    </message>
    <message>
        <source>Or have the certificate issued again with this name, and assign it to IIS.</source>
        <translation>Oder lassen Sie das Zertifikat mit diesem Namen neu ausstellen, und weisen Sie es IIS zu.</translation>
    </message>
    <message>
        <source>Set the external address of EWS to a name that is covered.</source>
        <translation>Stellen Sie die externe Adresse von EWS auf einen abgedeckten Namen ein.</translation>
    </message>
    <message>
        <source>At https://your-domain it usually means that the website answered, which does not matter. At the EWS address it does.</source>
        <translation>Bei https://your-domain bedeutet dies meist, dass die Website geantwortet hat; das ist unerheblich. Bei der EWS-Adresse ist es von Bedeutung.</translation>
    </message>
    <message>
        <source>The certificate is for another name</source>
        <translation>Das Zertifikat gilt für einen anderen Namen</translation>
    </message>
    <message>
        <source>The server&apos;s certificate does not contain the name[ {host}].[ It is for: {names}.] No password was sent.</source>
        <translation>Das Zertifikat des Servers enthält den Namen[ {host}] nicht.[ Es gilt für: {names}.] Es wurde kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>The certificate that Exchange made during its installation is still assigned to IIS.</source>
        <translation>Das Zertifikat, das Exchange bei der Installation erstellt hat, ist noch IIS zugewiesen.</translation>
    </message>
    <message>
        <source>A device in front of Exchange uses its factory certificate.</source>
        <translation>Ein Gerät vor Exchange verwendet sein werkseitiges Zertifikat.</translation>
    </message>
    <message>
        <source>Get a certificate from a public authority for the external name.</source>
        <translation>Beschaffen Sie für den externen Namen ein Zertifikat einer öffentlichen Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>Import it, and assign it to IIS with Enable-ExchangeCertificate.</source>
        <translation>Importieren Sie es, und weisen Sie es mit Enable-ExchangeCertificate IIS zu.</translation>
    </message>
    <message>
        <source>Do the same on the device in front of Exchange, if there is one.</source>
        <translation>Tun Sie dasselbe auf dem Gerät vor Exchange, falls es eines gibt.</translation>
    </message>
    <message>
        <source>A certificate of a company&apos;s own authority is reported differently: there somebody else signed it.</source>
        <translation>Ein Zertifikat der unternehmenseigenen Zertifizierungsstelle wird anders gemeldet: Dort hat ein anderer es signiert.</translation>
    </message>
    <message>
        <source>The certificate vouches only for itself</source>
        <translation>Das Zertifikat bürgt nur für sich selbst</translation>
    </message>
    <message>
        <source>The server presents a certificate that it made itself. Nobody outside trusts it, and AskCody&apos;s cloud will not either.</source>
        <translation>Der Server legt ein selbst erstelltes Zertifikat vor. Niemand außerhalb vertraut ihm, auch die Cloud von AskCody nicht.</translation>
    </message>
    <message>
        <source>The certificate comes from the company&apos;s own authority.</source>
        <translation>Das Zertifikat stammt von der unternehmenseigenen Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>A firewall or proxy opens encrypted traffic and presents its own certificate.</source>
        <translation>Eine Firewall oder ein Proxy öffnet den verschlüsselten Datenverkehr und legt ein eigenes Zertifikat vor.</translation>
    </message>
    <message>
        <source>For AskCody&apos;s cloud, use a certificate from a public authority on the external address.</source>
        <translation>Verwenden Sie für die Cloud von AskCody auf der externen Adresse ein Zertifikat einer öffentlichen Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>To go on testing from here, trust the company&apos;s root in this computer&apos;s store, or choose its file in this program.</source>
        <translation>Um von hier aus weiter zu testen, nehmen Sie das Stammzertifikat des Unternehmens in den Zertifikatspeicher dieses Computers auf, oder wählen Sie dessen Datei in diesem Programm.</translation>
    </message>
    <message>
        <source>If traffic is inspected, exempt the Exchange server.</source>
        <translation>Wird der Datenverkehr überprüft, nehmen Sie den Exchange-Server davon aus.</translation>
    </message>
    <message>
        <source>An issuer with your company&apos;s name is your own authority. One with the name of a security product means that the traffic is inspected.</source>
        <translation>Ein Aussteller mit dem Namen Ihres Unternehmens ist Ihre eigene Zertifizierungsstelle. Trägt er den Namen eines Sicherheitsprodukts, wird der Datenverkehr überprüft.</translation>
    </message>
    <message>
        <source>An authority nobody here knows</source>
        <translation>Eine hier unbekannte Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>The certificate ends at a root authority that this computer does not trust.[ The issuer is {issuer}.]</source>
        <translation>Das Zertifikat führt zu einer Stammzertifizierungsstelle, der dieser Computer nicht vertraut.[ Der Aussteller ist {issuer}.]</translation>
    </message>
    <message>
        <source>The server does not send the intermediate certificate.</source>
        <translation>Der Server sendet das Zwischenzertifikat nicht.</translation>
    </message>
    <message>
        <source>The issuer is the company&apos;s own authority.</source>
        <translation>Der Aussteller ist die unternehmenseigene Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>Import the intermediate certificate of your authority on the server, into Intermediate Certification Authorities.</source>
        <translation>Importieren Sie das Zwischenzertifikat Ihrer Zertifizierungsstelle auf dem Server unter „Zwischenzertifizierungsstellen“.</translation>
    </message>
    <message>
        <source>Do the same on the load balancer or reverse proxy.</source>
        <translation>Tun Sie dasselbe auf dem Load Balancer oder Reverseproxy.</translation>
    </message>
    <message>
        <source>For AskCody&apos;s cloud the issuer must be a public authority.</source>
        <translation>Für die Cloud von AskCody muss der Aussteller eine öffentliche Zertifizierungsstelle sein.</translation>
    </message>
    <message>
        <source>If a browser accepts the same address, the server does not send the intermediate certificate; browsers fetch it by themselves.</source>
        <translation>Akzeptiert ein Browser dieselbe Adresse, sendet der Server das Zwischenzertifikat nicht; Browser holen es sich selbst.</translation>
    </message>
    <message>
        <source>A link in the certificate chain is missing</source>
        <translation>In der Zertifikatkette fehlt ein Glied</translation>
    </message>
    <message>
        <source>This computer cannot find who issued the server&apos;s certificate.[ The issuer is {issuer}.]</source>
        <translation>Dieser Computer kann nicht ermitteln, wer das Zertifikat des Servers ausgestellt hat.[ Der Aussteller ist {issuer}.]</translation>
    </message>
    <message>
        <source>The certificate was revoked because it was replaced or its key was lost.</source>
        <translation>Das Zertifikat wurde gesperrt, weil es ersetzt wurde oder sein Schlüssel verloren ging.</translation>
    </message>
    <message>
        <source>Get a new certificate, and assign it to IIS.</source>
        <translation>Beschaffen Sie ein neues Zertifikat, und weisen Sie es IIS zu.</translation>
    </message>
    <message>
        <source>A revocation list that cannot be reached gives another message.</source>
        <translation>Eine nicht erreichbare Sperrliste führt zu einer anderen Meldung.</translation>
    </message>
    <message>
        <source>The certificate was revoked</source>
        <translation>Das Zertifikat wurde gesperrt</translation>
    </message>
    <message>
        <source>The authority has withdrawn the server&apos;s certificate. No password was sent.</source>
        <translation>Die Zertifizierungsstelle hat das Zertifikat des Servers zurückgezogen. Es wurde kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>The certificate was issued without the purpose “server authentication”.</source>
        <translation>Das Zertifikat wurde ohne den Zweck „Serverauthentifizierung“ ausgestellt.</translation>
    </message>
    <message>
        <source>The root authority is on this computer&apos;s list of distrusted ones.</source>
        <translation>Die Stammzertifizierungsstelle steht auf diesem Computer in der Liste der nicht vertrauenswürdigen Zertifikate.</translation>
    </message>
    <message>
        <source>Have it issued again for server authentication, by an authority that is trusted publicly.</source>
        <translation>Lassen Sie es für die Serverauthentifizierung neu ausstellen, und zwar von einer öffentlich vertrauenswürdigen Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>The certificate is not for this purpose</source>
        <translation>Das Zertifikat ist nicht für diesen Zweck bestimmt</translation>
    </message>
    <message>
        <source>The certificate is not accepted for a web server: its purpose is another one, or its authority is distrusted.</source>
        <translation>Das Zertifikat wird für einen Webserver nicht akzeptiert: Es dient einem anderen Zweck, oder seiner Zertifizierungsstelle wird ausdrücklich misstraut.</translation>
    </message>
    <message>
        <source>TLS 1.2 is switched off on the server, as on some Exchange 2013 and 2016 hosts.</source>
        <translation>TLS 1.2 ist auf dem Server deaktiviert, wie auf manchen Hosts mit Exchange 2013 und 2016.</translation>
    </message>
    <message>
        <source>A device in front of Exchange allows only old versions.</source>
        <translation>Ein Gerät vor Exchange lässt nur alte Versionen zu.</translation>
    </message>
    <message>
        <source>Switch TLS 1.2 on for server and client in Windows and in .NET on the Exchange server.</source>
        <translation>Aktivieren Sie auf dem Exchange-Server in Windows und in .NET TLS 1.2 für Server und Client.</translation>
    </message>
    <message>
        <source>Run Microsoft&apos;s HealthChecker script on the server: it lists the TLS settings.</source>
        <translation>Führen Sie auf dem Server das Skript HealthChecker von Microsoft aus: Es listet die TLS-Einstellungen auf.</translation>
    </message>
    <message>
        <source>Update the load balancer or reverse proxy.</source>
        <translation>Aktualisieren Sie den Load Balancer oder Reverseproxy.</translation>
    </message>
    <message>
        <source>If an old browser works and a new one does not, the server is limited to TLS 1.0 or 1.1.</source>
        <translation>Funktioniert ein alter Browser und ein neuer nicht, ist der Server auf TLS 1.0 oder 1.1 beschränkt.</translation>
    </message>
    <message>
        <source>The server speaks only old TLS versions</source>
        <translation>Der Server spricht nur alte TLS-Versionen</translation>
    </message>
    <message>
        <source>The server and this program found no common TLS version. This program uses TLS 1.2 and newer, and so does AskCody.</source>
        <translation>Der Server und dieses Programm haben keine gemeinsame TLS-Version gefunden. Dieses Programm verwendet TLS 1.2 und neuer, AskCody ebenfalls.</translation>
    </message>
    <message>
        <source>The server and this program have no cipher in common.</source>
        <translation>Der Server und dieses Programm haben kein Verschlüsselungsverfahren gemeinsam.</translation>
    </message>
    <message>
        <source>A device in front wants a certificate from the client, too.</source>
        <translation>Ein vorgeschaltetes Gerät verlangt auch vom Client ein Zertifikat.</translation>
    </message>
    <message>
        <source>The device does not know the name that was asked for.</source>
        <translation>Das Gerät kennt den angefragten Namen nicht.</translation>
    </message>
    <message>
        <source>Check the cipher list of the server and of the device in front of it.</source>
        <translation>Prüfen Sie die Liste der Verschlüsselungsverfahren des Servers und des vorgeschalteten Geräts.</translation>
    </message>
    <message>
        <source>Make sure that no client certificate is demanded for /EWS.</source>
        <translation>Stellen Sie sicher, dass für /EWS kein Clientzertifikat verlangt wird.</translation>
    </message>
    <message>
        <source>Check that the device is set up for this host name.</source>
        <translation>Prüfen Sie, ob das Gerät für diesen Hostnamen eingerichtet ist.</translation>
    </message>
    <message>
        <source>A wrong certificate is reported differently. Here it did not come that far.</source>
        <translation>Ein falsches Zertifikat wird anders gemeldet. So weit kam es hier nicht.</translation>
    </message>
    <message>
        <source>Encryption could not be agreed on</source>
        <translation>Keine Einigung über die Verschlüsselung</translation>
    </message>
    <message>
        <source>The server broke off while the encryption was being set up.</source>
        <translation>Der Server hat abgebrochen, während die Verschlüsselung aufgebaut wurde.</translation>
    </message>
    <message>
        <source>The installation is incomplete.</source>
        <translation>Die Installation ist unvollständig.</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>If it repeats, tell AskCody support.</source>
        <translation>Wiederholt es sich, informieren Sie den Support von AskCody.</translation>
    </message>
    <message>
        <source>This program cannot encrypt</source>
        <translation>Dieses Programm kann nicht verschlüsseln</translation>
    </message>
    <message>
        <source>The part of this program that encrypts connections is missing. Nothing was sent.</source>
        <translation>Der Teil dieses Programms, der Verbindungen verschlüsselt, fehlt. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Put a certificate from a public authority on the external address.</source>
        <translation>Richten Sie auf der externen Adresse ein Zertifikat einer öffentlichen Zertifizierungsstelle ein.</translation>
    </message>
    <message>
        <source>Go on with the other checks meanwhile; they are valid.</source>
        <translation>Fahren Sie inzwischen mit den übrigen Prüfungen fort; sie sind gültig.</translation>
    </message>
    <message>
        <source>Only this computer trusts the certificate</source>
        <translation>Nur dieser Computer vertraut dem Zertifikat</translation>
    </message>
    <message>
        <source>The certificate is accepted here because of a CA file or a root that only your company knows. AskCody&apos;s cloud will not accept it.</source>
        <translation>Das Zertifikat wird hier wegen einer CA-Datei oder eines Stammzertifikats akzeptiert, das nur Ihr Unternehmen kennt. Die Cloud von AskCody wird es nicht akzeptieren.</translation>
    </message>
    <message>
        <source>A firewall lets the connection begin and then swallows the content.</source>
        <translation>Eine Firewall lässt die Verbindung beginnen und verwirft dann den Inhalt.</translation>
    </message>
    <message>
        <source>The server or load balancer is overloaded.</source>
        <translation>Der Server oder Load Balancer ist überlastet.</translation>
    </message>
    <message>
        <source>What listens on this port does not speak TLS.</source>
        <translation>Was auf diesem Port antwortet, spricht kein TLS.</translation>
    </message>
    <message>
        <source>Look into the firewall&apos;s log.</source>
        <translation>Sehen Sie im Protokoll der Firewall nach.</translation>
    </message>
    <message>
        <source>A refused or cut connection is reported differently. Here there was only silence.</source>
        <translation>Eine abgelehnte oder getrennte Verbindung wird anders gemeldet. Hier kam gar keine Antwort.</translation>
    </message>
    <message>
        <source>Encryption did not start</source>
        <translation>Die Verschlüsselung hat nicht begonnen</translation>
    </message>
    <message>
        <source>The connection stands, but the server did not answer the request to encrypt it.</source>
        <translation>Die Verbindung steht, aber der Server hat auf die Aufforderung zur Verschlüsselung nicht geantwortet.</translation>
    </message>
    <message>
        <source>The path is that of Outlook on the web.</source>
        <translation>Der Pfad ist der von Outlook im Web.</translation>
    </message>
    <message>
        <source>The address leads to another page of the server, such as Outlook on the web.</source>
        <translation>Die Adresse führt zu einer anderen Seite des Servers, zum Beispiel zu Outlook im Web.</translation>
    </message>
    <message>
        <source>A sign-in page of a reverse proxy or firewall stands in front of Exchange.</source>
        <translation>Vor Exchange steht die Anmeldeseite eines Reverseproxys oder einer Firewall.</translation>
    </message>
    <message>
        <source>This network shows its own page first, as in hotels.</source>
        <translation>Dieses Netzwerk zeigt zuerst eine eigene Seite, wie in Hotels üblich.</translation>
    </message>
    <message>
        <source>[EWS answers here: {proposal} Use that address.]</source>
        <translation>[EWS antwortet hier: {proposal} Verwenden Sie diese Adresse.]</translation>
    </message>
    <message>
        <source>Check that the address ends in /EWS/Exchange.asmx.</source>
        <translation>Prüfen Sie, ob die Adresse auf /EWS/Exchange.asmx endet.</translation>
    </message>
    <message>
        <source>Publish /EWS without a sign-in page in front of it (pass-through).</source>
        <translation>Veröffentlichen Sie /EWS ohne vorgeschaltete Anmeldeseite (Pass-Through).</translation>
    </message>
    <message>
        <source>Exchange marks its answers with headers of its own, such as X-FEServer and request-id. If they are missing, a device in front of it answered.</source>
        <translation>Exchange kennzeichnet seine Antworten mit eigenen Headern wie X-FEServer und request-id. Fehlen sie, hat ein vorgeschaltetes Gerät geantwortet.</translation>
    </message>
    <message>
        <source>A web page instead of EWS</source>
        <translation>Eine Webseite statt EWS</translation>
    </message>
    <message>
        <source>The address answered with a web page. Exchange Web Services answers with XML.</source>
        <translation>Die Adresse hat mit einer Webseite geantwortet. Die Exchange-Webdienste (EWS) antworten mit XML.</translation>
    </message>
    <message>
        <source>The address has the path /owa, or only the host, instead of /EWS/Exchange.asmx.</source>
        <translation>Die Adresse enthält den Pfad /owa oder nur den Host statt /EWS/Exchange.asmx.</translation>
    </message>
    <message>
        <source>The publishing rule treats /EWS like Outlook on the web, with a form to sign in.</source>
        <translation>Die Veröffentlichungsregel behandelt /EWS wie Outlook im Web, also mit einem Anmeldeformular.</translation>
    </message>
    <message>
        <source>Use the address with /EWS/Exchange.asmx at its end.</source>
        <translation>Verwenden Sie die Adresse, die auf /EWS/Exchange.asmx endet.</translation>
    </message>
    <message>
        <source>Publish /EWS and /Autodiscover as pass-through.</source>
        <translation>Veröffentlichen Sie /EWS und /Autodiscover als Pass-Through.</translation>
    </message>
    <message>
        <source>A redirect to another host comes from a device in front of Exchange instead.</source>
        <translation>Eine Umleitung zu einem anderen Host stammt dagegen von einem Gerät vor Exchange.</translation>
    </message>
    <message>
        <source>The address leads to Outlook on the web</source>
        <translation>Die Adresse führt zu Outlook im Web</translation>
    </message>
    <message>
        <source>The server redirects to the sign-in page of Outlook on the web, where only people can sign in.[ The redirect goes to {location}.]</source>
        <translation>Der Server leitet zur Anmeldeseite von Outlook im Web um, auf der sich nur Personen anmelden können.[ Die Umleitung führt zu {location}.]</translation>
    </message>
    <message>
        <source>The reverse proxy (AD FS, Entra Application Proxy, F5, Citrix, Kemp) authenticates before Exchange does.</source>
        <translation>Der Reverseproxy (AD FS, Entra Application Proxy, F5, Citrix, Kemp) authentifiziert bereits vor Exchange.</translation>
    </message>
    <message>
        <source>Publish /EWS and /Autodiscover as pass-through, so that Exchange itself asks for the sign-in.</source>
        <translation>Veröffentlichen Sie /EWS und /Autodiscover als Pass-Through, damit Exchange selbst die Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>On a Windows Web Application Proxy, look at the setting with the command below.</source>
        <translation>Auf einem Windows-Webanwendungsproxy zeigt der folgende Befehl die Einstellung an.</translation>
    </message>
    <message>
        <source>The redirect goes to another host, and the answer has none of Exchange&apos;s own headers.</source>
        <translation>Die Umleitung führt zu einem anderen Host, und in der Antwort fehlen die Header von Exchange.</translation>
    </message>
    <message>
        <source>A sign-in page stands before Exchange</source>
        <translation>Vor Exchange steht eine Anmeldeseite</translation>
    </message>
    <message>
        <source>A device in front of Exchange redirects to its own sign-in page.[ It leads to {location}.] A program cannot fill in such a page, and AskCody cannot either.</source>
        <translation>Ein Gerät vor Exchange leitet zu seiner eigenen Anmeldeseite um.[ Sie liegt unter {location}.] Ein Programm kann eine solche Seite nicht ausfüllen, auch AskCody nicht.</translation>
    </message>
    <message>
        <source>Exchange was just started, updated or under load.</source>
        <translation>Exchange wurde gerade gestartet oder aktualisiert, oder der Server war stark ausgelastet.</translation>
    </message>
    <message>
        <source>An update was not finished, and files of EWS do not fit together.</source>
        <translation>Ein Update wurde nicht abgeschlossen, und Dateien von EWS passen nicht zusammen.</translation>
    </message>
    <message>
        <source>Wait a minute, and check again.</source>
        <translation>Warten Sie eine Minute, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Look into the event log of the server for MSExchange Web Services.</source>
        <translation>Suchen Sie im Ereignisprotokoll des Servers nach MSExchange Web Services.</translation>
    </message>
    <message>
        <source>If it stays, run the last Exchange update again.</source>
        <translation>Bleibt der Fehler bestehen, führen Sie das letzte Exchange-Update noch einmal aus.</translation>
    </message>
    <message>
        <source>This is usually a passing trouble. If it stays, the installation of EWS is damaged.</source>
        <translation>Meist geht diese Störung vorüber. Bleibt sie bestehen, ist die Installation von EWS beschädigt.</translation>
    </message>
    <message>
        <source>EWS broke down while answering</source>
        <translation>EWS ist beim Antworten abgebrochen</translation>
    </message>
    <message>
        <source>The server redirected to its own error page: the request was understood, and something inside failed. It was tried twice.</source>
        <translation>Der Server hat auf seine eigene Fehlerseite umgeleitet: Die Anforderung wurde verstanden, doch intern ist etwas fehlgeschlagen. Es wurde zweimal versucht.</translation>
    </message>
    <message>
        <source>A load balancer ends the encryption and does not tell the server about it.</source>
        <translation>Ein Load Balancer beendet die Verschlüsselung und teilt dies dem Server nicht mit.</translation>
    </message>
    <message>
        <source>A redirect rule in IIS names an http address.</source>
        <translation>Eine Umleitungsregel in IIS nennt eine http-Adresse.</translation>
    </message>
    <message>
        <source>Correct the redirect rule so that it names https.</source>
        <translation>Korrigieren Sie die Umleitungsregel so, dass sie https nennt.</translation>
    </message>
    <message>
        <source>Remove the redirect from /EWS; Exchange needs none.</source>
        <translation>Entfernen Sie die Umleitung von /EWS; Exchange benötigt keine.</translation>
    </message>
    <message>
        <source>The server redirects to an unencrypted address</source>
        <translation>Der Server leitet zu einer unverschlüsselten Adresse um</translation>
    </message>
    <message>
        <source>The redirect leads to an address without https.[ It is {location}.] It was not followed.</source>
        <translation>Die Umleitung führt zu einer Adresse ohne https.[ Sie lautet {location}.] Ihr wurde nicht gefolgt.</translation>
    </message>
    <message>
        <source>EWS has moved to another host or path.</source>
        <translation>EWS ist auf einen anderen Host oder Pfad umgezogen.</translation>
    </message>
    <message>
        <source>A redirect rule in IIS catches /EWS by mistake, for example when the site&apos;s root was redirected to /owa.</source>
        <translation>Eine Umleitungsregel in IIS erfasst /EWS versehentlich, zum Beispiel weil der Stamm der Website zu /owa umgeleitet wurde.</translation>
    </message>
    <message>
        <source>If the new address is the right one, type it in place of the old one.</source>
        <translation>Ist die neue Adresse die richtige, geben Sie sie anstelle der alten ein.</translation>
    </message>
    <message>
        <source>Otherwise remove the redirect from the virtual directory EWS in IIS.</source>
        <translation>Entfernen Sie andernfalls in IIS die Umleitung vom virtuellen Verzeichnis EWS.</translation>
    </message>
    <message>
        <source>A redirect to a sign-in page or to an unencrypted address is reported differently.</source>
        <translation>Eine Umleitung zu einer Anmeldeseite oder zu einer unverschlüsselten Adresse wird anders gemeldet.</translation>
    </message>
    <message>
        <source>The server points to another address</source>
        <translation>Der Server verweist auf eine andere Adresse</translation>
    </message>
    <message>
        <source>The server redirects EWS to another address[, {location}]. A password is never sent on to a redirect.</source>
        <translation>Der Server leitet EWS zu einer anderen Adresse um[, {location}]. Ein Kennwort wird niemals an ein Umleitungsziel weitergegeben.</translation>
    </message>
    <message>
        <source>Two servers or rules send the request to each other.</source>
        <translation>Zwei Server oder Regeln schicken die Anforderung einander gegenseitig zu.</translation>
    </message>
    <message>
        <source>Look at the chain of addresses in the details.</source>
        <translation>Sehen Sie sich die Kette der Adressen in den Details an.</translation>
    </message>
    <message>
        <source>Correct the redirect in IIS or on the reverse proxy.</source>
        <translation>Korrigieren Sie die Umleitung in IIS oder auf dem Reverseproxy.</translation>
    </message>
    <message>
        <source>The redirects go round in circles</source>
        <translation>Die Umleitungen drehen sich im Kreis</translation>
    </message>
    <message>
        <source>Every answer was another redirect, and the end was never reached.</source>
        <translation>Jede Antwort war eine weitere Umleitung, und ein Ziel wurde nie erreicht.</translation>
    </message>
    <message>
        <source>A device in front changes the request or expects another host name.</source>
        <translation>Ein vorgeschaltetes Gerät verändert die Anforderung oder erwartet einen anderen Hostnamen.</translation>
    </message>
    <message>
        <source>The request&apos;s headers are too large for the web server&apos;s limits.</source>
        <translation>Die Header der Anforderung sind für die Grenzwerte des Webservers zu groß.</translation>
    </message>
    <message>
        <source>Check the host name in the publishing rule.</source>
        <translation>Prüfen Sie den Hostnamen in der Veröffentlichungsregel.</translation>
    </message>
    <message>
        <source>Test against the server directly, without the device in front, and compare.</source>
        <translation>Testen Sie direkt gegen den Server, ohne das vorgeschaltete Gerät, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>Exchange itself reports a wrong request with an error of its own. A short page comes from the web server or a device in front.</source>
        <translation>Exchange selbst meldet eine falsche Anforderung mit einem eigenen Fehler. Eine kurze Seite stammt vom Webserver oder von einem vorgeschalteten Gerät.</translation>
    </message>
    <message>
        <source>The server did not accept the request&apos;s form</source>
        <translation>Der Server hat die Form der Anforderung nicht akzeptiert</translation>
    </message>
    <message>
        <source>The server answered “Bad Request” (400) before Exchange saw the request.</source>
        <translation>Der Server hat mit „Bad Request“ (400) geantwortet, bevor Exchange die Anforderung gesehen hat.</translation>
    </message>
    <message>
        <source>The server offers Windows authentication only.</source>
        <translation>Der Server bietet nur die Windows-Authentifizierung an.</translation>
    </message>
    <message>
        <source>The server offers Windows authentication, as after installation.</source>
        <translation>Der Server bietet die Windows-Authentifizierung an, wie nach der Installation.</translation>
    </message>
    <message>
        <source>Autodiscover took the same password.</source>
        <translation>Autodiscover hat dasselbe Kennwort akzeptiert.</translation>
    </message>
    <message>
        <source>Basic is off on the EWS virtual directory. That is how Exchange is installed: Autodiscover offers Basic, EWS does not.</source>
        <translation>Basic ist im virtuellen Verzeichnis EWS deaktiviert. So wird Exchange installiert: Autodiscover bietet Basic an, EWS nicht.</translation>
    </message>
    <message>
        <source>It was switched on on one server only, and another one answered.</source>
        <translation>Basic wurde nur auf einem Server aktiviert, und ein anderer hat geantwortet.</translation>
    </message>
    <message>
        <source>The answer comes from Exchange itself.</source>
        <translation>Die Antwort stammt von Exchange selbst.</translation>
    </message>
    <message>
        <source>A device in front of Exchange removes the offer.</source>
        <translation>Ein Gerät vor Exchange entfernt das Angebot.</translation>
    </message>
    <message>
        <source>Switch Basic on for the EWS virtual directory of every server that answers for this address.</source>
        <translation>Aktivieren Sie Basic für das virtuelle Verzeichnis EWS auf jedem Server, der für diese Adresse antwortet.</translation>
    </message>
    <message>
        <source>Wait a few minutes, or recycle the application pool MSExchangeServicesAppPool, and check again.</source>
        <translation>Warten Sie einige Minuten, oder starten Sie den Anwendungspool MSExchangeServicesAppPool neu, und prüfen Sie dann erneut.</translation>
    </message>
    <message>
        <source>Make sure that the password only travels inside TLS: the address begins with https.</source>
        <translation>Achten Sie darauf, dass das Kennwort nur innerhalb von TLS übertragen wird: Die Adresse beginnt mit https.</translation>
    </message>
    <message>
        <source>The list of offers decides. Basic missing is a setting of the server; Basic offered and refused is about the account.</source>
        <translation>Entscheidend ist die Liste der Angebote. Fehlt Basic, ist es eine Einstellung des Servers; wird Basic angeboten und abgelehnt, geht es um das Konto.</translation>
    </message>
    <message>
        <source>Basic authentication is switched off for EWS</source>
        <translation>Standardauthentifizierung (Basic) ist für EWS deaktiviert</translation>
    </message>
    <message>
        <source>Autodiscover took the same name and password.</source>
        <translation>Autodiscover hat denselben Namen und dasselbe Kennwort akzeptiert.</translation>
    </message>
    <message>
        <source>The password is wrong or has expired.</source>
        <translation>Das Kennwort ist falsch oder abgelaufen.</translation>
    </message>
    <message>
        <source>The user name needs another spelling: name@domain, DOMAIN\name, or the bare name.</source>
        <translation>Der Benutzername muss anders geschrieben werden: name@domain, DOMAIN\name oder nur der Name.</translation>
    </message>
    <message>
        <source>The account is locked, disabled or must change its password first.</source>
        <translation>Das Konto ist gesperrt oder deaktiviert, oder sein Kennwort muss zuerst geändert werden.</translation>
    </message>
    <message>
        <source>Autodiscover took the same name and password, EWS did not.</source>
        <translation>Autodiscover hat denselben Namen und dasselbe Kennwort akzeptiert, EWS nicht.</translation>
    </message>
    <message>
        <source>An authentication policy blocks this kind of sign-in for EWS (Exchange 2019 CU2 and newer).</source>
        <translation>Eine Authentifizierungsrichtlinie blockiert diese Art der Anmeldung für EWS (Exchange 2019 CU2 und neuer).</translation>
    </message>
    <message>
        <source>Check that the same name and password sign in elsewhere, for example in Outlook on the web.</source>
        <translation>Prüfen Sie, ob die Anmeldung mit demselben Namen und Kennwort anderswo gelingt, zum Beispiel in Outlook im Web.</translation>
    </message>
    <message>
        <source>Type the user name as DOMAIN\name, or let the program try other spellings.</source>
        <translation>Geben Sie den Benutzernamen als DOMAIN\name ein, oder lassen Sie das Programm andere Schreibweisen versuchen.</translation>
    </message>
    <message>
        <source>Look at the account and its policy with the commands below.</source>
        <translation>Sehen Sie sich das Konto und seine Richtlinie mit den folgenden Befehlen an.</translation>
    </message>
    <message>
        <source>Look for event 4625 in the server&apos;s security log at the time of this check.</source>
        <translation>Suchen Sie im Sicherheitsprotokoll des Servers zum Zeitpunkt dieser Prüfung nach dem Ereignis 4625.</translation>
    </message>
    <message>
        <source>Exchange refused the name or password</source>
        <translation>Exchange hat den Namen oder das Kennwort abgelehnt</translation>
    </message>
    <message>
        <source>The server offers Basic authentication and refused this sign-in[ with the user name {username}]. For safety it does not say why.</source>
        <translation>Der Server bietet die Standardauthentifizierung (Basic) an und hat diese Anmeldung[ mit dem Benutzernamen {username}] abgelehnt. Aus Sicherheitsgründen nennt er keinen Grund.</translation>
    </message>
    <message>
        <source>The mailboxes live in Exchange Online.</source>
        <translation>Die Postfächer liegen in Exchange Online.</translation>
    </message>
    <message>
        <source>Autodiscover points to the cloud, while the mailboxes are on your own server.</source>
        <translation>Autodiscover verweist auf die Cloud, während die Postfächer auf Ihrem eigenen Server liegen.</translation>
    </message>
    <message>
        <source>If the mailboxes are in Exchange Online, choose the Modern connection.</source>
        <translation>Liegen die Postfächer in Exchange Online, wählen Sie die moderne Verbindung.</translation>
    </message>
    <message>
        <source>If they are on your own server, type its EWS address.</source>
        <translation>Liegen sie auf Ihrem eigenen Server, geben Sie dessen EWS-Adresse ein.</translation>
    </message>
    <message>
        <source>The host is one of Microsoft&apos;s. An Exchange server of your own would offer Basic.</source>
        <translation>Der Host gehört zu Microsoft. Ein eigener Exchange-Server würde Basic anbieten.</translation>
    </message>
    <message>
        <source>Exchange Online takes no password here</source>
        <translation>Exchange Online nimmt hier kein Kennwort an</translation>
    </message>
    <message>
        <source>This address belongs to Exchange Online, which no longer accepts a name with a password for EWS. It says nothing about the password.</source>
        <translation>Diese Adresse gehört zu Exchange Online, das für EWS keine Anmeldung mit Name und Kennwort mehr akzeptiert. Über das Kennwort sagt dies nichts aus.</translation>
    </message>
    <message>
        <source>A device in front of Exchange removes the list of ways to sign in.</source>
        <translation>Ein Gerät vor Exchange entfernt die Liste der Anmeldearten.</translation>
    </message>
    <message>
        <source>All ways to sign in are switched off on the EWS virtual directory.</source>
        <translation>Im virtuellen Verzeichnis EWS sind alle Anmeldearten deaktiviert.</translation>
    </message>
    <message>
        <source>Ask the server directly, without the device in front, and compare.</source>
        <translation>Fragen Sie den Server direkt ab, ohne das vorgeschaltete Gerät, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>Switch Basic on for EWS.</source>
        <translation>Aktivieren Sie Basic für EWS.</translation>
    </message>
    <message>
        <source>Refused without a way to sign in</source>
        <translation>Abgelehnt, ohne eine Anmeldeart zu nennen</translation>
    </message>
    <message>
        <source>The server refuses the request, but names no way to sign in.</source>
        <translation>Der Server lehnt die Anforderung ab, nennt aber keine Möglichkeit zur Anmeldung.</translation>
    </message>
    <message>
        <source>EWS is switched off for the mailbox of the service account.</source>
        <translation>EWS ist für das Postfach des Dienstkontos deaktiviert.</translation>
    </message>
    <message>
        <source>EWS is switched off for the whole organisation.</source>
        <translation>EWS ist für die gesamte Organisation deaktiviert.</translation>
    </message>
    <message>
        <source>A list allows only certain programs, by their User-Agent.</source>
        <translation>Eine Liste erlaubt nur bestimmte Programme, anhand ihres User-Agent.</translation>
    </message>
    <message>
        <source>Look at the settings of the mailbox and of the organisation.</source>
        <translation>Sehen Sie sich die Einstellungen des Postfachs und der Organisation an.</translation>
    </message>
    <message>
        <source>Switch EWS on for the service account.</source>
        <translation>Aktivieren Sie EWS für das Dienstkonto.</translation>
    </message>
    <message>
        <source>If a list of programs is in use, add AskCody&apos;s and this program&apos;s name to it.</source>
        <translation>Wird eine Liste von Programmen verwendet, nehmen Sie den Namen von AskCody und den dieses Programms darin auf.</translation>
    </message>
    <message>
        <source>If it differs from mailbox to mailbox, it is the mailbox&apos;s setting. If it differs from program to program, it is a list of allowed programs.</source>
        <translation>Unterscheidet es sich von Postfach zu Postfach, liegt es an der Einstellung des Postfachs. Unterscheidet es sich von Programm zu Programm, liegt es an einer Liste erlaubter Programme.</translation>
    </message>
    <message>
        <source>Exchange does not let this account use EWS</source>
        <translation>Exchange erlaubt diesem Konto die Nutzung von EWS nicht</translation>
    </message>
    <message>
        <source>The sign-in worked, but Exchange refuses the use of EWS for this account or this program.</source>
        <translation>Die Anmeldung war erfolgreich, aber Exchange verweigert diesem Konto oder diesem Programm die Nutzung von EWS.</translation>
    </message>
    <message>
        <source>It is switched off for this mailbox only.</source>
        <translation>Es ist nur für dieses Postfach deaktiviert.</translation>
    </message>
    <message>
        <source>Look at both settings: the organisation and the mailbox must allow EWS.</source>
        <translation>Sehen Sie sich beide Einstellungen an: Die Organisation und das Postfach müssen EWS erlauben.</translation>
    </message>
    <message>
        <source>The header says “disabled”. “Blocked by policy” is about a list of allowed applications instead.</source>
        <translation>Der Header sagt „disabled“. Bei „Blocked by policy“ geht es dagegen um eine Liste erlaubter Anwendungen.</translation>
    </message>
    <message>
        <source>EWS is switched off in Exchange Online</source>
        <translation>EWS ist in Exchange Online deaktiviert</translation>
    </message>
    <message>
        <source>The application&apos;s id is not on the organisation&apos;s list of allowed applications.</source>
        <translation>Die ID der Anwendung steht nicht auf der Liste der erlaubten Anwendungen der Organisation.</translation>
    </message>
    <message>
        <source>The program&apos;s name is on a block list, or missing on the allow list.</source>
        <translation>Der Name des Programms steht auf einer Sperrliste oder fehlt auf der Zulassungsliste.</translation>
    </message>
    <message>
        <source>Read both lists.</source>
        <translation>Lesen Sie beide Listen aus.</translation>
    </message>
    <message>
        <source>A policy in Exchange Online blocks the program</source>
        <translation>Eine Richtlinie in Exchange Online blockiert das Programm</translation>
    </message>
    <message>
        <source>A load balancer ends the encryption and talks to the server without it.</source>
        <translation>Ein Load Balancer beendet die Verschlüsselung und spricht unverschlüsselt mit dem Server.</translation>
    </message>
    <message>
        <source>The address began with http.</source>
        <translation>Die Adresse begann mit http.</translation>
    </message>
    <message>
        <source>Let the load balancer talk to Exchange with https as well. Exchange does not support ending TLS before it.</source>
        <translation>Lassen Sie den Load Balancer auch mit Exchange über https sprechen. Exchange unterstützt es nicht, dass TLS davor beendet wird.</translation>
    </message>
    <message>
        <source>Use the address with https.</source>
        <translation>Verwenden Sie die Adresse mit https.</translation>
    </message>
    <message>
        <source>The server wants an encrypted connection</source>
        <translation>Der Server verlangt eine verschlüsselte Verbindung</translation>
    </message>
    <message>
        <source>The server says that this address may only be used with https.</source>
        <translation>Der Server meldet, dass diese Adresse nur mit https verwendet werden darf.</translation>
    </message>
    <message>
        <source>A firewall allows only certain source addresses or countries.</source>
        <translation>Eine Firewall lässt nur bestimmte Quelladressen oder Länder zu.</translation>
    </message>
    <message>
        <source>A web application firewall takes the request for an attack.</source>
        <translation>Eine Web Application Firewall hält die Anforderung für einen Angriff.</translation>
    </message>
    <message>
        <source>IIS has an address restriction or request filter.</source>
        <translation>In IIS ist eine Adresseinschränkung oder Anforderungsfilterung eingerichtet.</translation>
    </message>
    <message>
        <source>Allow this computer for the test, and AskCody&apos;s cloud for later. Ask AskCody support for the source addresses.</source>
        <translation>Lassen Sie für den Test diesen Computer zu und für später die Cloud von AskCody. Die Quelladressen nennt Ihnen der Support von AskCody.</translation>
    </message>
    <message>
        <source>Exchange&apos;s own headers are missing, and the answer is a web page.</source>
        <translation>Die Header von Exchange fehlen, und die Antwort ist eine Webseite.</translation>
    </message>
    <message>
        <source>Something in front of Exchange blocks the request</source>
        <translation>Etwas vor Exchange blockiert die Anforderung</translation>
    </message>
    <message>
        <source>The answer “forbidden” (403) did not come from Exchange but from a firewall, filter or IIS rule in front of it.</source>
        <translation>Die Antwort „forbidden“ (403) kam nicht von Exchange, sondern von einer Firewall, einem Filter oder einer IIS-Regel davor.</translation>
    </message>
    <message>
        <source>The path is wrong: EWS lives at /EWS/Exchange.asmx.</source>
        <translation>Der Pfad ist falsch: EWS liegt unter /EWS/Exchange.asmx.</translation>
    </message>
    <message>
        <source>The name leads to another web server, such as the company&apos;s website.</source>
        <translation>Der Name führt zu einem anderen Webserver, zum Beispiel zur Website des Unternehmens.</translation>
    </message>
    <message>
        <source>The publishing rule of the reverse proxy leaves /EWS out.</source>
        <translation>Die Veröffentlichungsregel des Reverseproxys lässt /EWS aus.</translation>
    </message>
    <message>
        <source>The EWS virtual directory or its handler in IIS is missing.</source>
        <translation>Das virtuelle Verzeichnis EWS oder sein Handler fehlt in IIS.</translation>
    </message>
    <message>
        <source>Use the address that Exchange itself names as ExternalUrl.</source>
        <translation>Verwenden Sie die Adresse, die Exchange selbst als ExternalUrl nennt.</translation>
    </message>
    <message>
        <source>Add /EWS to the publishing rule.</source>
        <translation>Nehmen Sie /EWS in die Veröffentlichungsregel auf.</translation>
    </message>
    <message>
        <source>If the directory is missing, make it again.</source>
        <translation>Fehlt das Verzeichnis, legen Sie es neu an.</translation>
    </message>
    <message>
        <source>There is nothing at this address</source>
        <translation>Unter dieser Adresse gibt es nichts</translation>
    </message>
    <message>
        <source>The server was reached, but it knows no such path[: {url}].</source>
        <translation>Der Server wurde erreicht, kennt aber diesen Pfad nicht[: {url}].</translation>
    </message>
    <message>
        <source>The handler for .asmx files is missing in IIS, so the web server takes the address for a plain file.</source>
        <translation>Der Handler für .asmx-Dateien fehlt in IIS, sodass der Webserver die Adresse für eine gewöhnliche Datei hält.</translation>
    </message>
    <message>
        <source>A device in front lets only GET through.</source>
        <translation>Ein vorgeschaltetes Gerät lässt nur GET durch.</translation>
    </message>
    <message>
        <source>Allow POST to /EWS in the publishing rule.</source>
        <translation>Lassen Sie POST an /EWS in der Veröffentlichungsregel zu.</translation>
    </message>
    <message>
        <source>Repair the handlers of EWS by running the last Exchange update again.</source>
        <translation>Reparieren Sie die Handler von EWS, indem Sie das letzte Exchange-Update noch einmal ausführen.</translation>
    </message>
    <message>
        <source>The server does not accept this kind of request</source>
        <translation>Der Server akzeptiert diese Art von Anforderung nicht</translation>
    </message>
    <message>
        <source>The server refuses the method that EWS needs (POST).</source>
        <translation>Der Server verweigert die Methode, die EWS benötigt (POST).</translation>
    </message>
    <message>
        <source>The line is very slow or loses packets.</source>
        <translation>Die Leitung ist sehr langsam oder verliert Pakete.</translation>
    </message>
    <message>
        <source>A load balancer&apos;s time limit is too short.</source>
        <translation>Ein Zeitlimit des Load Balancers ist zu kurz.</translation>
    </message>
    <message>
        <source>If it repeats, look at the time limits of the load balancer.</source>
        <translation>Wiederholt es sich, sehen Sie sich die Zeitlimits des Load Balancers an.</translation>
    </message>
    <message>
        <source>The request took too long to arrive</source>
        <translation>Die Anforderung kam nicht rechtzeitig an</translation>
    </message>
    <message>
        <source>A device in front of the server gave up waiting for the rest of the request (408).</source>
        <translation>Ein Gerät vor dem Server hat nicht länger auf den Rest der Anforderung gewartet (408).</translation>
    </message>
    <message>
        <source>A limit in IIS or on the reverse proxy is set far too low.</source>
        <translation>Ein Grenzwert in IIS oder auf dem Reverseproxy ist viel zu niedrig eingestellt.</translation>
    </message>
    <message>
        <source>Set the limit for /EWS back to Exchange&apos;s default of 64 MB.</source>
        <translation>Setzen Sie den Grenzwert für /EWS auf den Exchange-Standardwert von 64 MB zurück.</translation>
    </message>
    <message>
        <source>The request is too large for the server</source>
        <translation>Die Anforderung ist für den Server zu groß</translation>
    </message>
    <message>
        <source>The server or a device in front of it refuses the request because of its size (413). The requests of this program are small.</source>
        <translation>Der Server oder ein vorgeschaltetes Gerät lehnt die Anforderung wegen ihrer Größe ab (413). Die Anforderungen dieses Programms sind klein.</translation>
    </message>
    <message>
        <source>A device in front changes the Content-Type header, or allows only others.</source>
        <translation>Ein vorgeschaltetes Gerät ändert den Header Content-Type oder lässt nur andere Werte zu.</translation>
    </message>
    <message>
        <source>Let text/xml through to /EWS unchanged.</source>
        <translation>Lassen Sie text/xml unverändert an /EWS durch.</translation>
    </message>
    <message>
        <source>The content type was not accepted</source>
        <translation>Der Inhaltstyp wurde nicht akzeptiert</translation>
    </message>
    <message>
        <source>The server refuses the form of the request (415), although it is the one that EWS demands.</source>
        <translation>Der Server lehnt die Form der Anforderung ab (415), obwohl EWS genau diese verlangt.</translation>
    </message>
    <message>
        <source>A limit on the reverse proxy or web application firewall.</source>
        <translation>Eine Begrenzung auf dem Reverseproxy oder in der Web Application Firewall.</translation>
    </message>
    <message>
        <source>Wait a few minutes, and check again.</source>
        <translation>Warten Sie einige Minuten, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Raise the limit for this computer and for AskCody&apos;s cloud.</source>
        <translation>Heben Sie die Begrenzung für diesen Computer und für die Cloud von AskCody an.</translation>
    </message>
    <message>
        <source>Exchange Server itself asks for pauses in another way. This answer usually comes from a device in front.</source>
        <translation>Exchange Server selbst bittet auf andere Weise um Pausen. Diese Antwort stammt meist von einem vorgeschalteten Gerät.</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anforderungen</translation>
    </message>
    <message>
        <source>The server, or a device in front of it, asks for a pause (429).[ It names {seconds} seconds.]</source>
        <translation>Der Server oder ein vorgeschaltetes Gerät bittet um eine Pause (429).[ Genannt werden {seconds} Sekunden.]</translation>
    </message>
    <message>
        <source>The publishing rule uses a form to sign in for /EWS.</source>
        <translation>Die Veröffentlichungsregel verwendet für /EWS ein Anmeldeformular.</translation>
    </message>
    <message>
        <source>Publish /EWS as pass-through.</source>
        <translation>Veröffentlichen Sie /EWS als Pass-Through.</translation>
    </message>
    <message>
        <source>A sign-in session has ended</source>
        <translation>Eine Anmeldesitzung ist abgelaufen</translation>
    </message>
    <message>
        <source>A form-based sign-in in front of Exchange says that its session has ended (440). EWS itself never answers so.</source>
        <translation>Eine formularbasierte Anmeldung vor Exchange meldet, dass ihre Sitzung abgelaufen ist (440). EWS selbst antwortet nie so.</translation>
    </message>
    <message>
        <source>The address of ActiveSync was typed instead of the one of EWS.</source>
        <translation>Statt der Adresse von EWS wurde die von ActiveSync eingegeben.</translation>
    </message>
    <message>
        <source>Use the address that ends in /EWS/Exchange.asmx.</source>
        <translation>Verwenden Sie die Adresse, die auf /EWS/Exchange.asmx endet.</translation>
    </message>
    <message>
        <source>This is the address for mobile devices</source>
        <translation>Dies ist die Adresse für Mobilgeräte</translation>
    </message>
    <message>
        <source>The answer (449) belongs to ActiveSync, which telephones use. EWS has another address.</source>
        <translation>Die Antwort (449) gehört zu ActiveSync, das von Telefonen verwendet wird. EWS hat eine andere Adresse.</translation>
    </message>
    <message>
        <source>The account is blocked, or an administrator must act on it.</source>
        <translation>Das Konto ist gesperrt, oder ein Administrator muss dafür tätig werden.</translation>
    </message>
    <message>
        <source>Sign in with the account in a browser, and follow what Microsoft says.</source>
        <translation>Melden Sie sich mit dem Konto im Browser an, und folgen Sie den Hinweisen von Microsoft.</translation>
    </message>
    <message>
        <source>Choose the Modern connection for Exchange Online.</source>
        <translation>Wählen Sie für Exchange Online die moderne Verbindung.</translation>
    </message>
    <message>
        <source>Microsoft has blocked the account</source>
        <translation>Microsoft hat das Konto gesperrt</translation>
    </message>
    <message>
        <source>Microsoft&apos;s sign-in says that the account is blocked or needs attention (456).</source>
        <translation>Die Anmeldung von Microsoft meldet, dass das Konto gesperrt ist oder Aufmerksamkeit erfordert (456).</translation>
    </message>
    <message>
        <source>An Exchange update was not finished, or files of EWS are missing.</source>
        <translation>Ein Exchange-Update wurde nicht abgeschlossen, oder Dateien von EWS fehlen.</translation>
    </message>
    <message>
        <source>The disk of the server is full.</source>
        <translation>Der Datenträger des Servers ist voll.</translation>
    </message>
    <message>
        <source>The server&apos;s authentication certificate has expired.</source>
        <translation>Das Authentifizierungszertifikat des Servers ist abgelaufen.</translation>
    </message>
    <message>
        <source>Open Outlook on the web: if it is broken too, the server needs repair first.</source>
        <translation>Öffnen Sie Outlook im Web: Ist es ebenfalls gestört, muss zuerst der Server repariert werden.</translation>
    </message>
    <message>
        <source>Look into the event log of the server.</source>
        <translation>Sehen Sie im Ereignisprotokoll des Servers nach.</translation>
    </message>
    <message>
        <source>Run the last Exchange update again.</source>
        <translation>Führen Sie das letzte Exchange-Update noch einmal aus.</translation>
    </message>
    <message>
        <source>An error inside EWS comes as XML with a code. A web page means that EWS did not even start.</source>
        <translation>Ein Fehler innerhalb von EWS kommt als XML mit einem Code. Eine Webseite bedeutet, dass EWS gar nicht erst gestartet ist.</translation>
    </message>
    <message>
        <source>EWS is broken on the server</source>
        <translation>EWS ist auf dem Server defekt</translation>
    </message>
    <message>
        <source>The server shows an error page of its own (500) instead of an answer from EWS. Every program will meet this, not only AskCody.</source>
        <translation>Der Server zeigt eine eigene Fehlerseite (500) statt einer Antwort von EWS. Das betrifft jedes Programm, nicht nur AskCody.</translation>
    </message>
    <message>
        <source>An old proxy or filter does not know the method or its encoding.</source>
        <translation>Ein alter Proxy oder Filter kennt die Methode oder ihre Codierung nicht.</translation>
    </message>
    <message>
        <source>Test without the device, and compare.</source>
        <translation>Testen Sie ohne das Gerät, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>A device does not understand the request</source>
        <translation>Ein Gerät versteht die Anforderung nicht</translation>
    </message>
    <message>
        <source>A device in front of the server answered “Not Implemented” (501).</source>
        <translation>Ein Gerät vor dem Server hat mit „Not Implemented“ (501) geantwortet.</translation>
    </message>
    <message>
        <source>The Exchange server behind the load balancer is down, or its service is stopped.</source>
        <translation>Der Exchange-Server hinter dem Load Balancer ist ausgefallen, oder sein Dienst ist beendet.</translation>
    </message>
    <message>
        <source>The certificate of the back end site (port 444) is missing or wrong.</source>
        <translation>Das Zertifikat der Back-End-Website (Port 444) fehlt oder ist falsch.</translation>
    </message>
    <message>
        <source>Check the health of the servers in the load balancer&apos;s pool.</source>
        <translation>Prüfen Sie den Zustand der Server im Pool des Load Balancers.</translation>
    </message>
    <message>
        <source>Check the services on the Exchange server.</source>
        <translation>Prüfen Sie die Dienste auf dem Exchange-Server.</translation>
    </message>
    <message>
        <source>The load balancer cannot reach Exchange</source>
        <translation>Der Load Balancer erreicht Exchange nicht</translation>
    </message>
    <message>
        <source>A device in front of Exchange answered that it got no valid answer from the server behind it (502).</source>
        <translation>Ein Gerät vor Exchange meldet, dass es vom Server dahinter keine gültige Antwort erhalten hat (502).</translation>
    </message>
    <message>
        <source>The application pool of EWS is stopped or restarting.</source>
        <translation>Der Anwendungspool von EWS ist beendet oder startet gerade neu.</translation>
    </message>
    <message>
        <source>The server is in maintenance mode.</source>
        <translation>Der Server ist im Wartungsmodus.</translation>
    </message>
    <message>
        <source>The server is overloaded.</source>
        <translation>Der Server ist überlastet.</translation>
    </message>
    <message>
        <source>Look whether the server is in maintenance mode.</source>
        <translation>Sehen Sie nach, ob der Server im Wartungsmodus ist.</translation>
    </message>
    <message>
        <source>Start the application pool, and look into the event log why it stopped.</source>
        <translation>Starten Sie den Anwendungspool, und sehen Sie im Ereignisprotokoll nach, warum er beendet wurde.</translation>
    </message>
    <message>
        <source>With a waiting time it is a pause. Without one, the application pool of EWS is usually stopped.</source>
        <translation>Mit einer Wartezeit ist es eine Pause. Ohne Wartezeit ist meist der Anwendungspool von EWS beendet.</translation>
    </message>
    <message>
        <source>EWS is not available at the moment</source>
        <translation>EWS ist zurzeit nicht verfügbar</translation>
    </message>
    <message>
        <source>The server answers “Service Unavailable” (503).[ It asks to wait {seconds} seconds.]</source>
        <translation>Der Server antwortet mit „Service Unavailable“ (503).[ Er bittet, {seconds} Sekunden zu warten.]</translation>
    </message>
    <message>
        <source>The Exchange server behind it is overloaded or hangs.</source>
        <translation>Der Exchange-Server dahinter ist überlastet oder reagiert nicht mehr.</translation>
    </message>
    <message>
        <source>It happened on a connection that has to stay open for minutes.</source>
        <translation>Es geschah auf einer Verbindung, die minutenlang offen bleiben muss.</translation>
    </message>
    <message>
        <source>The time limit of the device is too short for EWS.</source>
        <translation>Das Zeitlimit des Geräts ist für EWS zu kurz.</translation>
    </message>
    <message>
        <source>Check the server&apos;s load.</source>
        <translation>Prüfen Sie die Auslastung des Servers.</translation>
    </message>
    <message>
        <source>Raise the idle time limit for /EWS to more than 30 minutes.</source>
        <translation>Erhöhen Sie das Leerlaufzeitlimit für /EWS auf mehr als 30 Minuten.</translation>
    </message>
    <message>
        <source>If only the check for changed meetings meets this, a time limit is shorter than that connection has to live.</source>
        <translation>Betrifft dies nur die Prüfung auf geänderte Besprechungen, ist ein Zeitlimit kürzer, als diese Verbindung bestehen muss.</translation>
    </message>
    <message>
        <source>The load balancer gave up waiting</source>
        <translation>Der Load Balancer hat nicht länger gewartet</translation>
    </message>
    <message>
        <source>A device in front of Exchange waited for the server and gave up (504).</source>
        <translation>Ein Gerät vor Exchange hat auf den Server gewartet und dann aufgegeben (504).</translation>
    </message>
    <message>
        <source>The mailbox is full.</source>
        <translation>Das Postfach ist voll.</translation>
    </message>
    <message>
        <source>The disk of the database is full.</source>
        <translation>Der Datenträger der Datenbank ist voll.</translation>
    </message>
    <message>
        <source>Free space, or raise the limit.</source>
        <translation>Schaffen Sie Platz, oder heben Sie den Grenzwert an.</translation>
    </message>
    <message>
        <source>The server is out of space</source>
        <translation>Der Server hat keinen Speicherplatz mehr</translation>
    </message>
    <message>
        <source>The server says that there is not enough space (507).</source>
        <translation>Der Server meldet, dass nicht genügend Speicherplatz vorhanden ist (507).</translation>
    </message>
    <message>
        <source>A device in front of Exchange answered.</source>
        <translation>Ein Gerät vor Exchange hat geantwortet.</translation>
    </message>
    <message>
        <source>The address is not the one of EWS.</source>
        <translation>Die Adresse ist nicht die von EWS.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>An unexpected answer</source>
        <translation>Eine unerwartete Antwort</translation>
    </message>
    <message>
        <source>The server answered with the status {status}, which EWS does not use.</source>
        <translation>Der Server hat mit dem Status {status} geantwortet, den EWS nicht verwendet.</translation>
    </message>
    <message>
        <source>A reverse proxy removes the headers of the server.</source>
        <translation>Ein Reverseproxy entfernt die Header des Servers.</translation>
    </message>
    <message>
        <source>Another web server answers under this name.</source>
        <translation>Unter diesem Namen antwortet ein anderer Webserver.</translation>
    </message>
    <message>
        <source>Nothing is needed if signing in works.</source>
        <translation>Wenn die Anmeldung gelingt, ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Otherwise look for the device in front; the details name what it says of itself.</source>
        <translation>Suchen Sie andernfalls nach dem vorgeschalteten Gerät; die Details nennen, was es über sich selbst angibt.</translation>
    </message>
    <message>
        <source>Exchange may not have answered</source>
        <translation>Möglicherweise hat nicht Exchange geantwortet</translation>
    </message>
    <message>
        <source>The answer has none of the headers that Exchange adds. Something else may have answered, or a device removed them.</source>
        <translation>In der Antwort fehlen alle Header, die Exchange hinzufügt. Entweder hat etwas anderes geantwortet, oder ein Gerät hat sie entfernt.</translation>
    </message>
    <message>
        <source>A device in front holds the answer back.</source>
        <translation>Ein vorgeschaltetes Gerät hält die Antwort zurück.</translation>
    </message>
    <message>
        <source>The server waits for a domain controller that does not answer.</source>
        <translation>Der Server wartet auf einen Domänencontroller, der nicht antwortet.</translation>
    </message>
    <message>
        <source>Look at the load of the server, and whether others are affected.</source>
        <translation>Prüfen Sie die Auslastung des Servers und ob auch andere betroffen sind.</translation>
    </message>
    <message>
        <source>The connection itself stood. A server that cannot be reached at all is reported differently.</source>
        <translation>Die Verbindung selbst bestand. Ein Server, der gar nicht erreichbar ist, wird anders gemeldet.</translation>
    </message>
    <message>
        <source>The server took too long to answer</source>
        <translation>Der Server hat zu lange für die Antwort gebraucht</translation>
    </message>
    <message>
        <source>The request was sent, and no complete answer came in time.</source>
        <translation>Die Anforderung wurde gesendet, aber eine vollständige Antwort kam nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>A firewall or web application firewall cut the connection because of its content.</source>
        <translation>Eine Firewall oder Web Application Firewall hat die Verbindung wegen ihres Inhalts getrennt.</translation>
    </message>
    <message>
        <source>The application pool of EWS stopped while it answered.</source>
        <translation>Der Anwendungspool von EWS wurde beendet, während er antwortete.</translation>
    </message>
    <message>
        <source>Look into the logs of the firewall and of IIS at the time of this check.</source>
        <translation>Sehen Sie in den Protokollen der Firewall und von IIS zum Zeitpunkt dieser Prüfung nach.</translation>
    </message>
    <message>
        <source>The server hung up without an answer</source>
        <translation>Der Server hat die Verbindung ohne Antwort beendet</translation>
    </message>
    <message>
        <source>The request was sent, and the connection was closed before an answer came. It was not sent a second time.</source>
        <translation>Die Anforderung wurde gesendet, und die Verbindung wurde geschlossen, bevor eine Antwort kam. Die Anforderung wurde kein zweites Mal gesendet.</translation>
    </message>
    <message>
        <source>It is published inside the company network only, and this computer is outside.</source>
        <translation>Es ist nur im Firmennetz veröffentlicht, und dieser Computer befindet sich außerhalb.</translation>
    </message>
    <message>
        <source>Type the EWS address by hand; everything else goes on without Autodiscover.</source>
        <translation>Geben Sie die EWS-Adresse von Hand ein; alles andere geht ohne Autodiscover weiter.</translation>
    </message>
    <message>
        <source>The Exchange administrator can read the address with the command below.</source>
        <translation>Der Exchange-Administrator kann die Adresse mit dem Befehl unten auslesen.</translation>
    </message>
    <message>
        <source>The list of attempts shows how each of them ended.</source>
        <translation>Die Liste der Versuche zeigt, wie jeder von ihnen ausging.</translation>
    </message>
    <message>
        <source>Autodiscover found no Exchange server</source>
        <translation>Autodiscover hat keinen Exchange-Server gefunden</translation>
    </message>
    <message>
        <source>All the usual places were asked for the domain[ {domain}], and none led to an Exchange server.</source>
        <translation>Alle üblichen Stellen wurden für die Domäne[ {domain}] abgefragt, und keine führte zu einem Exchange-Server.</translation>
    </message>
    <message>
        <source>Autodiscover of this domain is hosted elsewhere, as with a provider or Exchange Online.</source>
        <translation>Autodiscover dieser Domäne wird anderswo gehostet, zum Beispiel bei einem Anbieter oder in Exchange Online.</translation>
    </message>
    <message>
        <source>Somebody forged the hint.</source>
        <translation>Jemand hat den Hinweis gefälscht.</translation>
    </message>
    <message>
        <source>Ask the Exchange administrator whether this host belongs to you.</source>
        <translation>Fragen Sie den Exchange-Administrator, ob dieser Host zu Ihnen gehört.</translation>
    </message>
    <message>
        <source>Accept the host if it does. Otherwise type the EWS address by hand.</source>
        <translation>Wenn ja, akzeptieren Sie den Host. Andernfalls geben Sie die EWS-Adresse von Hand ein.</translation>
    </message>
    <message>
        <source>A hint that stays within your own mail domain needs no confirmation.</source>
        <translation>Ein Hinweis, der in Ihrer eigenen E-Mail-Domäne bleibt, braucht keine Bestätigung.</translation>
    </message>
    <message>
        <source>Autodiscover points to an unconfirmed host</source>
        <translation>Autodiscover verweist auf einen unbestätigten Host</translation>
    </message>
    <message>
        <source>An unencrypted hint leads to the host[ {host}]. Anybody on the way could have forged it, so no password is sent there without your word.</source>
        <translation>Ein unverschlüsselter Hinweis führt zum Host[ {host}]. Jeder auf dem Weg hätte ihn fälschen können, deshalb wird ohne Ihre Zustimmung kein Kennwort dorthin gesendet.</translation>
    </message>
    <message>
        <source>ExternalUrl of the EWS virtual directory is empty.</source>
        <translation>ExternalUrl des virtuellen Verzeichnisses von EWS ist leer.</translation>
    </message>
    <message>
        <source>Set ExternalUrl on every server that is reachable from outside.</source>
        <translation>Legen Sie ExternalUrl auf jedem Server fest, der von außen erreichbar ist.</translation>
    </message>
    <message>
        <source>Then check again; Exchange may need some minutes until it tells the new address.</source>
        <translation>Prüfen Sie dann erneut; Exchange braucht unter Umständen einige Minuten, bis es die neue Adresse nennt.</translation>
    </message>
    <message>
        <source>An external address that is set but wrong is reported by the checks that follow.</source>
        <translation>Eine externe Adresse, die gesetzt, aber falsch ist, wird von den folgenden Prüfungen gemeldet.</translation>
    </message>
    <message>
        <source>Only an internal EWS address is configured</source>
        <translation>Nur eine interne EWS-Adresse ist konfiguriert</translation>
    </message>
    <message>
        <source>Exchange names an address for use inside the company network, but none for outside. AskCody&apos;s cloud needs the one for outside.</source>
        <translation>Exchange nennt eine Adresse für die Verwendung im Firmennetz, aber keine für außerhalb. Die Cloud von AskCody braucht die für außerhalb.</translation>
    </message>
    <message>
        <source>The typed address is an old or an internal one.</source>
        <translation>Die eingegebene Adresse ist eine alte oder eine interne.</translation>
    </message>
    <message>
        <source>Exchange&apos;s own setting is out of date, and the typed address is right.</source>
        <translation>Die Einstellung in Exchange ist veraltet, und die eingegebene Adresse ist richtig.</translation>
    </message>
    <message>
        <source>If the checks pass with your address, it may stay.</source>
        <translation>Wenn die Prüfungen mit Ihrer Adresse bestanden werden, kann sie bleiben.</translation>
    </message>
    <message>
        <source>Compare it with the ExternalUrl of EWS.</source>
        <translation>Vergleichen Sie sie mit der ExternalUrl von EWS.</translation>
    </message>
    <message>
        <source>Two names for one server are harmless. Two different servers are not.</source>
        <translation>Zwei Namen für einen Server sind unbedenklich. Zwei verschiedene Server sind es nicht.</translation>
    </message>
    <message>
        <source>Autodiscover names another address</source>
        <translation>Autodiscover nennt eine andere Adresse</translation>
    </message>
    <message>
        <source>The EWS address that you typed is not the one that Exchange names.[ Exchange names {found}.]</source>
        <translation>Die von Ihnen eingegebene EWS-Adresse ist nicht die, die Exchange nennt.[ Exchange nennt {found}.]</translation>
    </message>
    <message>
        <source>Autodiscover has no settings for this address, or failed inside.</source>
        <translation>Autodiscover hat keine Einstellungen für diese Adresse, oder es ist intern ein Fehler aufgetreten.</translation>
    </message>
    <message>
        <source>Test Autodiscover on the server.</source>
        <translation>Testen Sie Autodiscover auf dem Server.</translation>
    </message>
    <message>
        <source>Autodiscover answered with an error</source>
        <translation>Autodiscover hat mit einem Fehler geantwortet</translation>
    </message>
    <message>
        <source>Autodiscover could not give the settings. Its code is {code}.[ It says: {message}]</source>
        <translation>Autodiscover konnte die Einstellungen nicht liefern. Der Code ist {code}.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>The address ends in /wssecurity, which is not for a name with a password.</source>
        <translation>Die Adresse endet auf /wssecurity, was nicht für einen Namen mit Kennwort gedacht ist.</translation>
    </message>
    <message>
        <source>Use Autodiscover&apos;s plain address.</source>
        <translation>Verwenden Sie die einfache Autodiscover-Adresse.</translation>
    </message>
    <message>
        <source>Autodiscover wanted another kind of sign-in</source>
        <translation>Autodiscover verlangt eine andere Art der Anmeldung</translation>
    </message>
    <message>
        <source>The request reached an address of Autodiscover that is meant for trusts between organisations.</source>
        <translation>Die Anforderung hat eine Autodiscover-Adresse erreicht, die für Vertrauensstellungen zwischen Organisationen bestimmt ist.</translation>
    </message>
    <message>
        <source>The mailbox was moved to Exchange Online.</source>
        <translation>Das Postfach wurde nach Exchange Online verschoben.</translation>
    </message>
    <message>
        <source>The e-mail address is an alias.</source>
        <translation>Die E-Mail-Adresse ist ein Alias.</translation>
    </message>
    <message>
        <source>If the mailbox is in Exchange Online, choose a service account whose mailbox is on your own server.</source>
        <translation>Wenn das Postfach in Exchange Online liegt, wählen Sie ein Dienstkonto, dessen Postfach auf Ihrem eigenen Server liegt.</translation>
    </message>
    <message>
        <source>Otherwise use its primary address.</source>
        <translation>Andernfalls verwenden Sie seine primäre Adresse.</translation>
    </message>
    <message>
        <source>This is a hint, not a failure. An address ending in mail.onmicrosoft.com means that the mailbox is in the cloud.</source>
        <translation>Das ist ein Hinweis, kein Fehler. Eine Adresse, die auf mail.onmicrosoft.com endet, bedeutet, dass das Postfach in der Cloud liegt.</translation>
    </message>
    <message>
        <source>The mailbox has another address</source>
        <translation>Das Postfach hat eine andere Adresse</translation>
    </message>
    <message>
        <source>Autodiscover says that this mailbox is known under another e-mail address.[ It names {message}.]</source>
        <translation>Autodiscover meldet, dass dieses Postfach unter einer anderen E-Mail-Adresse bekannt ist.[ Genannt wird {message}.]</translation>
    </message>
    <message>
        <source>Another site or organisation looks after this mailbox.</source>
        <translation>Ein anderer Standort oder eine andere Organisation ist für dieses Postfach zuständig.</translation>
    </message>
    <message>
        <source>Confirm the other server if it is yours.</source>
        <translation>Bestätigen Sie den anderen Server, wenn es Ihrer ist.</translation>
    </message>
    <message>
        <source>Another Autodiscover server is responsible</source>
        <translation>Ein anderer Autodiscover-Server ist zuständig</translation>
    </message>
    <message>
        <source>Autodiscover points to another of its servers.[ It is {location}.]</source>
        <translation>Autodiscover verweist auf einen anderen seiner Server.[ Es ist {location}.]</translation>
    </message>
    <message>
        <source>The e-mail address is not the primary one, or has a typing mistake.</source>
        <translation>Die E-Mail-Adresse ist nicht die primäre oder enthält einen Tippfehler.</translation>
    </message>
    <message>
        <source>The service account has no mailbox.</source>
        <translation>Das Dienstkonto hat kein Postfach.</translation>
    </message>
    <message>
        <source>The address belongs to a group or contact.</source>
        <translation>Die Adresse gehört zu einer Gruppe oder einem Kontakt.</translation>
    </message>
    <message>
        <source>Check the primary e-mail address of the service account.</source>
        <translation>Prüfen Sie die primäre E-Mail-Adresse des Dienstkontos.</translation>
    </message>
    <message>
        <source>Give the account a mailbox if it has none.</source>
        <translation>Richten Sie für das Konto ein Postfach ein, wenn es keines hat.</translation>
    </message>
    <message>
        <source>If signing in had failed, the server would have said so before. Here the name and password were accepted.</source>
        <translation>Wäre die Anmeldung fehlgeschlagen, hätte der Server das vorher gemeldet. Hier wurden Name und Kennwort angenommen.</translation>
    </message>
    <message>
        <source>Autodiscover does not know this address</source>
        <translation>Autodiscover kennt diese Adresse nicht</translation>
    </message>
    <message>
        <source>Autodiscover knows no mailbox with the address[ {account}].</source>
        <translation>Autodiscover kennt kein Postfach mit der Adresse[ {account}].</translation>
    </message>
    <message>
        <source>DNS leads Autodiscover of this domain to somebody else&apos;s Exchange.</source>
        <translation>DNS leitet Autodiscover dieser Domäne zu einem fremden Exchange.</translation>
    </message>
    <message>
        <source>The domain is not among the accepted domains.</source>
        <translation>Die Domäne gehört nicht zu den akzeptierten Domänen.</translation>
    </message>
    <message>
        <source>Check where Autodiscover of the domain leads.</source>
        <translation>Prüfen Sie, wohin Autodiscover der Domäne führt.</translation>
    </message>
    <message>
        <source>Check the accepted domains.</source>
        <translation>Prüfen Sie die akzeptierten Domänen.</translation>
    </message>
    <message>
        <source>Exchange does not serve this mail domain</source>
        <translation>Exchange ist für diese E-Mail-Domäne nicht zuständig</translation>
    </message>
    <message>
        <source>Autodiscover says that the domain[ {domain}] does not belong to this Exchange organisation.</source>
        <translation>Autodiscover meldet, dass die Domäne[ {domain}] nicht zu dieser Exchange-Organisation gehört.</translation>
    </message>
    <message>
        <source>A device in front changed the request.</source>
        <translation>Ein vorgeschaltetes Gerät hat die Anforderung verändert.</translation>
    </message>
    <message>
        <source>Send the support bundle to AskCody support.</source>
        <translation>Senden Sie das Supportpaket an den AskCody-Support.</translation>
    </message>
    <message>
        <source>Autodiscover did not understand the request</source>
        <translation>Autodiscover hat die Anforderung nicht verstanden</translation>
    </message>
    <message>
        <source>Autodiscover says that the request is not valid, although other servers accept the same one.</source>
        <translation>Autodiscover meldet, dass die Anforderung nicht gültig ist, obwohl andere Server dieselbe annehmen.</translation>
    </message>
    <message>
        <source>This is an old Exchange version.</source>
        <translation>Dies ist eine alte Exchange-Version.</translation>
    </message>
    <message>
        <source>An older Autodiscover</source>
        <translation>Ein älteres Autodiscover</translation>
    </message>
    <message>
        <source>Autodiscover does not know one of the settings that it was asked for. Old versions know fewer.</source>
        <translation>Autodiscover kennt eine der abgefragten Einstellungen nicht. Alte Versionen kennen weniger.</translation>
    </message>
    <message>
        <source>Set ExternalUrl of the EWS virtual directory.</source>
        <translation>Legen Sie ExternalUrl des virtuellen Verzeichnisses von EWS fest.</translation>
    </message>
    <message>
        <source>If only the address for outside is missing, ExternalUrl is empty.</source>
        <translation>Wenn nur die Adresse für außerhalb fehlt, ist ExternalUrl leer.</translation>
    </message>
    <message>
        <source>Exchange names no EWS address</source>
        <translation>Exchange nennt keine EWS-Adresse</translation>
    </message>
    <message>
        <source>Autodiscover works, but has no value for the EWS address.</source>
        <translation>Autodiscover funktioniert, hat aber keinen Wert für die EWS-Adresse.</translation>
    </message>
    <message>
        <source>The server is overloaded or limits this account.</source>
        <translation>Der Server ist überlastet oder begrenzt dieses Konto.</translation>
    </message>
    <message>
        <source>Check again in some minutes.</source>
        <translation>Prüfen Sie in einigen Minuten erneut.</translation>
    </message>
    <message>
        <source>Autodiscover asks for a pause</source>
        <translation>Autodiscover bittet um eine Pause</translation>
    </message>
    <message>
        <source>Autodiscover has too much to do and asks to come back later.</source>
        <translation>Autodiscover ist ausgelastet und bittet darum, es später erneut zu versuchen.</translation>
    </message>
    <message>
        <source>There is no federation trust.</source>
        <translation>Es gibt keine Verbundvertrauensstellung.</translation>
    </message>
    <message>
        <source>Nothing is needed.</source>
        <translation>Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>No trust with another organisation</source>
        <translation>Keine Vertrauensstellung mit anderer Organisation</translation>
    </message>
    <message>
        <source>Autodiscover was asked about a trust with another organisation, and there is none. It does not matter for AskCody.</source>
        <translation>Autodiscover wurde nach einer Vertrauensstellung mit einer anderen Organisation gefragt, und es gibt keine. Für AskCody spielt das keine Rolle.</translation>
    </message>
    <message>
        <source>The application pool of Autodiscover has a problem.</source>
        <translation>Der Anwendungspool von Autodiscover hat ein Problem.</translation>
    </message>
    <message>
        <source>A domain controller did not answer.</source>
        <translation>Ein Domänencontroller hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>Test Autodiscover on the server, and look into its event log.</source>
        <translation>Testen Sie Autodiscover auf dem Server, und sehen Sie in dessen Ereignisprotokoll nach.</translation>
    </message>
    <message>
        <source>Autodiscover failed inside</source>
        <translation>Interner Fehler in Autodiscover</translation>
    </message>
    <message>
        <source>Autodiscover reports an error of its own. EWS may work all the same.</source>
        <translation>Autodiscover meldet einen eigenen Fehler. EWS kann trotzdem funktionieren.</translation>
    </message>
    <message>
        <source>600 would mean that the request was incomplete; 500 is about the address.</source>
        <translation>600 würde bedeuten, dass die Anforderung unvollständig war; bei 500 geht es um die Adresse.</translation>
    </message>
    <message>
        <source>Autodiscover found no mailbox with the address[ {account}]. The number 500 is its own and not that of the web server.</source>
        <translation>Autodiscover hat kein Postfach mit der Adresse[ {account}] gefunden. Die Nummer 500 ist seine eigene und nicht die des Webservers.</translation>
    </message>
    <message>
        <source>A device in front removed the content of the request.</source>
        <translation>Ein vorgeschaltetes Gerät hat den Inhalt der Anforderung entfernt.</translation>
    </message>
    <message>
        <source>It proves that the server is Autodiscover and that name and password are right.</source>
        <translation>Das beweist, dass der Server Autodiscover ist und dass Name und Kennwort richtig sind.</translation>
    </message>
    <message>
        <source>Autodiscover missed part of the request</source>
        <translation>Autodiscover vermisst einen Teil der Anforderung</translation>
    </message>
    <message>
        <source>Autodiscover answers and accepts the sign-in, but says that the request is incomplete.</source>
        <translation>Autodiscover antwortet und nimmt die Anmeldung an, meldet aber, dass die Anforderung unvollständig ist.</translation>
    </message>
    <message>
        <source>This server is not Exchange, but speaks a part of its Autodiscover.</source>
        <translation>Dieser Server ist kein Exchange, beherrscht aber einen Teil von dessen Autodiscover.</translation>
    </message>
    <message>
        <source>The Autodiscover service on the server is damaged.</source>
        <translation>Der Autodiscover-Dienst auf dem Server ist beschädigt.</translation>
    </message>
    <message>
        <source>Autodiscover has no such settings</source>
        <translation>Autodiscover hat keine solchen Einstellungen</translation>
    </message>
    <message>
        <source>Autodiscover works, but does not offer the kind of settings that Outlook and AskCody use.</source>
        <translation>Autodiscover funktioniert, bietet aber nicht die Art von Einstellungen an, die Outlook und AskCody verwenden.</translation>
    </message>
    <message>
        <source>This is a hint, not a failure.</source>
        <translation>Das ist ein Hinweis, kein Fehler.</translation>
    </message>
    <message>
        <source>The addresses of the EWS virtual directory are empty.</source>
        <translation>Die Adressen des virtuellen Verzeichnisses von EWS sind leer.</translation>
    </message>
    <message>
        <source>A mail provider answers that is not Exchange.</source>
        <translation>Es antwortet ein E-Mail-Anbieter, der kein Exchange verwendet.</translation>
    </message>
    <message>
        <source>Settings for IMAP or SMTP only come from a mail server that is not Exchange.</source>
        <translation>Einstellungen nur für IMAP oder SMTP kommen von einem Mailserver, der kein Exchange ist.</translation>
    </message>
    <message>
        <source>Autodiscover names no EWS address</source>
        <translation>Autodiscover nennt keine EWS-Adresse</translation>
    </message>
    <message>
        <source>Autodiscover gave settings, but no EWS address is among them.</source>
        <translation>Autodiscover hat Einstellungen geliefert, aber keine EWS-Adresse ist darunter.</translation>
    </message>
    <message>
        <source>The address is not known there, or the provider refuses to answer.</source>
        <translation>Die Adresse ist dort nicht bekannt, oder der Anbieter verweigert die Antwort.</translation>
    </message>
    <message>
        <source>Check the e-mail address.</source>
        <translation>Prüfen Sie die E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>The meaning of this number differs from server to server; its text says more.</source>
        <translation>Die Bedeutung dieser Nummer ist von Server zu Server verschieden; der Text dazu sagt mehr.</translation>
    </message>
    <message>
        <source>Autodiscover refused the request</source>
        <translation>Autodiscover hat die Anforderung abgelehnt</translation>
    </message>
    <message>
        <source>Autodiscover answered with the error {code}.[ It says: {message}]</source>
        <translation>Autodiscover hat mit dem Fehler {code} geantwortet.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>This is an older Exchange version.</source>
        <translation>Dies ist eine ältere Exchange-Version.</translation>
    </message>
    <message>
        <source>Nothing is needed if another way works.</source>
        <translation>Es ist nichts zu tun, wenn ein anderer Weg funktioniert.</translation>
    </message>
    <message>
        <source>The newest form of Autodiscover is not known to this server. Older forms are asked as well.</source>
        <translation>Die neueste Form von Autodiscover ist diesem Server nicht bekannt. Ältere Formen werden ebenfalls abgefragt.</translation>
    </message>
    <message>
        <source>The mailbox lives in another organisation or on your own server.</source>
        <translation>Das Postfach liegt in einer anderen Organisation oder auf Ihrem eigenen Server.</translation>
    </message>
    <message>
        <source>The e-mail address has a typing mistake.</source>
        <translation>Die E-Mail-Adresse enthält einen Tippfehler.</translation>
    </message>
    <message>
        <source>Exchange Online often answers so for mailboxes that live on a server of your own.</source>
        <translation>Exchange Online antwortet oft so bei Postfächern, die auf einem eigenen Server liegen.</translation>
    </message>
    <message>
        <source>The server says that it knows no mailbox with the address[ {account}].</source>
        <translation>Der Server meldet, dass er kein Postfach mit der Adresse[ {account}] kennt.</translation>
    </message>
    <message>
        <source>The mailbox is on one side of a hybrid organisation, and DNS leads to the other.</source>
        <translation>Das Postfach liegt auf der einen Seite einer Hybridorganisation, und DNS führt zur anderen.</translation>
    </message>
    <message>
        <source>An address in your own domain at the end means that the mailbox is on your own server.</source>
        <translation>Eine Adresse in Ihrer eigenen Domäne am Ende bedeutet, dass das Postfach auf Ihrem eigenen Server liegt.</translation>
    </message>
    <message>
        <source>Autodiscover hands the question on</source>
        <translation>Autodiscover gibt die Frage weiter</translation>
    </message>
    <message>
        <source>The server hands the question to another one again and again.</source>
        <translation>Der Server gibt die Frage immer wieder an einen anderen weiter.</translation>
    </message>
    <message>
        <source>The server cannot say anything about this address.</source>
        <translation>Der Server kann nichts über diese Adresse sagen.</translation>
    </message>
    <message>
        <source>The newest form of Autodiscover answered with {code}.[ It says: {message}]</source>
        <translation>Die neueste Form von Autodiscover hat mit {code} geantwortet.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>A device in front changed the answer.</source>
        <translation>Ein vorgeschaltetes Gerät hat die Antwort verändert.</translation>
    </message>
    <message>
        <source>The server broke off inside its answer.</source>
        <translation>Der Server hat mitten in seiner Antwort abgebrochen.</translation>
    </message>
    <message>
        <source>A web page instead of an answer is reported differently.</source>
        <translation>Eine Webseite statt einer Antwort wird anders gemeldet.</translation>
    </message>
    <message>
        <source>The answer cannot be read</source>
        <translation>Die Antwort ist nicht lesbar</translation>
    </message>
    <message>
        <source>The server&apos;s answer is not correct XML or JSON from its beginning to its end.</source>
        <translation>Die Antwort des Servers ist nicht von Anfang bis Ende korrektes XML oder JSON.</translation>
    </message>
    <message>
        <source>A device in front swallowed the content.</source>
        <translation>Ein vorgeschaltetes Gerät hat den Inhalt verschluckt.</translation>
    </message>
    <message>
        <source>The service behind the address has just been restarted.</source>
        <translation>Der Dienst hinter der Adresse wurde gerade neu gestartet.</translation>
    </message>
    <message>
        <source>The answer is empty</source>
        <translation>Die Antwort ist leer</translation>
    </message>
    <message>
        <source>The server answered that all is well, but sent nothing with it.</source>
        <translation>Der Server hat geantwortet, dass alles in Ordnung ist, aber nichts mitgesendet.</translation>
    </message>
    <message>
        <source>A load balancer, proxy or firewall cut the connection.</source>
        <translation>Ein Load Balancer, ein Proxy oder eine Firewall hat die Verbindung getrennt.</translation>
    </message>
    <message>
        <source>The server stopped while answering.</source>
        <translation>Der Server ist während der Antwort stehen geblieben.</translation>
    </message>
    <message>
        <source>Look into the logs of the devices in between at the time of this check.</source>
        <translation>Sehen Sie in den Protokollen der dazwischenliegenden Geräte zum Zeitpunkt dieser Prüfung nach.</translation>
    </message>
    <message>
        <source>The answer was cut off</source>
        <translation>Die Antwort wurde abgeschnitten</translation>
    </message>
    <message>
        <source>The answer stopped before its end.</source>
        <translation>Die Antwort brach vor ihrem Ende ab.</translation>
    </message>
    <message>
        <source>The address leads to something else, such as a download.</source>
        <translation>Die Adresse führt zu etwas anderem, zum Beispiel einem Download.</translation>
    </message>
    <message>
        <source>The server lists an unusual number of rooms.</source>
        <translation>Der Server listet ungewöhnlich viele Räume auf.</translation>
    </message>
    <message>
        <source>The answer is far too large</source>
        <translation>Die Antwort ist viel zu groß</translation>
    </message>
    <message>
        <source>The answer exceeded[ {limit},] the size that this program reads, and was broken off.</source>
        <translation>Die Antwort überschritt[ {limit},] die Größe, die dieses Programm liest, und wurde abgebrochen.</translation>
    </message>
    <message>
        <source>A web page or another product answered instead of Exchange.</source>
        <translation>Eine Webseite oder ein anderes Produkt hat statt Exchange geantwortet.</translation>
    </message>
    <message>
        <source>Somebody tampers with the connection.</source>
        <translation>Jemand manipuliert die Verbindung.</translation>
    </message>
    <message>
        <source>Look what stands between this computer and the server.</source>
        <translation>Prüfen Sie, was zwischen diesem Computer und dem Server steht.</translation>
    </message>
    <message>
        <source>The answer has dangerous content</source>
        <translation>Die Antwort hat gefährlichen Inhalt</translation>
    </message>
    <message>
        <source>The answer contains definitions (a DTD) that Exchange never sends and that attacks use. It was not read.</source>
        <translation>Die Antwort enthält Definitionen (eine DTD), die Exchange nie sendet und die bei Angriffen verwendet werden. Sie wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The address belongs to another service.</source>
        <translation>Die Adresse gehört zu einem anderen Dienst.</translation>
    </message>
    <message>
        <source>A device in front answered from its cache.</source>
        <translation>Ein vorgeschaltetes Gerät hat aus seinem Cache geantwortet.</translation>
    </message>
    <message>
        <source>This Exchange version answers in an unknown way.</source>
        <translation>Diese Exchange-Version antwortet auf unbekannte Weise.</translation>
    </message>
    <message>
        <source>If it is right, send the support bundle to AskCody support.</source>
        <translation>Wenn sie stimmt, senden Sie das Supportpaket an den AskCody-Support.</translation>
    </message>
    <message>
        <source>The answer is not what was asked for</source>
        <translation>Die Antwort passt nicht zur Frage</translation>
    </message>
    <message>
        <source>The server answered correctly, but to another question, or with something that is missing its main part.</source>
        <translation>Der Server hat korrekt geantwortet, aber auf eine andere Frage oder mit etwas, dem der Hauptteil fehlt.</translation>
    </message>
    <message>
        <source>The address is that of another service, such as Autodiscover.</source>
        <translation>Die Adresse ist die eines anderen Dienstes, zum Beispiel Autodiscover.</translation>
    </message>
    <message>
        <source>The address belongs to another service</source>
        <translation>Die Adresse gehört zu einem anderen Dienst</translation>
    </message>
    <message>
        <source>A service of Exchange answered, but it does not know this request. It may be Autodiscover or another neighbour of EWS.</source>
        <translation>Ein Dienst von Exchange hat geantwortet, kennt diese Anforderung aber nicht. Es kann Autodiscover oder ein anderer Nachbar von EWS sein.</translation>
    </message>
    <message>
        <source>An update was not finished, or a setting of the server is wrong.</source>
        <translation>Ein Update wurde nicht abgeschlossen, oder eine Einstellung des Servers ist falsch.</translation>
    </message>
    <message>
        <source>A passing overload.</source>
        <translation>Eine vorübergehende Überlastung.</translation>
    </message>
    <message>
        <source>The service failed inside</source>
        <translation>Interner Fehler im Dienst</translation>
    </message>
    <message>
        <source>The service met an error that it does not explain.</source>
        <translation>Im Dienst ist ein Fehler aufgetreten, den er nicht erklärt.</translation>
    </message>
    <message>
        <source>The request arrived damaged</source>
        <translation>Die Anforderung kam beschädigt an</translation>
    </message>
    <message>
        <source>The server could read the request, but not make sense of it. Other servers accept the same one.</source>
        <translation>Der Server konnte die Anforderung lesen, aber nicht verarbeiten. Andere Server nehmen dieselbe an.</translation>
    </message>
    <message>
        <source>A rare trouble inside Exchange.</source>
        <translation>Eine seltene Störung in Exchange.</translation>
    </message>
    <message>
        <source>Look at the server&apos;s message in the details.</source>
        <translation>Lesen Sie die Meldung des Servers in den Details.</translation>
    </message>
    <message>
        <source>Give the request id in the details to the Exchange administrator: it stands in the server&apos;s logs.</source>
        <translation>Nennen Sie dem Exchange-Administrator die Anforderungs-ID aus den Details: Sie steht in den Protokollen des Servers.</translation>
    </message>
    <message>
        <source>Exchange reports a fault without a known code</source>
        <translation>Exchange meldet einen Fehler ohne bekannten Code</translation>
    </message>
    <message>
        <source>Exchange answered with a fault whose code this program does not know.[ It is {serverCode}.][ It says: {message}]</source>
        <translation>Exchange hat mit einem Fehler geantwortet, dessen Code dieses Programm nicht kennt.[ Er lautet {serverCode}.][ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>A trouble inside Exchange, or a setting of this mailbox.</source>
        <translation>Eine Störung in Exchange oder eine Einstellung dieses Postfachs.</translation>
    </message>
    <message>
        <source>Look the code up in Microsoft&apos;s list.</source>
        <translation>Schlagen Sie den Code in der Liste von Microsoft nach.</translation>
    </message>
    <message>
        <source>Exchange answered with a rare error</source>
        <translation>Exchange hat mit einem seltenen Fehler geantwortet</translation>
    </message>
    <message>
        <source>Exchange answered with {code}, for which this version has no words of its own.[ It says: {message}]</source>
        <translation>Exchange hat mit {code} geantwortet. Dafür hat diese Programmversion keine eigene Beschreibung.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>The server has not been upgraded to Exchange Server Subscription Edition yet.</source>
        <translation>Der Server wurde noch nicht auf Exchange Server Subscription Edition aktualisiert.</translation>
    </message>
    <message>
        <source>Nothing blocks the connection. Go on.</source>
        <translation>Nichts verhindert die Verbindung. Fahren Sie fort.</translation>
    </message>
    <message>
        <source>Plan the upgrade to Exchange Server SE, or the move to Exchange Online.</source>
        <translation>Planen Sie die Aktualisierung auf Exchange Server SE oder den Umzug zu Exchange Online.</translation>
    </message>
    <message>
        <source>Microsoft no longer supports this Exchange</source>
        <translation>Microsoft unterstützt dieses Exchange nicht mehr</translation>
    </message>
    <message>
        <source>[This is {product}.] It works with AskCody today, but it gets no more updates against attacks.</source>
        <translation>[Dies ist {product}.] Die Version funktioniert heute mit AskCody, erhält aber keine Sicherheitsupdates mehr.</translation>
    </message>
    <message>
        <source>The version was chosen by hand.</source>
        <translation>Die Version wurde von Hand gewählt.</translation>
    </message>
    <message>
        <source>The address leads to another server than you thought.</source>
        <translation>Die Adresse führt zu einem anderen Server als gedacht.</translation>
    </message>
    <message>
        <source>Choose {found}, or let the program find the version.</source>
        <translation>Wählen Sie {found}, oder lassen Sie das Programm die Version ermitteln.</translation>
    </message>
    <message>
        <source>Exchange 2013 and Exchange 2013 SP1 are two different choices.</source>
        <translation>Exchange 2013 und Exchange 2013 SP1 sind zwei verschiedene Auswahlmöglichkeiten.</translation>
    </message>
    <message>
        <source>The chosen version is not the server&apos;s</source>
        <translation>Die gewählte Version ist nicht die des Servers</translation>
    </message>
    <message>
        <source>You chose {expected}, but the server is[ {product} and works best with] {found}. A wrong version is a common reason for refused connections at AskCody.</source>
        <translation>Sie haben {expected} gewählt, aber der Server ist[ {product} und arbeitet am besten mit] {found}. Eine falsche Version ist ein häufiger Grund für abgelehnte Verbindungen bei AskCody.</translation>
    </message>
    <message>
        <source>The server is newer than this version of the program.</source>
        <translation>Der Server ist neuer als diese Version des Programms.</translation>
    </message>
    <message>
        <source>A device in front removes the version from the answers.</source>
        <translation>Ein vorgeschaltetes Gerät entfernt die Version aus den Antworten.</translation>
    </message>
    <message>
        <source>Go on: a newer version usually works.</source>
        <translation>Fahren Sie fort: Eine neuere Version funktioniert in der Regel.</translation>
    </message>
    <message>
        <source>Ask the Exchange administrator for the version, and choose it by hand.</source>
        <translation>Fragen Sie den Exchange-Administrator nach der Version, und wählen Sie sie von Hand.</translation>
    </message>
    <message>
        <source>The Exchange version is not known</source>
        <translation>Die Exchange-Version ist nicht bekannt</translation>
    </message>
    <message>
        <source>The server did not say its version, or said one that is newer than this program.[ It is {build}.]</source>
        <translation>Der Server hat seine Version nicht genannt oder eine, die neuer ist als dieses Programm.[ Sie lautet {build}.]</translation>
    </message>
    <message>
        <source>The account exists in Active Directory only.</source>
        <translation>Das Konto existiert nur in Active Directory.</translation>
    </message>
    <message>
        <source>Its mailbox is in Exchange Online.</source>
        <translation>Sein Postfach liegt in Exchange Online.</translation>
    </message>
    <message>
        <source>The e-mail address belongs to another account than the user name.</source>
        <translation>Die E-Mail-Adresse gehört zu einem anderen Konto als der Benutzername.</translation>
    </message>
    <message>
        <source>Give the account a mailbox. Mail flow for it does not matter.</source>
        <translation>Richten Sie für das Konto ein Postfach ein. Der Nachrichtenfluss dafür spielt keine Rolle.</translation>
    </message>
    <message>
        <source>If the mailbox is in the cloud, take an account whose mailbox is on this server.</source>
        <translation>Wenn das Postfach in der Cloud liegt, nehmen Sie ein Konto, dessen Postfach auf diesem Server liegt.</translation>
    </message>
    <message>
        <source>Wait some minutes, and check again.</source>
        <translation>Warten Sie einige Minuten, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Acting for rooms may work all the same. AskCody&apos;s verification would still fail.</source>
        <translation>Der Identitätswechsel für Räume kann trotzdem funktionieren. Die Überprüfung durch AskCody würde dennoch fehlschlagen.</translation>
    </message>
    <message>
        <source>The service account has no mailbox</source>
        <translation>Das Dienstkonto hat kein Postfach</translation>
    </message>
    <message>
        <source>The sign-in worked, but the account[ {account}] owns no mailbox. AskCody verifies the connection through the account&apos;s own mailbox.</source>
        <translation>Die Anmeldung hat funktioniert, aber das Konto[ {account}] besitzt kein Postfach. AskCody überprüft die Verbindung über das eigene Postfach des Kontos.</translation>
    </message>
    <message>
        <source>The role ApplicationImpersonation was granted without a scope.</source>
        <translation>Die Rolle ApplicationImpersonation wurde ohne Verwaltungsbereich zugewiesen.</translation>
    </message>
    <message>
        <source>The scope also includes this mailbox.</source>
        <translation>Der Verwaltungsbereich umfasst auch dieses Postfach.</translation>
    </message>
    <message>
        <source>A second assignment of the role has no scope.</source>
        <translation>Eine zweite Zuweisung der Rolle hat keinen Verwaltungsbereich.</translation>
    </message>
    <message>
        <source>List all assignments of the role with their scopes.</source>
        <translation>Listen Sie alle Zuweisungen der Rolle mit ihren Verwaltungsbereichen auf.</translation>
    </message>
    <message>
        <source>Make a scope that leaves the mailbox out, and grant the role with it.</source>
        <translation>Erstellen Sie einen Verwaltungsbereich, der das Postfach ausnimmt, und weisen Sie die Rolle damit zu.</translation>
    </message>
    <message>
        <source>If the role has no scope, it covers every mailbox of the organisation.</source>
        <translation>Wenn die Rolle keinen Verwaltungsbereich hat, umfasst sie alle Postfächer der Organisation.</translation>
    </message>
    <message>
        <source>The account reaches a forbidden mailbox</source>
        <translation>Das Konto erreicht ein verbotenes Postfach</translation>
    </message>
    <message>
        <source>The service account could act for[ {forbiddenMailbox},] a mailbox that you want to keep from it.</source>
        <translation>Der Identitätswechsel des Dienstkontos gelang für[ {forbiddenMailbox},] ein Postfach, das ihm verwehrt bleiben soll.</translation>
    </message>
    <message>
        <source>The address has a typing mistake.</source>
        <translation>Die Adresse enthält einen Tippfehler.</translation>
    </message>
    <message>
        <source>The mailbox is in Exchange Online.</source>
        <translation>Das Postfach liegt in Exchange Online.</translation>
    </message>
    <message>
        <source>Name an existing mailbox that is outside the scope.</source>
        <translation>Geben Sie ein vorhandenes Postfach an, das außerhalb des Verwaltungsbereichs liegt.</translation>
    </message>
    <message>
        <source>The forbidden mailbox does not exist</source>
        <translation>Das verbotene Postfach existiert nicht</translation>
    </message>
    <message>
        <source>The mailbox that the account must not reach[ ({forbiddenMailbox})] was not found. So the refusal proves nothing.</source>
        <translation>Das Postfach, das das Konto nicht erreichen darf[ ({forbiddenMailbox})], wurde nicht gefunden. Die Ablehnung beweist daher nichts.</translation>
    </message>
    <message>
        <source>No room list was made yet.</source>
        <translation>Es wurde noch keine Raumliste erstellt.</translation>
    </message>
    <message>
        <source>The rooms are hidden from address lists, or are not room mailboxes.</source>
        <translation>Die Räume sind in den Adresslisten ausgeblendet oder sind keine Raumpostfächer.</translation>
    </message>
    <message>
        <source>The room lists are in Exchange Online.</source>
        <translation>Die Raumlisten liegen in Exchange Online.</translation>
    </message>
    <message>
        <source>Make a room list, and add the rooms to it.</source>
        <translation>Erstellen Sie eine Raumliste, und fügen Sie die Räume hinzu.</translation>
    </message>
    <message>
        <source>New lists can take a day until they appear everywhere.</source>
        <translation>Es kann einen Tag dauern, bis neue Listen überall erscheinen.</translation>
    </message>
    <message>
        <source>Rooms only appear here when a room list contains them, and when they are not hidden from address lists.</source>
        <translation>Räume erscheinen hier nur, wenn eine Raumliste sie enthält und wenn sie nicht in den Adresslisten ausgeblendet sind.</translation>
    </message>
    <message>
        <source>No rooms were found</source>
        <translation>Es wurden keine Räume gefunden</translation>
    </message>
    <message>
        <source>Exchange answers, but shows no room list and no room to the service account. AskCody can still use rooms whose addresses you type.</source>
        <translation>Exchange antwortet, zeigt dem Dienstkonto aber keine Raumliste und keinen Raum. AskCody kann trotzdem Räume verwenden, deren Adressen Sie eingeben.</translation>
    </message>
    <message>
        <source>The calendar does not let others see when it is free.</source>
        <translation>Der Kalender lässt andere nicht sehen, wann er frei ist.</translation>
    </message>
    <message>
        <source>The mailbox lives on the other side of a hybrid organisation.</source>
        <translation>Das Postfach liegt auf der anderen Seite einer Hybridorganisation.</translation>
    </message>
    <message>
        <source>Look at the rights of “Default” on the room&apos;s calendar.</source>
        <translation>Prüfen Sie die Rechte von „Default“ für den Kalender des Raums.</translation>
    </message>
    <message>
        <source>An explicit refusal is reported differently. This silent form means: no right to see it, or the mailbox cannot be reached.</source>
        <translation>Eine ausdrückliche Ablehnung wird anders gemeldet. Diese stille Form bedeutet: kein Recht, sie zu sehen, oder das Postfach ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Exchange tells nothing about free times</source>
        <translation>Exchange sagt nichts über Frei/Gebucht-Zeiten</translation>
    </message>
    <message>
        <source>Exchange answered without an error, but gave no free or busy times[ for {mailbox}].</source>
        <translation>Exchange hat ohne Fehler geantwortet, aber keine Frei/Gebucht-Zeiten geliefert[ für {mailbox}].</translation>
    </message>
    <message>
        <source>A load balancer or proxy collects the answer before it passes it on.</source>
        <translation>Ein Load Balancer oder Proxy sammelt die Antwort, bevor er sie weitergibt.</translation>
    </message>
    <message>
        <source>The time limit of the load balancer is shorter than the connection has to live.</source>
        <translation>Das Zeitlimit des Load Balancers ist kürzer, als die Verbindung bestehen muss.</translation>
    </message>
    <message>
        <source>TLS 1.2 is not switched on for outgoing connections of the server.</source>
        <translation>TLS 1.2 ist für ausgehende Verbindungen des Servers nicht eingeschaltet.</translation>
    </message>
    <message>
        <source>Let /EWS pass without buffering on the load balancer or reverse proxy.</source>
        <translation>Lassen Sie /EWS auf dem Load Balancer oder Reverseproxy ohne Pufferung durch.</translation>
    </message>
    <message>
        <source>Raise its idle time limit to more than 30 minutes.</source>
        <translation>Erhöhen Sie dessen Zeitlimit für Leerlauf auf mehr als 30 Minuten.</translation>
    </message>
    <message>
        <source>If possible, let AskCody reach EWS without a load balancer in between.</source>
        <translation>Lassen Sie AskCody EWS nach Möglichkeit ohne Load Balancer dazwischen erreichen.</translation>
    </message>
    <message>
        <source>If asking itself had failed, Exchange would have named a reason.</source>
        <translation>Wäre schon die Bitte fehlgeschlagen, hätte Exchange einen Grund genannt.</translation>
    </message>
    <message>
        <source>Exchange does not report changes in time</source>
        <translation>Exchange meldet Änderungen nicht rechtzeitig</translation>
    </message>
    <message>
        <source>Asking Exchange to report changes worked, but its connection stayed silent[ for {seconds} seconds]. AskCody would learn of moved meetings late or not at all.</source>
        <translation>Die Bitte an Exchange, Änderungen zu melden, hat funktioniert, aber die Verbindung blieb stumm[ für {seconds} Sekunden]. AskCody würde von verschobenen Besprechungen spät oder gar nicht erfahren.</translation>
    </message>
    <message>
        <source>The organisation is hybrid, and this mailbox was moved.</source>
        <translation>Die Organisation ist hybrid, und dieses Postfach wurde verschoben.</translation>
    </message>
    <message>
        <source>Choose a mailbox that is still on your own server for this connection.</source>
        <translation>Wählen Sie für diese Verbindung ein Postfach, das noch auf Ihrem eigenen Server liegt.</translation>
    </message>
    <message>
        <source>Make a second connection for Exchange Online for the rooms that moved.</source>
        <translation>Richten Sie für die verschobenen Räume eine zweite Verbindung für Exchange Online ein.</translation>
    </message>
    <message>
        <source>This mailbox lives in Exchange Online</source>
        <translation>Dieses Postfach liegt in Exchange Online</translation>
    </message>
    <message>
        <source>The mailbox[ {mailbox}] was moved to Exchange Online. The server here only forwards its mail.</source>
        <translation>Das Postfach[ {mailbox}] wurde nach Exchange Online verschoben. Der Server hier leitet nur noch dessen E-Mails weiter.</translation>
    </message>
    <message>
        <source>The chosen Exchange version is newer than the server.</source>
        <translation>Die gewählte Exchange-Version ist neuer als der Server.</translation>
    </message>
    <message>
        <source>A device in front of Exchange changed the request.</source>
        <translation>Ein Gerät vor Exchange hat die Anforderung verändert.</translation>
    </message>
    <message>
        <source>Save the support bundle, and send it to AskCody support.</source>
        <translation>Speichern Sie das Supportpaket, und senden Sie es an den AskCody-Support.</translation>
    </message>
    <message>
        <source>On very old servers it can also mean that the chosen version is too new.</source>
        <translation>Bei sehr alten Servern kann es auch bedeuten, dass die gewählte Version zu neu ist.</translation>
    </message>
    <message>
        <source>Exchange found a mistake in the request</source>
        <translation>Exchange hat einen Fehler in der Anforderung gefunden</translation>
    </message>
    <message>
        <source>Exchange says that the request does not follow its rules.[ It says: {message}]</source>
        <translation>Exchange meldet, dass die Anforderung nicht den Regeln entspricht.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>The version was chosen too new for this server.</source>
        <translation>Die gewählte Version ist zu neu für diesen Server.</translation>
    </message>
    <message>
        <source>Requests reach servers of different versions.</source>
        <translation>Die Anforderungen erreichen Server mit unterschiedlichen Versionen.</translation>
    </message>
    <message>
        <source>Set the version to “auto”, and check again.</source>
        <translation>Stellen Sie die Version auf „auto“, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>“Incorrect schema version” is the opposite case: the version is known, but too old for the request.</source>
        <translation>„Incorrect schema version“ ist der umgekehrte Fall: Die Version ist bekannt, aber zu alt für die Anforderung.</translation>
    </message>
    <message>
        <source>The server does not know this version</source>
        <translation>Der Server kennt diese Version nicht</translation>
    </message>
    <message>
        <source>The chosen Exchange version[ {version}] is not known to this server. Nothing is wrong with the account.</source>
        <translation>Die gewählte Exchange-Version[ {version}] ist diesem Server nicht bekannt. Mit dem Konto ist alles in Ordnung.</translation>
    </message>
    <message>
        <source>The version was chosen older than the server.</source>
        <translation>Die gewählte Version ist älter als der Server.</translation>
    </message>
    <message>
        <source>The chosen version is too old for this</source>
        <translation>Die gewählte Version ist dafür zu alt</translation>
    </message>
    <message>
        <source>The server could do what was asked, but not in the version that was chosen[, {version}].</source>
        <translation>Der Server könnte die Anforderung ausführen, aber nicht in der gewählten Version[, {version}].</translation>
    </message>
    <message>
        <source>The organisation has servers of different versions, and this mailbox is on an older one.</source>
        <translation>Die Organisation hat Server mit unterschiedlichen Versionen, und dieses Postfach liegt auf einem älteren.</translation>
    </message>
    <message>
        <source>Look on which server the mailbox is.</source>
        <translation>Stellen Sie fest, auf welchem Server das Postfach liegt.</translation>
    </message>
    <message>
        <source>Move it to the newer server, or choose the older version.</source>
        <translation>Verschieben Sie es auf den neueren Server, oder wählen Sie die ältere Version.</translation>
    </message>
    <message>
        <source>Other mailboxes work.</source>
        <translation>Andere Postfächer funktionieren.</translation>
    </message>
    <message>
        <source>The mailbox is on a server of another version</source>
        <translation>Das Postfach liegt auf einem Server mit anderer Version</translation>
    </message>
    <message>
        <source>Exchange passed the request on to another server, whose version cannot serve it.</source>
        <translation>Exchange hat die Anforderung an einen anderen Server weitergegeben, dessen Version sie nicht bedienen kann.</translation>
    </message>
    <message>
        <source>Exchange did not accept the request</source>
        <translation>Exchange hat die Anforderung nicht angenommen</translation>
    </message>
    <message>
        <source>Exchange says that the request is not valid.[ It says: {message}]</source>
        <translation>Exchange meldet, dass die Anforderung nicht gültig ist.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>Exchange says that what was asked is not possible in this combination.[ It says: {message}]</source>
        <translation>Exchange meldet, dass die Anforderung in dieser Kombination nicht möglich ist.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>Exchange did not accept the language</source>
        <translation>Exchange hat die Sprache nicht angenommen</translation>
    </message>
    <message>
        <source>Exchange did not accept the language named in the request.</source>
        <translation>Exchange hat die in der Anforderung angegebene Sprache nicht angenommen.</translation>
    </message>
    <message>
        <source>The request carries a role that Exchange does not accept. This program never sends one.</source>
        <translation>Die Anforderung enthält eine Rolle, die Exchange nicht annimmt. Dieses Programm sendet nie eine.</translation>
    </message>
    <message>
        <source>The request carries a proof of identity that this account may not pass on. This program never sends one.</source>
        <translation>Die Anforderung enthält einen Identitätsnachweis, den dieses Konto nicht weitergeben darf. Dieses Programm sendet nie einen.</translation>
    </message>
    <message>
        <source>The clocks do not agree.</source>
        <translation>Die Uhren stimmen nicht überein.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is far off.</source>
        <translation>Die Uhr dieses Computers geht stark falsch.</translation>
    </message>
    <message>
        <source>Exchange did not accept the time span</source>
        <translation>Exchange hat den Zeitraum nicht angenommen</translation>
    </message>
    <message>
        <source>The time span that was asked about is not valid for Exchange.</source>
        <translation>Der abgefragte Zeitraum ist für Exchange nicht gültig.</translation>
    </message>
    <message>
        <source>The server&apos;s own limit is lower than usual.</source>
        <translation>Der Grenzwert des Servers ist niedriger als üblich.</translation>
    </message>
    <message>
        <source>The time span is too long for Exchange</source>
        <translation>Der Zeitraum ist für Exchange zu lang</translation>
    </message>
    <message>
        <source>Exchange answers only for shorter time spans than the one asked about.</source>
        <translation>Exchange antwortet nur für kürzere Zeiträume als den abgefragten.</translation>
    </message>
    <message>
        <source>Exchange did not accept the kind of free and busy times asked for.</source>
        <translation>Exchange hat die angeforderte Art der Frei/Gebucht-Zeiten nicht angenommen.</translation>
    </message>
    <message>
        <source>Exchange missed the mailbox in the request</source>
        <translation>Exchange vermisst das Postfach in der Anforderung</translation>
    </message>
    <message>
        <source>Exchange says that the request for free and busy times names no mailbox.</source>
        <translation>Exchange meldet, dass die Anforderung der Frei/Gebucht-Zeiten kein Postfach nennt.</translation>
    </message>
    <message>
        <source>Too many mailboxes at once</source>
        <translation>Zu viele Postfächer auf einmal</translation>
    </message>
    <message>
        <source>Exchange says that the request names too many mailboxes.</source>
        <translation>Exchange meldet, dass die Anforderung zu viele Postfächer nennt.</translation>
    </message>
    <message>
        <source>Exchange does not know the time zone</source>
        <translation>Exchange kennt die Zeitzone nicht</translation>
    </message>
    <message>
        <source>Exchange did not understand the time zone in the request.</source>
        <translation>Exchange hat die Zeitzone in der Anforderung nicht verstanden.</translation>
    </message>
    <message>
        <source>Exchange lost the place in its list of changes</source>
        <translation>Exchange hat die Stelle in der Änderungsliste verloren</translation>
    </message>
    <message>
        <source>Exchange does not accept the bookmark for its list of changes.</source>
        <translation>Exchange nimmt das Lesezeichen für die Liste der Änderungen nicht an.</translation>
    </message>
    <message>
        <source>A throttling policy limits the service account.</source>
        <translation>Eine Drosselungsrichtlinie begrenzt das Dienstkonto.</translation>
    </message>
    <message>
        <source>Give the service account a throttling policy of its own.</source>
        <translation>Weisen Sie dem Dienstkonto eine eigene Drosselungsrichtlinie zu.</translation>
    </message>
    <message>
        <source>With a waiting time it is a limit for this account. “Service unavailable” without one comes from the web server.</source>
        <translation>Mit einer Wartezeit ist es ein Grenzwert für dieses Konto. „Service unavailable“ ohne Wartezeit kommt vom Webserver.</translation>
    </message>
    <message>
        <source>Exchange asks for a pause</source>
        <translation>Exchange bittet um eine Pause</translation>
    </message>
    <message>
        <source>Exchange has too much to do, or limits this account.[ It asks to wait {seconds} seconds.] The program waited and tried again.</source>
        <translation>Exchange ist ausgelastet oder begrenzt dieses Konto.[ Exchange bittet darum, {seconds} Sekunden zu warten.] Das Programm hat gewartet und es noch einmal versucht.</translation>
    </message>
    <message>
        <source>Another program uses the same account at the same time.</source>
        <translation>Ein anderes Programm verwendet dasselbe Konto zur selben Zeit.</translation>
    </message>
    <message>
        <source>The account&apos;s throttling policy is very tight.</source>
        <translation>Die Drosselungsrichtlinie des Kontos ist sehr eng.</translation>
    </message>
    <message>
        <source>Use a service account for AskCody alone.</source>
        <translation>Verwenden Sie ein Dienstkonto nur für AskCody.</translation>
    </message>
    <message>
        <source>Give it a throttling policy of its own.</source>
        <translation>Weisen Sie ihm eine eigene Drosselungsrichtlinie zu.</translation>
    </message>
    <message>
        <source>This is about requests side by side. Too many subscriptions and too high a rate are reported differently.</source>
        <translation>Hier geht es um gleichzeitige Anforderungen. Zu viele Abonnements und eine zu hohe Rate werden anders gemeldet.</translation>
    </message>
    <message>
        <source>Too many requests at the same time</source>
        <translation>Zu viele gleichzeitige Anforderungen</translation>
    </message>
    <message>
        <source>Exchange allows this account only a number of requests side by side[ ({limit})], and all are in use. This program never uses more than four.</source>
        <translation>Exchange erlaubt diesem Konto nur eine bestimmte Anzahl gleichzeitiger Anforderungen[ ({limit})], und alle sind belegt. Dieses Programm verwendet nie mehr als vier.</translation>
    </message>
    <message>
        <source>Another program has left many subscriptions behind.</source>
        <translation>Ein anderes Programm hat viele Abonnements zurückgelassen.</translation>
    </message>
    <message>
        <source>The limit in the throttling policy is too low for the number of rooms.</source>
        <translation>Der Grenzwert in der Drosselungsrichtlinie ist für die Anzahl der Räume zu niedrig.</translation>
    </message>
    <message>
        <source>Wait half an hour: unused subscriptions end by themselves.</source>
        <translation>Warten Sie eine halbe Stunde: Unbenutzte Abonnements enden von selbst.</translation>
    </message>
    <message>
        <source>Raise EwsMaxSubscriptions for the account.</source>
        <translation>Erhöhen Sie EwsMaxSubscriptions für das Konto.</translation>
    </message>
    <message>
        <source>When the account acts for a room, the room&apos;s own budget counts.</source>
        <translation>Wenn das Konto per Identitätswechsel für einen Raum handelt, zählt das eigene Kontingent des Raums.</translation>
    </message>
    <message>
        <source>Too many subscriptions for changes</source>
        <translation>Zu viele Abonnements für Änderungen</translation>
    </message>
    <message>
        <source>Exchange allows only a number of subscriptions for changes, and all are in use.</source>
        <translation>Exchange erlaubt nur eine bestimmte Anzahl von Abonnements für Änderungen, und alle sind belegt.</translation>
    </message>
    <message>
        <source>The limit in the throttling policy is very low.</source>
        <translation>Der Grenzwert in der Drosselungsrichtlinie ist sehr niedrig.</translation>
    </message>
    <message>
        <source>Too many items in one answer</source>
        <translation>Zu viele Elemente in einer Antwort</translation>
    </message>
    <message>
        <source>Exchange refuses to list as many items as were asked for.</source>
        <translation>Exchange lehnt es ab, so viele Elemente aufzulisten, wie angefordert wurden.</translation>
    </message>
    <message>
        <source>Check again later.</source>
        <translation>Prüfen Sie später erneut.</translation>
    </message>
    <message>
        <source>Look at the load of the server.</source>
        <translation>Prüfen Sie die Auslastung des Servers.</translation>
    </message>
    <message>
        <source>The Exchange server is overloaded</source>
        <translation>Der Exchange-Server ist überlastet</translation>
    </message>
    <message>
        <source>The mailbox server has not enough resources for the request at the moment.</source>
        <translation>Der Postfachserver hat im Moment nicht genug Ressourcen für die Anforderung.</translation>
    </message>
    <message>
        <source>The role ApplicationImpersonation was not granted to the service account.</source>
        <translation>Die Rolle ApplicationImpersonation wurde dem Dienstkonto nicht zugewiesen.</translation>
    </message>
    <message>
        <source>The role has a scope, and this mailbox is outside it.</source>
        <translation>Die Rolle hat einen Verwaltungsbereich, und dieses Postfach liegt außerhalb davon.</translation>
    </message>
    <message>
        <source>The role was granted recently, and not every server knows it yet.</source>
        <translation>Die Rolle wurde erst kürzlich zugewiesen, und noch nicht jeder Server kennt sie.</translation>
    </message>
    <message>
        <source>List who holds the role, and with which scope.</source>
        <translation>Listen Sie auf, wer die Rolle hat und mit welchem Verwaltungsbereich.</translation>
    </message>
    <message>
        <source>Grant the role to the service account.</source>
        <translation>Weisen Sie dem Dienstkonto die Rolle zu.</translation>
    </message>
    <message>
        <source>After a change wait: it can take an hour or two until every server knows it.</source>
        <translation>Warten Sie nach einer Änderung: Es kann ein bis zwei Stunden dauern, bis jeder Server sie kennt.</translation>
    </message>
    <message>
        <source>The account&apos;s own mailbox works without this right. So the password is right, and only the role is missing.</source>
        <translation>Das eigene Postfach des Kontos funktioniert ohne dieses Recht. Das Kennwort ist also richtig, und nur die Rolle fehlt.</translation>
    </message>
    <message>
        <source>The account may not act for this mailbox</source>
        <translation>Kein Recht zum Identitätswechsel für dieses Postfach</translation>
    </message>
    <message>
        <source>The sign-in is right, but the service account may not work in the mailbox[ {mailbox}] in its owner&apos;s name.</source>
        <translation>Die Anmeldung ist richtig, aber das Dienstkonto darf im Postfach[ {mailbox}] nicht im Namen des Besitzers arbeiten.</translation>
    </message>
    <message>
        <source>On Exchange 2007, the right to impersonate on the server is missing.</source>
        <translation>Unter Exchange 2007 fehlt das Recht zum Identitätswechsel auf dem Server.</translation>
    </message>
    <message>
        <source>The role ApplicationImpersonation is missing.</source>
        <translation>Die Rolle ApplicationImpersonation fehlt.</translation>
    </message>
    <message>
        <source>Grant the role ApplicationImpersonation to the service account.</source>
        <translation>Weisen Sie dem Dienstkonto die Rolle ApplicationImpersonation zu.</translation>
    </message>
    <message>
        <source>Exchange 2010 and newer normally report a missing role in another way.</source>
        <translation>Exchange 2010 und neuer melden eine fehlende Rolle normalerweise auf andere Weise.</translation>
    </message>
    <message>
        <source>This server does not allow acting for others</source>
        <translation>Dieser Server erlaubt keinen Identitätswechsel</translation>
    </message>
    <message>
        <source>The account may not act for other mailboxes through this server.</source>
        <translation>Das Konto darf über diesen Server nicht im Namen anderer Postfächer handeln.</translation>
    </message>
    <message>
        <source>A domain controller or a trust between domains does not answer.</source>
        <translation>Ein Domänencontroller oder eine Vertrauensstellung zwischen Domänen antwortet nicht.</translation>
    </message>
    <message>
        <source>The account under which Exchange runs has a problem.</source>
        <translation>Das Konto, unter dem Exchange läuft, hat ein Problem.</translation>
    </message>
    <message>
        <source>Check again in a minute.</source>
        <translation>Prüfen Sie in einer Minute erneut.</translation>
    </message>
    <message>
        <source>A missing right is reported differently.</source>
        <translation>Ein fehlendes Recht wird anders gemeldet.</translation>
    </message>
    <message>
        <source>Exchange could not act for the mailbox</source>
        <translation>Der Identitätswechsel ist in Exchange fehlgeschlagen</translation>
    </message>
    <message>
        <source>Exchange tried to act for the mailbox[ {mailbox}] and failed inside. It is not about a missing right.</source>
        <translation>Exchange hat den Identitätswechsel für das Postfach[ {mailbox}] versucht und ist dabei intern gescheitert. Es geht nicht um ein fehlendes Recht.</translation>
    </message>
    <message>
        <source>The mailbox address is not valid.</source>
        <translation>Die Postfachadresse ist nicht gültig.</translation>
    </message>
    <message>
        <source>Check the address of the test mailbox.</source>
        <translation>Prüfen Sie die Adresse des Testpostfachs.</translation>
    </message>
    <message>
        <source>It must name exactly one mailbox. A device that rewrites requests can destroy that.</source>
        <translation>Sie muss genau ein Postfach nennen. Ein Gerät, das Anforderungen umschreibt, kann das zerstören.</translation>
    </message>
    <message>
        <source>Exchange did not accept whom to act for</source>
        <translation>Exchange hat das Ziel des Identitätswechsels abgelehnt</translation>
    </message>
    <message>
        <source>Exchange says that the request names the mailbox to act for in a wrong way.[ It says: {message}]</source>
        <translation>Exchange meldet, dass die Anforderung das Postfach für den Identitätswechsel nicht richtig angibt.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>The sign-in name of the mailbox differs from its e-mail address.</source>
        <translation>Der Anmeldename des Postfachs weicht von dessen E-Mail-Adresse ab.</translation>
    </message>
    <message>
        <source>Use the primary e-mail address of the mailbox.</source>
        <translation>Verwenden Sie die primäre E-Mail-Adresse des Postfachs.</translation>
    </message>
    <message>
        <source>The e-mail address and the sign-in name of a mailbox can differ.</source>
        <translation>Die E-Mail-Adresse und der Anmeldename eines Postfachs können sich unterscheiden.</translation>
    </message>
    <message>
        <source>This sign-in name is not known</source>
        <translation>Dieser Anmeldename ist nicht bekannt</translation>
    </message>
    <message>
        <source>Exchange knows no account with the sign-in name that it was to act for.</source>
        <translation>Exchange kennt kein Konto mit dem Anmeldenamen, für den der Identitätswechsel erfolgen sollte.</translation>
    </message>
    <message>
        <source>The account of the mailbox was deleted and made anew.</source>
        <translation>Das Konto des Postfachs wurde gelöscht und neu angelegt.</translation>
    </message>
    <message>
        <source>This account no longer exists</source>
        <translation>Dieses Konto gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The account that Exchange was to act for is not valid or was deleted.</source>
        <translation>Das Konto, für das der Identitätswechsel erfolgen sollte, ist nicht gültig oder wurde gelöscht.</translation>
    </message>
    <message>
        <source>The address has a typing mistake or is not the primary one.</source>
        <translation>Die Adresse enthält einen Tippfehler oder ist nicht die primäre.</translation>
    </message>
    <message>
        <source>The server&apos;s message is the one for mailboxes that have moved.</source>
        <translation>Die Meldung des Servers ist die für verschobene Postfächer.</translation>
    </message>
    <message>
        <source>Look what Exchange knows about this address.</source>
        <translation>Prüfen Sie, was Exchange über diese Adresse weiß.</translation>
    </message>
    <message>
        <source>Use the primary address, or a mailbox that is on this server.</source>
        <translation>Verwenden Sie die primäre Adresse oder ein Postfach, das auf diesem Server liegt.</translation>
    </message>
    <message>
        <source>If the recipient&apos;s type contains “Remote”, the mailbox lives in Exchange Online.</source>
        <translation>Wenn der Empfängertyp „Remote“ enthält, liegt das Postfach in Exchange Online.</translation>
    </message>
    <message>
        <source>There is no mailbox with this address</source>
        <translation>Es gibt kein Postfach mit dieser Adresse</translation>
    </message>
    <message>
        <source>Exchange knows no mailbox with the address[ {mailbox}] on this side.</source>
        <translation>Exchange kennt auf dieser Seite kein Postfach mit der Adresse[ {mailbox}].</translation>
    </message>
    <message>
        <source>Its mailbox was moved to Exchange Online.</source>
        <translation>Sein Postfach wurde nach Exchange Online verschoben.</translation>
    </message>
    <message>
        <source>Give the account a mailbox on this server.</source>
        <translation>Richten Sie für das Konto ein Postfach auf diesem Server ein.</translation>
    </message>
    <message>
        <source>The sign-in worked, but the account[ {account}] owns no mailbox here. AskCody verifies the connection through the account&apos;s own mailbox.</source>
        <translation>Die Anmeldung hat funktioniert, aber das Konto[ {account}] besitzt hier kein Postfach. AskCody überprüft die Verbindung über das eigene Postfach des Kontos.</translation>
    </message>
    <message>
        <source>Give the account a mailbox.</source>
        <translation>Richten Sie für das Konto ein Postfach ein.</translation>
    </message>
    <message>
        <source>Exchange was asked for the account&apos;s own calendar, and the account owns none.</source>
        <translation>Exchange wurde nach dem eigenen Kalender des Kontos gefragt, und das Konto besitzt keinen.</translation>
    </message>
    <message>
        <source>The address is an alias.</source>
        <translation>Die Adresse ist ein Alias.</translation>
    </message>
    <message>
        <source>[Use {proposal}.]</source>
        <translation>[Verwenden Sie {proposal}.]</translation>
    </message>
    <message>
        <source>Use the primary address of the mailbox.</source>
        <translation>Verwenden Sie die primäre Adresse des Postfachs.</translation>
    </message>
    <message>
        <source>This is not the primary address</source>
        <translation>Dies ist nicht die primäre Adresse</translation>
    </message>
    <message>
        <source>The mailbox has another primary e-mail address.[ It is {proposal}.]</source>
        <translation>Das Postfach hat eine andere primäre E-Mail-Adresse.[ Sie lautet {proposal}.]</translation>
    </message>
    <message>
        <source>It has a typing mistake, or a display name came along with it.</source>
        <translation>Sie enthält einen Tippfehler, oder ein Anzeigename wurde mit übernommen.</translation>
    </message>
    <message>
        <source>Type the address alone, such as room1@contoso.com.</source>
        <translation>Geben Sie nur die Adresse ein, zum Beispiel room1@contoso.com.</translation>
    </message>
    <message>
        <source>Exchange cannot read this address</source>
        <translation>Exchange kann diese Adresse nicht lesen</translation>
    </message>
    <message>
        <source>Exchange says that the e-mail address[ {mailbox}] is not valid.</source>
        <translation>Exchange meldet, dass die E-Mail-Adresse[ {mailbox}] nicht gültig ist.</translation>
    </message>
    <message>
        <source>The service account lacks rights in this mailbox or folder.</source>
        <translation>Dem Dienstkonto fehlen Rechte in diesem Postfach oder Ordner.</translation>
    </message>
    <message>
        <source>EWS is switched off for the mailbox.</source>
        <translation>EWS ist für das Postfach ausgeschaltet.</translation>
    </message>
    <message>
        <source>The mailbox is disabled.</source>
        <translation>Das Postfach ist deaktiviert.</translation>
    </message>
    <message>
        <source>Check that the role ApplicationImpersonation covers this mailbox.</source>
        <translation>Prüfen Sie, ob die Rolle ApplicationImpersonation dieses Postfach umfasst.</translation>
    </message>
    <message>
        <source>Look at the rights of the calendar. Its name is in the mailbox&apos;s language.</source>
        <translation>Prüfen Sie die Rechte für den Kalender. Sein Name steht in der Sprache des Postfachs.</translation>
    </message>
    <message>
        <source>A missing role to act for others is reported differently. A wrong password as well.</source>
        <translation>Eine fehlende Rolle für den Identitätswechsel wird anders gemeldet. Ein falsches Kennwort ebenfalls.</translation>
    </message>
    <message>
        <source>Exchange refuses access</source>
        <translation>Exchange verweigert den Zugriff</translation>
    </message>
    <message>
        <source>The sign-in worked, but the account may not do this[ in the mailbox {mailbox}].</source>
        <translation>Die Anmeldung hat funktioniert, aber das Konto darf dies nicht[ im Postfach {mailbox}].</translation>
    </message>
    <message>
        <source>The service account was disabled in Active Directory.</source>
        <translation>Das Dienstkonto wurde in Active Directory deaktiviert.</translation>
    </message>
    <message>
        <source>Enable the service account.</source>
        <translation>Aktivieren Sie das Dienstkonto.</translation>
    </message>
    <message>
        <source>The accounts of rooms are disabled on purpose, and that is fine. The service account&apos;s must not be.</source>
        <translation>Die Konten von Räumen sind absichtlich deaktiviert, und das ist in Ordnung. Das Dienstkonto darf es nicht sein.</translation>
    </message>
    <message>
        <source>The account is disabled</source>
        <translation>Das Konto ist deaktiviert</translation>
    </message>
    <message>
        <source>Exchange says that the account is disabled.</source>
        <translation>Exchange meldet, dass das Konto deaktiviert ist.</translation>
    </message>
    <message>
        <source>It is a local account of the server, or one of another forest.</source>
        <translation>Es ist ein lokales Konto des Servers oder eines aus einer anderen Gesamtstruktur.</translation>
    </message>
    <message>
        <source>Use an account of the domain in which Exchange is installed.</source>
        <translation>Verwenden Sie ein Konto der Domäne, in der Exchange installiert ist.</translation>
    </message>
    <message>
        <source>Exchange does not know this account</source>
        <translation>Exchange kennt dieses Konto nicht</translation>
    </message>
    <message>
        <source>The account that signed in is not one of the domain that Exchange belongs to.</source>
        <translation>Das angemeldete Konto gehört nicht zu der Domäne, zu der Exchange gehört.</translation>
    </message>
    <message>
        <source>The mailbox lives in Exchange Online and has no licence.</source>
        <translation>Das Postfach liegt in Exchange Online und hat keine Lizenz.</translation>
    </message>
    <message>
        <source>Assign a licence, or choose another mailbox.</source>
        <translation>Weisen Sie eine Lizenz zu, oder wählen Sie ein anderes Postfach.</translation>
    </message>
    <message>
        <source>The mailbox has no licence</source>
        <translation>Das Postfach hat keine Lizenz</translation>
    </message>
    <message>
        <source>Exchange says that the user has no valid licence. This is known from Exchange Online only.</source>
        <translation>Exchange meldet, dass der Benutzer keine gültige Lizenz hat. Das ist nur von Exchange Online bekannt.</translation>
    </message>
    <message>
        <source>A domain controller did not answer, or the account was changed just now.</source>
        <translation>Ein Domänencontroller hat nicht geantwortet, oder das Konto wurde gerade eben geändert.</translation>
    </message>
    <message>
        <source>The account belongs to another forest.</source>
        <translation>Das Konto gehört zu einer anderen Gesamtstruktur.</translation>
    </message>
    <message>
        <source>Exchange could not judge the account</source>
        <translation>Exchange konnte die Rechte des Kontos nicht ermitteln</translation>
    </message>
    <message>
        <source>Exchange could not find out what this account may do.</source>
        <translation>Exchange konnte nicht feststellen, was dieses Konto darf.</translation>
    </message>
    <message>
        <source>The password is older than the domain allows.</source>
        <translation>Das Kennwort ist älter, als die Domäne erlaubt.</translation>
    </message>
    <message>
        <source>Set a new password.</source>
        <translation>Legen Sie ein neues Kennwort fest.</translation>
    </message>
    <message>
        <source>Exempt the service account from expiry, or plan to change the password here and in AskCody together.</source>
        <translation>Nehmen Sie das Dienstkonto vom Kennwortablauf aus, oder planen Sie, das Kennwort hier und in AskCody gemeinsam zu ändern.</translation>
    </message>
    <message>
        <source>The password has expired</source>
        <translation>Das Kennwort ist abgelaufen</translation>
    </message>
    <message>
        <source>Exchange says that the password of the account has expired.</source>
        <translation>Exchange meldet, dass das Kennwort des Kontos abgelaufen ist.</translation>
    </message>
    <message>
        <source>“Must change password at next logon” is set, as for new accounts.</source>
        <translation>„Benutzer muss Kennwort bei der nächsten Anmeldung ändern“ ist gesetzt, wie bei neuen Konten.</translation>
    </message>
    <message>
        <source>Set a password without that option.</source>
        <translation>Legen Sie ein Kennwort ohne diese Option fest.</translation>
    </message>
    <message>
        <source>The password must be changed first</source>
        <translation>Das Kennwort muss zuerst geändert werden</translation>
    </message>
    <message>
        <source>Exchange says that the account must change its password before it can sign in.</source>
        <translation>Exchange meldet, dass das Kennwort des Kontos geändert werden muss, bevor eine Anmeldung möglich ist.</translation>
    </message>
    <message>
        <source>The account has no right to see the folder.</source>
        <translation>Das Konto hat kein Recht, den Ordner zu sehen.</translation>
    </message>
    <message>
        <source>The mailbox was moved a moment ago.</source>
        <translation>Das Postfach wurde gerade eben verschoben.</translation>
    </message>
    <message>
        <source>“Access denied” means that the folder is visible but closed.</source>
        <translation>„Zugriff verweigert“ bedeutet, dass der Ordner sichtbar, aber verschlossen ist.</translation>
    </message>
    <message>
        <source>The calendar was not found</source>
        <translation>Der Kalender wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Exchange did not find the folder, or does not show it to this account.</source>
        <translation>Exchange hat den Ordner nicht gefunden oder zeigt ihn diesem Konto nicht.</translation>
    </message>
    <message>
        <source>It was deleted or moved in the meantime.</source>
        <translation>Es wurde in der Zwischenzeit gelöscht oder verschoben.</translation>
    </message>
    <message>
        <source>The account has no right to see it.</source>
        <translation>Das Konto hat kein Recht, es zu sehen.</translation>
    </message>
    <message>
        <source>An item was not found</source>
        <translation>Ein Element wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Exchange did not find an item, or does not show it to this account.</source>
        <translation>Exchange hat ein Element nicht gefunden oder zeigt es diesem Konto nicht.</translation>
    </message>
    <message>
        <source>The mailbox has reached its quota.</source>
        <translation>Das Postfach hat sein Kontingent erreicht.</translation>
    </message>
    <message>
        <source>Empty the mailbox, or raise its quota.</source>
        <translation>Leeren Sie das Postfach, oder erhöhen Sie sein Kontingent.</translation>
    </message>
    <message>
        <source>The mailbox is full</source>
        <translation>Das Postfach ist voll</translation>
    </message>
    <message>
        <source>The mailbox[ {mailbox}] has reached its limit. Reading still works, writing does not.</source>
        <translation>Das Postfach[ {mailbox}] hat seine Grenze erreicht. Lesen funktioniert noch, Schreiben nicht.</translation>
    </message>
    <message>
        <source>The mailbox is hidden from address lists.</source>
        <translation>Das Postfach ist in den Adresslisten ausgeblendet.</translation>
    </message>
    <message>
        <source>It was asked for the rooms of a list.</source>
        <translation>Gefragt wurde nach den Räumen einer Liste.</translation>
    </message>
    <message>
        <source>The group is an ordinary distribution list, not a room list.</source>
        <translation>Die Gruppe ist eine gewöhnliche Verteilerliste, keine Raumliste.</translation>
    </message>
    <message>
        <source>For a list of rooms it means that the address is not a room list.</source>
        <translation>Bei einer Liste von Räumen bedeutet es, dass die Adresse keine Raumliste ist.</translation>
    </message>
    <message>
        <source>Exchange knows nobody by this name</source>
        <translation>Exchange kennt niemanden mit diesem Namen</translation>
    </message>
    <message>
        <source>Exchange searched its directory and found nothing[ for {mailbox}]. It proves that signing in and EWS work.</source>
        <translation>Exchange hat sein Verzeichnis durchsucht und nichts gefunden[ für {mailbox}]. Das beweist, dass Anmeldung und EWS funktionieren.</translation>
    </message>
    <message>
        <source>The name is not unique.</source>
        <translation>Der Name ist nicht eindeutig.</translation>
    </message>
    <message>
        <source>Use the full primary e-mail address.</source>
        <translation>Verwenden Sie die vollständige primäre E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>The name fits several people or rooms</source>
        <translation>Der Name passt zu mehreren Personen oder Räumen</translation>
    </message>
    <message>
        <source>Exchange found more than one match[ for {mailbox}]. That is a note, not a failure.</source>
        <translation>Exchange hat mehr als einen Treffer gefunden[ für {mailbox}]. Das ist ein Hinweis, kein Fehler.</translation>
    </message>
    <message>
        <source>Exchange needs the account&apos;s own mailbox to look this up, and the account owns none.</source>
        <translation>Exchange braucht das eigene Postfach des Kontos, um dies nachzuschlagen, und das Konto besitzt keines.</translation>
    </message>
    <message>
        <source>The address has unusual characters.</source>
        <translation>Die Adresse enthält ungewöhnliche Zeichen.</translation>
    </message>
    <message>
        <source>Type the plain e-mail address.</source>
        <translation>Geben Sie nur die E-Mail-Adresse ein.</translation>
    </message>
    <message>
        <source>Exchange cannot search for this text</source>
        <translation>Exchange kann nach diesem Text nicht suchen</translation>
    </message>
    <message>
        <source>The text to search for has characters that the directory does not accept.</source>
        <translation>Der gesuchte Text enthält Zeichen, die das Verzeichnis nicht annimmt.</translation>
    </message>
    <message>
        <source>The domain controllers of the site are down or cannot be reached.</source>
        <translation>Die Domänencontroller des Standorts sind ausgefallen oder nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the domain controllers.</source>
        <translation>Prüfen Sie die Domänencontroller.</translation>
    </message>
    <message>
        <source>Everybody is affected, not only this account.</source>
        <translation>Alle sind betroffen, nicht nur dieses Konto.</translation>
    </message>
    <message>
        <source>Exchange cannot reach a domain controller</source>
        <translation>Exchange erreicht keinen Domänencontroller</translation>
    </message>
    <message>
        <source>Exchange could not ask Active Directory.</source>
        <translation>Exchange konnte Active Directory nicht abfragen.</translation>
    </message>
    <message>
        <source>A domain controller has a problem.</source>
        <translation>Ein Domänencontroller hat ein Problem.</translation>
    </message>
    <message>
        <source>Active Directory did not answer well</source>
        <translation>Active Directory hat nicht richtig geantwortet</translation>
    </message>
    <message>
        <source>Exchange asked Active Directory and got no usable answer.</source>
        <translation>Exchange hat Active Directory abgefragt und keine brauchbare Antwort erhalten.</translation>
    </message>
    <message>
        <source>The database is dismounted or overloaded.</source>
        <translation>Die Einbindung der Datenbank ist aufgehoben, oder die Datenbank ist überlastet.</translation>
    </message>
    <message>
        <source>Look at the state of the databases.</source>
        <translation>Prüfen Sie den Zustand der Datenbanken.</translation>
    </message>
    <message>
        <source>Mailboxes in other databases work.</source>
        <translation>Postfächer in anderen Datenbanken funktionieren.</translation>
    </message>
    <message>
        <source>The mailbox database is not available</source>
        <translation>Die Postfachdatenbank ist nicht verfügbar</translation>
    </message>
    <message>
        <source>Exchange cannot open the database in which the mailbox[ {mailbox}] is.</source>
        <translation>Exchange kann die Datenbank nicht öffnen, in der das Postfach[ {mailbox}] liegt.</translation>
    </message>
    <message>
        <source>A move of the mailbox is running.</source>
        <translation>Eine Verschiebung des Postfachs läuft.</translation>
    </message>
    <message>
        <source>Wait until the move is done.</source>
        <translation>Warten Sie, bis die Verschiebung abgeschlossen ist.</translation>
    </message>
    <message>
        <source>The mailbox is being moved</source>
        <translation>Das Postfach wird gerade verschoben</translation>
    </message>
    <message>
        <source>The mailbox[ {mailbox}] is on its way to another place.</source>
        <translation>Das Postfach[ {mailbox}] ist auf dem Weg an einen anderen Ort.</translation>
    </message>
    <message>
        <source>A server failed, or maintenance has begun.</source>
        <translation>Ein Server ist ausgefallen, oder eine Wartung hat begonnen.</translation>
    </message>
    <message>
        <source>It is over after a minute or two.</source>
        <translation>Nach ein bis zwei Minuten ist es vorbei.</translation>
    </message>
    <message>
        <source>The database changes its server</source>
        <translation>Die Datenbank wechselt den Server</translation>
    </message>
    <message>
        <source>Exchange is moving the database to another server at this moment.</source>
        <translation>Exchange verlagert die Datenbank in diesem Moment auf einen anderen Server.</translation>
    </message>
    <message>
        <source>The mailbox server has a passing problem.</source>
        <translation>Der Postfachserver hat ein vorübergehendes Problem.</translation>
    </message>
    <message>
        <source>The mailbox was moved.</source>
        <translation>Das Postfach wurde verschoben.</translation>
    </message>
    <message>
        <source>Let Autodiscover find the address again.</source>
        <translation>Lassen Sie Autodiscover die Adresse erneut ermitteln.</translation>
    </message>
    <message>
        <source>If it stays, another server may be responsible for the mailbox.</source>
        <translation>Wenn es so bleibt, ist möglicherweise ein anderer Server für das Postfach zuständig.</translation>
    </message>
    <message>
        <source>EWS could not reach the mailbox</source>
        <translation>EWS konnte das Postfach nicht erreichen</translation>
    </message>
    <message>
        <source>EWS could not connect to the mailbox[ {mailbox}].</source>
        <translation>EWS konnte keine Verbindung mit dem Postfach[ {mailbox}] herstellen.</translation>
    </message>
    <message>
        <source>The mailbox or its database has a problem.</source>
        <translation>Das Postfach oder seine Datenbank hat ein Problem.</translation>
    </message>
    <message>
        <source>Exchange could not open the calendar</source>
        <translation>Exchange konnte den Kalender nicht öffnen</translation>
    </message>
    <message>
        <source>Exchange could not open the mailbox[ {mailbox}] to read its free times.</source>
        <translation>Exchange konnte das Postfach[ {mailbox}] nicht öffnen, um seine Frei/Gebucht-Zeiten zu lesen.</translation>
    </message>
    <message>
        <source>The server was busy or just restarted.</source>
        <translation>Der Server war ausgelastet oder wurde gerade neu gestartet.</translation>
    </message>
    <message>
        <source>If it stays, it is not a passing one.</source>
        <translation>Wenn sie bleibt, ist sie nicht vorübergehend.</translation>
    </message>
    <message>
        <source>A passing trouble inside Exchange</source>
        <translation>Eine vorübergehende Störung in Exchange</translation>
    </message>
    <message>
        <source>Exchange had a trouble that usually passes. It was tried twice.</source>
        <translation>In Exchange ist eine Störung aufgetreten, die meist vorübergeht. Es wurde zweimal versucht.</translation>
    </message>
    <message>
        <source>The mailbox has a damaged item or setting.</source>
        <translation>Das Postfach enthält ein beschädigtes Element oder eine beschädigte Einstellung.</translation>
    </message>
    <message>
        <source>The server has a problem after an update.</source>
        <translation>Der Server hat nach einem Update ein Problem.</translation>
    </message>
    <message>
        <source>Try another mailbox, and compare.</source>
        <translation>Versuchen Sie es mit einem anderen Postfach, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>If other programs work, it is about this request or mailbox. If they fail too, it is the server.</source>
        <translation>Wenn andere Programme funktionieren, liegt es an dieser Anforderung oder diesem Postfach. Wenn sie ebenfalls scheitern, liegt es am Server.</translation>
    </message>
    <message>
        <source>Exchange failed inside</source>
        <translation>Interner Fehler in Exchange</translation>
    </message>
    <message>
        <source>Exchange met an error that it does not explain.[ It says: {message}]</source>
        <translation>In Exchange ist ein Fehler aufgetreten, den Exchange nicht erklärt.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>The server or the database is overloaded.</source>
        <translation>Der Server oder die Datenbank ist überlastet.</translation>
    </message>
    <message>
        <source>Exchange did not finish in time</source>
        <translation>Exchange ist nicht rechtzeitig fertig geworden</translation>
    </message>
    <message>
        <source>Exchange gave up before it had an answer.</source>
        <translation>Exchange hat aufgegeben, bevor eine Antwort vorlag.</translation>
    </message>
    <message>
        <source>A load balancer or proxy cut the connection.</source>
        <translation>Ein Load Balancer oder Proxy hat die Verbindung getrennt.</translation>
    </message>
    <message>
        <source>The server was too slow.</source>
        <translation>Der Server war zu langsam.</translation>
    </message>
    <message>
        <source>Look at the time limits of the load balancer.</source>
        <translation>Prüfen Sie die Zeitlimits des Load Balancers.</translation>
    </message>
    <message>
        <source>Exchange noticed a cut connection</source>
        <translation>Exchange hat eine abgebrochene Verbindung bemerkt</translation>
    </message>
    <message>
        <source>Exchange says that the connection ended before the answer was ready.</source>
        <translation>Exchange meldet, dass die Verbindung endete, bevor die Antwort fertig war.</translation>
    </message>
    <message>
        <source>EWS is limited in the organisation&apos;s settings.</source>
        <translation>EWS ist in den Einstellungen der Organisation eingeschränkt.</translation>
    </message>
    <message>
        <source>Look at the organisation&apos;s settings for EWS.</source>
        <translation>Prüfen Sie die EWS-Einstellungen der Organisation.</translation>
    </message>
    <message>
        <source>The organisation blocks this access</source>
        <translation>Die Organisation sperrt diesen Zugriff</translation>
    </message>
    <message>
        <source>Exchange says that access is blocked for the whole organisation.</source>
        <translation>Exchange meldet, dass der Zugriff für die gesamte Organisation gesperrt ist.</translation>
    </message>
    <message>
        <source>The address leads to the wrong site.</source>
        <translation>Die Adresse führt zum falschen Standort.</translation>
    </message>
    <message>
        <source>Use the EWS address that Autodiscover names for this mailbox.</source>
        <translation>Verwenden Sie die EWS-Adresse, die Autodiscover für dieses Postfach nennt.</translation>
    </message>
    <message>
        <source>A server in another site is responsible</source>
        <translation>Ein Server an einem anderen Standort ist zuständig</translation>
    </message>
    <message>
        <source>The mailbox[ {mailbox}] is in another site, and only a server there can answer.</source>
        <translation>Das Postfach[ {mailbox}] liegt an einem anderen Standort, und nur ein Server dort kann antworten.</translation>
    </message>
    <message>
        <source>The servers of that site are down or in maintenance.</source>
        <translation>Die Server dieses Standorts sind ausgefallen oder in Wartung.</translation>
    </message>
    <message>
        <source>Check the servers of that site.</source>
        <translation>Prüfen Sie die Server dieses Standorts.</translation>
    </message>
    <message>
        <source>No server answers in the mailbox&apos;s site</source>
        <translation>Am Standort des Postfachs antwortet kein Server</translation>
    </message>
    <message>
        <source>Exchange wanted to pass the request on to the site of the mailbox, but no server there answered.</source>
        <translation>Exchange wollte die Anforderung an den Standort des Postfachs weitergeben, aber kein Server dort hat geantwortet.</translation>
    </message>
    <message>
        <source>Windows authentication is off on the EWS virtual directory there.</source>
        <translation>Die Windows-Authentifizierung ist dort für das virtuelle Verzeichnis von EWS ausgeschaltet.</translation>
    </message>
    <message>
        <source>Switch it on there. Servers need it among each other, whatever the clients use.</source>
        <translation>Schalten Sie sie dort ein. Die Server brauchen sie untereinander, unabhängig davon, was die Clients verwenden.</translation>
    </message>
    <message>
        <source>The other site does not allow Windows sign-in</source>
        <translation>Der andere Standort erlaubt keine Windows-Anmeldung</translation>
    </message>
    <message>
        <source>Exchange passes requests on with Windows authentication, and the servers of the other site do not allow it.</source>
        <translation>Exchange gibt Anforderungen mit Windows-Authentifizierung weiter, und die Server des anderen Standorts erlauben sie nicht.</translation>
    </message>
    <message>
        <source>The EWS address of those servers begins with http, or TLS is not required there.</source>
        <translation>Die EWS-Adresse dieser Server beginnt mit http, oder TLS ist dort nicht vorgeschrieben.</translation>
    </message>
    <message>
        <source>Correct the InternalUrl of EWS on those servers.</source>
        <translation>Korrigieren Sie die InternalUrl von EWS auf diesen Servern.</translation>
    </message>
    <message>
        <source>The other site does not use encryption</source>
        <translation>Der andere Standort verwendet keine Verschlüsselung</translation>
    </message>
    <message>
        <source>The servers of the mailbox&apos;s site are not set up for encrypted connections.</source>
        <translation>Die Server am Standort des Postfachs sind nicht für verschlüsselte Verbindungen eingerichtet.</translation>
    </message>
    <message>
        <source>The request went to an older server than the mailbox needs.</source>
        <translation>Die Anforderung ging an einen älteren Server, als das Postfach braucht.</translation>
    </message>
    <message>
        <source>Lead the address to the newest server.</source>
        <translation>Leiten Sie die Adresse auf den neuesten Server.</translation>
    </message>
    <message>
        <source>This happens while an organisation upgrades.</source>
        <translation>Das kommt vor, während eine Organisation auf eine neue Version umstellt.</translation>
    </message>
    <message>
        <source>The other site has unsuitable versions</source>
        <translation>Der andere Standort hat ungeeignete Versionen</translation>
    </message>
    <message>
        <source>The site of the mailbox has only servers of a version that cannot serve the request.</source>
        <translation>Am Standort des Postfachs gibt es nur Server mit einer Version, die die Anforderung nicht bedienen kann.</translation>
    </message>
    <message>
        <source>The address leads to a server of another version.</source>
        <translation>Die Adresse führt zu einem Server mit anderer Version.</translation>
    </message>
    <message>
        <source>Only a server of another version can do this</source>
        <translation>Das kann nur ein Server mit anderer Version</translation>
    </message>
    <message>
        <source>The mailbox[ {mailbox}] needs a server of its own version.</source>
        <translation>Das Postfach[ {mailbox}] braucht einen Server mit seiner eigenen Version.</translation>
    </message>
    <message>
        <source>The InternalUrl of EWS is wrong on one of the servers.</source>
        <translation>Die InternalUrl von EWS ist auf einem der Server falsch.</translation>
    </message>
    <message>
        <source>Check the addresses of all servers.</source>
        <translation>Prüfen Sie die Adressen aller Server.</translation>
    </message>
    <message>
        <source>Exchange could not find the next server</source>
        <translation>Exchange konnte den nächsten Server nicht finden</translation>
    </message>
    <message>
        <source>Exchange wanted to pass the request on and could not find out to where.</source>
        <translation>Exchange wollte die Anforderung weitergeben und konnte das Ziel nicht ermitteln.</translation>
    </message>
    <message>
        <source>The trust or sign-in between the two sides of a hybrid organisation is broken.</source>
        <translation>Die Vertrauensstellung oder Anmeldung zwischen den beiden Seiten einer Hybridorganisation ist gestört.</translation>
    </message>
    <message>
        <source>A firewall blocks the way to the other side.</source>
        <translation>Eine Firewall blockiert den Weg zur anderen Seite.</translation>
    </message>
    <message>
        <source>Test the connection between the two sides.</source>
        <translation>Testen Sie die Verbindung zwischen den beiden Seiten.</translation>
    </message>
    <message>
        <source>Mailboxes of this side work.</source>
        <translation>Postfächer auf dieser Seite funktionieren.</translation>
    </message>
    <message>
        <source>The other organisation did not answer</source>
        <translation>Die andere Organisation hat nicht geantwortet</translation>
    </message>
    <message>
        <source>Exchange asked the other side for free times, and that failed.</source>
        <translation>Exchange hat die andere Seite nach Frei/Gebucht-Zeiten gefragt, und das ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The availability settings between the two organisations are not complete.</source>
        <translation>Die Verfügbarkeitseinstellungen zwischen den beiden Organisationen sind nicht vollständig.</translation>
    </message>
    <message>
        <source>The other side refuses to tell free times</source>
        <translation>Die andere Seite nennt keine Frei/Gebucht-Zeiten</translation>
    </message>
    <message>
        <source>Exchange asked the other side for free times, and it refused.</source>
        <translation>Exchange hat die andere Seite nach Frei/Gebucht-Zeiten gefragt, und sie hat abgelehnt.</translation>
    </message>
    <message>
        <source>The address of the other side&apos;s Autodiscover is wrong or blocked.</source>
        <translation>Die Autodiscover-Adresse der anderen Seite ist falsch oder blockiert.</translation>
    </message>
    <message>
        <source>This is the server&apos;s own Autodiscover, not this computer&apos;s.</source>
        <translation>Dies ist das Autodiscover des Servers, nicht das dieses Computers.</translation>
    </message>
    <message>
        <source>Exchange could not find the other side</source>
        <translation>Exchange konnte die andere Seite nicht finden</translation>
    </message>
    <message>
        <source>Exchange itself asked Autodiscover of the other side, and that failed.</source>
        <translation>Exchange selbst hat Autodiscover der anderen Seite abgefragt, und das ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The organisation relationship is missing.</source>
        <translation>Die Organisationsbeziehung fehlt.</translation>
    </message>
    <message>
        <source>Exchange does not know whom to ask</source>
        <translation>Exchange weiß nicht, wen es fragen soll</translation>
    </message>
    <message>
        <source>Exchange has no way to ask for the free times of this mailbox.</source>
        <translation>Exchange hat keinen Weg, die Frei/Gebucht-Zeiten dieses Postfachs abzufragen.</translation>
    </message>
    <message>
        <source>The server&apos;s account or its groups are damaged.</source>
        <translation>Das Konto des Servers oder dessen Gruppen sind beschädigt.</translation>
    </message>
    <message>
        <source>Exchange could not sign in by itself</source>
        <translation>Exchange konnte sich nicht selbst anmelden</translation>
    </message>
    <message>
        <source>The service for free times could not use its own identity.</source>
        <translation>Der Dienst für Frei/Gebucht-Zeiten konnte seine eigene Identität nicht verwenden.</translation>
    </message>
    <message>
        <source>That password was changed in the other forest.</source>
        <translation>Dieses Kennwort wurde in der anderen Gesamtstruktur geändert.</translation>
    </message>
    <message>
        <source>Enter the password anew; the shell asks for it.</source>
        <translation>Geben Sie das Kennwort neu ein; die Shell fragt danach.</translation>
    </message>
    <message>
        <source>The password for the other forest is wrong</source>
        <translation>Das Kennwort für die andere Gesamtstruktur ist falsch</translation>
    </message>
    <message>
        <source>Exchange keeps a password to ask another forest for free times, and it was refused.</source>
        <translation>Exchange speichert ein Kennwort, um eine andere Gesamtstruktur nach Frei/Gebucht-Zeiten zu fragen, und es wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The room was removed or renamed.</source>
        <translation>Der Raum wurde entfernt oder umbenannt.</translation>
    </message>
    <message>
        <source>Other addresses work.</source>
        <translation>Andere Adressen funktionieren.</translation>
    </message>
    <message>
        <source>Exchange does not know this room</source>
        <translation>Exchange kennt diesen Raum nicht</translation>
    </message>
    <message>
        <source>Exchange was asked for the free times of[ {mailbox},] an address that it does not know.</source>
        <translation>Gefragt wurde nach den Frei/Gebucht-Zeiten von[ {mailbox},] einer Adresse, die Exchange nicht kennt.</translation>
    </message>
    <message>
        <source>Acting for the mailbox works.</source>
        <translation>Der Identitätswechsel für das Postfach funktioniert.</translation>
    </message>
    <message>
        <source>Look at the rights of “Default” on the calendar.</source>
        <translation>Prüfen Sie die Rechte von „Default“ für den Kalender.</translation>
    </message>
    <message>
        <source>Acting for the mailbox may work all the same. This right is a setting of the calendar itself.</source>
        <translation>Der Identitätswechsel für das Postfach kann trotzdem funktionieren. Dieses Recht ist eine Einstellung des Kalenders selbst.</translation>
    </message>
    <message>
        <source>The account may not see free times</source>
        <translation>Das Konto darf keine Frei/Gebucht-Zeiten sehen</translation>
    </message>
    <message>
        <source>Exchange refuses to say when the mailbox[ {mailbox}] is free.</source>
        <translation>Exchange gibt keine Auskunft, wann das Postfach[ {mailbox}] frei ist.</translation>
    </message>
    <message>
        <source>A damaged item in the calendar.</source>
        <translation>Ein beschädigtes Element im Kalender.</translation>
    </message>
    <message>
        <source>A passing trouble of the server.</source>
        <translation>Eine vorübergehende Störung des Servers.</translation>
    </message>
    <message>
        <source>Exchange could not work out the free times</source>
        <translation>Exchange konnte Frei/Gebucht-Zeiten nicht ermitteln</translation>
    </message>
    <message>
        <source>Exchange could not put together the free and busy times of the mailbox[ {mailbox}].[ It says: {message}]</source>
        <translation>Exchange konnte die Frei/Gebucht-Zeiten des Postfachs[ {mailbox}] nicht zusammenstellen.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>A load balancer sends the requests that belong together to different servers.</source>
        <translation>Ein Load Balancer sendet zusammengehörige Anforderungen an verschiedene Server.</translation>
    </message>
    <message>
        <source>The service was restarted in between.</source>
        <translation>Der Dienst wurde zwischendurch neu gestartet.</translation>
    </message>
    <message>
        <source>If a load balancer stands in front, let it keep one client on one server for /EWS.</source>
        <translation>Wenn ein Load Balancer davorsteht, lassen Sie ihn jeden Client für /EWS auf demselben Server halten.</translation>
    </message>
    <message>
        <source>If it happens at once and every time, the requests reach different servers.</source>
        <translation>Wenn es sofort und jedes Mal geschieht, erreichen die Anforderungen verschiedene Server.</translation>
    </message>
    <message>
        <source>Exchange forgot the subscription</source>
        <translation>Exchange hat das Abonnement vergessen</translation>
    </message>
    <message>
        <source>Exchange does not know the subscription for changes that it gave a moment ago.</source>
        <translation>Exchange kennt das Abonnement für Änderungen nicht, das es gerade eben vergeben hat.</translation>
    </message>
    <message>
        <source>A device in front changes the identity of requests.</source>
        <translation>Ein vorgeschaltetes Gerät ändert die Identität von Anforderungen.</translation>
    </message>
    <message>
        <source>The subscription belongs to somebody else</source>
        <translation>Das Abonnement gehört jemand anderem</translation>
    </message>
    <message>
        <source>Exchange says that this subscription was made by another account.</source>
        <translation>Exchange meldet, dass dieses Abonnement von einem anderen Konto erstellt wurde.</translation>
    </message>
    <message>
        <source>The subscription is no longer valid</source>
        <translation>Das Abonnement ist nicht mehr gültig</translation>
    </message>
    <message>
        <source>Exchange no longer accepts the subscription for changes.</source>
        <translation>Exchange nimmt das Abonnement für Änderungen nicht mehr an.</translation>
    </message>
    <message>
        <source>A server of the group is down or restarting.</source>
        <translation>Ein Server der Gruppe ist ausgefallen oder startet gerade neu.</translation>
    </message>
    <message>
        <source>Exchange lost the way to the subscription</source>
        <translation>Exchange hat den Weg zum Abonnement verloren</translation>
    </message>
    <message>
        <source>Exchange could not reach the server that keeps the subscription.</source>
        <translation>Exchange konnte den Server nicht erreichen, auf dem das Abonnement liegt.</translation>
    </message>
    <message>
        <source>A device in front repeats requests.</source>
        <translation>Ein vorgeschaltetes Gerät wiederholt Anforderungen.</translation>
    </message>
    <message>
        <source>This program runs twice.</source>
        <translation>Dieses Programm läuft zweimal.</translation>
    </message>
    <message>
        <source>Another connection took over</source>
        <translation>Eine andere Verbindung hat übernommen</translation>
    </message>
    <message>
        <source>The same subscription was opened by a second connection.</source>
        <translation>Dasselbe Abonnement wurde von einer zweiten Verbindung geöffnet.</translation>
    </message>
    <message>
        <source>The mailbox database was moved or is overloaded.</source>
        <translation>Die Postfachdatenbank wurde verlagert oder ist überlastet.</translation>
    </message>
    <message>
        <source>Exchange could not read the changes</source>
        <translation>Exchange konnte die Änderungen nicht lesen</translation>
    </message>
    <message>
        <source>Exchange could not read its list of changes and has ended the subscription.</source>
        <translation>Exchange konnte seine Liste der Änderungen nicht lesen und hat das Abonnement beendet.</translation>
    </message>
    <message>
        <source>The server was restarted or overloaded.</source>
        <translation>Der Server wurde neu gestartet oder war überlastet.</translation>
    </message>
    <message>
        <source>Some changes were lost</source>
        <translation>Einige Änderungen gingen verloren</translation>
    </message>
    <message>
        <source>Exchange says that it lost some reports of changes. A program reads everything anew then.</source>
        <translation>Exchange meldet, dass einige Änderungsmeldungen verloren gingen. Ein Programm liest dann alles neu ein.</translation>
    </message>
    <message>
        <source>The sign-in before this one got no answer.</source>
        <translation>Die Anmeldung davor blieb ohne Antwort.</translation>
    </message>
    <message>
        <source>Every sign-in before this one was answered.</source>
        <translation>Jede Anmeldung davor wurde beantwortet.</translation>
    </message>
    <message>
        <source>The password was sent, and no answer came. The server may have counted it as a wrong one.</source>
        <translation>Das Kennwort wurde gesendet, und es kam keine Antwort. Der Server hat es vielleicht als falsches gezählt.</translation>
    </message>
    <message>
        <source>Look at the check whose sign-in was refused or not answered, and solve that first.</source>
        <translation>Sehen Sie sich die Prüfung an, deren Anmeldung abgelehnt oder nicht beantwortet wurde, und lösen Sie das zuerst.</translation>
    </message>
    <message>
        <source>Then check again: each press may send the password anew.</source>
        <translation>Prüfen Sie dann erneut: Jeder Klick darf das Kennwort neu senden.</translation>
    </message>
    <message>
        <source>An earlier sign-in was refused, or got no answer. To keep the account from being locked out, the password was not sent again in this run.</source>
        <translation>Eine frühere Anmeldung wurde abgelehnt oder blieb ohne Antwort. Damit das Konto nicht gesperrt wird, wurde das Kennwort in diesem Durchlauf nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Another web server answers under this name, as a test site that is protected by a password.</source>
        <translation>Unter diesem Namen antwortet ein anderer Webserver, etwa eine Testseite mit Kennwortschutz.</translation>
    </message>
    <message>
        <source>A reverse proxy in front of Exchange removes the headers of the server.</source>
        <translation>Ein Reverse-Proxy vor Exchange entfernt die Header des Servers.</translation>
    </message>
    <message>
        <source>Ask the Exchange administrator whether this host belongs to Exchange.</source>
        <translation>Fragen Sie den Exchange-Administrator, ob dieser Host zu Exchange gehört.</translation>
    </message>
    <message>
        <source>If it does, type the EWS address by hand; everything else goes on without Autodiscover.</source>
        <translation>Wenn ja, geben Sie die EWS-Adresse von Hand ein; alles andere geht ohne Autodiscover weiter.</translation>
    </message>
    <message>
        <source>If it does not, Autodiscover should be published under its usual name, and this host left out.</source>
        <translation>Wenn nicht, sollte Autodiscover unter seinem üblichen Namen veröffentlicht und dieser Host ausgelassen werden.</translation>
    </message>
    <message>
        <source>This is a precaution of this program. Test sites and devices ask for passwords, too.</source>
        <translation>Das ist eine Vorsichtsmaßnahme dieses Programms. Auch Testseiten und Geräte verlangen Kennwörter.</translation>
    </message>
    <message>
        <source>At the address of Autodiscover, the host[ {host}] asks for a password, but shows nothing by which an Exchange server is known. Therefore no password was sent to it.</source>
        <translation>An der Adresse von Autodiscover verlangt der Host[ {host}] ein Kennwort, zeigt aber nichts, woran man einen Exchange-Server erkennt. Deshalb wurde ihm kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>The sign-in service made a mistake, or speaks another dialect.</source>
        <translation>Der Anmeldedienst hat einen Fehler gemacht oder verwendet eine andere Form.</translation>
    </message>
    <message>
        <source>A device on the way changes what the sign-in service sends.</source>
        <translation>Ein Gerät auf dem Weg verändert, was der Anmeldedienst sendet.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>Save the recording of this sign-in, and send it to AskCody&apos;s support.</source>
        <translation>Speichern Sie die Aufzeichnung dieser Anmeldung, und senden Sie sie an den Support von AskCody.</translation>
    </message>
    <message>
        <source>The proof of sign-in cannot be read</source>
        <translation>Der Anmeldenachweis ist nicht lesbar</translation>
    </message>
    <message>
        <source>The sign-in service sent a proof of who signed in, and it does not have the form that it must have.[ Seen: {reason}.] It was not accepted.</source>
        <translation>Der Anmeldedienst hat einen Nachweis darüber gesendet, wer sich angemeldet hat; er hat nicht die vorgeschriebene Form.[ Festgestellt: {reason}.] Er wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>The sign-in service signs with a method that was not agreed.</source>
        <translation>Der Anmeldedienst signiert mit einem Verfahren, das nicht vereinbart ist.</translation>
    </message>
    <message>
        <source>Somebody tried to pass a forged proof.</source>
        <translation>Jemand hat versucht, einen gefälschten Nachweis einzuschleusen.</translation>
    </message>
    <message>
        <source>The proof of sign-in is signed in a way not accepted</source>
        <translation>Die Signatur des Nachweises ist nicht zugelassen</translation>
    </message>
    <message>
        <source>The proof of sign-in asks to be checked in a way that this program refuses, because it could be forged.[ Seen: {reason}.]</source>
        <translation>Der Anmeldenachweis verlangt eine Prüfung, die dieses Programm ablehnt, weil er sich dann fälschen ließe.[ Festgestellt: {reason}.]</translation>
    </message>
    <message>
        <source>The sign-in service changes its keys, and not all of its servers know yet.</source>
        <translation>Der Anmeldedienst wechselt seine Schlüssel, und noch nicht alle seine Server kennen sie.</translation>
    </message>
    <message>
        <source>The proof comes from another service.</source>
        <translation>Der Nachweis stammt von einem anderen Dienst.</translation>
    </message>
    <message>
        <source>Wait a few minutes, and sign in again.</source>
        <translation>Warten Sie einige Minuten, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>The proof of sign-in has an unknown signature key</source>
        <translation>Der Signaturschlüssel des Nachweises ist unbekannt</translation>
    </message>
    <message>
        <source>The proof of sign-in is signed with a key that the sign-in service does not publish. The published keys were asked for twice.</source>
        <translation>Der Anmeldenachweis ist mit einem Schlüssel signiert, den der Anmeldedienst nicht veröffentlicht. Die veröffentlichten Schlüssel wurden zweimal abgefragt.</translation>
    </message>
    <message>
        <source>Sign in again, from another network if you can.</source>
        <translation>Melden Sie sich erneut an, nach Möglichkeit aus einem anderen Netzwerk.</translation>
    </message>
    <message>
        <source>The signature of the sign-in does not hold</source>
        <translation>Die Signatur der Anmeldung hält nicht stand</translation>
    </message>
    <message>
        <source>The proof of sign-in was changed after it was signed, or somebody else signed it. It was not accepted.</source>
        <translation>Der Anmeldenachweis wurde nach dem Signieren verändert, oder jemand anderes hat ihn signiert. Er wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong.</source>
        <translation>Die Uhr dieses Computers geht falsch.</translation>
    </message>
    <message>
        <source>The clock of the sign-in service is wrong.</source>
        <translation>Die Uhr des Anmeldedienstes geht falsch.</translation>
    </message>
    <message>
        <source>Set the date, time and time zone of this computer, and sign in again.</source>
        <translation>Stellen Sie Datum, Uhrzeit und Zeitzone dieses Computers ein, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>The proof of sign-in is out of date</source>
        <translation>Der Anmeldenachweis ist abgelaufen</translation>
    </message>
    <message>
        <source>By the clock of this computer, the proof of sign-in had already ended when it came.[ It was good until {limit}.]</source>
        <translation>Nach der Uhr dieses Computers war der Anmeldenachweis beim Eintreffen bereits abgelaufen.[ Er galt bis {limit}.]</translation>
    </message>
    <message>
        <source>The proof of sign-in is not valid yet</source>
        <translation>Der Anmeldenachweis gilt noch nicht</translation>
    </message>
    <message>
        <source>By the clock of this computer, the proof of sign-in was issued in the future.[ It is good from {limit}.]</source>
        <translation>Nach der Uhr dieses Computers wurde der Anmeldenachweis in der Zukunft ausgestellt.[ Er gilt ab {limit}.]</translation>
    </message>
    <message>
        <source>An account of another organisation was used.</source>
        <translation>Es wurde ein Konto einer anderen Organisation verwendet.</translation>
    </message>
    <message>
        <source>The sign-in service is not set up for this program as it should be.</source>
        <translation>Der Anmeldedienst ist für dieses Programm nicht so eingerichtet, wie er sein sollte.</translation>
    </message>
    <message>
        <source>Sign in again, with an account of the organisation that you set up.</source>
        <translation>Melden Sie sich erneut an, mit einem Konto der Organisation, die Sie einrichten.</translation>
    </message>
    <message>
        <source>The proof of sign-in comes from another service</source>
        <translation>Der Nachweis stammt von einem anderen Dienst</translation>
    </message>
    <message>
        <source>The proof of sign-in names another issuer than the one that was asked.[ It names {issuer}, expected was {expected}.]</source>
        <translation>Der Anmeldenachweis nennt einen anderen Aussteller als den gefragten.[ Er nennt {issuer}, erwartet wurde {expected}.]</translation>
    </message>
    <message>
        <source>The proof of sign-in is meant for another program</source>
        <translation>Der Nachweis gilt für ein anderes Programm</translation>
    </message>
    <message>
        <source>The proof of sign-in was issued for another program than this one.[ Expected was {expected}.] It was not accepted.</source>
        <translation>Der Anmeldenachweis wurde für ein anderes Programm ausgestellt.[ Erwartet wurde {expected}.] Er wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>Two attempts to sign in were mixed up in the browser.</source>
        <translation>Zwei Anmeldeversuche wurden im Browser vermischt.</translation>
    </message>
    <message>
        <source>Somebody tried to pass a foreign proof.</source>
        <translation>Jemand hat versucht, einen fremden Nachweis einzuschleusen.</translation>
    </message>
    <message>
        <source>Close the browser tabs of earlier attempts, and sign in again.</source>
        <translation>Schließen Sie die Browsertabs früherer Versuche, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>The answer belongs to another sign-in</source>
        <translation>Die Antwort gehört zu einer anderen Anmeldung</translation>
    </message>
    <message>
        <source>The proof of sign-in does not carry the random value of this attempt. It belongs to an earlier one, or was taken from somewhere else.</source>
        <translation>Der Anmeldenachweis enthält nicht den Zufallswert dieses Versuchs. Er gehört zu einem früheren, oder er stammt von anderswo.</translation>
    </message>
    <message>
        <source>The service has a fault, or is being maintained.</source>
        <translation>Der Dienst ist gestört oder wird gewartet.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The published keys cannot be used</source>
        <translation>Die veröffentlichten Schlüssel sind nicht nutzbar</translation>
    </message>
    <message>
        <source>The service does not publish its keys in a form that this program can use.[ Seen: {reason}.]</source>
        <translation>Der Dienst veröffentlicht seine Schlüssel nicht in einer Form, die dieses Programm nutzen kann.[ Festgestellt: {reason}.]</translation>
    </message>
    <message>
        <source>The portal publishes a key that is too short or meant for something else.</source>
        <translation>Das Portal veröffentlicht einen Schlüssel, der zu kurz oder für etwas anderes bestimmt ist.</translation>
    </message>
    <message>
        <source>The portal&apos;s key cannot protect the password</source>
        <translation>Der Schlüssel des Portals schützt das Kennwort nicht</translation>
    </message>
    <message>
        <source>The password is encrypted for the portal before it leaves this computer. The key that the portal publishes for that cannot be used.[ Seen: {reason}.] Nothing was sent.</source>
        <translation>Das Kennwort wird für das Portal verschlüsselt, bevor es diesen Computer verlässt. Der dafür veröffentlichte Schlüssel des Portals ist nicht nutzbar.[ Festgestellt: {reason}.] Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The address of the portal or of its sign-in service is wrong.</source>
        <translation>Die Adresse des Portals oder seines Anmeldedienstes ist falsch.</translation>
    </message>
    <message>
        <source>A page of a proxy or of a guest network answered instead.</source>
        <translation>Stattdessen hat die Seite eines Proxys oder eines Gastnetzwerks geantwortet.</translation>
    </message>
    <message>
        <source>Check the address of the portal.</source>
        <translation>Prüfen Sie die Adresse des Portals.</translation>
    </message>
    <message>
        <source>Open the portal in the browser, and see whether another page comes first.</source>
        <translation>Öffnen Sie das Portal im Browser, und sehen Sie nach, ob zuerst eine andere Seite erscheint.</translation>
    </message>
    <message>
        <source>The sign-in service does not describe itself well</source>
        <translation>Die Beschreibung des Anmeldedienstes ist unbrauchbar</translation>
    </message>
    <message>
        <source>What the sign-in service publishes about itself is missing, contradicts itself or names foreign addresses.[ Seen: {reason}.] No sign-in was started.</source>
        <translation>Was der Anmeldedienst über sich veröffentlicht, fehlt, widerspricht sich oder nennt fremde Adressen.[ Festgestellt: {reason}.] Es wurde keine Anmeldung begonnen.</translation>
    </message>
    <message>
        <source>Somebody tried to mix up two sign-in services.</source>
        <translation>Jemand hat versucht, zwei Anmeldedienste zu vertauschen.</translation>
    </message>
    <message>
        <source>Another sign-in service answered</source>
        <translation>Ein anderer Anmeldedienst hat geantwortet</translation>
    </message>
    <message>
        <source>The answer in the browser names another sign-in service than the one that was asked.[ It names {issuer}, expected was {expected}.] Its code was not used.</source>
        <translation>Die Antwort im Browser nennt einen anderen Anmeldedienst als den gefragten.[ Sie nennt {issuer}, erwartet wurde {expected}.] Ihr Code wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>Its operator has not enabled it.</source>
        <translation>Der Betreiber hat sie nicht aktiviert.</translation>
    </message>
    <message>
        <source>Sign in with the browser of this computer.</source>
        <translation>Melden Sie sich mit dem Browser dieses Computers an.</translation>
    </message>
    <message>
        <source>The sign-in service does not offer this</source>
        <translation>Der Anmeldedienst bietet das nicht an</translation>
    </message>
    <message>
        <source>The sign-in service does not offer this way to sign in or out.[ What is missing: {reason}.]</source>
        <translation>Der Anmeldedienst bietet diese Art der An- oder Abmeldung nicht an.[ Es fehlt: {reason}.]</translation>
    </message>
    <message>
        <source>Security software forbids programs to listen, even on this computer alone.</source>
        <translation>Sicherheitssoftware verbietet Programmen, Verbindungen anzunehmen, selbst auf dem eigenen Computer.</translation>
    </message>
    <message>
        <source>The computer has no loopback network.</source>
        <translation>Der Computer hat kein Loopback-Netzwerk.</translation>
    </message>
    <message>
        <source>Allow this program to listen on 127.0.0.1.</source>
        <translation>Erlauben Sie diesem Programm, auf 127.0.0.1 Verbindungen anzunehmen.</translation>
    </message>
    <message>
        <source>Use the sign-in with a code on another device, if it is offered.</source>
        <translation>Verwenden Sie die Anmeldung mit einem Code auf einem anderen Gerät, falls sie angeboten wird.</translation>
    </message>
    <message>
        <source>The browser cannot hand back the sign-in here</source>
        <translation>Der Browser kann die Anmeldung hier nicht übergeben</translation>
    </message>
    <message>
        <source>After the sign-in, the browser hands the result to this program on this same computer. That way could not be opened.[ The system says: {reason}.]</source>
        <translation>Nach der Anmeldung übergibt der Browser das Ergebnis auf demselben Computer an dieses Programm. Dieser Weg konnte nicht geöffnet werden.[ Das System meldet: {reason}.]</translation>
    </message>
    <message>
        <source>The sign-in was not completed, or the page was closed.</source>
        <translation>Die Anmeldung wurde nicht abgeschlossen, oder die Seite wurde geschlossen.</translation>
    </message>
    <message>
        <source>The sign-in service showed an error on its own page.</source>
        <translation>Der Anmeldedienst hat auf seiner eigenen Seite einen Fehler angezeigt.</translation>
    </message>
    <message>
        <source>The browser runs on another computer, or security software blocks the way back.</source>
        <translation>Der Browser läuft auf einem anderen Computer, oder Sicherheitssoftware blockiert den Rückweg.</translation>
    </message>
    <message>
        <source>Look at the browser: is there a page with an error, or one that still waits?</source>
        <translation>Sehen Sie im Browser nach: Gibt es eine Seite mit einem Fehler oder eine, die noch wartet?</translation>
    </message>
    <message>
        <source>Start again, and copy the link into a browser on this computer.</source>
        <translation>Beginnen Sie erneut, und kopieren Sie den Link in einen Browser auf diesem Computer.</translation>
    </message>
    <message>
        <source>Nothing came back from the browser</source>
        <translation>Aus dem Browser kam nichts zurück</translation>
    </message>
    <message>
        <source>The sign-in page was opened, and the browser did not hand back a result in time.</source>
        <translation>Die Anmeldeseite wurde geöffnet, doch der Browser hat nicht rechtzeitig ein Ergebnis übergeben.</translation>
    </message>
    <message>
        <source>Somebody pressed Cancel, or declined what was asked for.</source>
        <translation>Jemand hat auf „Abbrechen“ geklickt oder die Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>A rule of the organisation forbids this account or this program.</source>
        <translation>Eine Regel der Organisation verbietet dieses Konto oder dieses Programm.</translation>
    </message>
    <message>
        <source>Sign in again, and agree to what the page asks.</source>
        <translation>Melden Sie sich erneut an, und stimmen Sie der Anfrage der Seite zu.</translation>
    </message>
    <message>
        <source>Use an account that may manage integrations in the portal.</source>
        <translation>Verwenden Sie ein Konto, das im Portal Integrationen verwalten darf.</translation>
    </message>
    <message>
        <source>The sign-in was declined</source>
        <translation>Die Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>The sign-in ended without permission for this program.[ The service says: {message}]</source>
        <translation>Die Anmeldung endete ohne Erlaubnis für dieses Programm.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>The kept sign-in has ended, was revoked, or the password was changed.</source>
        <translation>Die gespeicherte Anmeldung ist abgelaufen oder wurde widerrufen, oder das Kennwort wurde geändert.</translation>
    </message>
    <message>
        <source>The code was used twice, for example by security software that opens links.</source>
        <translation>Der Code wurde zweimal verwendet, zum Beispiel durch Sicherheitssoftware, die Links öffnet.</translation>
    </message>
    <message>
        <source>The sign-in is no longer valid</source>
        <translation>Die Anmeldung gilt nicht mehr</translation>
    </message>
    <message>
        <source>The sign-in service does not accept the code or the kept sign-in any more.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst nimmt den Code oder die gespeicherte Anmeldung nicht mehr an.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>The ID is wrong, or was removed.</source>
        <translation>Die ID ist falsch, oder sie wurde entfernt.</translation>
    </message>
    <message>
        <source>The program is registered as one that must have a secret.</source>
        <translation>Das Programm ist als eines registriert, das ein Geheimnis haben muss.</translation>
    </message>
    <message>
        <source>Check that this program is registered with the sign-in service under the right ID.</source>
        <translation>Prüfen Sie, ob dieses Programm beim Anmeldedienst unter der richtigen ID registriert ist.</translation>
    </message>
    <message>
        <source>The sign-in service does not know this program</source>
        <translation>Der Anmeldedienst kennt dieses Programm nicht</translation>
    </message>
    <message>
        <source>The sign-in service does not accept the ID or the secret by which this program identifies itself.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst nimmt die ID oder das Geheimnis nicht an, mit denen sich dieses Programm ausweist.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>The registration lacks this kind of sign-in.</source>
        <translation>In der Registrierung fehlt diese Art der Anmeldung.</translation>
    </message>
    <message>
        <source>This program may not sign in this way</source>
        <translation>Dieses Programm darf sich so nicht anmelden</translation>
    </message>
    <message>
        <source>The sign-in service knows this program, and does not allow it this kind of sign-in.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst kennt dieses Programm, erlaubt ihm aber diese Art der Anmeldung nicht.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>The registration of this program lacks a permission.</source>
        <translation>In der Registrierung dieses Programms fehlt eine Berechtigung.</translation>
    </message>
    <message>
        <source>The permissions asked for are not accepted</source>
        <translation>Die angefragten Berechtigungen werden nicht akzeptiert</translation>
    </message>
    <message>
        <source>The sign-in service does not know the permissions that were asked for, or does not grant them to this program.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst kennt die angefragten Berechtigungen nicht oder gewährt sie diesem Programm nicht.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>Something on the way changed the request.</source>
        <translation>Etwas auf dem Weg hat die Anfrage verändert.</translation>
    </message>
    <message>
        <source>The sign-in service did not accept the request</source>
        <translation>Der Anmeldedienst hat die Anfrage nicht angenommen</translation>
    </message>
    <message>
        <source>The sign-in service found the request itself wrong.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst hält die Anfrage selbst für falsch.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>A rule of the organisation asks for a fresh sign-in.</source>
        <translation>Eine Regel der Organisation verlangt eine neue Anmeldung.</translation>
    </message>
    <message>
        <source>A consent was withdrawn, or is new.</source>
        <translation>Eine Zustimmung wurde zurückgezogen oder ist neu.</translation>
    </message>
    <message>
        <source>Sign in again in the browser.</source>
        <translation>Melden Sie sich im Browser erneut an.</translation>
    </message>
    <message>
        <source>The sign-in service wants to ask you something</source>
        <translation>Der Anmeldedienst möchte Sie etwas fragen</translation>
    </message>
    <message>
        <source>The kept sign-in is not enough: the service wants a person in the browser, for a second factor or a consent.[ The service says: {message}]</source>
        <translation>Die gespeicherte Anmeldung reicht nicht: Der Dienst verlangt eine Person im Browser, für einen zweiten Faktor oder eine Zustimmung.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>It is overloaded, or is being maintained.</source>
        <translation>Er ist überlastet oder wird gewartet.</translation>
    </message>
    <message>
        <source>The sign-in service is out of order at the moment</source>
        <translation>Der Anmeldedienst ist momentan gestört</translation>
    </message>
    <message>
        <source>The sign-in service says itself that it cannot work at the moment.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst meldet selbst, dass er momentan nicht arbeiten kann.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>The sign-in took longer than the code is good for.</source>
        <translation>Die Anmeldung hat länger gedauert, als der Code gilt.</translation>
    </message>
    <message>
        <source>Start again, and enter the new code at once.</source>
        <translation>Beginnen Sie erneut, und geben Sie den neuen Code sofort ein.</translation>
    </message>
    <message>
        <source>The code was not used in time</source>
        <translation>Der Code wurde nicht rechtzeitig verwendet</translation>
    </message>
    <message>
        <source>The code for the sign-in on another device has ended before somebody completed the sign-in.</source>
        <translation>Der Code für die Anmeldung auf einem anderen Gerät ist abgelaufen, bevor jemand die Anmeldung abgeschlossen hat.</translation>
    </message>
    <message>
        <source>The password is an ordinary word, or a part of the name of the account or of a server.</source>
        <translation>Das Kennwort ist ein gewöhnliches Wort oder ein Teil des Namens des Kontos oder eines Servers.</translation>
    </message>
    <message>
        <source>Give the account a password that is no word and no part of a name; such passwords are easily guessed, too.</source>
        <translation>Geben Sie dem Konto ein Kennwort, das kein Wort und kein Teil eines Namens ist; solche Kennwörter sind auch leicht zu erraten.</translation>
    </message>
    <message>
        <source>Then run the checks again and save the recording.</source>
        <translation>Führen Sie die Prüfungen dann erneut aus und speichern Sie die Aufzeichnung.</translation>
    </message>
    <message>
        <source>The recording would give the password away</source>
        <translation>Die Aufzeichnung würde das Kennwort verraten</translation>
    </message>
    <message>
        <source>Your organisation uses a portal of its own, and it was not confirmed yet.</source>
        <translation>Ihre Organisation verwendet ein eigenes Portal, und es wurde noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>The address is mistyped, or comes from a file that somebody sent you.</source>
        <translation>Die Adresse ist falsch geschrieben, oder sie stammt aus einer Datei, die Ihnen jemand geschickt hat.</translation>
    </message>
    <message>
        <source>Compare the address with the one that AskCody gave you, letter by letter.</source>
        <translation>Vergleichen Sie die Adresse Buchstabe für Buchstabe mit der, die Ihnen AskCody genannt hat.</translation>
    </message>
    <message>
        <source>Only if it is right, confirm it: in the window, or on the command line with --accept-portal.</source>
        <translation>Nur wenn sie stimmt, bestätigen Sie sie: im Fenster oder auf der Kommandozeile mit --accept-portal.</translation>
    </message>
    <message>
        <source>This portal is not confirmed</source>
        <translation>Dieses Portal ist nicht bestätigt</translation>
    </message>
    <message>
        <source>The portal is not one of those that this program knows, and nobody has confirmed it.[ It is {portal}.] It got neither a sign-in nor a password.</source>
        <translation>Das Portal gehört nicht zu denen, die dieses Programm kennt, und niemand hat es bestätigt.[ Es ist {portal}.] Es hat weder eine Anmeldung noch ein Passwort erhalten.</translation>
    </message>
    <message>
        <source>Whoever administers this computer does not want other portals.</source>
        <translation>Die Verwaltung dieses Computers möchte keine anderen Portale.</translation>
    </message>
    <message>
        <source>Choose Europe or the United States as the portal.</source>
        <translation>Wählen Sie Europa oder die Vereinigten Staaten als Portal.</translation>
    </message>
    <message>
        <source>If your organisation has a portal of its own, ask whoever administers this computer to allow it.</source>
        <translation>Hat Ihre Organisation ein eigenes Portal, bitten Sie die Verwaltung dieses Computers, es zu erlauben.</translation>
    </message>
    <message>
        <source>Only known portals are allowed here</source>
        <translation>Hier sind nur bekannte Portale erlaubt</translation>
    </message>
    <message>
        <source>A policy of this computer allows AskCody&apos;s own portals only.[ Asked for: {portal}.]</source>
        <translation>Eine Richtlinie dieses Computers erlaubt nur die eigenen Portale von AskCody.[ Verlangt war: {portal}.]</translation>
    </message>
    <message>
        <source>The portal is set up wrongly.</source>
        <translation>Das Portal ist falsch eingerichtet.</translation>
    </message>
    <message>
        <source>A device on the way changes what the portal sends.</source>
        <translation>Ein Gerät auf dem Weg verändert, was das Portal sendet.</translation>
    </message>
    <message>
        <source>Make the integration by hand: the program shows each value with the place where it goes.</source>
        <translation>Legen Sie die Integration von Hand an: Das Programm zeigt jeden Wert mit der Stelle, an die er gehört.</translation>
    </message>
    <message>
        <source>Save the recording of this run, and send it to AskCody&apos;s support.</source>
        <translation>Speichern Sie die Aufzeichnung dieses Laufs, und senden Sie sie an den Support von AskCody.</translation>
    </message>
    <message>
        <source>The portal describes itself in a wrong way</source>
        <translation>Das Portal beschreibt sich fehlerhaft</translation>
    </message>
    <message>
        <source>The portal says that it works with set-up programs, but what it says cannot be used.[ What is wrong: {reason}.][ It is about: {member}.]</source>
        <translation>Das Portal sagt, dass es mit Einrichtungsprogrammen arbeitet, aber seine Angaben sind nicht brauchbar.[ Was nicht stimmt: {reason}.][ Es betrifft: {member}.]</translation>
    </message>
    <message>
        <source>This program is out of date.</source>
        <translation>Dieses Programm ist veraltet.</translation>
    </message>
    <message>
        <source>Install the newest version of this program.</source>
        <translation>Installieren Sie die neueste Version dieses Programms.</translation>
    </message>
    <message>
        <source>Until then, make the integration by hand: the program shows each value with the place where it goes.</source>
        <translation>Legen Sie die Integration bis dahin von Hand an: Das Programm zeigt jeden Wert mit der Stelle, an die er gehört.</translation>
    </message>
    <message>
        <source>The portal is newer than this program</source>
        <translation>Das Portal ist neuer als dieses Programm</translation>
    </message>
    <message>
        <source>The portal speaks a version of the set-up interface that this program does not know.[ It is version {version}.]</source>
        <translation>Das Portal spricht eine Version der Einrichtungsschnittstelle, die dieses Programm nicht kennt.[ Es ist Version {version}.]</translation>
    </message>
    <message>
        <source>The other region was chosen in this program. It depends on where your organisation chose to keep its data, not on where you are.</source>
        <translation>In diesem Programm wurde die andere Region gewählt. Es kommt darauf an, wo Ihre Organisation ihre Daten aufbewahren wollte, nicht darauf, wo Sie sind.</translation>
    </message>
    <message>
        <source>You signed in with an account of another organisation.</source>
        <translation>Sie haben sich mit einem Konto einer anderen Organisation angemeldet.</translation>
    </message>
    <message>
        <source>Go back, choose the other region, and sign in there.[ The portal names {portal}.]</source>
        <translation>Gehen Sie zurück, wählen Sie die andere Region, und melden Sie sich dort an.[ Das Portal nennt {portal}.]</translation>
    </message>
    <message>
        <source>If you do not know the region, look at the address that you see when you use AskCody in the browser.</source>
        <translation>Wenn Sie die Region nicht kennen, sehen Sie sich die Adresse an, die der Browser zeigt, wenn Sie AskCody verwenden.</translation>
    </message>
    <message>
        <source>Your organisation is in another region</source>
        <translation>Ihre Organisation liegt in einer anderen Region</translation>
    </message>
    <message>
        <source>Europe and the United States are separate at AskCody, and this is not the region where your organisation&apos;s data is.[ The portal names: {region}.][ Chosen was: {wanted}.]</source>
        <translation>Europa und die Vereinigten Staaten sind bei AskCody getrennt, und dies ist nicht die Region, in der die Daten Ihrer Organisation liegen.[ Das Portal nennt: {region}.][ Gewählt war: {wanted}.]</translation>
    </message>
    <message>
        <source>Nobody has given your account the role Integrations Administrator.</source>
        <translation>Niemand hat Ihrem Konto die Rolle Integrations Administrator gegeben.</translation>
    </message>
    <message>
        <source>Roles were changed by hand or by directory synchronisation.</source>
        <translation>Rollen wurden von Hand oder durch die Verzeichnissynchronisierung geändert.</translation>
    </message>
    <message>
        <source>Ask an AskCody Owner of your organisation to give you the role Integrations Administrator.</source>
        <translation>Bitten Sie einen AskCody Owner Ihrer Organisation, Ihnen die Rolle Integrations Administrator zu geben.</translation>
    </message>
    <message>
        <source>Then sign in again.</source>
        <translation>Melden Sie sich danach erneut an.</translation>
    </message>
    <message>
        <source>Or let somebody who has the role carry on: the draft is kept.</source>
        <translation>Oder lassen Sie jemanden weitermachen, der die Rolle hat: Der Entwurf bleibt erhalten.</translation>
    </message>
    <message>
        <source>Your portal account may not make integrations</source>
        <translation>Ihr Portalkonto darf keine Integrationen anlegen</translation>
    </message>
    <message>
        <source>You are signed in to the portal, but your account lacks the role for it.[ One of these would do: {roles}.]</source>
        <translation>Sie sind im Portal angemeldet, aber Ihrem Konto fehlt die Rolle dafür.[ Eine von diesen genügt: {roles}.]</translation>
    </message>
    <message>
        <source>Integrations that nobody uses any more still count.</source>
        <translation>Integrationen, die niemand mehr verwendet, zählen mit.</translation>
    </message>
    <message>
        <source>Your organisation&apos;s agreement with AskCody has a limit.</source>
        <translation>Die Vereinbarung Ihrer Organisation mit AskCody sieht eine Grenze vor.</translation>
    </message>
    <message>
        <source>Look through the integrations in the portal, and remove those that nobody uses.</source>
        <translation>Sehen Sie die Integrationen im Portal durch, und entfernen Sie die, die niemand verwendet.</translation>
    </message>
    <message>
        <source>Or ask AskCody for a higher limit.</source>
        <translation>Oder bitten Sie AskCody um eine höhere Grenze.</translation>
    </message>
    <message>
        <source>There may be no more integrations</source>
        <translation>Mehr Integrationen sind nicht möglich</translation>
    </message>
    <message>
        <source>Your organisation has as many integrations as it may have.[ The limit is {limit}.] Nothing was made.</source>
        <translation>Ihre Organisation hat so viele Integrationen, wie sie haben darf.[ Die Grenze ist {limit}.] Es wurde nichts angelegt.</translation>
    </message>
    <message>
        <source>Somebody has removed it in the meantime.</source>
        <translation>Jemand hat sie inzwischen entfernt.</translation>
    </message>
    <message>
        <source>You are signed in to another organisation.</source>
        <translation>Sie sind bei einer anderen Organisation angemeldet.</translation>
    </message>
    <message>
        <source>Read the list of integrations anew.</source>
        <translation>Lesen Sie die Liste der Integrationen neu ein.</translation>
    </message>
    <message>
        <source>See which account and organisation you are signed in with.</source>
        <translation>Prüfen Sie, mit welchem Konto und in welcher Organisation Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>The integration is not in the portal</source>
        <translation>Die Integration ist nicht im Portal</translation>
    </message>
    <message>
        <source>The portal does not have this integration, or does not show it to your account.</source>
        <translation>Das Portal hat diese Integration nicht, oder zeigt sie Ihrem Konto nicht.</translation>
    </message>
    <message>
        <source>Another administrator, or another window of this program, was faster.</source>
        <translation>Eine andere Administratorin, ein anderer Administrator oder ein anderes Fenster dieses Programms war schneller.</translation>
    </message>
    <message>
        <source>Read the integration anew, and compare.</source>
        <translation>Lesen Sie die Integration neu ein, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>Then make your change again if it is still needed.</source>
        <translation>Führen Sie Ihre Änderung dann erneut aus, falls sie noch nötig ist.</translation>
    </message>
    <message>
        <source>Somebody else has changed the integration</source>
        <translation>Jemand anderes hat die Integration geändert</translation>
    </message>
    <message>
        <source>The integration in the portal is not the one that you saw any more. Your change was not made, so that nobody&apos;s work is lost.</source>
        <translation>Die Integration im Portal ist nicht mehr die, die Sie gesehen haben. Ihre Änderung wurde nicht ausgeführt, damit keine Arbeit verloren geht.</translation>
    </message>
    <message>
        <source>The portal has rules for a value that this program does not know.</source>
        <translation>Das Portal hat für einen Wert Regeln, die dieses Programm nicht kennt.</translation>
    </message>
    <message>
        <source>Look at the details: the portal may name the value that it does not like.</source>
        <translation>Sehen Sie in die Einzelheiten: Vielleicht nennt das Portal den Wert, der ihm nicht gefällt.</translation>
    </message>
    <message>
        <source>Send AskCody&apos;s support the request id.[ It is {requestId}.]</source>
        <translation>Senden Sie dem Support von AskCody die Anfragenummer.[ Sie lautet {requestId}.]</translation>
    </message>
    <message>
        <source>The portal does not take what was sent</source>
        <translation>Das Portal nimmt das Gesendete nicht an</translation>
    </message>
    <message>
        <source>The portal refused the request as one that it does not understand or allow. Nothing was stored.[ It answered with status {status}.]</source>
        <translation>Das Portal hat die Anfrage abgelehnt, weil es sie nicht versteht oder nicht erlaubt. Es wurde nichts gespeichert.[ Es antwortete mit Status {status}.]</translation>
    </message>
    <message>
        <source>The integration was changed after an attempt whose outcome was unknown.</source>
        <translation>Die Integration wurde nach einem Versuch geändert, dessen Ausgang unbekannt war.</translation>
    </message>
    <message>
        <source>Two copies of one draft are at work.</source>
        <translation>Zwei Kopien eines Entwurfs sind am Werk.</translation>
    </message>
    <message>
        <source>Look in the portal whether the integration is there.</source>
        <translation>Sehen Sie im Portal nach, ob die Integration da ist.</translation>
    </message>
    <message>
        <source>Connect again: the program makes a new attempt.</source>
        <translation>Verbinden Sie erneut: Das Programm unternimmt einen neuen Versuch.</translation>
    </message>
    <message>
        <source>This attempt was already used for other content</source>
        <translation>Dieser Versuch wurde schon für anderes verwendet</translation>
    </message>
    <message>
        <source>The portal has seen the number of this attempt with other content. Nothing was stored now.</source>
        <translation>Das Portal kennt die Nummer dieses Versuchs mit anderem Inhalt. Jetzt wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>An earlier attempt was cut off here, and still runs in the portal.</source>
        <translation>Ein früherer Versuch wurde hier abgebrochen und läuft im Portal noch.</translation>
    </message>
    <message>
        <source>Wait a minute, and connect again. The same attempt goes on: there will be one integration, not two.</source>
        <translation>Warten Sie eine Minute, und verbinden Sie erneut. Derselbe Versuch geht weiter: Es wird eine Integration geben, nicht zwei.</translation>
    </message>
    <message>
        <source>The portal is still at work on this</source>
        <translation>Das Portal arbeitet noch daran</translation>
    </message>
    <message>
        <source>The portal has received this integration before and is not done with it yet. What became of it is not known.</source>
        <translation>Das Portal hat diese Integration bereits erhalten und ist noch nicht fertig damit. Was daraus geworden ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Several integrations side by side, as in a hybrid set-up, are enabled on request only.</source>
        <translation>Mehrere Integrationen nebeneinander, etwa bei einer Hybridumgebung, werden nur auf Wunsch freigeschaltet.</translation>
    </message>
    <message>
        <source>The integration exists already, and you meant to change it.</source>
        <translation>Die Integration ist schon vorhanden, und Sie wollten sie ändern.</translation>
    </message>
    <message>
        <source>Look through the integrations in the portal: perhaps the one you want is there.</source>
        <translation>Sehen Sie die Integrationen im Portal durch: Vielleicht ist die gewünschte schon da.</translation>
    </message>
    <message>
        <source>If you need several, ask AskCody&apos;s support to enable them.</source>
        <translation>Brauchen Sie mehrere, bitten Sie den Support von AskCody, sie freizuschalten.</translation>
    </message>
    <message>
        <source>A second integration must be enabled by AskCody</source>
        <translation>Eine zweite Integration muss AskCody freischalten</translation>
    </message>
    <message>
        <source>Your organisation has an integration already, and having several has to be enabled by AskCody first. Nothing was made.</source>
        <translation>Ihre Organisation hat bereits eine Integration, und mehrere muss AskCody zuerst freischalten. Es wurde nichts angelegt.</translation>
    </message>
    <message>
        <source>The portal changes its keys just now, and not all of its servers know yet.</source>
        <translation>Das Portal wechselt gerade seine Schlüssel, und noch nicht alle seine Server wissen es.</translation>
    </message>
    <message>
        <source>Somebody on the way has put another key in its place. Then the password could not be opened by the portal, but by them.</source>
        <translation>Jemand auf dem Weg hat einen anderen Schlüssel untergeschoben. Dann könnte nicht das Portal das Passwort öffnen, sondern diese Person.</translation>
    </message>
    <message>
        <source>Wait a few minutes, and connect again.</source>
        <translation>Warten Sie einige Minuten, und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>If it happens again, change the password of the service account, and ask AskCody&apos;s support.</source>
        <translation>Geschieht es wieder, ändern Sie das Passwort des Dienstkontos, und fragen Sie den Support von AskCody.</translation>
    </message>
    <message>
        <source>The portal does not know its own key any more</source>
        <translation>Das Portal kennt seinen eigenen Schlüssel nicht mehr</translation>
    </message>
    <message>
        <source>The password was sealed with a key that the portal had just published, and the portal cannot open it. Nothing was stored.</source>
        <translation>Das Passwort wurde mit einem Schlüssel versiegelt, den das Portal gerade veröffentlicht hatte, und das Portal kann es nicht öffnen. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>It took longer than 15 minutes until the portal had it.</source>
        <translation>Es dauerte länger als 15 Minuten, bis das Portal es hatte.</translation>
    </message>
    <message>
        <source>It was sealed for another address or user name than those of the integration.</source>
        <translation>Es wurde für eine andere Adresse oder einen anderen Benutzernamen versiegelt als die der Integration.</translation>
    </message>
    <message>
        <source>The portal makes a mistake.</source>
        <translation>Das Portal macht einen Fehler.</translation>
    </message>
    <message>
        <source>Connect again: the password is sealed anew.</source>
        <translation>Verbinden Sie erneut: Das Passwort wird neu versiegelt.</translation>
    </message>
    <message>
        <source>The portal refuses the sealed password</source>
        <translation>Das Portal lehnt das versiegelte Passwort ab</translation>
    </message>
    <message>
        <source>The portal could not accept the sealed password. Nothing was stored.[ It says: {reason}.]</source>
        <translation>Das Portal konnte das versiegelte Passwort nicht annehmen. Es wurde nichts gespeichert.[ Es sagt: {reason}.]</translation>
    </message>
    <message>
        <source>The address or the user name changed, and no password came with it.</source>
        <translation>Die Adresse oder der Benutzername wurde geändert, und es kam kein Passwort mit.</translation>
    </message>
    <message>
        <source>Type the password of the service account, and make the change again.</source>
        <translation>Geben Sie das Passwort des Dienstkontos ein, und führen Sie die Änderung erneut aus.</translation>
    </message>
    <message>
        <source>This change needs the password again</source>
        <translation>Für diese Änderung ist das Passwort erneut nötig</translation>
    </message>
    <message>
        <source>Another EWS address or user name is taken only together with the password. Otherwise somebody could have the stored password sent elsewhere. Nothing was changed.</source>
        <translation>Eine andere EWS-Adresse oder ein anderer Benutzername wird nur zusammen mit dem Passwort angenommen. Sonst könnte jemand das gespeicherte Passwort anderswohin senden lassen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>A device on the way that opens encrypted connections has put other keys in their place.</source>
        <translation>Ein Gerät auf dem Weg, das verschlüsselte Verbindungen öffnet, hat andere Schlüssel untergeschoben.</translation>
    </message>
    <message>
        <source>AskCody signs with a new key, and this program is out of date.</source>
        <translation>AskCody signiert mit einem neuen Schlüssel, und dieses Programm ist veraltet.</translation>
    </message>
    <message>
        <source>Try from a network without inspection of encrypted connections.</source>
        <translation>Versuchen Sie es aus einem Netz, in dem verschlüsselte Verbindungen nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The portal&apos;s keys lack the known signature</source>
        <translation>Den Schlüsseln des Portals fehlt die Signatur</translation>
    </message>
    <message>
        <source>The keys for sealing passwords must be signed by a key of this portal that this program knows, and these are not.[ What is wrong: {reason}.] No password was sealed.</source>
        <translation>Die Schlüssel zum Versiegeln von Passwörtern müssen mit einem Schlüssel dieses Portals signiert sein, den dieses Programm kennt, und diese sind es nicht.[ Was nicht stimmt: {reason}.] Es wurde kein Passwort versiegelt.</translation>
    </message>
    <message>
        <source>A script or another program of your organisation asks the portal very often.</source>
        <translation>Ein Skript oder ein anderes Programm Ihrer Organisation fragt das Portal sehr oft.</translation>
    </message>
    <message>
        <source>Many computers of your organisation reach the portal by one address.</source>
        <translation>Viele Computer Ihrer Organisation erreichen das Portal über eine Adresse.</translation>
    </message>
    <message>
        <source>Wait a little, and try again.</source>
        <translation>Warten Sie etwas, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The portal wants a pause</source>
        <translation>Das Portal möchte eine Pause</translation>
    </message>
    <message>
        <source>The portal gets too many requests from you or your organisation, and answers none for a while.[ Wait {seconds} seconds.]</source>
        <translation>Das Portal erhält zu viele Anfragen von Ihnen oder Ihrer Organisation und beantwortet eine Weile keine.[ Warten Sie {seconds} Sekunden.]</translation>
    </message>
    <message>
        <source>The portal has a fault at the moment.</source>
        <translation>Das Portal hat im Augenblick eine Störung.</translation>
    </message>
    <message>
        <source>Wait a few minutes, and try again.</source>
        <translation>Warten Sie einige Minuten, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The portal has failed</source>
        <translation>Das Portal hat versagt</translation>
    </message>
    <message>
        <source>The portal, or a server in front of it, reports a failure of its own.[ It answered with status {status}.]</source>
        <translation>Das Portal oder ein Server davor meldet einen eigenen Fehler.[ Es antwortete mit Status {status}.]</translation>
    </message>
    <message>
        <source>AskCody works on the portal.</source>
        <translation>AskCody arbeitet am Portal.</translation>
    </message>
    <message>
        <source>The portal is overloaded.</source>
        <translation>Das Portal ist überlastet.</translation>
    </message>
    <message>
        <source>Wait, and try again. The draft is kept.</source>
        <translation>Warten Sie, und versuchen Sie es erneut. Der Entwurf bleibt erhalten.</translation>
    </message>
    <message>
        <source>If it lasts, look at AskCody&apos;s status page or ask the support.</source>
        <translation>Dauert es an, sehen Sie auf die Statusseite von AskCody, oder fragen Sie den Support.</translation>
    </message>
    <message>
        <source>The portal is being worked on</source>
        <translation>Am Portal wird gearbeitet</translation>
    </message>
    <message>
        <source>The portal is closed for maintenance, and does not answer at the moment.[ It says to wait {seconds} seconds.]</source>
        <translation>Das Portal ist wegen Wartung geschlossen und antwortet im Augenblick nicht.[ Es bittet, {seconds} Sekunden zu warten.]</translation>
    </message>
    <message>
        <source>A value has an unusual sequence of characters, for example a name with quotation marks or brackets.</source>
        <translation>Ein Wert enthält eine ungewöhnliche Zeichenfolge, zum Beispiel ein Name mit Anführungszeichen oder Klammern.</translation>
    </message>
    <message>
        <source>Your network&apos;s address is on a list of addresses that the filter does not let in.</source>
        <translation>Die Adresse Ihres Netzes steht auf einer Liste von Adressen, die der Filter nicht einlässt.</translation>
    </message>
    <message>
        <source>Give the integration a plain name, of letters and digits, and try again.</source>
        <translation>Geben Sie der Integration einen schlichten Namen aus Buchstaben und Ziffern, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Try from another network.</source>
        <translation>Versuchen Sie es aus einem anderen Netz.</translation>
    </message>
    <message>
        <source>The page comes from the filter and not from the portal, which would have answered in its own form.</source>
        <translation>Die Seite stammt vom Filter und nicht vom Portal, das in seiner eigenen Form geantwortet hätte.</translation>
    </message>
    <message>
        <source>The portal&apos;s firewall has blocked the request</source>
        <translation>Die Firewall des Portals hat die Anfrage blockiert</translation>
    </message>
    <message>
        <source>A filter in front of the portal took the request for an attack. The portal itself has not seen it.[ The page is called {title}.]</source>
        <translation>Ein Filter vor dem Portal hielt die Anfrage für einen Angriff. Das Portal selbst hat sie nicht gesehen.[ Die Seite heißt {title}.]</translation>
    </message>
    <message>
        <source>Single sign-on is set up in front of the whole portal, its interface for programs included.</source>
        <translation>Single Sign-On steht vor dem ganzen Portal, samt seiner Schnittstelle für Programme.</translation>
    </message>
    <message>
        <source>An access gateway of your organisation protects the portal.</source>
        <translation>Ein Zugangsgateway Ihrer Organisation schützt das Portal.</translation>
    </message>
    <message>
        <source>Ask who runs the sign-in to let requests of this program reach the portal&apos;s interface.</source>
        <translation>Bitten Sie die Betreiber der Anmeldung, Anfragen dieses Programms zur Schnittstelle des Portals durchzulassen.</translation>
    </message>
    <message>
        <source>Or make the integration by hand: the program shows each value with the place where it goes.</source>
        <translation>Oder legen Sie die Integration von Hand an: Das Programm zeigt jeden Wert mit der Stelle, an die er gehört.</translation>
    </message>
    <message>
        <source>A sign-in page came instead of an answer</source>
        <translation>Statt einer Antwort kam eine Anmeldeseite</translation>
    </message>
    <message>
        <source>Something in front of the portal wants a sign-in in the browser, and does not let this program through.[ It leads to {location}.][ The page is called {title}.]</source>
        <translation>Etwas vor dem Portal verlangt eine Anmeldung im Browser und lässt dieses Programm nicht durch.[ Es führt zu {location}.][ Die Seite heißt {title}.]</translation>
    </message>
    <message>
        <source>Nobody has signed in to this network yet, or the time there is over.</source>
        <translation>Noch hat sich niemand in diesem Netz angemeldet, oder die Zeit dort ist abgelaufen.</translation>
    </message>
    <message>
        <source>Open any web page in the browser, and sign in to the network.</source>
        <translation>Öffnen Sie im Browser eine beliebige Webseite, und melden Sie sich im Netz an.</translation>
    </message>
    <message>
        <source>Then try again.</source>
        <translation>Versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>This network wants you to sign in first</source>
        <translation>Dieses Netz verlangt zuerst eine Anmeldung</translation>
    </message>
    <message>
        <source>A page of the network came in the portal&apos;s place, as in hotels or guest networks.[ It leads to {location}.][ The page is called {title}.]</source>
        <translation>Anstelle des Portals kam eine Seite des Netzes, wie in Hotels oder Gastnetzen.[ Sie führt zu {location}.][ Die Seite heißt {title}.]</translation>
    </message>
    <message>
        <source>A device on the way has answered in the portal&apos;s place.</source>
        <translation>Ein Gerät auf dem Weg hat anstelle des Portals geantwortet.</translation>
    </message>
    <message>
        <source>The portal was changed, and this program is out of date.</source>
        <translation>Das Portal wurde geändert, und dieses Programm ist veraltet.</translation>
    </message>
    <message>
        <source>An answer that makes no sense</source>
        <translation>Eine Antwort, die keinen Sinn ergibt</translation>
    </message>
    <message>
        <source>What came in answer is not what the portal&apos;s interface says.[ Its status was {status}.][ The page is called {title}.]</source>
        <translation>Was als Antwort kam, entspricht nicht der Schnittstelle des Portals.[ Der Status war {status}.][ Die Seite heißt {title}.]</translation>
    </message>
    <message>
        <source>The connection broke before the answer was there.</source>
        <translation>Die Verbindung brach ab, bevor die Antwort da war.</translation>
    </message>
    <message>
        <source>The portal took too long, or failed on the way.</source>
        <translation>Das Portal brauchte zu lange, oder es versagte unterwegs.</translation>
    </message>
    <message>
        <source>Connect again. The program first asks the portal what is there, and repeats exactly the same: there will be one integration, not two.</source>
        <translation>Verbinden Sie erneut. Das Programm fragt zuerst das Portal, was vorhanden ist, und wiederholt genau dasselbe: Es wird eine Integration geben, nicht zwei.</translation>
    </message>
    <message>
        <source>The draft and the password are kept until it is clear.</source>
        <translation>Der Entwurf und das Passwort bleiben erhalten, bis es klar ist.</translation>
    </message>
    <message>
        <source>Whether the portal has done it is not known</source>
        <translation>Ob das Portal es getan hat, ist nicht bekannt</translation>
    </message>
    <message>
        <source>The request left this computer, and no usable answer came. The portal may have carried it out or not.[ What stood in the way: {reason}.]</source>
        <translation>Die Anfrage hat diesen Computer verlassen, und es kam keine brauchbare Antwort. Das Portal hat sie vielleicht ausgeführt, vielleicht nicht.[ Was im Weg stand: {reason}.]</translation>
    </message>
    <message>
        <source>A value was edited after the checks.</source>
        <translation>Ein Wert wurde nach der Prüfung geändert.</translation>
    </message>
    <message>
        <source>The checks are older than 24 hours.</source>
        <translation>Die Prüfung ist älter als 24 Stunden.</translation>
    </message>
    <message>
        <source>Run the checks, and connect again.</source>
        <translation>Führen Sie die Prüfung aus, und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>The values are not checked yet</source>
        <translation>Die Werte sind noch nicht geprüft</translation>
    </message>
    <message>
        <source>What is to be sent to the portal has not been checked, or was checked more than a day ago. Nothing was sent.</source>
        <translation>Was an das Portal gesendet werden soll, wurde nicht geprüft oder vor mehr als einem Tag. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>A check failed, and it was not marked as one to continue with.</source>
        <translation>Eine Prüfung ist fehlgeschlagen und wurde nicht als eine gekennzeichnet, mit der es weitergehen soll.</translation>
    </message>
    <message>
        <source>Mend what the failed checks name, and run them again.</source>
        <translation>Beheben Sie, was die fehlgeschlagenen Prüfungen nennen, und führen Sie sie erneut aus.</translation>
    </message>
    <message>
        <source>Or decide on the checks page to continue although they failed. The decision is kept in the report.</source>
        <translation>Oder entscheiden Sie auf der Seite der Prüfungen, trotzdem weiterzumachen. Die Entscheidung steht im Bericht.</translation>
    </message>
    <message>
        <source>A check failed, and nobody decided to go on</source>
        <translation>Eine Prüfung ist fehlgeschlagen, und niemand hat entschieden weiterzumachen</translation>
    </message>
    <message>
        <source>Nothing was sent, since AskCody would meet the same error.[ It is about: {checks}.]</source>
        <translation>Es wurde nichts gesendet, denn AskCody träfe auf denselben Fehler.[ Es geht um: {checks}.]</translation>
    </message>
    <message>
        <source>The file[ {file}] could not be opened.</source>
        <translation>Die Datei[ {file}] ließ sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Open the file in an editor. Where a line or a reason is named, look there.</source>
        <translation>Öffnen Sie die Datei in einem Editor. Wo eine Zeile oder ein Grund genannt ist, sehen Sie dort nach.</translation>
    </message>
    <message>
        <source>A file that describes an integration is shown as an example in the manual page. A recording is a whole HAR file as this program wrote it.</source>
        <translation>Eine Datei, die eine Integration beschreibt, zeigt das Handbuch als Beispiel. Eine Aufzeichnung ist eine ganze HAR-Datei, wie dieses Programm sie geschrieben hat.</translation>
    </message>
    <message>
        <source>The path has a typing mistake.</source>
        <translation>Der Pfad hat einen Tippfehler.</translation>
    </message>
    <message>
        <source>The CA file cannot be used</source>
        <translation>Die CA-Datei ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The file that names the certificate authority[ ({file})] could not be read, or holds no certificate in PEM form.</source>
        <translation>Die Datei mit der Zertifizierungsstelle[ ({file})] ließ sich nicht lesen oder enthält kein Zertifikat in PEM-Form.</translation>
    </message>
    <message>
        <source>On the command line use --password-stdin. With --keep-secret, or the box on the page “Name and review”, later calls take it from the keychain.</source>
        <translation>Verwenden Sie auf der Befehlszeile --password-stdin. Mit --keep-secret oder dem Kästchen auf der Seite „Name und Überblick“ nehmen spätere Aufrufe es aus dem Schlüsselbund.</translation>
    </message>
    <message>
        <source>The password or the user name in the portal is not right.</source>
        <translation>Kennwort oder Benutzername im Portal stimmen nicht.</translation>
    </message>
    <message>
        <source>Another Exchange version was chosen in the portal than the server understands.</source>
        <translation>Im Portal ist eine andere Exchange-Version gewählt, als der Server versteht.</translation>
    </message>
    <message>
        <source>Run the checks of this program with the account, and copy the values that they found into the portal.</source>
        <translation>Führen Sie die Prüfungen dieses Programms mit dem Konto aus und kopieren Sie die gefundenen Werte ins Portal.</translation>
    </message>
    <message>
        <source>If everything passes here, have the EWS address tried from outside, for example with Microsoft’s Remote Connectivity Analyzer.</source>
        <translation>Besteht hier alles, lassen Sie die EWS-Adresse von außen erproben, zum Beispiel mit dem Remote Connectivity Analyzer von Microsoft.</translation>
    </message>
    <message>
        <source>Where the checks of this program pass with the same account, the difference lies in what was typed into the portal, or on the way from AskCody’s cloud to the server.</source>
        <translation>Bestehen die Prüfungen dieses Programms mit demselben Konto, liegt der Unterschied in dem, was im Portal eingetragen wurde, oder auf dem Weg von der Cloud von AskCody zum Server.</translation>
    </message>
    <message>
        <source>AskCody could not sign in to Exchange</source>
        <translation>AskCody konnte sich nicht an Exchange anmelden</translation>
    </message>
    <message>
        <source>The command runs in a script, or its input comes from elsewhere.</source>
        <translation>Der Befehl läuft in einem Skript, oder seine Eingabe kommt von anderswo.</translation>
    </message>
    <message>
        <source>Run it at a terminal, or say yes in advance with --yes.</source>
        <translation>Führen Sie den Befehl an einem Terminal aus oder sagen Sie mit --yes vorab ja.</translation>
    </message>
    <message>
        <source>Nobody could be asked</source>
        <translation>Es konnte niemand gefragt werden</translation>
    </message>
    <message>
        <source>This needs a yes, and there is no terminal at which somebody could say it. Nothing was changed.</source>
        <translation>Das braucht ein Ja, und es gibt kein Terminal, an dem jemand es sagen könnte. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>AskCody has not switched on such an interface for this portal.</source>
        <translation>AskCody hat für dieses Portal keine solche Schnittstelle eingeschaltet.</translation>
    </message>
    <message>
        <source>The address is that of another web site.</source>
        <translation>Die Adresse gehört zu einer anderen Website.</translation>
    </message>
    <message>
        <source>Make the integration by hand: the window shows each value with the place where it goes.</source>
        <translation>Legen Sie die Integration von Hand an: Das Fenster zeigt jeden Wert und wohin er gehört.</translation>
    </message>
    <message>
        <source>Compare the address with the one in your browser when you are signed in to the portal.</source>
        <translation>Vergleichen Sie die Adresse mit der in Ihrem Browser, wenn Sie am Portal angemeldet sind.</translation>
    </message>
    <message>
        <source>This portal does not work with set-up programs</source>
        <translation>Dieses Portal arbeitet nicht mit Einrichtungsprogrammen</translation>
    </message>
    <message>
        <source>The portal[ {portal}] offers no interface through which a program signs in or makes integrations. Nothing was sent to it.</source>
        <translation>Das Portal[ {portal}] bietet keine Schnittstelle, über die sich ein Programm anmeldet oder Integrationen anlegt. Es wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>Does Microsoft accept the administrator, and does the account belong to the organisation?</source>
        <translation>Akzeptiert Microsoft den Administrator, und gehört das Konto zur Organisation?</translation>
    </message>
    <message>
        <source>Sign in at Microsoft</source>
        <translation>Bei Microsoft anmelden</translation>
    </message>
    <message>
        <source>Can this account probably grant the consent for the organisation?</source>
        <translation>Kann dieses Konto die Zustimmung für die Organisation voraussichtlich erteilen?</translation>
    </message>
    <message>
        <source>Look at the roles of the account</source>
        <translation>Rollen des Kontos ansehen</translation>
    </message>
    <message>
        <source>Does the administrator own a mailbox through which AskCody verifies the connection?</source>
        <translation>Besitzt der Administrator ein Postfach, über das AskCody die Verbindung überprüft?</translation>
    </message>
    <message>
        <source>Open the administrator&apos;s own mailbox</source>
        <translation>Eigenes Postfach des Administrators öffnen</translation>
    </message>
    <message>
        <source>Does Exchange Online let applications in by EWS, and until when?</source>
        <translation>Lässt Exchange Online Anwendungen über EWS zu, und bis wann?</translation>
    </message>
    <message>
        <source>Ask whether EWS is still allowed</source>
        <translation>Fragen, ob EWS noch erlaubt ist</translation>
    </message>
    <message>
        <source>Has the organisation consented to the application of AskCody?</source>
        <translation>Hat die Organisation der Anwendung von AskCody zugestimmt?</translation>
    </message>
    <message>
        <source>Look for the consent</source>
        <translation>Zustimmung suchen</translation>
    </message>
    <message>
        <source>What would Microsoft Graph show of the rooms when EWS has ended?</source>
        <translation>Was würde Microsoft Graph von den Räumen zeigen, wenn EWS beendet ist?</translation>
    </message>
    <message>
        <source>Look ahead to Microsoft Graph</source>
        <translation>Auf Microsoft Graph vorausschauen</translation>
    </message>
    <message>
        <source>Does the portal work with set-up programs, and is it the one that was meant?</source>
        <translation>Arbeitet das Portal mit Einrichtungsprogrammen, und ist es das gemeinte?</translation>
    </message>
    <message>
        <source>Ask the portal what it offers</source>
        <translation>Das Portal fragen, was es anbietet</translation>
    </message>
    <message>
        <source>Can people sign in to the portal, and does it take the sign-in that there is?</source>
        <translation>Ist die Anmeldung am Portal möglich, und nimmt es die vorhandene Anmeldung an?</translation>
    </message>
    <message>
        <source>Use the sign-in to the portal</source>
        <translation>Anmeldung am Portal verwenden</translation>
    </message>
    <message>
        <source>May your portal account make integrations, and is this your organisation&apos;s region?</source>
        <translation>Darf Ihr Konto im Portal Integrationen anlegen, und ist dies die Region Ihrer Organisation?</translation>
    </message>
    <message>
        <source>Look at your role in the portal</source>
        <translation>Ihre Rolle im Portal ansehen</translation>
    </message>
    <message>
        <source>Is there an integration already that this one would stand beside?</source>
        <translation>Gibt es bereits eine Integration, neben der diese stünde?</translation>
    </message>
    <message>
        <source>Look for the same integration in the portal</source>
        <translation>Dieselbe Integration im Portal suchen</translation>
    </message>
    <message>
        <source>Does AskCody&apos;s cloud reach Exchange at this address, and does it trust what it finds?</source>
        <translation>Erreicht die Cloud von AskCody Exchange unter dieser Adresse, und vertraut sie dem, was sie vorfindet?</translation>
    </message>
    <message>
        <source>See Exchange as AskCody&apos;s cloud does</source>
        <translation>Exchange so sehen, wie die Cloud von AskCody es sieht</translation>
    </message>
    <message>
        <source>Without a keychain that works, the checks go on. Only the integration cannot be made in the portal from here: you enter its values there by hand.</source>
        <translation>Ohne funktionierenden Schlüsselbund gehen die Prüfungen weiter. Nur die Integration kann nicht von hier aus im Portal angelegt werden: Sie geben die Werte dort von Hand ein.</translation>
    </message>
    <message>
        <source>The permission is out of date, or for another service.</source>
        <translation>Die Berechtigung ist abgelaufen oder gilt für einen anderen Dienst.</translation>
    </message>
    <message>
        <source>An Exchange server of your own takes no modern sign-in.</source>
        <translation>Ein eigener Exchange-Server nimmt keine moderne Anmeldung an.</translation>
    </message>
    <message>
        <source>For an Exchange server of your own use the Basic connection.</source>
        <translation>Verwenden Sie für einen eigenen Exchange-Server die Basic-Verbindung.</translation>
    </message>
    <message>
        <source>Most refusals carry a number of Exchange; this one has none.</source>
        <translation>Die meisten Ablehnungen tragen eine Nummer von Exchange; diese hat keine.</translation>
    </message>
    <message>
        <source>Exchange does not accept the modern sign-in</source>
        <translation>Exchange nimmt die moderne Anmeldung nicht an</translation>
    </message>
    <message>
        <source>Exchange refused the permission of the sign-in, and does not say why.</source>
        <translation>Exchange hat die Berechtigung der Anmeldung abgelehnt und nennt keinen Grund.</translation>
    </message>
    <message>
        <source>Exchange Online is under load.</source>
        <translation>Exchange Online ist stark ausgelastet.</translation>
    </message>
    <message>
        <source>A refusal that stays is another one.</source>
        <translation>Bleibt die Ablehnung bestehen, ist es ein anderes Problem.</translation>
    </message>
    <message>
        <source>Exchange Online refuses for a moment</source>
        <translation>Exchange Online lehnt vorübergehend ab</translation>
    </message>
    <message>
        <source>Exchange Online refused a permission that it had accepted before. It does that when it is under load.</source>
        <translation>Exchange Online hat eine Berechtigung abgelehnt, die es zuvor angenommen hatte. Das kommt bei starker Auslastung vor.</translation>
    </message>
    <message>
        <source>The pasted settings say that it is off for the organisation.</source>
        <translation>Laut den eingefügten Einstellungen ist EWS für die Organisation ausgeschaltet.</translation>
    </message>
    <message>
        <source>Microsoft&apos;s retirement of EWS, which began on 1 October 2026, has switched it off for the organisation.</source>
        <translation>Die Abkündigung von EWS durch Microsoft, die am 1. Oktober 2026 begann, hat EWS für die Organisation ausgeschaltet.</translation>
    </message>
    <message>
        <source>An administrator has switched it off for the organisation.</source>
        <translation>Ein Administrator hat EWS für die Organisation ausgeschaltet.</translation>
    </message>
    <message>
        <source>Until 31 March 2027 the organisation may set EwsEnabled to true, together with a list of allowed applications that names AskCody.</source>
        <translation>Bis zum 31. März 2027 kann die Organisation EwsEnabled auf true setzen, zusammen mit einer Liste der erlaubten Anwendungen, in der AskCody steht.</translation>
    </message>
    <message>
        <source>Wait about an hour after a change, and check again.</source>
        <translation>Warten Sie nach einer Änderung etwa eine Stunde, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Plan the change to Microsoft Graph with AskCody.</source>
        <translation>Planen Sie den Wechsel zu Microsoft Graph mit AskCody.</translation>
    </message>
    <message>
        <source>Exchange Online says that EWS is disabled for this user or organisation. That holds for every application, AskCody included.</source>
        <translation>Exchange Online meldet, dass EWS für diesen Benutzer oder diese Organisation deaktiviert ist. Das gilt für jede Anwendung, auch für AskCody.</translation>
    </message>
    <message>
        <source>Add the application with the commands shown. The setting replaces the whole list, so they read it first and keep what stands on it.</source>
        <translation>Fügen Sie die Anwendung mit den gezeigten Befehlen hinzu. Die Einstellung ersetzt die gesamte Liste; daher lesen die Befehle sie zuerst aus und behalten, was darauf steht.</translation>
    </message>
    <message>
        <source>Wait up to 24 hours after a change of the list, and check again.</source>
        <translation>Warten Sie nach einer Änderung der Liste bis zu 24 Stunden, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>The header does not tell whether the list of application IDs or the list of program names blocks it. Both have to let an application pass.</source>
        <translation>Der Header verrät nicht, ob die Liste der Anwendungs-IDs oder die Liste der Programmnamen blockiert. Beide müssen eine Anwendung zulassen.</translation>
    </message>
    <message>
        <source>Exchange Online says that EWS is blocked by policy for this user or organisation. It was said to this application alone.</source>
        <translation>Exchange Online meldet, dass EWS für diesen Benutzer oder diese Organisation durch eine Richtlinie blockiert ist. Das wurde nur dieser Anwendung gemeldet.</translation>
    </message>
    <message>
        <source>The mailbox has a Kiosk, F1 or F3 licence only.</source>
        <translation>Das Postfach hat nur eine Kiosk-, F1- oder F3-Lizenz.</translation>
    </message>
    <message>
        <source>A scope or policy leaves this mailbox out.</source>
        <translation>Ein Verwaltungsbereich oder eine Richtlinie nimmt dieses Postfach aus.</translation>
    </message>
    <message>
        <source>Give the account a licence that includes EWS.</source>
        <translation>Weisen Sie dem Konto eine Lizenz zu, die EWS enthält.</translation>
    </message>
    <message>
        <source>Or use another account with a mailbox.</source>
        <translation>Oder verwenden Sie ein anderes Konto mit einem Postfach.</translation>
    </message>
    <message>
        <source>Other mailboxes of the organisation work with the same sign-in.</source>
        <translation>Andere Postfächer der Organisation funktionieren mit derselben Anmeldung.</translation>
    </message>
    <message>
        <source>The licence of this mailbox does not include EWS</source>
        <translation>Die Lizenz dieses Postfachs enthält EWS nicht</translation>
    </message>
    <message>
        <source>Exchange Online refuses EWS for this mailbox. Mailboxes with a frontline licence alone lost it between March and June 2026.</source>
        <translation>Exchange Online lehnt EWS für dieses Postfach ab. Postfächer, die nur eine Frontline-Lizenz haben, verloren es zwischen März und Juni 2026.</translation>
    </message>
    <message>
        <source>A scope of RBAC for Applications leaves the mailbox out.</source>
        <translation>Ein Verwaltungsbereich von RBAC for Applications nimmt das Postfach aus.</translation>
    </message>
    <message>
        <source>An older application access policy leaves it out.</source>
        <translation>Eine ältere Anwendungszugriffsrichtlinie nimmt es aus.</translation>
    </message>
    <message>
        <source>Add the mailbox to the scope or to the group of the policy.</source>
        <translation>Nehmen Sie das Postfach in den Verwaltungsbereich oder in die Gruppe der Richtlinie auf.</translation>
    </message>
    <message>
        <source>Wait up to two hours, and check again.</source>
        <translation>Warten Sie bis zu zwei Stunden, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Other mailboxes work with the same application.</source>
        <translation>Andere Postfächer funktionieren mit derselben Anwendung.</translation>
    </message>
    <message>
        <source>The application may not open this mailbox</source>
        <translation>Die Anwendung darf dieses Postfach nicht öffnen</translation>
    </message>
    <message>
        <source>The application is let in, and this mailbox[ {mailbox}] is outside of what it may open.</source>
        <translation>Die Anwendung ist zugelassen, und dieses Postfach[ {mailbox}] gehört nicht zu denen, die sie öffnen darf.</translation>
    </message>
    <message>
        <source>The mailbox has a frontline licence only.</source>
        <translation>Das Postfach hat nur eine Frontline-Lizenz.</translation>
    </message>
    <message>
        <source>The cause is not established: such answers were seen and not explained.</source>
        <translation>Die Ursache ist nicht geklärt: Solche Antworten wurden beobachtet, aber nicht erklärt.</translation>
    </message>
    <message>
        <source>Try another mailbox: if it works, look at the policies and the licence of this one.</source>
        <translation>Versuchen Sie ein anderes Postfach: Funktioniert es, prüfen Sie die Richtlinien und die Lizenz von diesem.</translation>
    </message>
    <message>
        <source>Read the settings of the organisation.</source>
        <translation>Lesen Sie die Einstellungen der Organisation aus.</translation>
    </message>
    <message>
        <source>The header Restrict-Access-Confirm is no reason: it comes with good answers, too.</source>
        <translation>Der Header Restrict-Access-Confirm ist kein Grund: Er kommt auch bei erfolgreichen Antworten vor.</translation>
    </message>
    <message>
        <source>Exchange Online refuses without a reason</source>
        <translation>Exchange Online lehnt ohne Begründung ab</translation>
    </message>
    <message>
        <source>Exchange Online answered “forbidden” (403), and did not add why.</source>
        <translation>Exchange Online hat mit „forbidden“ (403) geantwortet und keinen Grund genannt.</translation>
    </message>
    <message>
        <source>An old tab of an earlier attempt was still open.</source>
        <translation>Eine alte Registerkarte eines früheren Versuchs war noch geöffnet.</translation>
    </message>
    <message>
        <source>Somebody tried to pass a foreign answer.</source>
        <translation>Jemand hat versucht, eine fremde Antwort unterzuschieben.</translation>
    </message>
    <message>
        <source>Close the tabs of earlier attempts, and sign in again.</source>
        <translation>Schließen Sie die Registerkarten früherer Versuche, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>The answer belongs to another attempt</source>
        <translation>Die Antwort gehört zu einem anderen Versuch</translation>
    </message>
    <message>
        <source>An answer came from the browser that does not carry the random value of this attempt. It was not used.</source>
        <translation>Vom Browser kam eine Antwort, die nicht den Zufallswert dieses Versuchs enthält. Sie wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>The organisation does not have this service.</source>
        <translation>Die Organisation hat diesen Dienst nicht.</translation>
    </message>
    <message>
        <source>The registration of this program is not as it should be.</source>
        <translation>Die Registrierung dieses Programms ist nicht so, wie sie sein sollte.</translation>
    </message>
    <message>
        <source>Check that the organisation has this service.</source>
        <translation>Prüfen Sie, ob die Organisation diesen Dienst hat.</translation>
    </message>
    <message>
        <source>The service that is asked for is not known</source>
        <translation>Der angefragte Dienst ist nicht bekannt</translation>
    </message>
    <message>
        <source>The sign-in service does not know the service for which a permission was asked.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst kennt den Dienst nicht, für den eine Berechtigung angefragt wurde.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>It is a passing state.</source>
        <translation>Der Zustand ist vorübergehend.</translation>
    </message>
    <message>
        <source>When it is only overloaded, it says that it is out of order at the moment.</source>
        <translation>Ist er nur überlastet, meldet er, dass er momentan gestört ist.</translation>
    </message>
    <message>
        <source>The sign-in service has a fault</source>
        <translation>Der Anmeldedienst hat eine Störung</translation>
    </message>
    <message>
        <source>The sign-in service says that something went wrong on its own side.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst meldet, dass bei ihm selbst etwas fehlgeschlagen ist.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>The browser has no sign-in for this service.</source>
        <translation>Im Browser gibt es keine Anmeldung für diesen Dienst.</translation>
    </message>
    <message>
        <source>A sign-in in the browser is needed</source>
        <translation>Eine Anmeldung im Browser ist nötig</translation>
    </message>
    <message>
        <source>The service was asked to sign in without asking anybody, and nobody is signed in.[ The service says: {message}]</source>
        <translation>Der Dienst sollte ohne Rückfrage anmelden, und niemand ist angemeldet.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>Nobody has consented yet, or the consent was taken back.</source>
        <translation>Noch hat niemand zugestimmt, oder die Zustimmung wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>Let a Global Administrator or Privileged Role Administrator grant the consent for the organisation.</source>
        <translation>Lassen Sie einen globalen Administrator oder einen Administrator für privilegierte Rollen die Zustimmung für die Organisation erteilen.</translation>
    </message>
    <message>
        <source>When it was asked and declined, the service says that the access is denied.</source>
        <translation>Wurde gefragt und abgelehnt, meldet der Dienst, dass der Zugriff verweigert ist.</translation>
    </message>
    <message>
        <source>A consent is missing</source>
        <translation>Eine Zustimmung fehlt</translation>
    </message>
    <message>
        <source>The service wants somebody to agree to what this program asks for.[ The service says: {message}]</source>
        <translation>Der Dienst verlangt, dass jemand dem zustimmt, was dieses Programm anfragt.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>This kind of answer is not allowed</source>
        <translation>Diese Art der Antwort ist nicht erlaubt</translation>
    </message>
    <message>
        <source>The sign-in service does not give this program the kind of answer that it asks for.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst gibt diesem Programm die Art der Antwort nicht, die es anfragt.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>The sign-in service does not offer it.</source>
        <translation>Der Anmeldedienst bietet sie nicht an.</translation>
    </message>
    <message>
        <source>This kind of sign-in is not known</source>
        <translation>Diese Art der Anmeldung ist nicht bekannt</translation>
    </message>
    <message>
        <source>The sign-in service does not know the kind of sign-in that was asked for.[ The service says: {message}]</source>
        <translation>Der Anmeldedienst kennt die angefragte Art der Anmeldung nicht.[ Der Dienst meldet: {message}]</translation>
    </message>
    <message>
        <source>The code was not entered yet.</source>
        <translation>Der Code wurde noch nicht eingegeben.</translation>
    </message>
    <message>
        <source>Enter the code on the other device.</source>
        <translation>Geben Sie den Code auf dem anderen Gerät ein.</translation>
    </message>
    <message>
        <source>The sign-in on the other device is not finished</source>
        <translation>Die Anmeldung auf dem anderen Gerät ist nicht abgeschlossen</translation>
    </message>
    <message>
        <source>Nobody has entered the code on the other device yet. This program goes on asking.</source>
        <translation>Auf dem anderen Gerät hat noch niemand den Code eingegeben. Dieses Programm fragt weiter.</translation>
    </message>
    <message>
        <source>The service wants longer pauses.</source>
        <translation>Der Dienst verlangt längere Pausen.</translation>
    </message>
    <message>
        <source>Enter the code on the other device, and wait.</source>
        <translation>Geben Sie den Code auf dem anderen Gerät ein, und warten Sie.</translation>
    </message>
    <message>
        <source>The sign-in service asks for patience</source>
        <translation>Der Anmeldedienst bittet um Geduld</translation>
    </message>
    <message>
        <source>The service was asked too often whether the sign-in on the other device is finished. This program now waits longer.</source>
        <translation>Der Dienst wurde zu oft gefragt, ob die Anmeldung auf dem anderen Gerät abgeschlossen ist. Dieses Programm wartet jetzt länger.</translation>
    </message>
    <message>
        <source>It has run out, or belongs to an earlier attempt.</source>
        <translation>Er ist abgelaufen oder gehört zu einem früheren Versuch.</translation>
    </message>
    <message>
        <source>The code for the other device is not known</source>
        <translation>Der Code für das andere Gerät ist nicht bekannt</translation>
    </message>
    <message>
        <source>The sign-in service does not know the code, or not any more.</source>
        <translation>Der Anmeldedienst kennt den Code nicht oder nicht mehr.</translation>
    </message>
    <message>
        <source>The browser used another account that was already signed in.</source>
        <translation>Der Browser hat ein anderes Konto verwendet, das bereits angemeldet war.</translation>
    </message>
    <message>
        <source>A personal Microsoft account was chosen.</source>
        <translation>Es wurde ein persönliches Microsoft-Konto ausgewählt.</translation>
    </message>
    <message>
        <source>The account is a guest whose invitation was not accepted.</source>
        <translation>Das Konto ist ein Gast, dessen Einladung nicht angenommen wurde.</translation>
    </message>
    <message>
        <source>Start the sign-in again, and choose the work account of an administrator of this organisation.</source>
        <translation>Beginnen Sie die Anmeldung erneut, und wählen Sie das Geschäftskonto eines Administrators dieser Organisation.</translation>
    </message>
    <message>
        <source>Use a private browser window if the browser takes another account by itself.</source>
        <translation>Verwenden Sie ein privates Browserfenster, wenn der Browser von selbst ein anderes Konto nimmt.</translation>
    </message>
    <message>
        <source>[For Microsoft&apos;s support: correlation ID {correlationId}, trace ID {traceId}, {timestamp}.]</source>
        <translation>[Für den Support von Microsoft: Korrelations-ID {correlationId}, Ablaufverfolgungs-ID {traceId}, {timestamp}.]</translation>
    </message>
    <message>
        <source>AADSTS50034 means that nobody of this name exists anywhere; here somebody exists, but elsewhere.</source>
        <translation>AADSTS50034 bedeutet, dass es nirgends jemanden mit diesem Namen gibt; hier gibt es jemanden, aber anderswo.</translation>
    </message>
    <message>
        <source>This account does not belong to the organisation</source>
        <translation>Dieses Konto gehört nicht zur Organisation</translation>
    </message>
    <message>
        <source>The account is of another organisation or a personal one, and this organisation does not know it as a guest.[ Entra says: {message}]</source>
        <translation>Das Konto gehört zu einer anderen Organisation oder ist ein persönliches, und diese Organisation kennt es nicht als Gast.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The name has a typing error, or is an old address.</source>
        <translation>Der Name enthält einen Tippfehler oder ist eine alte Adresse.</translation>
    </message>
    <message>
        <source>The account exists in the local Active Directory and was not synchronised.</source>
        <translation>Das Konto ist im lokalen Active Directory vorhanden und wurde nicht synchronisiert.</translation>
    </message>
    <message>
        <source>The sign-in went to the wrong organisation.</source>
        <translation>Die Anmeldung ging an die falsche Organisation.</translation>
    </message>
    <message>
        <source>Check the spelling of the account, and sign in again.</source>
        <translation>Prüfen Sie die Schreibweise des Kontos, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>Check in Entra that the account exists.</source>
        <translation>Prüfen Sie in Entra, ob das Konto vorhanden ist.</translation>
    </message>
    <message>
        <source>A wrong password is AADSTS50126; an account of another organisation AADSTS50020.</source>
        <translation>Ein falsches Kennwort ist AADSTS50126, ein Konto einer anderen Organisation AADSTS50020.</translation>
    </message>
    <message>
        <source>Entra does not know this account</source>
        <translation>Entra kennt dieses Konto nicht</translation>
    </message>
    <message>
        <source>No account of this name exists in the organisation.[ Entra says: {message}]</source>
        <translation>In der Organisation gibt es kein Konto mit diesem Namen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Some program or device goes on trying an old password.</source>
        <translation>Ein Programm oder Gerät versucht es immer wieder mit einem alten Kennwort.</translation>
    </message>
    <message>
        <source>Somebody else tries to get in.</source>
        <translation>Jemand anderes versucht, sich anzumelden.</translation>
    </message>
    <message>
        <source>The sign-in comes from an address with a poor reputation.</source>
        <translation>Die Anmeldung kommt von einer Adresse mit schlechtem Ruf.</translation>
    </message>
    <message>
        <source>Wait, and do not try again meanwhile: each further try makes the lock last longer.</source>
        <translation>Warten Sie, und versuchen Sie es in dieser Zeit nicht erneut: Jeder weitere Versuch verlängert die Sperre.</translation>
    </message>
    <message>
        <source>Look into the sign-in log of Entra for where the tries come from.</source>
        <translation>Sehen Sie im Anmeldeprotokoll von Entra nach, woher die Versuche kommen.</translation>
    </message>
    <message>
        <source>Sign in with another administrator of this organisation.</source>
        <translation>Melden Sie sich mit einem anderen Administrator dieser Organisation an.</translation>
    </message>
    <message>
        <source>AADSTS50126 is one wrong password, AADSTS50057 a disabled account.</source>
        <translation>AADSTS50126 ist ein einzelnes falsches Kennwort, AADSTS50057 ein deaktiviertes Konto.</translation>
    </message>
    <message>
        <source>The account is locked for a while</source>
        <translation>Das Konto ist für eine Weile gesperrt</translation>
    </message>
    <message>
        <source>There were too many sign-ins with a wrong password, or the sign-in came from an address that Entra holds to be dangerous.[ Entra says: {message}]</source>
        <translation>Es gab zu viele Anmeldungen mit falschem Kennwort, oder die Anmeldung kam von einer Adresse, die Entra für gefährlich hält.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The password is older than the organisation allows.</source>
        <translation>Das Kennwort ist älter, als die Organisation erlaubt.</translation>
    </message>
    <message>
        <source>Open the Microsoft 365 home page in the browser, and set a new password.</source>
        <translation>Öffnen Sie im Browser die Startseite von Microsoft 365, und legen Sie ein neues Kennwort fest.</translation>
    </message>
    <message>
        <source>AADSTS50144 is the same for a password of the local Active Directory.</source>
        <translation>AADSTS50144 ist dasselbe für ein Kennwort des lokalen Active Directory.</translation>
    </message>
    <message>
        <source>The password has run out</source>
        <translation>Das Kennwort ist abgelaufen</translation>
    </message>
    <message>
        <source>Entra wants a new password for this account.[ Entra says: {message}]</source>
        <translation>Entra verlangt für dieses Konto ein neues Kennwort.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The account was synchronised without its password.</source>
        <translation>Das Konto wurde ohne sein Kennwort synchronisiert.</translation>
    </message>
    <message>
        <source>The account signs in through a federated provider that was not asked.</source>
        <translation>Das Konto meldet sich über einen Verbundanbieter an, der nicht gefragt wurde.</translation>
    </message>
    <message>
        <source>Set or reset the password of the account.</source>
        <translation>Legen Sie das Kennwort des Kontos fest, oder setzen Sie es zurück.</translation>
    </message>
    <message>
        <source>Check how accounts of this domain sign in: with a synchronised password, passed through, or federated.</source>
        <translation>Prüfen Sie, wie sich Konten dieser Domäne anmelden: mit synchronisiertem Kennwort, per Passthrough-Authentifizierung oder im Verbund.</translation>
    </message>
    <message>
        <source>The account has no usable password</source>
        <translation>Das Konto hat kein verwendbares Kennwort</translation>
    </message>
    <message>
        <source>Entra has no password for this account, or the sign-in belongs to another identity provider.[ Entra says: {message}]</source>
        <translation>Entra hat für dieses Konto kein Kennwort, oder die Anmeldung gehört zu einem anderen Identitätsanbieter.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The account was disabled in Entra or in the local Active Directory.</source>
        <translation>Das Konto wurde in Entra oder im lokalen Active Directory deaktiviert.</translation>
    </message>
    <message>
        <source>Enable the account, if that is right.</source>
        <translation>Aktivieren Sie das Konto, wenn das richtig ist.</translation>
    </message>
    <message>
        <source>A locked account is AADSTS50053.</source>
        <translation>Ein gesperrtes Konto ist AADSTS50053.</translation>
    </message>
    <message>
        <source>An administrator has disabled the account, or it was never enabled.[ Entra says: {message}]</source>
        <translation>Ein Administrator hat das Konto deaktiviert, oder es war nie aktiviert.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The browser has no sign-in, or does not send its cookies.</source>
        <translation>Der Browser hat keine Anmeldung, oder er sendet seine Cookies nicht.</translation>
    </message>
    <message>
        <source>The sign-in of the browser has ended.</source>
        <translation>Die Anmeldung des Browsers ist abgelaufen.</translation>
    </message>
    <message>
        <source>Start the sign-in again, and finish what the browser asks for.</source>
        <translation>Beginnen Sie die Anmeldung erneut, und schließen Sie ab, was der Browser verlangt.</translation>
    </message>
    <message>
        <source>Allow cookies of the sign-in pages of Microsoft.</source>
        <translation>Erlauben Sie Cookies der Anmeldeseiten von Microsoft.</translation>
    </message>
    <message>
        <source>Nobody is signed in in this browser</source>
        <translation>In diesem Browser ist niemand angemeldet</translation>
    </message>
    <message>
        <source>Entra was asked to sign in without asking anybody, and the browser has no sign-in for it.[ Entra says: {message}]</source>
        <translation>Entra sollte ohne Rückfrage anmelden, und der Browser hat dafür keine Anmeldung.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The address of the sign-in names no organisation, and neither does the account.</source>
        <translation>Die Adresse der Anmeldung nennt keine Organisation, und das Konto auch nicht.</translation>
    </message>
    <message>
        <source>The mail domain is not registered with Microsoft.</source>
        <translation>Die E-Mail-Domäne ist bei Microsoft nicht registriert.</translation>
    </message>
    <message>
        <source>Check the e-mail address, and sign in again.</source>
        <translation>Prüfen Sie die E-Mail-Adresse, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>With a name that does not exist it is AADSTS90002, with one that is no domain AADSTS50128.</source>
        <translation>Bei einem Namen, den es nicht gibt, ist es AADSTS90002, bei einem, der keine Domäne ist, AADSTS50128.</translation>
    </message>
    <message>
        <source>The request does not say which organisation</source>
        <translation>Die Anfrage nennt keine Organisation</translation>
    </message>
    <message>
        <source>Entra could not find out which organisation the sign-in is for.[ Entra says: {message}]</source>
        <translation>Entra konnte nicht feststellen, für welche Organisation die Anmeldung gilt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The password is wrong or was changed.</source>
        <translation>Das Kennwort ist falsch oder wurde geändert.</translation>
    </message>
    <message>
        <source>The identity provider of the organisation did not answer as it should.</source>
        <translation>Der Identitätsanbieter der Organisation hat nicht so geantwortet, wie er sollte.</translation>
    </message>
    <message>
        <source>Check the password at the Microsoft 365 home page.</source>
        <translation>Prüfen Sie das Kennwort auf der Startseite von Microsoft 365.</translation>
    </message>
    <message>
        <source>A plain wrong password is AADSTS50126.</source>
        <translation>Ein einfach falsches Kennwort ist AADSTS50126.</translation>
    </message>
    <message>
        <source>The credentials could not be checked</source>
        <translation>Die Anmeldedaten konnten nicht geprüft werden</translation>
    </message>
    <message>
        <source>Entra could not check name and password of this account.[ Entra says: {message}]</source>
        <translation>Entra konnte Namen und Kennwort dieses Kontos nicht prüfen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The account is new, or the rule is new.</source>
        <translation>Das Konto ist neu, oder die Regel ist neu.</translation>
    </message>
    <message>
        <source>If the page does not allow to register, do it at the security information page of your account.</source>
        <translation>Lässt die Seite keine Registrierung zu, nehmen Sie sie auf der Seite mit den Sicherheitsinformationen Ihres Kontos vor.</translation>
    </message>
    <message>
        <source>AADSTS50076 asks for a factor that is registered already; AADSTS50079 is its twin for a rule that was changed.</source>
        <translation>AADSTS50076 verlangt einen Faktor, der schon registriert ist; AADSTS50079 ist das Gegenstück bei einer geänderten Regel.</translation>
    </message>
    <message>
        <source>The account must register a second factor</source>
        <translation>Das Konto muss einen zweiten Faktor registrieren</translation>
    </message>
    <message>
        <source>The organisation wants a second factor from this account, and none has been registered yet.[ Entra says: {message}]</source>
        <translation>Die Organisation verlangt von diesem Konto einen zweiten Faktor, und es ist noch keiner registriert.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The step with the second factor was not finished.</source>
        <translation>Der Schritt mit dem zweiten Faktor wurde nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>After a change of the rules, it is AADSTS50076.</source>
        <translation>Nach einer Änderung der Regeln ist es AADSTS50076.</translation>
    </message>
    <message>
        <source>A stronger sign-in is needed</source>
        <translation>Eine stärkere Anmeldung ist nötig</translation>
    </message>
    <message>
        <source>The organisation wants a second factor, and it was not given.[ Entra says: {message}]</source>
        <translation>Die Organisation verlangt einen zweiten Faktor, und er wurde nicht erbracht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The rules were changed, or you are at another place than before.</source>
        <translation>Die Regeln wurden geändert, oder Sie sind an einem anderen Ort als zuvor.</translation>
    </message>
    <message>
        <source>A rule asks for it whenever Exchange is used.</source>
        <translation>Eine Regel verlangt ihn immer, wenn Exchange verwendet wird.</translation>
    </message>
    <message>
        <source>AADSTS50079 means that the factor is not registered yet, AADSTS53003 that the rule refuses altogether.</source>
        <translation>AADSTS50079 bedeutet, dass der Faktor noch nicht registriert ist, AADSTS53003, dass die Regel ganz ablehnt.</translation>
    </message>
    <message>
        <source>The organisation asks for a second factor</source>
        <translation>Die Organisation verlangt einen zweiten Faktor</translation>
    </message>
    <message>
        <source>A rule of the organisation asks for a second factor for this sign-in, and the kept sign-in does not have it.[ Entra says: {message}]</source>
        <translation>Eine Regel der Organisation verlangt für diese Anmeldung einen zweiten Faktor, und die gespeicherte Anmeldung hat ihn nicht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The rules ask for a fresh second factor from time to time.</source>
        <translation>Die Regeln verlangen den zweiten Faktor von Zeit zu Zeit neu.</translation>
    </message>
    <message>
        <source>AADSTS50173 is about the password instead.</source>
        <translation>Bei AADSTS50173 geht es dagegen um das Kennwort.</translation>
    </message>
    <message>
        <source>The second factor was given too long ago</source>
        <translation>Der zweite Faktor liegt zu lange zurück</translation>
    </message>
    <message>
        <source>The sign-in had a second factor, and its time has run out by the rules of the organisation.[ Entra says: {message}]</source>
        <translation>Die Anmeldung hatte einen zweiten Faktor, und seine Zeit ist nach den Regeln der Organisation abgelaufen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A new rule, or a new place, asks for it.</source>
        <translation>Eine neue Regel oder ein neuer Ort verlangt ihn.</translation>
    </message>
    <message>
        <source>If the page does not allow to set it up, do it at the security information page of your account.</source>
        <translation>Lässt die Seite das Einrichten nicht zu, nehmen Sie es auf der Seite mit den Sicherheitsinformationen Ihres Kontos vor.</translation>
    </message>
    <message>
        <source>AADSTS50072 says the same to a new account.</source>
        <translation>AADSTS50072 sagt dasselbe bei einem neuen Konto.</translation>
    </message>
    <message>
        <source>The account must set up its second factor</source>
        <translation>Das Konto muss seinen zweiten Faktor einrichten</translation>
    </message>
    <message>
        <source>The rules were changed so that this account needs a second factor, and none has been set up.[ Entra says: {message}]</source>
        <translation>Die Regeln wurden geändert, sodass dieses Konto einen zweiten Faktor benötigt, und es ist keiner eingerichtet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The question on the phone was missed or declined.</source>
        <translation>Die Rückfrage auf dem Telefon wurde übersehen oder abgelehnt.</translation>
    </message>
    <message>
        <source>The registered phone or key is lost or was replaced.</source>
        <translation>Das registrierte Telefon oder der Schlüssel ist verloren oder wurde ersetzt.</translation>
    </message>
    <message>
        <source>Sign in again, and confirm on the phone or key in time.</source>
        <translation>Melden Sie sich erneut an, und bestätigen Sie rechtzeitig auf dem Telefon oder mit dem Schlüssel.</translation>
    </message>
    <message>
        <source>Let an administrator renew the registration of the second factor, if the old one is gone.</source>
        <translation>Lassen Sie einen Administrator die Registrierung des zweiten Faktors erneuern, wenn der alte nicht mehr vorhanden ist.</translation>
    </message>
    <message>
        <source>AADSTS50076 only asks for the factor; here it was asked and not given.</source>
        <translation>AADSTS50076 verlangt den Faktor nur; hier wurde danach gefragt, und er wurde nicht erbracht.</translation>
    </message>
    <message>
        <source>The second factor was not confirmed</source>
        <translation>Der zweite Faktor wurde nicht bestätigt</translation>
    </message>
    <message>
        <source>The question for the second factor was declined, or not answered in time.[ Entra says: {message}]</source>
        <translation>Die Rückfrage nach dem zweiten Faktor wurde abgelehnt oder nicht rechtzeitig beantwortet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>This computer is not registered in Entra.</source>
        <translation>Dieser Computer ist nicht in Entra registriert.</translation>
    </message>
    <message>
        <source>The browser cannot show the proof of the device.</source>
        <translation>Der Browser kann den Nachweis des Geräts nicht vorlegen.</translation>
    </message>
    <message>
        <source>Use a browser that can pass on the device, such as Edge on a registered computer.</source>
        <translation>Verwenden Sie einen Browser, der das Gerät ausweisen kann, zum Beispiel Edge auf einem registrierten Computer.</translation>
    </message>
    <message>
        <source>Sign in from a computer that belongs to the organisation.</source>
        <translation>Melden Sie sich von einem Computer an, der zur Organisation gehört.</translation>
    </message>
    <message>
        <source>Look into the sign-in log of Entra: it names the rule that was applied.</source>
        <translation>Sehen Sie im Anmeldeprotokoll von Entra nach: Es nennt die Regel, die angewendet wurde.</translation>
    </message>
    <message>
        <source>AADSTS53000 and AADSTS53001 say what kind of device is wanted.</source>
        <translation>AADSTS53000 und AADSTS53001 sagen, welche Art von Gerät verlangt wird.</translation>
    </message>
    <message>
        <source>The organisation wants a registered device</source>
        <translation>Die Organisation verlangt ein registriertes Gerät</translation>
    </message>
    <message>
        <source>A rule asks that the device itself proves who it is.[ Entra says: {message}]</source>
        <translation>Eine Regel verlangt, dass sich das Gerät selbst ausweist.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The application asks for an assignment, and this account has none.</source>
        <translation>Die Anwendung verlangt eine Zuweisung, und dieses Konto hat keine.</translation>
    </message>
    <message>
        <source>Assign the account to the application in Entra, under Enterprise applications.</source>
        <translation>Weisen Sie das Konto in Entra unter Unternehmensanwendungen der Anwendung zu.</translation>
    </message>
    <message>
        <source>Or switch off that the application asks for an assignment.</source>
        <translation>Oder schalten Sie aus, dass die Anwendung eine Zuweisung verlangt.</translation>
    </message>
    <message>
        <source>AADSTS65001 is about a missing consent instead.</source>
        <translation>Bei AADSTS65001 geht es dagegen um eine fehlende Zustimmung.</translation>
    </message>
    <message>
        <source>The account is not assigned to this application</source>
        <translation>Das Konto ist dieser Anwendung nicht zugewiesen</translation>
    </message>
    <message>
        <source>The application is meant for assigned people only, and this account is not among them.[ Entra says: {message}]</source>
        <translation>Die Anwendung ist nur für zugewiesene Personen bestimmt, und dieses Konto gehört nicht dazu.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The federation of the domain was changed or removed.</source>
        <translation>Der Verbund der Domäne wurde geändert oder entfernt.</translation>
    </message>
    <message>
        <source>Check how the domain is federated in Entra.</source>
        <translation>Prüfen Sie in Entra, wie der Verbund der Domäne eingerichtet ist.</translation>
    </message>
    <message>
        <source>The federation of the domain is unknown</source>
        <translation>Der Verbund der Domäne ist unbekannt</translation>
    </message>
    <message>
        <source>The sign-in names a federated provider that Entra does not know.[ Entra says: {message}]</source>
        <translation>Die Anmeldung nennt einen Verbundanbieter, den Entra nicht kennt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The account has to register for resetting its password, or must change it.</source>
        <translation>Das Konto muss sich für das Zurücksetzen seines Kennworts registrieren oder das Kennwort ändern.</translation>
    </message>
    <message>
        <source>The sign-in was interrupted for the password</source>
        <translation>Die Anmeldung wurde wegen des Kennworts unterbrochen</translation>
    </message>
    <message>
        <source>Entra wants the password to be reset, or its reset to be prepared, before the sign-in goes on.[ Entra says: {message}]</source>
        <translation>Entra verlangt, dass das Kennwort zurückgesetzt oder das Zurücksetzen vorbereitet wird, bevor die Anmeldung weitergeht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The password is wrong, or was changed.</source>
        <translation>Das Kennwort ist falsch, oder es wurde geändert.</translation>
    </message>
    <message>
        <source>The password was changed in the local Active Directory and has not arrived in Entra yet.</source>
        <translation>Das Kennwort wurde im lokalen Active Directory geändert und ist noch nicht in Entra angekommen.</translation>
    </message>
    <message>
        <source>Check the password at the Microsoft 365 home page. After two tries wait, so that the account is not locked.</source>
        <translation>Prüfen Sie das Kennwort auf der Startseite von Microsoft 365. Warten Sie nach zwei Versuchen, damit das Konto nicht gesperrt wird.</translation>
    </message>
    <message>
        <source>An unknown name is AADSTS50034, a lock AADSTS50053, a password that has run out AADSTS50055.</source>
        <translation>Ein unbekannter Name ist AADSTS50034, eine Sperre AADSTS50053, ein abgelaufenes Kennwort AADSTS50055.</translation>
    </message>
    <message>
        <source>Name or password is wrong</source>
        <translation>Name oder Kennwort ist falsch</translation>
    </message>
    <message>
        <source>Entra does not accept the name with this password.[ Entra says: {message}]</source>
        <translation>Entra akzeptiert den Namen mit diesem Kennwort nicht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A rule for mobile devices covers this computer, too.</source>
        <translation>Eine Regel für mobile Geräte erfasst auch diesen Computer.</translation>
    </message>
    <message>
        <source>Leave this application out of the rule, or sign in from another computer.</source>
        <translation>Nehmen Sie diese Anwendung von der Regel aus, oder melden Sie sich von einem anderen Computer an.</translation>
    </message>
    <message>
        <source>A rule asks for another app on this device</source>
        <translation>Eine Regel verlangt eine weitere App auf diesem Gerät</translation>
    </message>
    <message>
        <source>The organisation asks that the sign-in goes through a broker app, and there is none on this device.[ Entra says: {message}]</source>
        <translation>Die Organisation verlangt, dass die Anmeldung über eine Broker-App läuft, und auf diesem Gerät gibt es keine.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The domain has a typing error.</source>
        <translation>Die Domäne enthält einen Tippfehler.</translation>
    </message>
    <message>
        <source>The domain was never registered with Microsoft.</source>
        <translation>Die Domäne wurde nie bei Microsoft registriert.</translation>
    </message>
    <message>
        <source>AADSTS90002 names an organisation that looks right and does not exist.</source>
        <translation>AADSTS90002 nennt eine Organisation, die richtig aussieht und nicht existiert.</translation>
    </message>
    <message>
        <source>The domain is not one that Entra knows</source>
        <translation>Entra kennt diese Domäne nicht</translation>
    </message>
    <message>
        <source>What was given as organisation is neither a domain nor an ID that Entra knows.[ Entra says: {message}]</source>
        <translation>Was als Organisation angegeben wurde, ist weder eine Domäne noch eine ID, die Entra kennt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Register this computer with the organisation, or sign in from one that is.</source>
        <translation>Registrieren Sie diesen Computer bei der Organisation, oder melden Sie sich von einem an, der es ist.</translation>
    </message>
    <message>
        <source>AADSTS53001 wants it joined to the domain.</source>
        <translation>AADSTS53001 verlangt, dass er in die Domäne eingebunden ist.</translation>
    </message>
    <message>
        <source>This computer is not registered</source>
        <translation>Dieser Computer ist nicht registriert</translation>
    </message>
    <message>
        <source>A rule asks for a computer that is registered with the organisation.[ Entra says: {message}]</source>
        <translation>Eine Regel verlangt einen Computer, der bei der Organisation registriert ist.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A rule of conditional access was not met.</source>
        <translation>Eine Regel des bedingten Zugriffs wurde nicht erfüllt.</translation>
    </message>
    <message>
        <source>Entra found the sign-in unusual.</source>
        <translation>Entra hält die Anmeldung für ungewöhnlich.</translation>
    </message>
    <message>
        <source>AADSTS53003 is a plain block by a rule.</source>
        <translation>AADSTS53003 ist eine einfache Sperre durch eine Regel.</translation>
    </message>
    <message>
        <source>The rules for access were not met</source>
        <translation>Die Zugriffsregeln wurden nicht erfüllt</translation>
    </message>
    <message>
        <source>A rule of the organisation refused the sign-in, because of the device, the place, or something unusual.[ Entra says: {message}]</source>
        <translation>Eine Regel der Organisation hat die Anmeldung abgelehnt, aufgrund des Geräts, des Ortes oder einer Auffälligkeit.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The password was changed.</source>
        <translation>Das Kennwort wurde geändert.</translation>
    </message>
    <message>
        <source>AADSTS50133 and AADSTS50173 are its neighbours.</source>
        <translation>AADSTS50133 und AADSTS50173 sind verwandt.</translation>
    </message>
    <message>
        <source>The sign-in of the browser no longer holds</source>
        <translation>Die Anmeldung des Browsers gilt nicht mehr</translation>
    </message>
    <message>
        <source>The password was changed or reset, and so the kept sign-in of the browser has ended.[ Entra says: {message}]</source>
        <translation>Das Kennwort wurde geändert oder zurückgesetzt; damit ist die gespeicherte Anmeldung des Browsers beendet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>An administrator revoked all sign-ins.</source>
        <translation>Ein Administrator hat alle Anmeldungen widerrufen.</translation>
    </message>
    <message>
        <source>The sign-in of the browser was revoked</source>
        <translation>Die Anmeldung des Browsers wurde widerrufen</translation>
    </message>
    <message>
        <source>The kept sign-in was ended, by a new password or by an administrator.[ Entra says: {message}]</source>
        <translation>Die gespeicherte Anmeldung wurde beendet, durch ein neues Kennwort oder durch einen Administrator.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The question was not answered.</source>
        <translation>Die Frage wurde nicht beantwortet.</translation>
    </message>
    <message>
        <source>Start the sign-in again, and answer the question with yes or no.</source>
        <translation>Beginnen Sie die Anmeldung erneut, und beantworten Sie die Frage mit Ja oder Nein.</translation>
    </message>
    <message>
        <source>It is harmless.</source>
        <translation>Das ist unbedenklich.</translation>
    </message>
    <message>
        <source>Entra asks whether to stay signed in</source>
        <translation>Entra fragt, ob Sie angemeldet bleiben möchten</translation>
    </message>
    <message>
        <source>The sign-in waits at the question whether you want to stay signed in.[ Entra says: {message}]</source>
        <translation>Die Anmeldung wartet bei der Frage, ob Sie angemeldet bleiben möchten.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The password is older than the local rules allow.</source>
        <translation>Das Kennwort ist älter, als die lokalen Regeln erlauben.</translation>
    </message>
    <message>
        <source>Change the password on a computer of the domain, and sign in again.</source>
        <translation>Ändern Sie das Kennwort auf einem Computer der Domäne, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>AADSTS50055 is the same for a password that Entra keeps.</source>
        <translation>AADSTS50055 ist dasselbe für ein Kennwort, das Entra verwaltet.</translation>
    </message>
    <message>
        <source>The Active Directory password has run out</source>
        <translation>Das Kennwort im Active Directory ist abgelaufen</translation>
    </message>
    <message>
        <source>The account comes from the local Active Directory, and its password there has run out.[ Entra says: {message}]</source>
        <translation>Das Konto stammt aus dem lokalen Active Directory, und sein Kennwort ist dort abgelaufen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The registration of this computer is damaged or out of date.</source>
        <translation>Die Registrierung dieses Computers ist beschädigt oder veraltet.</translation>
    </message>
    <message>
        <source>Register this computer anew, or sign in from another one.</source>
        <translation>Registrieren Sie diesen Computer neu, oder melden Sie sich von einem anderen an.</translation>
    </message>
    <message>
        <source>The device could not prove who it is</source>
        <translation>Das Gerät konnte sich nicht ausweisen</translation>
    </message>
    <message>
        <source>A rule asks for proof of the device, and the proof did not work.[ Entra says: {message}]</source>
        <translation>Eine Regel verlangt einen Nachweis des Geräts, und der Nachweis hat nicht funktioniert.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The step at the other service was not finished.</source>
        <translation>Der Schritt beim anderen Dienst wurde nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>That service does not work at the moment.</source>
        <translation>Dieser Dienst funktioniert momentan nicht.</translation>
    </message>
    <message>
        <source>AADSTS50076 asks for Microsoft&apos;s own second factor.</source>
        <translation>AADSTS50076 verlangt den zweiten Faktor von Microsoft selbst.</translation>
    </message>
    <message>
        <source>Another service has to confirm the sign-in</source>
        <translation>Ein anderer Dienst muss die Anmeldung bestätigen</translation>
    </message>
    <message>
        <source>The organisation uses one more service that has to confirm sign-ins, and it has not.[ Entra says: {message}]</source>
        <translation>Die Organisation verwendet einen weiteren Dienst, der Anmeldungen bestätigen muss, und er hat es nicht getan.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The password was changed since the last sign-in.</source>
        <translation>Das Kennwort wurde seit der letzten Anmeldung geändert.</translation>
    </message>
    <message>
        <source>AADSTS700082 ended because it was not used for long.</source>
        <translation>Bei AADSTS700082 endete die Anmeldung, weil sie lange nicht verwendet wurde.</translation>
    </message>
    <message>
        <source>A fresh sign-in is needed</source>
        <translation>Eine neue Anmeldung ist nötig</translation>
    </message>
    <message>
        <source>The kept sign-in ended, because the password was changed or the sign-ins were revoked.[ Entra says: {message}]</source>
        <translation>Die gespeicherte Anmeldung ist beendet, weil das Kennwort geändert wurde oder die Anmeldungen widerrufen wurden.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A program repeats its request without need.</source>
        <translation>Ein Programm wiederholt seine Anfrage ohne Grund.</translation>
    </message>
    <message>
        <source>The same request was sent too often</source>
        <translation>Dieselbe Anfrage wurde zu oft gesendet</translation>
    </message>
    <message>
        <source>Entra got the same request again and again, and stops it as a loop.[ Entra says: {message}]</source>
        <translation>Entra hat dieselbe Anfrage immer wieder erhalten und bricht sie als Schleife ab.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Start the sign-in again, and confirm the question.</source>
        <translation>Beginnen Sie die Anmeldung erneut, und bestätigen Sie die Frage.</translation>
    </message>
    <message>
        <source>It is a protection for sign-ins on another device.</source>
        <translation>Es ist ein Schutz für Anmeldungen auf einem anderen Gerät.</translation>
    </message>
    <message>
        <source>The browser waits for a confirmation</source>
        <translation>Der Browser wartet auf eine Bestätigung</translation>
    </message>
    <message>
        <source>Entra asks whether you really mean to sign in to this application, and nobody has answered.[ Entra says: {message}]</source>
        <translation>Entra fragt, ob Sie sich wirklich bei dieser Anwendung anmelden möchten, und niemand hat geantwortet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The account was removed, or never synchronised.</source>
        <translation>Das Konto wurde entfernt oder nie synchronisiert.</translation>
    </message>
    <message>
        <source>AADSTS50034 says the same at another point.</source>
        <translation>AADSTS50034 sagt dasselbe an anderer Stelle.</translation>
    </message>
    <message>
        <source>The account is not in the directory</source>
        <translation>Das Konto ist nicht im Verzeichnis</translation>
    </message>
    <message>
        <source>The account does not exist in the directory of this organisation.[ Entra says: {message}]</source>
        <translation>Das Konto ist im Verzeichnis dieser Organisation nicht vorhanden.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>This computer is managed, and misses a condition such as encryption or updates.</source>
        <translation>Dieser Computer wird verwaltet und erfüllt eine Bedingung nicht, zum Beispiel Verschlüsselung oder Updates.</translation>
    </message>
    <message>
        <source>A rule of conditional access covers this application or this account.</source>
        <translation>Eine Regel des bedingten Zugriffs erfasst diese Anwendung oder dieses Konto.</translation>
    </message>
    <message>
        <source>Let this computer be brought up to the conditions, or sign in from another one.</source>
        <translation>Lassen Sie diesen Computer an die Bedingungen anpassen, oder melden Sie sich von einem anderen an.</translation>
    </message>
    <message>
        <source>AADSTS530003 means that it is not managed at all, AADSTS53001 that it is not joined to the domain.</source>
        <translation>AADSTS530003 bedeutet, dass er gar nicht verwaltet wird, AADSTS53001, dass er nicht in die Domäne eingebunden ist.</translation>
    </message>
    <message>
        <source>This device does not meet the rules</source>
        <translation>Dieses Gerät erfüllt die Regeln nicht</translation>
    </message>
    <message>
        <source>A rule lets in devices only that meet the conditions of the organisation, and this one does not.[ Entra says: {message}]</source>
        <translation>Eine Regel lässt nur Geräte zu, die die Bedingungen der Organisation erfüllen, und dieses erfüllt sie nicht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>This computer is not joined, or its join was not synchronised.</source>
        <translation>Dieser Computer ist nicht eingebunden, oder die Einbindung wurde nicht synchronisiert.</translation>
    </message>
    <message>
        <source>Sign in from a computer of the domain.</source>
        <translation>Melden Sie sich von einem Computer der Domäne an.</translation>
    </message>
    <message>
        <source>AADSTS53000 asks for a device that meets conditions.</source>
        <translation>AADSTS53000 verlangt ein Gerät, das Bedingungen erfüllt.</translation>
    </message>
    <message>
        <source>This device is not joined to the domain</source>
        <translation>Dieses Gerät ist nicht in die Domäne eingebunden</translation>
    </message>
    <message>
        <source>A rule lets in devices only that are joined to the domain, and this one is not.[ Entra says: {message}]</source>
        <translation>Eine Regel lässt nur Geräte zu, die in die Domäne eingebunden sind, und dieses ist es nicht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The rule was made for phones, and covers this application, too.</source>
        <translation>Die Regel wurde für Telefone erstellt und erfasst auch diese Anwendung.</translation>
    </message>
    <message>
        <source>Leave this application out of the rule that asks for an approved app.</source>
        <translation>Nehmen Sie diese Anwendung von der Regel aus, die eine genehmigte App verlangt.</translation>
    </message>
    <message>
        <source>A rule lets in approved applications only</source>
        <translation>Eine Regel lässt nur genehmigte Anwendungen zu</translation>
    </message>
    <message>
        <source>A rule of the organisation names the client applications that are let in, and this one is not among them.[ Entra says: {message}]</source>
        <translation>Eine Regel der Organisation nennt die zugelassenen Client-Anwendungen, und diese gehört nicht dazu.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The rule blocks this application, this place or this kind of device.</source>
        <translation>Die Regel blockiert diese Anwendung, diesen Ort oder diese Art von Gerät.</translation>
    </message>
    <message>
        <source>The sign-in with a code on another device is blocked; the browser of this computer would be let in.</source>
        <translation>Die Anmeldung mit einem Code auf einem anderen Gerät ist blockiert; der Browser dieses Computers würde zugelassen.</translation>
    </message>
    <message>
        <source>For an application without a person, a rule for workload identities blocks it.</source>
        <translation>Eine Anwendung ohne Person wird durch eine Regel für Workloadidentitäten blockiert.</translation>
    </message>
    <message>
        <source>Change the rule, or leave this account, application or place out of it.</source>
        <translation>Ändern Sie die Regel, oder nehmen Sie dieses Konto, diese Anwendung oder diesen Ort davon aus.</translation>
    </message>
    <message>
        <source>Sign in from a place and a computer that the rule allows.</source>
        <translation>Melden Sie sich von einem Ort und einem Computer an, die die Regel erlaubt.</translation>
    </message>
    <message>
        <source>AADSTS53000 to AADSTS53002 name the device; AADSTS50131 is a group of such reasons.</source>
        <translation>AADSTS53000 bis AADSTS53002 nennen das Gerät; AADSTS50131 fasst solche Gründe zusammen.</translation>
    </message>
    <message>
        <source>A rule of the organisation blocks the sign-in</source>
        <translation>Eine Regel der Organisation blockiert die Anmeldung</translation>
    </message>
    <message>
        <source>Name, password and second factor were right, and then a rule of conditional access refused the access.[ Entra says: {message}]</source>
        <translation>Name, Kennwort und zweiter Faktor waren richtig; danach hat eine Regel des bedingten Zugriffs den Zugriff abgelehnt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The place or the computer is unknown to Entra.</source>
        <translation>Der Ort oder der Computer ist Entra nicht bekannt.</translation>
    </message>
    <message>
        <source>Register the second factor from the office or another known place.</source>
        <translation>Registrieren Sie den zweiten Faktor im Büro oder an einem anderen bekannten Ort.</translation>
    </message>
    <message>
        <source>AADSTS53003 blocks the sign-in itself.</source>
        <translation>AADSTS53003 blockiert die Anmeldung selbst.</translation>
    </message>
    <message>
        <source>The second factor may not be set up from here</source>
        <translation>Der zweite Faktor darf nicht von hier eingerichtet werden</translation>
    </message>
    <message>
        <source>The account has to register a second factor, and Entra finds this attempt too risky for that.[ Entra says: {message}]</source>
        <translation>Das Konto muss einen zweiten Faktor registrieren, und Entra stuft diesen Versuch als zu riskant ein.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A rule protects the registration of second factors.</source>
        <translation>Eine Regel schützt die Registrierung zweiter Faktoren.</translation>
    </message>
    <message>
        <source>Register the second factor at a place that the rule allows.</source>
        <translation>Registrieren Sie den zweiten Faktor an einem Ort, den die Regel erlaubt.</translation>
    </message>
    <message>
        <source>Ask an administrator for a temporary pass.</source>
        <translation>Bitten Sie einen Administrator um einen befristeten Zugriffspass.</translation>
    </message>
    <message>
        <source>A rule forbids to set up the second factor here</source>
        <translation>Eine Regel verbietet, den zweiten Faktor hier einzurichten</translation>
    </message>
    <message>
        <source>The organisation allows to register a second factor at certain places only.[ Entra says: {message}]</source>
        <translation>Die Organisation erlaubt das Registrieren eines zweiten Faktors nur an bestimmten Orten.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Signs of a stolen password were seen.</source>
        <translation>Es gab Anzeichen für ein gestohlenes Kennwort.</translation>
    </message>
    <message>
        <source>Let the home organisation look into it and clear the risk.</source>
        <translation>Lassen Sie die Heimatorganisation dies untersuchen und das Risiko aufheben.</translation>
    </message>
    <message>
        <source>The home organisation holds the account for risky</source>
        <translation>Die Heimatorganisation stuft das Konto als riskant ein</translation>
    </message>
    <message>
        <source>The account is a guest, and its own organisation marks it as endangered.[ Entra says: {message}]</source>
        <translation>Das Konto ist ein Gast, und seine eigene Organisation führt es als gefährdet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>This computer is not enrolled in the device management.</source>
        <translation>Dieser Computer ist nicht in der Geräteverwaltung registriert.</translation>
    </message>
    <message>
        <source>Enrol this computer, or sign in from a managed one.</source>
        <translation>Registrieren Sie diesen Computer dort, oder melden Sie sich von einem verwalteten an.</translation>
    </message>
    <message>
        <source>AADSTS53000 means managed, and a condition is missing.</source>
        <translation>AADSTS53000 bedeutet: verwaltet, aber eine Bedingung ist nicht erfüllt.</translation>
    </message>
    <message>
        <source>The device must be managed by the organisation</source>
        <translation>Das Gerät muss von der Organisation verwaltet werden</translation>
    </message>
    <message>
        <source>A rule lets in managed devices only, and this one is not managed.[ Entra says: {message}]</source>
        <translation>Eine Regel lässt nur verwaltete Geräte zu, und dieses wird nicht verwaltet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A policy for the whole organisation forbids this kind of sign-in.</source>
        <translation>Eine Richtlinie für die gesamte Organisation verbietet diese Art der Anmeldung.</translation>
    </message>
    <message>
        <source>A security policy of the organisation blocks this</source>
        <translation>Eine Sicherheitsrichtlinie der Organisation blockiert dies</translation>
    </message>
    <message>
        <source>A security policy of the organisation refuses the sign-in.[ Entra says: {message}]</source>
        <translation>Eine Sicherheitsrichtlinie der Organisation lehnt die Anmeldung ab.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Unusual activity was seen for this account of a partner.</source>
        <translation>Bei diesem Konto eines Partners wurde ungewöhnliche Aktivität festgestellt.</translation>
    </message>
    <message>
        <source>Let the partner look into it and clear the risk.</source>
        <translation>Lassen Sie den Partner dies untersuchen und das Risiko aufheben.</translation>
    </message>
    <message>
        <source>Sign in with an administrator of the organisation itself.</source>
        <translation>Melden Sie sich mit einem Administrator der Organisation selbst an.</translation>
    </message>
    <message>
        <source>A partner administrator was blocked</source>
        <translation>Ein Partneradministrator wurde blockiert</translation>
    </message>
    <message>
        <source>The account administers this organisation from outside, and was blocked because of unusual activity.[ Entra says: {message}]</source>
        <translation>Das Konto verwaltet diese Organisation von außen und wurde wegen ungewöhnlicher Aktivität blockiert.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The sign-in is of an old kind, or without a second factor.</source>
        <translation>Die Anmeldung ist von veralteter Art oder ohne zweiten Faktor.</translation>
    </message>
    <message>
        <source>Sign in in the browser, with a second factor.</source>
        <translation>Melden Sie sich im Browser mit einem zweiten Faktor an.</translation>
    </message>
    <message>
        <source>With rules of its own the organisation would show AADSTS53003.</source>
        <translation>Mit eigenen Regeln würde die Organisation AADSTS53003 anzeigen.</translation>
    </message>
    <message>
        <source>The security defaults block the sign-in</source>
        <translation>Die Sicherheitsstandards blockieren die Anmeldung</translation>
    </message>
    <message>
        <source>The organisation uses the security defaults of Microsoft, and they refuse this kind of sign-in.[ Entra says: {message}]</source>
        <translation>Die Organisation verwendet die Sicherheitsstandards von Microsoft, und sie lehnen diese Art der Anmeldung ab.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The browser is unusual, or hides what it is.</source>
        <translation>Der Browser ist ungewöhnlich oder verbirgt, was er ist.</translation>
    </message>
    <message>
        <source>Use Edge, Chrome, Firefox or Safari, and sign in again.</source>
        <translation>Verwenden Sie Edge, Chrome, Firefox oder Safari, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>AADSTS53003 blocks a computer that it knows.</source>
        <translation>AADSTS53003 blockiert einen bekannten Computer.</translation>
    </message>
    <message>
        <source>The rules do not know this kind of computer</source>
        <translation>Die Regeln kennen diese Art von Computer nicht</translation>
    </message>
    <message>
        <source>A rule asks what kind of computer this is, and the browser does not say it in a way that Entra knows.[ Entra says: {message}]</source>
        <translation>Eine Regel fragt nach der Art des Computers, und der Browser nennt sie nicht in einer Weise, die Entra kennt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Sign in in the browser, and set a new password.</source>
        <translation>Melden Sie sich im Browser an, und legen Sie ein neues Kennwort fest.</translation>
    </message>
    <message>
        <source>AADSTS50055 only says that the password is old.</source>
        <translation>AADSTS50055 sagt nur, dass das Kennwort alt ist.</translation>
    </message>
    <message>
        <source>The password must be changed because of a risk</source>
        <translation>Das Kennwort muss wegen eines Risikos geändert werden</translation>
    </message>
    <message>
        <source>Entra holds the account for endangered, and wants a new password.[ Entra says: {message}]</source>
        <translation>Entra stuft das Konto als gefährdet ein und verlangt ein neues Kennwort.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A personal account, or one of another organisation, is signed in in the browser.</source>
        <translation>Im Browser ist ein persönliches Konto oder eines einer anderen Organisation angemeldet.</translation>
    </message>
    <message>
        <source>AADSTS50020 is the same situation elsewhere.</source>
        <translation>AADSTS50020 ist dieselbe Lage an anderer Stelle.</translation>
    </message>
    <message>
        <source>The browser is signed in with another account</source>
        <translation>Der Browser ist mit einem anderen Konto angemeldet</translation>
    </message>
    <message>
        <source>The account that the browser has signed in does not exist in this organisation.[ Entra says: {message}]</source>
        <translation>Das im Browser angemeldete Konto gibt es in dieser Organisation nicht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The account belongs to another organisation and is no guest here.</source>
        <translation>Das Konto gehört zu einer anderen Organisation und ist hier kein Gast.</translation>
    </message>
    <message>
        <source>The account belongs here, and its link to the local Active Directory is broken.</source>
        <translation>Das Konto gehört hierher, und seine Verknüpfung mit dem lokalen Active Directory ist gestört.</translation>
    </message>
    <message>
        <source>Sign in with an account of this organisation.</source>
        <translation>Melden Sie sich mit einem Konto dieser Organisation an.</translation>
    </message>
    <message>
        <source>If it is one, let the link between Entra and the local directory be mended.</source>
        <translation>Ist es eines, lassen Sie die Verknüpfung zwischen Entra und dem lokalen Verzeichnis reparieren.</translation>
    </message>
    <message>
        <source>AADSTS50020 is a missing guest without the second factor.</source>
        <translation>AADSTS50020 meldet einen fehlenden Gast ohne den zweiten Faktor.</translation>
    </message>
    <message>
        <source>The account cannot prove itself in this organisation</source>
        <translation>Das Konto kann sich in dieser Organisation nicht ausweisen</translation>
    </message>
    <message>
        <source>The account comes from outside, and is not in the organisation where its second factor is asked for.[ Entra says: {message}]</source>
        <translation>Das Konto kommt von außen und ist nicht in der Organisation vorhanden, in der sein zweiter Faktor verlangt wird.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A personal account was used.</source>
        <translation>Es wurde ein persönliches Konto verwendet.</translation>
    </message>
    <message>
        <source>The domain belongs to another organisation.</source>
        <translation>Die Domäne gehört zu einer anderen Organisation.</translation>
    </message>
    <message>
        <source>Sign in with a work account of this organisation.</source>
        <translation>Melden Sie sich mit einem Geschäftskonto dieser Organisation an.</translation>
    </message>
    <message>
        <source>This domain cannot sign in here</source>
        <translation>Diese Domäne kann sich hier nicht anmelden</translation>
    </message>
    <message>
        <source>The domain of the account is not one with which this kind of account signs in.[ Entra says: {message}]</source>
        <translation>Die Domäne des Kontos ist keine, mit der sich diese Art von Konto anmeldet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A proxy of the company allows certain organisations only.</source>
        <translation>Ein Proxy des Unternehmens erlaubt nur bestimmte Organisationen.</translation>
    </message>
    <message>
        <source>Use another network, or let the proxy allow this organisation.</source>
        <translation>Verwenden Sie ein anderes Netzwerk, oder lassen Sie diese Organisation im Proxy freigeben.</translation>
    </message>
    <message>
        <source>AADSTS500021 and AADSTS500022 name the header of the proxy.</source>
        <translation>AADSTS500021 und AADSTS500022 nennen den Header des Proxys.</translation>
    </message>
    <message>
        <source>The network does not allow this organisation</source>
        <translation>Das Netzwerk erlaubt diese Organisation nicht</translation>
    </message>
    <message>
        <source>The sign-in was refused, because the network restricts which organisations may be used.[ Entra says: {message}]</source>
        <translation>Die Anmeldung wurde abgelehnt, weil das Netzwerk einschränkt, welche Organisationen verwendet werden dürfen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The proxy names allowed organisations, and this one is missing.</source>
        <translation>Der Proxy nennt erlaubte Organisationen, und diese fehlt.</translation>
    </message>
    <message>
        <source>Let the proxy allow this organisation, or use another network.</source>
        <translation>Lassen Sie diese Organisation im Proxy freigeben, oder verwenden Sie ein anderes Netzwerk.</translation>
    </message>
    <message>
        <source>AADSTS500022 means that the header of the proxy itself is wrong.</source>
        <translation>AADSTS500022 bedeutet, dass der Header des Proxys selbst falsch ist.</translation>
    </message>
    <message>
        <source>A proxy forbids this organisation</source>
        <translation>Ein Proxy verbietet diese Organisation</translation>
    </message>
    <message>
        <source>A proxy tells Entra which organisations may be used from this network, and this one is not among them.[ Entra says: {message}]</source>
        <translation>Ein Proxy teilt Entra mit, welche Organisationen von diesem Netzwerk aus verwendet werden dürfen, und diese gehört nicht dazu.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The header with the allowed organisations is empty or malformed.</source>
        <translation>Der Header mit den erlaubten Organisationen ist leer oder fehlerhaft aufgebaut.</translation>
    </message>
    <message>
        <source>Let the set-up of the proxy be corrected, or use another network.</source>
        <translation>Lassen Sie die Einrichtung des Proxys korrigieren, oder verwenden Sie ein anderes Netzwerk.</translation>
    </message>
    <message>
        <source>AADSTS500021 is a header that is right and leaves this organisation out.</source>
        <translation>AADSTS500021 ist ein richtiger Header, in dem diese Organisation fehlt.</translation>
    </message>
    <message>
        <source>The header of the proxy is not right</source>
        <translation>Der Header des Proxys ist nicht richtig</translation>
    </message>
    <message>
        <source>A proxy tells Entra which organisations may be used, and what it says cannot be used.[ Entra says: {message}]</source>
        <translation>Ein Proxy teilt Entra mit, welche Organisationen verwendet werden dürfen, und seine Angabe ist nicht brauchbar.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The outbound rules of the home organisation forbid it.</source>
        <translation>Die ausgehenden Regeln der Heimatorganisation verbieten es.</translation>
    </message>
    <message>
        <source>Or let the home organisation change its access settings for this one.</source>
        <translation>Oder lassen Sie die Heimatorganisation ihre Zugriffseinstellungen für diese Organisation ändern.</translation>
    </message>
    <message>
        <source>AADSTS500213 is the opposite direction.</source>
        <translation>AADSTS500213 ist die Gegenrichtung.</translation>
    </message>
    <message>
        <source>The home organisation does not let the account out</source>
        <translation>Die Heimatorganisation lässt das Konto nicht hinaus</translation>
    </message>
    <message>
        <source>The account comes from another organisation, whose rules forbid it to be used here.[ Entra says: {message}]</source>
        <translation>Das Konto stammt aus einer anderen Organisation, deren Regeln seine Verwendung hier verbieten.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The inbound rules of this organisation forbid it.</source>
        <translation>Die eingehenden Regeln dieser Organisation verbieten es.</translation>
    </message>
    <message>
        <source>Or let the access settings for that organisation be changed.</source>
        <translation>Oder lassen Sie die Zugriffseinstellungen für jene Organisation ändern.</translation>
    </message>
    <message>
        <source>AADSTS500212 is the opposite direction.</source>
        <translation>AADSTS500212 ist die Gegenrichtung.</translation>
    </message>
    <message>
        <source>This organisation does not let the account in</source>
        <translation>Diese Organisation lässt das Konto nicht herein</translation>
    </message>
    <message>
        <source>The account comes from another organisation, and the rules of this one keep it out.[ Entra says: {message}]</source>
        <translation>Das Konto stammt aus einer anderen Organisation, und die hiesigen Regeln lassen es nicht zu.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The server of the agent has lost its way to the domain controllers.</source>
        <translation>Der Server des Agents erreicht die Domänencontroller nicht mehr.</translation>
    </message>
    <message>
        <source>Check that the authentication agents run and reach a domain controller.</source>
        <translation>Prüfen Sie, ob die Authentifizierungs-Agents laufen und einen Domänencontroller erreichen.</translation>
    </message>
    <message>
        <source>Sign in with an account that exists in the cloud only.</source>
        <translation>Melden Sie sich mit einem Konto an, das es nur in der Cloud gibt.</translation>
    </message>
    <message>
        <source>AADSTS80014 is an agent that did not answer in time.</source>
        <translation>AADSTS80014 ist ein Agent, der nicht rechtzeitig geantwortet hat.</translation>
    </message>
    <message>
        <source>The agent cannot reach the Active Directory</source>
        <translation>Der Agent erreicht das Active Directory nicht</translation>
    </message>
    <message>
        <source>The password is checked by an agent in the local network, and this agent cannot reach the Active Directory.[ Entra says: {message}]</source>
        <translation>Das Kennwort wird von einem Agent im lokalen Netzwerk geprüft, und dieser Agent erreicht das Active Directory nicht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The domain controllers are slow or far away.</source>
        <translation>Die Domänencontroller sind langsam oder weit entfernt.</translation>
    </message>
    <message>
        <source>AADSTS80001 cannot reach them at all.</source>
        <translation>Bei AADSTS80001 sind sie gar nicht erreichbar.</translation>
    </message>
    <message>
        <source>The check of the password took too long</source>
        <translation>Die Prüfung des Kennworts hat zu lange gedauert</translation>
    </message>
    <message>
        <source>The password is checked in the local network, and that took too long.[ Entra says: {message}]</source>
        <translation>Das Kennwort wird im lokalen Netzwerk geprüft, und das hat zu lange gedauert.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A proxy or firewall stands between the agent and Microsoft.</source>
        <translation>Zwischen dem Agent und Microsoft steht ein Proxy oder eine Firewall.</translation>
    </message>
    <message>
        <source>The agent got an answer that it did not expect</source>
        <translation>Der Agent hat eine unerwartete Antwort erhalten</translation>
    </message>
    <message>
        <source>The password is checked by an agent in the local network, and something on its way answered wrongly.[ Entra says: {message}]</source>
        <translation>Das Kennwort wird von einem Agent im lokalen Netzwerk geprüft, und auf seinem Weg hat etwas falsch geantwortet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The logon hours of the account exclude this hour.</source>
        <translation>Die Anmeldezeiten des Kontos schließen diese Stunde aus.</translation>
    </message>
    <message>
        <source>Change the logon hours of the account, or sign in at another time.</source>
        <translation>Ändern Sie die Anmeldezeiten des Kontos, oder melden Sie sich zu einer anderen Zeit an.</translation>
    </message>
    <message>
        <source>The account may not sign in at this hour</source>
        <translation>Das Konto darf sich zu dieser Zeit nicht anmelden</translation>
    </message>
    <message>
        <source>The local Active Directory allows the account at certain hours only.[ Entra says: {message}]</source>
        <translation>Das lokale Active Directory lässt das Konto nur zu bestimmten Zeiten zu.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The time is not synchronised on one of the servers.</source>
        <translation>Die Zeit ist auf einem der Server nicht synchronisiert.</translation>
    </message>
    <message>
        <source>Synchronise the time of the servers, and sign in again.</source>
        <translation>Synchronisieren Sie die Zeit der Server, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>Two clocks in the local network disagree</source>
        <translation>Zwei Uhren im lokalen Netzwerk stimmen nicht überein</translation>
    </message>
    <message>
        <source>The clocks of the authentication agent and of the Active Directory are too far apart.[ Entra says: {message}]</source>
        <translation>Die Uhren des Authentifizierungs-Agents und des Active Directory weichen zu weit voneinander ab.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The agent is overloaded, or its connection to Microsoft is slow.</source>
        <translation>Der Agent ist überlastet, oder seine Verbindung zu Microsoft ist langsam.</translation>
    </message>
    <message>
        <source>AADSTS80001 cannot reach the Active Directory; AADSTS80002 waited for it too long.</source>
        <translation>Bei AADSTS80001 ist das Active Directory nicht erreichbar; bei AADSTS80002 dauerte das Warten darauf zu lange.</translation>
    </message>
    <message>
        <source>The authentication agent did not answer in time</source>
        <translation>Der Authentifizierungs-Agent antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>The password is checked by an agent in the local network, and it did not answer in time.[ Entra says: {message}]</source>
        <translation>Das Kennwort wird von einem Agent im lokalen Netzwerk geprüft, und er hat nicht rechtzeitig geantwortet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The key of the silent sign-in is out of date.</source>
        <translation>Der Schlüssel der stillen Anmeldung ist veraltet.</translation>
    </message>
    <message>
        <source>Sign in with the password.</source>
        <translation>Melden Sie sich mit dem Kennwort an.</translation>
    </message>
    <message>
        <source>Let an administrator renew the key of the silent sign-in.</source>
        <translation>Lassen Sie einen Administrator den Schlüssel der stillen Anmeldung erneuern.</translation>
    </message>
    <message>
        <source>It is harmless for this set-up.</source>
        <translation>Für diese Einrichtung ist es unerheblich.</translation>
    </message>
    <message>
        <source>The silent sign-in of Windows did not work</source>
        <translation>Die stille Anmeldung von Windows hat nicht funktioniert</translation>
    </message>
    <message>
        <source>The sign-in with the logon of Windows did not work; the page asks for a password instead.[ Entra says: {message}]</source>
        <translation>Die Anmeldung mit der Windows-Anmeldung hat nicht funktioniert; die Seite fragt stattdessen nach einem Kennwort.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A rule or setting of the organisation is behind it.</source>
        <translation>Dahinter steht eine Regel oder Einstellung der Organisation.</translation>
    </message>
    <message>
        <source>The registration of the application is not as it should be.</source>
        <translation>Die Registrierung der Anwendung ist nicht so, wie sie sein sollte.</translation>
    </message>
    <message>
        <source>Look up the number in the list of Microsoft.</source>
        <translation>Schlagen Sie die Nummer in der Liste von Microsoft nach.</translation>
    </message>
    <message>
        <source>Microsoft refuses the sign-in: {code}</source>
        <translation>Microsoft lehnt die Anmeldung ab: {code}</translation>
    </message>
    <message>
        <source>Entra ended the sign-in with the number {code}, which this program does not know.[ Entra says: {message}]</source>
        <translation>Entra hat die Anmeldung mit der Nummer {code} beendet, die dieses Programm nicht kennt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The consent was never given.</source>
        <translation>Die Zustimmung wurde nie erteilt.</translation>
    </message>
    <message>
        <source>It was taken back, or the application asks for more than before.</source>
        <translation>Sie wurde zurückgenommen, oder die Anwendung verlangt mehr als zuvor.</translation>
    </message>
    <message>
        <source>Wait some minutes after the consent, and check again.</source>
        <translation>Warten Sie nach der Zustimmung einige Minuten, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>AADSTS65004 was declined, AADSTS90094 needs an administrator, AADSTS650056 is a fault in the registration.</source>
        <translation>Bei AADSTS65004 wurde abgelehnt, bei AADSTS90094 ist ein Administrator nötig, AADSTS650056 ist ein Fehler in der Registrierung.</translation>
    </message>
    <message>
        <source>Nobody has consented to the application yet</source>
        <translation>Noch hat niemand der Anwendung zugestimmt</translation>
    </message>
    <message>
        <source>The application asks for permissions in this organisation that neither you nor an administrator has granted.[ Entra says: {message}]</source>
        <translation>Die Anwendung verlangt in dieser Organisation Berechtigungen, die weder Sie noch ein Administrator gewährt haben.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A client ID of Microsoft was entered instead of the own one.</source>
        <translation>Statt der eigenen wurde eine Client-ID von Microsoft eingegeben.</translation>
    </message>
    <message>
        <source>Use the ID of your own registration, or the one that the portal names.</source>
        <translation>Verwenden Sie die ID Ihrer eigenen Registrierung oder die, die das Portal nennt.</translation>
    </message>
    <message>
        <source>The application uses an ID that is not its own</source>
        <translation>Die Anwendung verwendet eine ID, die nicht ihre eigene ist</translation>
    </message>
    <message>
        <source>The application presents itself with an ID of Microsoft, which is not allowed to ask for this.[ Entra says: {message}]</source>
        <translation>Die Anwendung weist sich mit einer ID von Microsoft aus, die dies nicht anfragen darf.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Somebody pressed Cancel on the page that asks for the consent.</source>
        <translation>Auf der Seite, die um die Zustimmung bittet, hat jemand auf „Abbrechen“ geklickt.</translation>
    </message>
    <message>
        <source>Read what is asked for and why, then start again and accept.</source>
        <translation>Lesen Sie, was verlangt wird und warum, beginnen Sie dann erneut, und stimmen Sie zu.</translation>
    </message>
    <message>
        <source>AADSTS65001 has not been asked yet.</source>
        <translation>Bei AADSTS65001 wurde noch nicht gefragt.</translation>
    </message>
    <message>
        <source>The consent was declined</source>
        <translation>Die Zustimmung wurde abgelehnt</translation>
    </message>
    <message>
        <source>The page asked for permissions, and the answer was no.[ Entra says: {message}]</source>
        <translation>Die Seite hat um Berechtigungen gebeten, und die Antwort war Nein.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Add the permission to the registration, then grant the consent.</source>
        <translation>Fügen Sie die Berechtigung zur Registrierung hinzu, und erteilen Sie dann die Zustimmung.</translation>
    </message>
    <message>
        <source>AADSTS65001 is listed and not consented; AADSTS500011 does not exist in the organisation.</source>
        <translation>Bei AADSTS65001 ist sie aufgeführt, aber ohne Zustimmung; bei AADSTS500011 gibt es den Dienst in der Organisation nicht.</translation>
    </message>
    <message>
        <source>The registration lacks the permission</source>
        <translation>In der Registrierung fehlt die Berechtigung</translation>
    </message>
    <message>
        <source>The application asks for something that is not among the permissions of its registration.[ Entra says: {message}]</source>
        <translation>Die Anwendung verlangt etwas, das nicht zu den Berechtigungen ihrer Registrierung gehört.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Exchange Online is not part of the subscription.</source>
        <translation>Exchange Online ist nicht Teil des Abonnements.</translation>
    </message>
    <message>
        <source>The entry of the service is missing in Entra.</source>
        <translation>Der Eintrag des Dienstes fehlt in Entra.</translation>
    </message>
    <message>
        <source>Check that the organisation has Exchange Online.</source>
        <translation>Prüfen Sie, ob die Organisation Exchange Online hat.</translation>
    </message>
    <message>
        <source>Make the entry of Exchange Online in Entra with the command.</source>
        <translation>Legen Sie den Eintrag von Exchange Online in Entra mit dem Befehl an.</translation>
    </message>
    <message>
        <source>AADSTS500011 says the same for the token.</source>
        <translation>AADSTS500011 sagt dasselbe für das Token.</translation>
    </message>
    <message>
        <source>The organisation lacks the service behind it</source>
        <translation>Der Organisation fehlt der Dienst dahinter</translation>
    </message>
    <message>
        <source>The application needs a service that this organisation has not subscribed to, or that is switched off.[ Entra says: {message}]</source>
        <translation>Die Anwendung benötigt einen Dienst, den diese Organisation nicht abonniert hat oder der ausgeschaltet ist.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Correct the registration of the application in Entra, under App registrations.</source>
        <translation>Korrigieren Sie die Registrierung der Anwendung in Entra unter App-Registrierungen.</translation>
    </message>
    <message>
        <source>A permission belongs to something that is gone</source>
        <translation>Eine Berechtigung gehört zu etwas, das es nicht mehr gibt</translation>
    </message>
    <message>
        <source>The application asks for permissions of a service that was removed or is not available.[ Entra says: {message}]</source>
        <translation>Die Anwendung verlangt Berechtigungen eines Dienstes, der entfernt wurde oder nicht verfügbar ist.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The permission is missing in the registration.</source>
        <translation>Die Berechtigung fehlt in der Registrierung.</translation>
    </message>
    <message>
        <source>It is there, and an administrator has not consented.</source>
        <translation>Sie ist vorhanden, und ein Administrator hat nicht zugestimmt.</translation>
    </message>
    <message>
        <source>Check the permissions of the registration.</source>
        <translation>Prüfen Sie die Berechtigungen der Registrierung.</translation>
    </message>
    <message>
        <source>AADSTS65005 is its close relative.</source>
        <translation>AADSTS65005 ist eng damit verwandt.</translation>
    </message>
    <message>
        <source>The application is not set up for this permission</source>
        <translation>Die Anwendung ist für diese Berechtigung nicht eingerichtet</translation>
    </message>
    <message>
        <source>The registration lacks a permission that is asked for, or the consent for it.[ Entra says: {message}]</source>
        <translation>In der Registrierung fehlt eine angefragte Berechtigung oder die Zustimmung dafür.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Add the service and its permission to the registration, then grant the consent.</source>
        <translation>Fügen Sie den Dienst und seine Berechtigung zur Registrierung hinzu, und erteilen Sie dann die Zustimmung.</translation>
    </message>
    <message>
        <source>The application asks for a service it does not list</source>
        <translation>Die Anwendung fragt einen Dienst an, den sie nicht aufführt</translation>
    </message>
    <message>
        <source>The application asks for access to a service that its registration does not name.[ Entra says: {message}]</source>
        <translation>Die Anwendung verlangt Zugriff auf einen Dienst, den ihre Registrierung nicht nennt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>None of the active roles of the account grants a consent.</source>
        <translation>Keine der aktiven Rollen des Kontos kann eine Zustimmung erteilen.</translation>
    </message>
    <message>
        <source>The account lacks the role for it.</source>
        <translation>Dem Konto fehlt die Rolle dafür.</translation>
    </message>
    <message>
        <source>AADSTS90094 says that an administrator has to do it; AADSTS65001 that nobody has.</source>
        <translation>AADSTS90094 sagt, dass ein Administrator es tun muss; AADSTS65001, dass niemand es getan hat.</translation>
    </message>
    <message>
        <source>This account may not grant the consent</source>
        <translation>Dieses Konto darf die Zustimmung nicht erteilen</translation>
    </message>
    <message>
        <source>The account tried to consent to permissions that it may not grant.[ Entra says: {message}]</source>
        <translation>Das Konto hat versucht, Berechtigungen zuzustimmen, die es nicht gewähren darf.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The account is not an administrator with the right role.</source>
        <translation>Das Konto ist kein Administrator mit der richtigen Rolle.</translation>
    </message>
    <message>
        <source>The role is eligible and was not activated.</source>
        <translation>Die Rolle steht zur Aktivierung bereit und wurde nicht aktiviert.</translation>
    </message>
    <message>
        <source>If your role has to be activated first, activate it and sign in again.</source>
        <translation>Muss Ihre Rolle zuerst aktiviert werden, aktivieren Sie sie, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>AADSTS90095 has already sent a request to an administrator.</source>
        <translation>Bei AADSTS90095 ist bereits eine Anfrage an einen Administrator gesendet.</translation>
    </message>
    <message>
        <source>An administrator has to consent</source>
        <translation>Ein Administrator muss zustimmen</translation>
    </message>
    <message>
        <source>The organisation lets administrators alone consent to this application.[ Entra says: {message}]</source>
        <translation>Die Organisation erlaubt nur Administratoren, dieser Anwendung zuzustimmen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>An administrator has not decided yet.</source>
        <translation>Ein Administrator hat noch nicht entschieden.</translation>
    </message>
    <message>
        <source>Wait for the decision, or ask the administrators.</source>
        <translation>Warten Sie auf die Entscheidung, oder fragen Sie die Administratoren.</translation>
    </message>
    <message>
        <source>Sign in again after that.</source>
        <translation>Melden Sie sich danach erneut an.</translation>
    </message>
    <message>
        <source>AADSTS90094 asks for an administrator without sending anything.</source>
        <translation>AADSTS90094 verlangt einen Administrator, ohne etwas zu senden.</translation>
    </message>
    <message>
        <source>A request for consent was sent to an administrator</source>
        <translation>Ein Administrator wurde um Zustimmung gebeten</translation>
    </message>
    <message>
        <source>The organisation has a way to ask for consent, and the request is on its way.[ Entra says: {message}]</source>
        <translation>Die Organisation hat einen Weg, um Zustimmung zu bitten, und die Anfrage ist unterwegs.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Add the permission User.Read to the registration, then grant the consent.</source>
        <translation>Fügen Sie die Berechtigung User.Read zur Registrierung hinzu, und erteilen Sie dann die Zustimmung.</translation>
    </message>
    <message>
        <source>The application must at least ask who signs in</source>
        <translation>Die Anwendung muss mindestens fragen, wer sich anmeldet</translation>
    </message>
    <message>
        <source>Entra wants the application to ask for sign-in and profile, too, before it grants anything.[ Entra says: {message}]</source>
        <translation>Entra verlangt, dass die Anwendung auch Anmeldung und Profil anfragt, bevor es etwas gewährt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The application was never authorised in the organisation of the customer.</source>
        <translation>Die Anwendung wurde in der Organisation des Kunden nie autorisiert.</translation>
    </message>
    <message>
        <source>Let a Global Administrator of the organisation itself grant the consent.</source>
        <translation>Lassen Sie einen globalen Administrator der Organisation selbst die Zustimmung erteilen.</translation>
    </message>
    <message>
        <source>The customer must allow the application first</source>
        <translation>Der Kunde muss die Anwendung zuerst erlauben</translation>
    </message>
    <message>
        <source>A partner administers this organisation, and the application is not known in it yet.[ Entra says: {message}]</source>
        <translation>Ein Partner verwaltet diese Organisation, und die Anwendung ist in ihr noch nicht bekannt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The ID has a typing error, or is that of another registration.</source>
        <translation>Die ID enthält einen Tippfehler oder gehört zu einer anderen Registrierung.</translation>
    </message>
    <message>
        <source>Nobody has consented, so the organisation does not know it yet.</source>
        <translation>Niemand hat zugestimmt, daher kennt die Organisation sie noch nicht.</translation>
    </message>
    <message>
        <source>The sign-in went to the wrong organisation or cloud.</source>
        <translation>Die Anmeldung ging an die falsche Organisation oder Cloud.</translation>
    </message>
    <message>
        <source>Compare the ID with the one in the portal or in your own registration.</source>
        <translation>Vergleichen Sie die ID mit der im Portal oder in Ihrer eigenen Registrierung.</translation>
    </message>
    <message>
        <source>Check that the sign-in goes to the organisation that owns the mail domain.</source>
        <translation>Prüfen Sie, ob die Anmeldung an die Organisation geht, der die E-Mail-Domäne gehört.</translation>
    </message>
    <message>
        <source>AADSTS50194 exists, and is for one organisation only; AADSTS900382 is in another cloud.</source>
        <translation>Bei AADSTS50194 ist sie vorhanden und nur für eine Organisation; bei AADSTS900382 ist sie in einer anderen Cloud.</translation>
    </message>
    <message>
        <source>The application does not exist in this organisation</source>
        <translation>Die Anwendung gibt es in dieser Organisation nicht</translation>
    </message>
    <message>
        <source>Entra finds no application with this ID in the organisation that was asked.[ Entra says: {message}]</source>
        <translation>Entra findet in der gefragten Organisation keine Anwendung mit dieser ID.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>It was disabled under Enterprise applications.</source>
        <translation>Sie wurde unter Unternehmensanwendungen deaktiviert.</translation>
    </message>
    <message>
        <source>Enable the application, if that is right.</source>
        <translation>Aktivieren Sie die Anwendung, wenn das richtig ist.</translation>
    </message>
    <message>
        <source>AADSTS700016 does not exist at all.</source>
        <translation>Bei AADSTS700016 ist sie gar nicht vorhanden.</translation>
    </message>
    <message>
        <source>The application is disabled</source>
        <translation>Die Anwendung ist deaktiviert</translation>
    </message>
    <message>
        <source>The application exists in the organisation, and an administrator or Microsoft has disabled it.[ Entra says: {message}]</source>
        <translation>Die Anwendung ist in der Organisation vorhanden, und ein Administrator oder Microsoft hat sie deaktiviert.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The organisation has no Exchange Online.</source>
        <translation>Die Organisation hat kein Exchange Online.</translation>
    </message>
    <message>
        <source>The address of the service is not the right one for this cloud.</source>
        <translation>Die Adresse des Dienstes ist für diese Cloud nicht die richtige.</translation>
    </message>
    <message>
        <source>It is an Exchange server of your own whose address is not registered.</source>
        <translation>Es ist ein eigener Exchange-Server, dessen Adresse nicht registriert ist.</translation>
    </message>
    <message>
        <source>Check that the organisation has Exchange Online, and in which cloud it is.</source>
        <translation>Prüfen Sie, ob die Organisation Exchange Online hat und in welcher Cloud es ist.</translation>
    </message>
    <message>
        <source>For Exchange Server use the Basic connection.</source>
        <translation>Verwenden Sie für Exchange Server die Basic-Verbindung.</translation>
    </message>
    <message>
        <source>AADSTS65005 is a fault of the registration.</source>
        <translation>AADSTS65005 ist ein Fehler der Registrierung.</translation>
    </message>
    <message>
        <source>The organisation does not know this service</source>
        <translation>Die Organisation kennt diesen Dienst nicht</translation>
    </message>
    <message>
        <source>The application asks for access to a service that has no entry in this organisation.[ Entra says: {message}]</source>
        <translation>Die Anwendung verlangt Zugriff auf einen Dienst, für den es in dieser Organisation keinen Eintrag gibt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Exchange Online is missing or switched off.</source>
        <translation>Exchange Online fehlt oder ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The address of the service is wrong.</source>
        <translation>Die Adresse des Dienstes ist falsch.</translation>
    </message>
    <message>
        <source>AADSTS500011 is its newer form.</source>
        <translation>AADSTS500011 ist die neuere Form davon.</translation>
    </message>
    <message>
        <source>The service is disabled or does not exist</source>
        <translation>Der Dienst ist deaktiviert oder nicht vorhanden</translation>
    </message>
    <message>
        <source>The service that is asked for is disabled in this organisation, or not there.[ Entra says: {message}]</source>
        <translation>Der angefragte Dienst ist in dieser Organisation deaktiviert oder nicht vorhanden.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The registration allows its own organisation only.</source>
        <translation>Die Registrierung erlaubt nur die eigene Organisation.</translation>
    </message>
    <message>
        <source>Direct the sign-in to the organisation by its domain.</source>
        <translation>Richten Sie die Anmeldung über die Domäne an die Organisation.</translation>
    </message>
    <message>
        <source>Or let the registration allow other organisations.</source>
        <translation>Oder lassen Sie die Registrierung andere Organisationen erlauben.</translation>
    </message>
    <message>
        <source>AADSTS700016 does not exist where it was looked for.</source>
        <translation>Bei AADSTS700016 ist sie dort nicht vorhanden, wo gesucht wurde.</translation>
    </message>
    <message>
        <source>The application is for one organisation only</source>
        <translation>Die Anwendung gilt nur für eine Organisation</translation>
    </message>
    <message>
        <source>The application was registered for one organisation, and the sign-in was not directed to it.[ Entra says: {message}]</source>
        <translation>Die Anwendung wurde für eine Organisation registriert, und die Anmeldung war nicht an sie gerichtet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The registration lacks {redirect} as a public client.</source>
        <translation>In der Registrierung fehlt {redirect} als öffentlicher Client.</translation>
    </message>
    <message>
        <source>It stands under another platform, such as Web.</source>
        <translation>Die Adresse steht unter einer anderen Plattform, zum Beispiel Web.</translation>
    </message>
    <message>
        <source>Register {redirect} under Mobile and desktop applications, exactly so.</source>
        <translation>Registrieren Sie {redirect} genau so unter „Mobilgerät- und Desktopanwendungen“.</translation>
    </message>
    <message>
        <source>AADSTS500113 has no address at all, AADSTS900971 got none.</source>
        <translation>Bei AADSTS500113 ist gar keine Adresse registriert, bei AADSTS900971 wurde keine angegeben.</translation>
    </message>
    <message>
        <source>The way back to this program is not registered</source>
        <translation>Der Rückweg zu diesem Programm ist nicht registriert</translation>
    </message>
    <message>
        <source>The address to which the browser shall return is not registered for the application. The page is shown in the browser; nothing comes back here.[ Entra says: {message}]</source>
        <translation>Die Adresse, zu der der Browser zurückkehren soll, ist für die Anwendung nicht registriert. Der Browser zeigt die Seite; hierher kommt nichts zurück.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The platform for mobile and desktop applications was not added.</source>
        <translation>Die Plattform für Mobilgerät- und Desktopanwendungen wurde nicht hinzugefügt.</translation>
    </message>
    <message>
        <source>Register {redirect} under Mobile and desktop applications.</source>
        <translation>Registrieren Sie {redirect} unter „Mobilgerät- und Desktopanwendungen“.</translation>
    </message>
    <message>
        <source>AADSTS50011 has another address than the right one.</source>
        <translation>Bei AADSTS50011 ist eine andere Adresse als die richtige registriert.</translation>
    </message>
    <message>
        <source>The application has no way back registered</source>
        <translation>Für die Anwendung ist kein Rückweg registriert</translation>
    </message>
    <message>
        <source>No address is registered to which the browser may return for this application.[ Entra says: {message}]</source>
        <translation>Für diese Anwendung ist keine Adresse registriert, zu der der Browser zurückkehren darf.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The program made a mistake.</source>
        <translation>Das Programm hat einen Fehler gemacht.</translation>
    </message>
    <message>
        <source>The sign-in names no way back</source>
        <translation>Die Anmeldung nennt keinen Rückweg</translation>
    </message>
    <message>
        <source>The request did not say where the browser shall return to.[ Entra says: {message}]</source>
        <translation>Die Anfrage hat nicht angegeben, wohin der Browser zurückkehren soll.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The certificate in the registration is not the one that AskCody uses.</source>
        <translation>Das Zertifikat in der Registrierung ist nicht das, das AskCody verwendet.</translation>
    </message>
    <message>
        <source>The certificate has run out.</source>
        <translation>Das Zertifikat ist abgelaufen.</translation>
    </message>
    <message>
        <source>Tell AskCody: the proof is made with its certificate.</source>
        <translation>Teilen Sie es AskCody mit: Der Nachweis wird mit dem Zertifikat von AskCody erstellt.</translation>
    </message>
    <message>
        <source>AADSTS700027 names the signature, AADSTS700024 the time, AADSTS7000215 a secret.</source>
        <translation>AADSTS700027 nennt die Signatur, AADSTS700024 die Zeit, AADSTS7000215 ein Geheimnis.</translation>
    </message>
    <message>
        <source>The application could not prove who it is</source>
        <translation>Die Anwendung konnte sich nicht ausweisen</translation>
    </message>
    <message>
        <source>The proof by certificate was not accepted: its key is unknown, or has run out.[ Entra says: {message}]</source>
        <translation>Der Nachweis durch Zertifikat wurde nicht angenommen: Sein Schlüssel ist unbekannt oder abgelaufen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>It is not about the application&apos;s own certificate.</source>
        <translation>Es geht nicht um das eigene Zertifikat der Anwendung.</translation>
    </message>
    <message>
        <source>The assertion is not accepted</source>
        <translation>Die Assertion wird nicht angenommen</translation>
    </message>
    <message>
        <source>The application passed on a proof of another sign-in, and it is out of date or meant for somebody else.[ Entra says: {message}]</source>
        <translation>Die Anwendung hat den Nachweis einer anderen Anmeldung weitergegeben, und er ist abgelaufen oder für jemand anderen bestimmt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The token of the request is malformed</source>
        <translation>Das Token der Anfrage ist fehlerhaft aufgebaut</translation>
    </message>
    <message>
        <source>A token in the request does not have the form that Entra expects.[ Entra says: {message}]</source>
        <translation>Ein Token in der Anfrage hat nicht die Form, die Entra erwartet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Tell AskCody: the certificate of the registration has to be renewed.</source>
        <translation>Teilen Sie AskCody mit: Das Zertifikat der Registrierung muss erneuert werden.</translation>
    </message>
    <message>
        <source>AADSTS50012 is the general case; the text may name the certificate that was looked for.</source>
        <translation>AADSTS50012 ist der allgemeine Fall; der Text nennt möglicherweise das gesuchte Zertifikat.</translation>
    </message>
    <message>
        <source>The signature of the application does not fit</source>
        <translation>Die Signatur der Anwendung passt nicht</translation>
    </message>
    <message>
        <source>The application signed with a key that does not belong to a certificate of its registration.[ Entra says: {message}]</source>
        <translation>Die Anwendung hat mit einem Schlüssel signiert, der zu keinem Zertifikat ihrer Registrierung gehört.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The clock of the server that made the proof is wrong.</source>
        <translation>Die Uhr des Servers, der den Nachweis erstellt hat, geht falsch.</translation>
    </message>
    <message>
        <source>Tell AskCody the times that Entra names.</source>
        <translation>Teilen Sie AskCody die Zeiten mit, die Entra nennt.</translation>
    </message>
    <message>
        <source>AADSTS7000222 is a secret that has run out.</source>
        <translation>AADSTS7000222 ist ein abgelaufenes Geheimnis.</translation>
    </message>
    <message>
        <source>The application&apos;s proof is out of its time</source>
        <translation>Der Nachweis der Anwendung gilt zu dieser Zeit nicht</translation>
    </message>
    <message>
        <source>The proof of the application was made too early or too late by the clock of Entra.[ Entra says: {message}]</source>
        <translation>Der Nachweis der Anwendung wurde nach der Uhr von Entra zu früh oder zu spät erstellt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The registration trusts certain issuers only.</source>
        <translation>Die Registrierung vertraut nur bestimmten Ausstellern.</translation>
    </message>
    <message>
        <source>Tell AskCody: another certificate has to be used.</source>
        <translation>Teilen Sie AskCody mit: Es muss ein anderes Zertifikat verwendet werden.</translation>
    </message>
    <message>
        <source>The certificate of the application is not allowed</source>
        <translation>Das Zertifikat der Anwendung ist nicht erlaubt</translation>
    </message>
    <message>
        <source>The rules for the certificates of this application exclude the one that was used.[ Entra says: {message}]</source>
        <translation>Die Regeln für die Zertifikate dieser Anwendung schließen das verwendete aus.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The ID of the secret was entered instead of its value.</source>
        <translation>Statt des Werts wurde die ID des Geheimnisses eingegeben.</translation>
    </message>
    <message>
        <source>The secret was replaced.</source>
        <translation>Das Geheimnis wurde ersetzt.</translation>
    </message>
    <message>
        <source>Make a new secret, and enter its value.</source>
        <translation>Erstellen Sie ein neues Geheimnis, und geben Sie seinen Wert ein.</translation>
    </message>
    <message>
        <source>This program itself uses no secret: check that the registration is a public client.</source>
        <translation>Dieses Programm selbst verwendet kein Geheimnis: Prüfen Sie, ob die Registrierung ein öffentlicher Client ist.</translation>
    </message>
    <message>
        <source>AADSTS7000222 was right and has run out.</source>
        <translation>Bei AADSTS7000222 war es richtig und ist abgelaufen.</translation>
    </message>
    <message>
        <source>The secret of the application is wrong</source>
        <translation>Das Geheimnis der Anwendung ist falsch</translation>
    </message>
    <message>
        <source>The application proves itself with a secret, and it is not the right one.[ Entra says: {message}]</source>
        <translation>Die Anwendung weist sich mit einem Geheimnis aus, und es ist nicht das richtige.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The secret was not renewed in time.</source>
        <translation>Das Geheimnis wurde nicht rechtzeitig erneuert.</translation>
    </message>
    <message>
        <source>Make a new secret or use a certificate.</source>
        <translation>Erstellen Sie ein neues Geheimnis, oder verwenden Sie ein Zertifikat.</translation>
    </message>
    <message>
        <source>AADSTS7000215 is a wrong secret.</source>
        <translation>AADSTS7000215 ist ein falsches Geheimnis.</translation>
    </message>
    <message>
        <source>The secret of the application has run out</source>
        <translation>Das Geheimnis der Anwendung ist abgelaufen</translation>
    </message>
    <message>
        <source>All secrets of the application have come to their end.[ Entra says: {message}]</source>
        <translation>Alle Geheimnisse der Anwendung sind abgelaufen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Public client flows are not allowed in the registration.</source>
        <translation>Öffentliche Clientflows sind in der Registrierung nicht zugelassen.</translation>
    </message>
    <message>
        <source>{redirect} stands under the platform Web.</source>
        <translation>{redirect} steht unter der Plattform Web.</translation>
    </message>
    <message>
        <source>Allow public client flows in the registration.</source>
        <translation>Lassen Sie in der Registrierung öffentliche Clientflows zu.</translation>
    </message>
    <message>
        <source>Put {redirect} under Mobile and desktop applications.</source>
        <translation>Tragen Sie {redirect} unter „Mobilgerät- und Desktopanwendungen“ ein.</translation>
    </message>
    <message>
        <source>AADSTS700025 is the opposite.</source>
        <translation>AADSTS700025 ist das Gegenteil.</translation>
    </message>
    <message>
        <source>The registration expects a secret of this program</source>
        <translation>Die Registrierung erwartet von diesem Programm ein Geheimnis</translation>
    </message>
    <message>
        <source>The registration is one of a server with a secret. This program is a desktop application and has none.[ Entra says: {message}]</source>
        <translation>Die Registrierung ist die eines Servers mit einem Geheimnis. Dieses Programm ist eine Desktopanwendung und hat keines.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>AADSTS7000218 is the opposite.</source>
        <translation>AADSTS7000218 ist das Gegenteil.</translation>
    </message>
    <message>
        <source>A public application sent a secret</source>
        <translation>Eine öffentliche Anwendung hat ein Geheimnis gesendet</translation>
    </message>
    <message>
        <source>The registration is one of a desktop application, and a secret was sent all the same.[ Entra says: {message}]</source>
        <translation>Die Registrierung ist die einer Desktopanwendung, und trotzdem wurde ein Geheimnis gesendet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>AADSTS70011 does not know the permission.</source>
        <translation>Bei AADSTS70011 ist die Berechtigung nicht bekannt.</translation>
    </message>
    <message>
        <source>Permissions of several services at once</source>
        <translation>Berechtigungen mehrerer Dienste auf einmal</translation>
    </message>
    <message>
        <source>The request asks for permissions of more than one service, which is not allowed in one step.[ Entra says: {message}]</source>
        <translation>Die Anfrage verlangt Berechtigungen von mehr als einem Dienst; das ist in einem Schritt nicht erlaubt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The permission is not the right one for this cloud.</source>
        <translation>Die Berechtigung ist für diese Cloud nicht die richtige.</translation>
    </message>
    <message>
        <source>With an unknown service it is AADSTS500011, with several at once AADSTS700022.</source>
        <translation>Bei einem unbekannten Dienst ist es AADSTS500011, bei mehreren auf einmal AADSTS700022.</translation>
    </message>
    <message>
        <source>A permission is not known</source>
        <translation>Eine Berechtigung ist nicht bekannt</translation>
    </message>
    <message>
        <source>The request asks for a permission that is malformed or that the service does not have.[ Entra says: {message}]</source>
        <translation>Die Anfrage verlangt eine Berechtigung, die fehlerhaft aufgebaut ist oder die der Dienst nicht hat.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>It is out of date, or of another attempt.</source>
        <translation>Die Anmeldung ist abgelaufen oder gehört zu einem anderen Versuch.</translation>
    </message>
    <message>
        <source>AADSTS70008 has run out, AADSTS54005 was used before.</source>
        <translation>AADSTS70008 heißt abgelaufen, AADSTS54005 heißt bereits verwendet.</translation>
    </message>
    <message>
        <source>The sign-in could not be redeemed</source>
        <translation>Die Anmeldung konnte nicht eingelöst werden</translation>
    </message>
    <message>
        <source>Entra does not accept the code or the kept sign-in.[ Entra says: {message}]</source>
        <translation>Entra nimmt den Code oder die gespeicherte Anmeldung nicht an.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The ID is wrong, or the application was removed.</source>
        <translation>Die ID ist falsch, oder die Anwendung wurde entfernt.</translation>
    </message>
    <message>
        <source>AADSTS700016 is its newer form.</source>
        <translation>AADSTS700016 ist die neuere Form davon.</translation>
    </message>
    <message>
        <source>The application is missing or disabled</source>
        <translation>Die Anwendung fehlt oder ist deaktiviert</translation>
    </message>
    <message>
        <source>Entra finds no usable application with this ID.[ Entra says: {message}]</source>
        <translation>Entra findet mit dieser ID keine verwendbare Anwendung.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The reason stands as a second number in the text.</source>
        <translation>Der Grund steht als zweite Nummer im Text.</translation>
    </message>
    <message>
        <source>Read the text for a second number, such as AADSTS50012 or AADSTS7000215.</source>
        <translation>Suchen Sie im Text nach einer zweiten Nummer, zum Beispiel AADSTS50012 oder AADSTS7000215.</translation>
    </message>
    <message>
        <source>The application could not be checked</source>
        <translation>Die Anwendung konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>The proof of the application was not accepted.[ Entra says: {message}]</source>
        <translation>Der Nachweis der Anwendung wurde nicht angenommen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>This way to sign in is not known</source>
        <translation>Diese Art der Anmeldung ist nicht bekannt</translation>
    </message>
    <message>
        <source>The request uses a kind of sign-in that Entra does not know.[ Entra says: {message}]</source>
        <translation>Die Anfrage verwendet eine Art der Anmeldung, die Entra nicht kennt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The application asks for a kind of answer that its registration does not allow.[ Entra says: {message}]</source>
        <translation>Die Anwendung verlangt eine Art der Antwort, die ihre Registrierung nicht erlaubt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>This way to answer is not known</source>
        <translation>Diese Art der Rückgabe ist nicht bekannt</translation>
    </message>
    <message>
        <source>The request asks for the answer in a way that Entra does not know.[ Entra says: {message}]</source>
        <translation>Die Anfrage verlangt die Antwort auf eine Weise, die Entra nicht kennt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The code is good for about ten minutes.</source>
        <translation>Der Code gilt etwa zehn Minuten.</translation>
    </message>
    <message>
        <source>The kept sign-in was not used for too long.</source>
        <translation>Die gespeicherte Anmeldung wurde zu lange nicht verwendet.</translation>
    </message>
    <message>
        <source>AADSTS54005 was used twice, AADSTS700082 not used for long.</source>
        <translation>Bei AADSTS54005 wurde die Anmeldung zweimal verwendet, bei AADSTS700082 lange nicht.</translation>
    </message>
    <message>
        <source>The sign-in has run out</source>
        <translation>Die Anmeldung ist abgelaufen</translation>
    </message>
    <message>
        <source>The code or the kept sign-in was used too late, or has been revoked.[ Entra says: {message}]</source>
        <translation>Der Code oder die gespeicherte Anmeldung wurde zu spät verwendet oder widerrufen.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Security software or the browser opened the link a second time.</source>
        <translation>Sicherheitssoftware oder der Browser hat den Link ein zweites Mal geöffnet.</translation>
    </message>
    <message>
        <source>An old page was loaded again.</source>
        <translation>Eine alte Seite wurde neu geladen.</translation>
    </message>
    <message>
        <source>Start the sign-in again, and do not reload the page.</source>
        <translation>Beginnen Sie die Anmeldung erneut, und laden Sie die Seite nicht neu.</translation>
    </message>
    <message>
        <source>AADSTS70008 has run out.</source>
        <translation>Bei AADSTS70008 ist die Anmeldung abgelaufen.</translation>
    </message>
    <message>
        <source>The sign-in was redeemed twice</source>
        <translation>Die Anmeldung wurde zweimal eingelöst</translation>
    </message>
    <message>
        <source>The code of the sign-in was used before. Each code works once.[ Entra says: {message}]</source>
        <translation>Der Code der Anmeldung wurde schon verwendet. Jeder Code gilt nur einmal.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Two attempts were mixed up.</source>
        <translation>Zwei Versuche wurden vermischt.</translation>
    </message>
    <message>
        <source>Somebody tried to use a foreign code.</source>
        <translation>Jemand hat versucht, einen fremden Code zu verwenden.</translation>
    </message>
    <message>
        <source>AADSTS50147 finds the proof malformed.</source>
        <translation>Bei AADSTS50147 ist der Nachweis fehlerhaft aufgebaut.</translation>
    </message>
    <message>
        <source>The code belongs to another attempt</source>
        <translation>Der Code gehört zu einem anderen Versuch</translation>
    </message>
    <message>
        <source>The proof that this program sent does not fit to the attempt in which the code was given.[ Entra says: {message}]</source>
        <translation>Der Nachweis, den dieses Programm gesendet hat, passt nicht zu dem Versuch, in dem der Code ausgegeben wurde.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>AADSTS501481 has the right size and does not fit.</source>
        <translation>Bei AADSTS501481 stimmt die Länge, aber der Wert passt nicht.</translation>
    </message>
    <message>
        <source>The protection of the code is malformed</source>
        <translation>Der Schutz des Codes ist fehlerhaft aufgebaut</translation>
    </message>
    <message>
        <source>The value that protects the code of the sign-in is missing or of the wrong size.[ Entra says: {message}]</source>
        <translation>Der Wert, der den Code der Anmeldung schützt, fehlt oder hat die falsche Länge.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>It was kept and not used.</source>
        <translation>Sie wurde gespeichert und nicht verwendet.</translation>
    </message>
    <message>
        <source>AADSTS70043 was ended by a rule of the organisation.</source>
        <translation>Bei AADSTS70043 hat eine Regel der Organisation sie beendet.</translation>
    </message>
    <message>
        <source>The kept sign-in was not used for too long</source>
        <translation>Die gespeicherte Anmeldung war zu lange ungenutzt</translation>
    </message>
    <message>
        <source>The kept sign-in ends when it is not used for 90 days.[ Entra says: {message}]</source>
        <translation>Die gespeicherte Anmeldung endet, wenn sie 90 Tage nicht verwendet wird.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>{redirect} stands under Single-page application.</source>
        <translation>{redirect} steht unter „Single-Page-Anwendung“.</translation>
    </message>
    <message>
        <source>The kept sign-in of a web page has run out</source>
        <translation>Die gespeicherte Anmeldung einer Webseite ist abgelaufen</translation>
    </message>
    <message>
        <source>The registration is one of a web page, whose kept sign-in ends after a day.[ Entra says: {message}]</source>
        <translation>Die Registrierung ist die einer Webseite, deren gespeicherte Anmeldung nach einem Tag endet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A rule of conditional access limits how long a sign-in is kept.</source>
        <translation>Eine Regel des bedingten Zugriffs begrenzt, wie lange eine Anmeldung gespeichert bleibt.</translation>
    </message>
    <message>
        <source>AADSTS700082 was not used for too long.</source>
        <translation>Bei AADSTS700082 wurde sie zu lange nicht verwendet.</translation>
    </message>
    <message>
        <source>A rule has ended the kept sign-in</source>
        <translation>Eine Regel hat die gespeicherte Anmeldung beendet</translation>
    </message>
    <message>
        <source>The organisation asks for a fresh sign-in from time to time.[ Entra says: {message}]</source>
        <translation>Die Organisation verlangt von Zeit zu Zeit eine neue Anmeldung.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>It is no error.</source>
        <translation>Das ist kein Fehler.</translation>
    </message>
    <message>
        <source>Nobody has entered the code on the other device yet. This program goes on asking.[ Entra says: {message}]</source>
        <translation>Auf dem anderen Gerät hat noch niemand den Code eingegeben. Dieses Programm fragt weiter.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The code has a typing error, or is that of an earlier attempt.</source>
        <translation>Der Code enthält einen Tippfehler oder stammt von einem früheren Versuch.</translation>
    </message>
    <message>
        <source>Start again, and enter the new code.</source>
        <translation>Beginnen Sie erneut, und geben Sie den neuen Code ein.</translation>
    </message>
    <message>
        <source>The code for the other device is not right</source>
        <translation>Der Code für das andere Gerät stimmt nicht</translation>
    </message>
    <message>
        <source>The code that was entered does not belong to this sign-in.[ Entra says: {message}]</source>
        <translation>Der eingegebene Code gehört nicht zu dieser Anmeldung.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The code for the other device has run out</source>
        <translation>Der Code für das andere Gerät ist abgelaufen</translation>
    </message>
    <message>
        <source>The code was not entered in time.[ Entra says: {message}]</source>
        <translation>Der Code wurde nicht rechtzeitig eingegeben.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The organisation lives in another cloud of Microsoft.</source>
        <translation>Die Organisation liegt in einer anderen Cloud von Microsoft.</translation>
    </message>
    <message>
        <source>It has no active subscription.</source>
        <translation>Sie hat kein aktives Abonnement.</translation>
    </message>
    <message>
        <source>If it is an organisation of a government or in China, choose its cloud.</source>
        <translation>Ist es die Organisation einer Behörde oder eine in China, wählen Sie deren Cloud.</translation>
    </message>
    <message>
        <source>AADSTS50128 is no domain at all; AADSTS90038 names the other cloud.</source>
        <translation>Bei AADSTS50128 ist es gar keine Domäne; AADSTS90038 nennt die andere Cloud.</translation>
    </message>
    <message>
        <source>The organisation does not exist in this cloud</source>
        <translation>Die Organisation gibt es in dieser Cloud nicht</translation>
    </message>
    <message>
        <source>Entra knows no organisation with this domain or ID in the cloud that was asked.[ Entra says: {message}]</source>
        <translation>In der gefragten Cloud kennt Entra keine Organisation mit dieser Domäne oder ID.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>What was entered cannot be used</source>
        <translation>Eine Angabe ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Entra cannot use something that the request contains.[ Entra says: {message}]</source>
        <translation>Entra kann etwas, das in der Anfrage steht, nicht verwenden.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>AADSTS900144 names the field.</source>
        <translation>AADSTS900144 nennt das Feld.</translation>
    </message>
    <message>
        <source>Something is missing in the request</source>
        <translation>In der Anfrage fehlt etwas</translation>
    </message>
    <message>
        <source>The request lacks a field that must be there.[ Entra says: {message}]</source>
        <translation>In der Anfrage fehlt ein Feld, das vorhanden sein muss.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A field is missing in the request</source>
        <translation>In der Anfrage fehlt ein Feld</translation>
    </message>
    <message>
        <source>The request lacks a field, or was not sent as a form.[ Entra says: {message}]</source>
        <translation>In der Anfrage fehlt ein Feld, oder sie wurde nicht als Formular gesendet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>AADSTS50059 says the same elsewhere.</source>
        <translation>AADSTS50059 sagt an anderer Stelle dasselbe.</translation>
    </message>
    <message>
        <source>The request names no organisation</source>
        <translation>Die Anfrage nennt keine Organisation</translation>
    </message>
    <message>
        <source>Entra cannot tell from the request which organisation it is for.[ Entra says: {message}]</source>
        <translation>Entra kann der Anfrage nicht entnehmen, für welche Organisation sie bestimmt ist.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Entra cannot use the request</source>
        <translation>Entra kann die Anfrage nicht verwenden</translation>
    </message>
    <message>
        <source>The request does not have the form that Entra expects.[ Entra says: {message}]</source>
        <translation>Die Anfrage hat nicht die Form, die Entra erwartet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>A part of the request is malformed</source>
        <translation>Ein Teil der Anfrage ist fehlerhaft aufgebaut</translation>
    </message>
    <message>
        <source>A part of the request cannot be read.[ Entra says: {message}]</source>
        <translation>Ein Teil der Anfrage ist nicht lesbar.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>This sign-in needs a certain organisation</source>
        <translation>Diese Anmeldung braucht eine bestimmte Organisation</translation>
    </message>
    <message>
        <source>This kind of sign-in has to name the organisation, and names none.[ Entra says: {message}]</source>
        <translation>Diese Art der Anmeldung muss die Organisation nennen, nennt aber keine.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Entra has too much to do at the moment</source>
        <translation>Entra ist im Moment überlastet</translation>
    </message>
    <message>
        <source>The request came to its limit of time or work at Microsoft.[ Entra says: {message}]</source>
        <translation>Die Anfrage hat bei Microsoft eine Grenze für Zeit oder Aufwand erreicht.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Look at the service health in the Microsoft 365 admin center.</source>
        <translation>Sehen Sie im Microsoft 365 Admin Center den Dienststatus an.</translation>
    </message>
    <message>
        <source>The sign-in of Microsoft is out of order</source>
        <translation>Die Anmeldung von Microsoft ist gestört</translation>
    </message>
    <message>
        <source>Entra says itself that it does not work at the moment.[ Entra says: {message}]</source>
        <translation>Entra gibt selbst an, dass es im Moment nicht arbeitet.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>Many sign-ins happen at once.</source>
        <translation>Viele Anmeldungen finden gleichzeitig statt.</translation>
    </message>
    <message>
        <source>The organisation sends too many requests</source>
        <translation>Die Organisation sendet zu viele Anfragen</translation>
    </message>
    <message>
        <source>Entra gets more requests from this organisation than it takes at the moment.[ Entra says: {message}]</source>
        <translation>Entra erhält von dieser Organisation mehr Anfragen, als es im Moment annimmt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The wrong cloud was chosen.</source>
        <translation>Es wurde die falsche Cloud gewählt.</translation>
    </message>
    <message>
        <source>Choose the cloud of the organisation, and sign in again.</source>
        <translation>Wählen Sie die Cloud der Organisation, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>AADSTS900382 is the same for an application without a person.</source>
        <translation>AADSTS900382 ist dasselbe für eine Anwendung ohne Person.</translation>
    </message>
    <message>
        <source>The organisation lives in another cloud</source>
        <translation>Die Organisation liegt in einer anderen Cloud</translation>
    </message>
    <message>
        <source>The organisation belongs to a national cloud, and the sign-in was asked at another one.[ Entra says: {message}]</source>
        <translation>Die Organisation gehört zu einer nationalen Cloud, und die Anmeldung wurde bei einer anderen angefragt.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The organisation is in a national cloud, and the application asks in the worldwide one.</source>
        <translation>Die Organisation liegt in einer nationalen Cloud, und die Anwendung fragt in der weltweiten an.</translation>
    </message>
    <message>
        <source>Ask AskCody whether your cloud is served.</source>
        <translation>Fragen Sie AskCody, ob Ihre Cloud unterstützt wird.</translation>
    </message>
    <message>
        <source>AADSTS90038 names the right cloud.</source>
        <translation>AADSTS90038 nennt die richtige Cloud.</translation>
    </message>
    <message>
        <source>The application is in another cloud</source>
        <translation>Die Anwendung liegt in einer anderen Cloud</translation>
    </message>
    <message>
        <source>An application with a secret or certificate cannot sign in across clouds.[ Entra says: {message}]</source>
        <translation>Eine Anwendung mit Geheimnis oder Zertifikat kann sich nicht über Clouds hinweg anmelden.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The organisation is in a national cloud, and the application asks in another one.</source>
        <translation>Die Organisation liegt in einer nationalen Cloud, und die Anwendung fragt in einer anderen an.</translation>
    </message>
    <message>
        <source>AADSTS900382 is its twin.</source>
        <translation>AADSTS900382 ist das Gegenstück dazu.</translation>
    </message>
    <message>
        <source>The application cannot cross clouds</source>
        <translation>Die Anwendung kann Cloudgrenzen nicht überschreiten</translation>
    </message>
    <message>
        <source>The request uses an old field</source>
        <translation>Die Anfrage verwendet ein altes Feld</translation>
    </message>
    <message>
        <source>The request names the service in an old way that is no longer taken.[ Entra says: {message}]</source>
        <translation>Die Anfrage nennt den Dienst auf eine alte Weise, die nicht mehr angenommen wird.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The token cannot be exchanged</source>
        <translation>Das Token kann nicht getauscht werden</translation>
    </message>
    <message>
        <source>A proof of sign-in was passed on as a permission, and lacks what is needed for that.[ Entra says: {message}]</source>
        <translation>Ein Anmeldenachweis wurde als Berechtigung weitergegeben, und ihm fehlt, was dafür nötig ist.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>An account of another organisation was chosen.</source>
        <translation>Es wurde ein Konto einer anderen Organisation gewählt.</translation>
    </message>
    <message>
        <source>Sign in again, with an account of this organisation.</source>
        <translation>Melden Sie sich erneut an, mit einem Konto dieser Organisation.</translation>
    </message>
    <message>
        <source>The code comes from another organisation</source>
        <translation>Der Code stammt aus einer anderen Organisation</translation>
    </message>
    <message>
        <source>The code was given in one organisation, and redeemed in another.[ Entra says: {message}]</source>
        <translation>Der Code wurde in einer Organisation ausgegeben und in einer anderen eingelöst.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The account must allow the single sign-on</source>
        <translation>Das Konto muss das Single Sign-On erlauben</translation>
    </message>
    <message>
        <source>The person who signs in has to allow once that the sign-in of Windows is used.[ Entra says: {message}]</source>
        <translation>Wer sich anmeldet, muss einmal erlauben, dass die Windows-Anmeldung verwendet wird.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The browser went back to an earlier page.</source>
        <translation>Der Browser ist zu einer früheren Seite zurückgekehrt.</translation>
    </message>
    <message>
        <source>Close the tab, and sign in again.</source>
        <translation>Schließen Sie die Registerkarte, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>It is harmless in a browser.</source>
        <translation>In einem Browser ist das harmlos.</translation>
    </message>
    <message>
        <source>The page was called in the wrong way</source>
        <translation>Die Seite wurde auf falsche Weise aufgerufen</translation>
    </message>
    <message>
        <source>An address of Entra was opened in a way that it does not take, such as with the Back button.[ Entra says: {message}]</source>
        <translation>Eine Adresse von Entra wurde auf eine Weise geöffnet, die sie nicht annimmt, zum Beispiel mit der Schaltfläche „Zurück“.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The rules ask for it.</source>
        <translation>Die Regeln verlangen es.</translation>
    </message>
    <message>
        <source>The sign-in needs a person</source>
        <translation>Die Anmeldung braucht eine Person</translation>
    </message>
    <message>
        <source>What was kept is not enough, and somebody has to sign in in the browser.[ Entra says: {message}]</source>
        <translation>Was gespeichert ist, reicht nicht; jemand muss sich im Browser anmelden.[ Entra meldet: {message}]</translation>
    </message>
    <message>
        <source>The portal does not say which application signs in.</source>
        <translation>Das Portal sagt nicht, welche Anwendung sich anmeldet.</translation>
    </message>
    <message>
        <source>No registration of your own was entered.</source>
        <translation>Es wurde keine eigene Registrierung angegeben.</translation>
    </message>
    <message>
        <source>Make a registration of your own with the steps shown, and enter its ID.</source>
        <translation>Legen Sie mit den gezeigten Schritten eine eigene Registrierung an, und geben Sie deren ID ein.</translation>
    </message>
    <message>
        <source>Or go on without: everything else is prepared, and the consent happens in the portal.</source>
        <translation>Oder fahren Sie ohne sie fort: Alles andere wird vorbereitet, und die Zustimmung erfolgt im Portal.</translation>
    </message>
    <message>
        <source>It is not known which application signs in</source>
        <translation>Es ist nicht bekannt, welche Anwendung sich anmeldet</translation>
    </message>
    <message>
        <source>A sign-in at Microsoft needs the ID of a registered application. Neither the portal nor the settings name one, so this was not tested.</source>
        <translation>Eine Anmeldung bei Microsoft braucht die ID einer registrierten Anwendung. Weder das Portal noch die Einstellungen nennen eine; deshalb wurde dies nicht getestet.</translation>
    </message>
    <message>
        <source>The sign-in was left out, or has ended.</source>
        <translation>Die Anmeldung wurde ausgelassen oder ist abgelaufen.</translation>
    </message>
    <message>
        <source>Sign in at Microsoft on the page for it, and check again.</source>
        <translation>Melden Sie sich auf der zugehörigen Seite bei Microsoft an, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Nobody has signed in at Microsoft yet</source>
        <translation>Noch hat sich niemand bei Microsoft angemeldet</translation>
    </message>
    <message>
        <source>This is asked in the name of an administrator who has signed in, and nobody has.</source>
        <translation>Dies wird im Namen eines angemeldeten Administrators abgefragt, und es ist keiner angemeldet.</translation>
    </message>
    <message>
        <source>The browser was signed in with a personal account.</source>
        <translation>Im Browser war ein persönliches Konto angemeldet.</translation>
    </message>
    <message>
        <source>Sign in again, and choose the work account of an administrator.</source>
        <translation>Melden Sie sich erneut an, und wählen Sie das Geschäftskonto eines Administrators.</translation>
    </message>
    <message>
        <source>An account of another organisation is told apart by its organisation ID.</source>
        <translation>Ein Konto einer anderen Organisation ist an deren Organisations-ID zu erkennen.</translation>
    </message>
    <message>
        <source>This is a personal Microsoft account</source>
        <translation>Dies ist ein persönliches Microsoft-Konto</translation>
    </message>
    <message>
        <source>The sign-in worked, and the account is a personal one. It administers no organisation.</source>
        <translation>Die Anmeldung war erfolgreich, aber das Konto ist ein persönliches. Es verwaltet keine Organisation.</translation>
    </message>
    <message>
        <source>The browser was signed in with an account of another organisation.</source>
        <translation>Im Browser war ein Konto einer anderen Organisation angemeldet.</translation>
    </message>
    <message>
        <source>The account is a guest in the organisation.</source>
        <translation>Das Konto ist ein Gast in der Organisation.</translation>
    </message>
    <message>
        <source>The e-mail address was that of another organisation.</source>
        <translation>Die E-Mail-Adresse war die einer anderen Organisation.</translation>
    </message>
    <message>
        <source>Sign in again, and choose an administrator of the organisation that owns the mail domain.</source>
        <translation>Melden Sie sich erneut an, und wählen Sie einen Administrator der Organisation, der die E-Mail-Domäne gehört.</translation>
    </message>
    <message>
        <source>With a personal account the program says so.</source>
        <translation>Bei einem persönlichen Konto sagt das Programm das.</translation>
    </message>
    <message>
        <source>The account belongs to another organisation</source>
        <translation>Das Konto gehört zu einer anderen Organisation</translation>
    </message>
    <message>
        <source>The sign-in worked, and the account belongs to another organisation than the mail domain.[ It is {tenant}, expected was {expected}.]</source>
        <translation>Die Anmeldung war erfolgreich, aber das Konto gehört zu einer anderen Organisation als die E-Mail-Domäne.[ Es ist {tenant}, erwartet wurde {expected}.]</translation>
    </message>
    <message>
        <source>The mailboxes are on an Exchange server of your own, and the domain was never registered.</source>
        <translation>Die Postfächer liegen auf einem eigenen Exchange-Server, und die Domäne wurde nie registriert.</translation>
    </message>
    <message>
        <source>The organisation lives in a cloud that was not asked.</source>
        <translation>Die Organisation liegt in einer Cloud, die nicht gefragt wurde.</translation>
    </message>
    <message>
        <source>If your Exchange is your own, choose Exchange Server.</source>
        <translation>Wenn Ihr Exchange ein eigener ist, wählen Sie Exchange Server.</translation>
    </message>
    <message>
        <source>Microsoft knows no organisation with this domain</source>
        <translation>Microsoft kennt keine Organisation mit dieser Domäne</translation>
    </message>
    <message>
        <source>No organisation in the clouds that were asked owns the mail domain[ {domain}].</source>
        <translation>In den gefragten Clouds gehört die E-Mail-Domäne[ {domain}] keiner Organisation.</translation>
    </message>
    <message>
        <source>The cloud was chosen by mistake, or is that of another organisation.</source>
        <translation>Die Cloud wurde versehentlich gewählt oder ist die einer anderen Organisation.</translation>
    </message>
    <message>
        <source>Choose the cloud of the organisation, and check again.</source>
        <translation>Wählen Sie die Cloud der Organisation, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Ask AskCody whether this cloud is served.</source>
        <translation>Fragen Sie AskCody, ob diese Cloud unterstützt wird.</translation>
    </message>
    <message>
        <source>The account has no role for it.</source>
        <translation>Das Konto hat keine Rolle dafür.</translation>
    </message>
    <message>
        <source>A role made by your organisation allows it, which this program cannot see.</source>
        <translation>Eine von Ihrer Organisation erstellte Rolle erlaubt es; dieses Programm kann sie nicht sehen.</translation>
    </message>
    <message>
        <source>If the role has to be activated first, activate it and sign in again.</source>
        <translation>Muss die Rolle erst aktiviert werden, aktivieren Sie sie, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>Let a Global Administrator or Privileged Role Administrator sign in instead.</source>
        <translation>Lassen Sie stattdessen einen globalen Administrator oder einen Administrator für privilegierte Rollen die Anmeldung vornehmen.</translation>
    </message>
    <message>
        <source>This account probably cannot grant the consent</source>
        <translation>Dieses Konto kann die Zustimmung vermutlich nicht erteilen</translation>
    </message>
    <message>
        <source>Among the active roles of the account is none that grants a consent for the organisation.[ Seen: {roles}.] It is a hint: only the consent itself proves it.</source>
        <translation>Unter den aktiven Rollen des Kontos ist keine, die eine Zustimmung für die Organisation erteilt.[ Gefunden: {roles}.] Das ist ein Hinweis: Nur die Zustimmung selbst beweist es.</translation>
    </message>
    <message>
        <source>The registration of the application does not ask for the roles.</source>
        <translation>Die Registrierung der Anwendung fragt die Rollen nicht ab.</translation>
    </message>
    <message>
        <source>Nothing has to be done: the consent itself will tell.</source>
        <translation>Es ist nichts zu tun: Die Zustimmung selbst wird es zeigen.</translation>
    </message>
    <message>
        <source>The roles of this account are not shown</source>
        <translation>Die Rollen dieses Kontos werden nicht angezeigt</translation>
    </message>
    <message>
        <source>The proof of sign-in does not name the roles of the account, so this is not known.</source>
        <translation>Der Anmeldenachweis nennt die Rollen des Kontos nicht; daher ist dies nicht bekannt.</translation>
    </message>
    <message>
        <source>The account is for administration only and has no licence with Exchange Online.</source>
        <translation>Das Konto dient nur der Verwaltung und hat keine Lizenz mit Exchange Online.</translation>
    </message>
    <message>
        <source>The licence was given a short while ago.</source>
        <translation>Die Lizenz wurde erst vor Kurzem zugewiesen.</translation>
    </message>
    <message>
        <source>Give the account a licence with Exchange Online, and wait until the mailbox is there.</source>
        <translation>Weisen Sie dem Konto eine Lizenz mit Exchange Online zu, und warten Sie, bis das Postfach da ist.</translation>
    </message>
    <message>
        <source>Or sign in with another Global Administrator, who has a mailbox.</source>
        <translation>Oder melden Sie sich mit einem anderen globalen Administrator an, der ein Postfach hat.</translation>
    </message>
    <message>
        <source>A mailbox on your own server, or one without access to EWS, has an explanation of its own.</source>
        <translation>Ein Postfach auf Ihrem eigenen Server oder eines ohne Zugriff auf EWS hat eine eigene Erklärung.</translation>
    </message>
    <message>
        <source>The administrator has no mailbox</source>
        <translation>Der Administrator hat kein Postfach</translation>
    </message>
    <message>
        <source>The sign-in worked, and the account[ {account}] has no mailbox in Exchange Online. AskCody checks the connection through the mailbox of the administrator.</source>
        <translation>Die Anmeldung war erfolgreich, aber das Konto[ {account}] hat kein Postfach in Exchange Online. AskCody prüft die Verbindung über das Postfach des Administrators.</translation>
    </message>
    <message>
        <source>The organisation is hybrid, and this mailbox was not moved.</source>
        <translation>Die Organisation ist hybrid, und dieses Postfach wurde nicht verschoben.</translation>
    </message>
    <message>
        <source>Sign in with a Global Administrator whose mailbox is in Exchange Online.</source>
        <translation>Melden Sie sich mit einem globalen Administrator an, dessen Postfach in Exchange Online liegt.</translation>
    </message>
    <message>
        <source>For the mailboxes on your own server make a second connection for Exchange Server.</source>
        <translation>Richten Sie für die Postfächer auf Ihrem eigenen Server eine zweite Verbindung für Exchange Server ein.</translation>
    </message>
    <message>
        <source>The administrator&apos;s mailbox is on your own server</source>
        <translation>Das Postfach des Administrators liegt auf Ihrem Server</translation>
    </message>
    <message>
        <source>The account[ {account}] has its mailbox on an Exchange server of your own, and not in Exchange Online.</source>
        <translation>Das Konto[ {account}] hat sein Postfach auf einem eigenen Exchange-Server und nicht in Exchange Online.</translation>
    </message>
    <message>
        <source>The settings of the mailbox, which were pasted, say so.</source>
        <translation>So steht es in den eingefügten Einstellungen des Postfachs.</translation>
    </message>
    <message>
        <source>The mailbox has EWS switched off.</source>
        <translation>EWS ist für das Postfach ausgeschaltet.</translation>
    </message>
    <message>
        <source>The organisation&apos;s switch was changed a short while ago: it takes about an hour.</source>
        <translation>Der Schalter der Organisation wurde erst vor Kurzem geändert: Es dauert etwa eine Stunde, bis das wirkt.</translation>
    </message>
    <message>
        <source>Look at the switch of the mailbox, and switch EWS on for it.</source>
        <translation>Sehen Sie sich den Schalter des Postfachs an, und schalten Sie EWS dafür ein.</translation>
    </message>
    <message>
        <source>Wait an hour, and check again.</source>
        <translation>Warten Sie eine Stunde, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>If every mailbox is refused, it is the organisation.</source>
        <translation>Wird jedes Postfach abgelehnt, liegt es an der Organisation.</translation>
    </message>
    <message>
        <source>EWS is switched off for this mailbox</source>
        <translation>EWS ist für dieses Postfach ausgeschaltet</translation>
    </message>
    <message>
        <source>Exchange Online says that EWS is disabled, while the organisation allows it. Then it is switched off for the mailbox.</source>
        <translation>Exchange Online meldet, dass EWS deaktiviert ist, während die Organisation es erlaubt. Dann ist es für das Postfach ausgeschaltet.</translation>
    </message>
    <message>
        <source>The pasted list does not name it.</source>
        <translation>Die eingefügte Liste nennt sie nicht.</translation>
    </message>
    <message>
        <source>Nobody has added the application.</source>
        <translation>Niemand hat die Anwendung hinzugefügt.</translation>
    </message>
    <message>
        <source>Microsoft wrote the list from what had been used, and AskCody was not in use.</source>
        <translation>Microsoft hat die Liste aus dem erstellt, was verwendet worden war, und AskCody war nicht in Gebrauch.</translation>
    </message>
    <message>
        <source>The pasted settings show such a list.</source>
        <translation>Die eingefügten Einstellungen zeigen eine solche Liste.</translation>
    </message>
    <message>
        <source>A list of program names is in force as well.</source>
        <translation>Außerdem gilt eine Liste von Programmnamen.</translation>
    </message>
    <message>
        <source>Add the application with the commands shown. They read the list first and keep what stands on it.</source>
        <translation>Fügen Sie die Anwendung mit den gezeigten Befehlen hinzu. Sie lesen die Liste zuerst aus und behalten, was darauf steht.</translation>
    </message>
    <message>
        <source>Wait up to 24 hours, and check again.</source>
        <translation>Warten Sie bis zu 24 Stunden, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Where EWS is switched off altogether, Exchange Online says “disabled” instead.</source>
        <translation>Wo EWS ganz ausgeschaltet ist, meldet Exchange Online stattdessen „disabled“.</translation>
    </message>
    <message>
        <source>AskCody is not on the list of allowed applications</source>
        <translation>AskCody steht nicht auf der Liste der erlaubten Anwendungen</translation>
    </message>
    <message>
        <source>The organisation lets in the applications of its list alone, and the application of AskCody is not on it.</source>
        <translation>Die Organisation lässt nur die Anwendungen ihrer Liste zu, und die Anwendung von AskCody steht nicht darauf.</translation>
    </message>
    <message>
        <source>The organisation has made no choice yet.</source>
        <translation>Die Organisation hat noch keine Wahl getroffen.</translation>
    </message>
    <message>
        <source>Ask AskCody about the change to Microsoft Graph.</source>
        <translation>Fragen Sie AskCody nach dem Wechsel zu Microsoft Graph.</translation>
    </message>
    <message>
        <source>EWS will soon be switched off here</source>
        <translation>EWS wird hier bald abgeschaltet</translation>
    </message>
    <message>
        <source>The organisation has not set EwsEnabled. EWS works until its turn comes in the waves of Microsoft, which is announced seven days before.</source>
        <translation>Die Organisation hat EwsEnabled nicht gesetzt. EWS funktioniert, bis sie in den Wellen von Microsoft an der Reihe ist; das wird sieben Tage vorher angekündigt.</translation>
    </message>
    <message>
        <source>Microsoft retires EWS in Exchange Online.</source>
        <translation>Microsoft kündigt EWS in Exchange Online ab.</translation>
    </message>
    <message>
        <source>It works today, and has an end</source>
        <translation>Es funktioniert heute, aber nicht auf Dauer</translation>
    </message>
    <message>
        <source>Exchange Online lets the application in.[ EWS works there until {limit} at the latest.] Then Microsoft switches it off for everybody.</source>
        <translation>Exchange Online lässt die Anwendung zu.[ EWS funktioniert dort längstens bis {limit}.] Dann schaltet Microsoft es für alle ab.</translation>
    </message>
    <message>
        <source>The published end has been reached.</source>
        <translation>Das veröffentlichte Ende ist erreicht.</translation>
    </message>
    <message>
        <source>Ask AskCody for the connection by Microsoft Graph.</source>
        <translation>Fragen Sie AskCody nach der Verbindung über Microsoft Graph.</translation>
    </message>
    <message>
        <source>An Exchange server of your own keeps EWS.</source>
        <translation>Ein eigener Exchange-Server behält EWS.</translation>
    </message>
    <message>
        <source>EWS in Exchange Online has ended</source>
        <translation>EWS in Exchange Online ist beendet</translation>
    </message>
    <message>
        <source>Microsoft has switched EWS off for good in Exchange Online. There is no switch any more and no exception.</source>
        <translation>Microsoft hat EWS in Exchange Online endgültig abgeschaltet. Es gibt keinen Schalter mehr und keine Ausnahme.</translation>
    </message>
    <message>
        <source>No list was pasted.</source>
        <translation>Es wurde keine Liste eingefügt.</translation>
    </message>
    <message>
        <source>The list of allowed applications was not shown to this program.</source>
        <translation>Die Liste der erlaubten Anwendungen wurde diesem Programm nicht gezeigt.</translation>
    </message>
    <message>
        <source>The portal has not made its own check yet.</source>
        <translation>Das Portal hat seine eigene Prüfung noch nicht vorgenommen.</translation>
    </message>
    <message>
        <source>Run the command, and paste what it says.</source>
        <translation>Führen Sie den Befehl aus, und fügen Sie seine Ausgabe ein.</translation>
    </message>
    <message>
        <source>Or let the portal check after the connection was made.</source>
        <translation>Oder lassen Sie das Portal prüfen, nachdem die Verbindung eingerichtet ist.</translation>
    </message>
    <message>
        <source>AskCody&apos;s own access by EWS is not known</source>
        <translation>Der Zugriff von AskCody über EWS ist nicht bekannt</translation>
    </message>
    <message>
        <source>What this program was told holds for its own application. Whether the one of AskCody is let in, was not tested.</source>
        <translation>Was diesem Programm gemeldet wurde, gilt für seine eigene Anwendung. Ob die von AskCody zugelassen ist, wurde nicht getestet.</translation>
    </message>
    <message>
        <source>Something else was copied.</source>
        <translation>Es wurde etwas anderes kopiert.</translation>
    </message>
    <message>
        <source>The output was shown as a table, or cut off.</source>
        <translation>Die Ausgabe wurde als Tabelle angezeigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>Run the command exactly as shown, and paste all of its output.</source>
        <translation>Führen Sie den Befehl genau wie gezeigt aus, und fügen Sie seine gesamte Ausgabe ein.</translation>
    </message>
    <message>
        <source>None of the settings is in the text</source>
        <translation>Keine der Einstellungen steht im Text</translation>
    </message>
    <message>
        <source>The text that was pasted holds none of the settings that the command shows.</source>
        <translation>Der eingefügte Text enthält keine der Einstellungen, die der Befehl anzeigt.</translation>
    </message>
    <message>
        <source>Nobody has granted the consent yet.</source>
        <translation>Noch hat niemand die Zustimmung erteilt.</translation>
    </message>
    <message>
        <source>It was granted in another organisation.</source>
        <translation>Sie wurde in einer anderen Organisation erteilt.</translation>
    </message>
    <message>
        <source>It was taken back.</source>
        <translation>Sie wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>A consent that lacks a permission has an explanation of its own.</source>
        <translation>Eine Zustimmung, der eine Berechtigung fehlt, hat eine eigene Erklärung.</translation>
    </message>
    <message>
        <source>The organisation has not consented to AskCody</source>
        <translation>Die Organisation hat AskCody nicht zugestimmt</translation>
    </message>
    <message>
        <source>The application of AskCody has no consent in this organisation, or the consent was taken back.</source>
        <translation>Die Anwendung von AskCody hat in dieser Organisation keine Zustimmung, oder die Zustimmung wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>Somebody pressed Cancel.</source>
        <translation>Jemand hat auf „Abbrechen“ geklickt.</translation>
    </message>
    <message>
        <source>The account may not grant the consent.</source>
        <translation>Das Konto darf die Zustimmung nicht erteilen.</translation>
    </message>
    <message>
        <source>Start again, and accept with an account that may grant it.</source>
        <translation>Beginnen Sie erneut, und akzeptieren Sie mit einem Konto, das die Zustimmung erteilen darf.</translation>
    </message>
    <message>
        <source>The answer of the page alone counts for nothing: this program looks for the proof.</source>
        <translation>Die Antwort der Seite allein zählt nicht: Dieses Programm sucht den Nachweis.</translation>
    </message>
    <message>
        <source>The page says “consent: true” even when it was refused; the error beside it decides.</source>
        <translation>Die Seite meldet „consent: true“ auch dann, wenn abgelehnt wurde; entscheidend ist der Fehler daneben.</translation>
    </message>
    <message>
        <source>The consent was not granted</source>
        <translation>Die Zustimmung wurde nicht erteilt</translation>
    </message>
    <message>
        <source>The page for the consent came back without it.[ Microsoft says: {message}]</source>
        <translation>Die Seite für die Zustimmung kam ohne sie zurück.[ Microsoft meldet: {message}]</translation>
    </message>
    <message>
        <source>The consent is on its way: it may take some minutes.</source>
        <translation>Die Zustimmung ist unterwegs: Das kann einige Minuten dauern.</translation>
    </message>
    <message>
        <source>Let the portal check after the connection was made: its own sign-in is the proof.</source>
        <translation>Lassen Sie das Portal prüfen, nachdem die Verbindung eingerichtet ist: Seine eigene Anmeldung ist der Nachweis.</translation>
    </message>
    <message>
        <source>The consent is not proved yet</source>
        <translation>Die Zustimmung ist noch nicht nachgewiesen</translation>
    </message>
    <message>
        <source>The page for the consent says that it was granted. Nothing has proved it so far.</source>
        <translation>Die Seite für die Zustimmung meldet, dass sie erteilt wurde. Bisher ist das durch nichts nachgewiesen.</translation>
    </message>
    <message>
        <source>The consent was given before the application asked for this permission.</source>
        <translation>Die Zustimmung wurde erteilt, bevor die Anwendung diese Berechtigung verlangt hat.</translation>
    </message>
    <message>
        <source>A newer consent has replaced a wider one.</source>
        <translation>Eine neuere Zustimmung hat eine weiter gehende ersetzt.</translation>
    </message>
    <message>
        <source>Grant the consent again, in Entra under Enterprise applications, Permissions.</source>
        <translation>Erteilen Sie die Zustimmung erneut, in Entra unter Unternehmensanwendungen, Berechtigungen.</translation>
    </message>
    <message>
        <source>Without any consent Entra says AADSTS65001.</source>
        <translation>Ohne jede Zustimmung meldet Entra AADSTS65001.</translation>
    </message>
    <message>
        <source>The consent lacks a permission</source>
        <translation>Der Zustimmung fehlt eine Berechtigung</translation>
    </message>
    <message>
        <source>The application is consented, and a permission that it needs is missing.[ Missing: {missing}.]</source>
        <translation>Der Anwendung wurde zugestimmt, aber eine Berechtigung, die sie benötigt, fehlt.[ Es fehlt: {missing}.]</translation>
    </message>
    <message>
        <source>AskCody publishes no way to do it from here.</source>
        <translation>AskCody veröffentlicht keinen Weg, dies von hier aus zu tun.</translation>
    </message>
    <message>
        <source>Press Integrate in the portal, and sign in as Global Administrator.</source>
        <translation>Klicken Sie im Portal auf Integrate, und melden Sie sich als globaler Administrator an.</translation>
    </message>
    <message>
        <source>Compare what the page asks for with what this program explained.</source>
        <translation>Vergleichen Sie, was die Seite verlangt, mit dem, was dieses Programm erklärt hat.</translation>
    </message>
    <message>
        <source>The consent happens in the portal</source>
        <translation>Die Zustimmung erfolgt im Portal</translation>
    </message>
    <message>
        <source>This portal lets no program in, so the consent is granted with its own button. It was not tested here.</source>
        <translation>Dieses Portal lässt kein Programm ein; die Zustimmung wird daher mit seiner eigenen Schaltfläche erteilt. Sie wurde hier nicht getestet.</translation>
    </message>
    <message>
        <source>AskCody uses a new application.</source>
        <translation>AskCody verwendet eine neue Anwendung.</translation>
    </message>
    <message>
        <source>Somebody else answers in the place of the portal.</source>
        <translation>Jemand anderes antwortet anstelle des Portals.</translation>
    </message>
    <message>
        <source>Ask AskCody whether this is its application before you consent.</source>
        <translation>Fragen Sie AskCody, ob dies seine Anwendung ist, bevor Sie zustimmen.</translation>
    </message>
    <message>
        <source>Compare name and publisher on the page for the consent.</source>
        <translation>Vergleichen Sie Name und Herausgeber auf der Seite für die Zustimmung.</translation>
    </message>
    <message>
        <source>The portal names an application not known here</source>
        <translation>Das Portal nennt eine hier unbekannte Anwendung</translation>
    </message>
    <message>
        <source>The portal names an application for Exchange that this program does not know.[ It is {application}.]</source>
        <translation>Das Portal nennt eine Anwendung für Exchange, die dieses Programm nicht kennt.[ Es ist {application}.]</translation>
    </message>
    <message>
        <source>Choose the Modern connection: an administrator consents, and no password is shared.</source>
        <translation>Wählen Sie die moderne Verbindung: Ein Administrator stimmt zu, und es wird kein Kennwort weitergegeben.</translation>
    </message>
    <message>
        <source>If the rooms are on your own server, choose Exchange Server.</source>
        <translation>Liegen die Räume auf Ihrem eigenen Server, wählen Sie Exchange Server.</translation>
    </message>
    <message>
        <source>Exchange Online takes no password any more</source>
        <translation>Exchange Online nimmt kein Kennwort mehr an</translation>
    </message>
    <message>
        <source>Exchange Online has refused names with passwords for EWS since 1 October 2022. So the Basic connection is not offered for it.</source>
        <translation>Exchange Online lehnt Namen mit Kennwörtern für EWS seit dem 1. Oktober 2022 ab. Deshalb wird die Basic-Verbindung dafür nicht angeboten.</translation>
    </message>
    <message>
        <source>The mailboxes live on a server of your own.</source>
        <translation>Die Postfächer liegen auf einem eigenen Server.</translation>
    </message>
    <message>
        <source>Choose Exchange Server, and prepare the service account.</source>
        <translation>Wählen Sie Exchange Server, und bereiten Sie das Dienstkonto vor.</translation>
    </message>
    <message>
        <source>Exchange Server needs the Basic connection</source>
        <translation>Exchange Server braucht die Basic-Verbindung</translation>
    </message>
    <message>
        <source>The Modern connection of AskCody is for Exchange Online. An Exchange server of your own is connected with a service account.</source>
        <translation>Die moderne Verbindung von AskCody ist für Exchange Online bestimmt. Ein eigener Exchange-Server wird mit einem Dienstkonto verbunden.</translation>
    </message>
    <message>
        <source>The application of the sign-in has no permission for Microsoft Graph.</source>
        <translation>Die Anwendung der Anmeldung hat keine Berechtigung für Microsoft Graph.</translation>
    </message>
    <message>
        <source>Nobody has signed in.</source>
        <translation>Niemand hat sich angemeldet.</translation>
    </message>
    <message>
        <source>Add Place.Read.All and Calendars.Read to your own registration, and sign in again.</source>
        <translation>Fügen Sie Ihrer eigenen Registrierung Place.Read.All und Calendars.Read hinzu, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>Or leave it: AskCody works without this test.</source>
        <translation>Oder lassen Sie es dabei: AskCody funktioniert auch ohne diesen Test.</translation>
    </message>
    <message>
        <source>Microsoft Graph was not asked</source>
        <translation>Microsoft Graph wurde nicht gefragt</translation>
    </message>
    <message>
        <source>What Microsoft Graph would give when EWS has ended is not known: there was no permission to ask.</source>
        <translation>Was Microsoft Graph liefern würde, wenn EWS beendet ist, ist nicht bekannt: Die Berechtigung für die Abfrage fehlte.</translation>
    </message>
    <message>
        <source>The permission Place.Read.All was not consented.</source>
        <translation>Der Berechtigung Place.Read.All wurde nicht zugestimmt.</translation>
    </message>
    <message>
        <source>The account may not read the places of the organisation.</source>
        <translation>Das Konto darf die Orte der Organisation nicht lesen.</translation>
    </message>
    <message>
        <source>Grant the consent for Place.Read.All, and sign in again.</source>
        <translation>Erteilen Sie die Zustimmung für Place.Read.All, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>Refused calendars have another code: they are about Exchange.</source>
        <translation>Verweigerte Kalender haben einen anderen Code: Bei ihnen geht es um Exchange.</translation>
    </message>
    <message>
        <source>Microsoft Graph does not show the rooms</source>
        <translation>Microsoft Graph zeigt die Räume nicht</translation>
    </message>
    <message>
        <source>Microsoft Graph refuses the list of rooms to this sign-in.[ It says: {message}]</source>
        <translation>Microsoft Graph verweigert dieser Anmeldung die Liste der Räume.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>There are no room mailboxes in Exchange Online.</source>
        <translation>In Exchange Online gibt es keine Raumpostfächer.</translation>
    </message>
    <message>
        <source>New rooms can take a day until Microsoft Graph shows them.</source>
        <translation>Bei neuen Räumen kann es einen Tag dauern, bis Microsoft Graph sie zeigt.</translation>
    </message>
    <message>
        <source>Check that the rooms are room mailboxes in Exchange Online.</source>
        <translation>Prüfen Sie, ob die Räume Raumpostfächer in Exchange Online sind.</translation>
    </message>
    <message>
        <source>Microsoft Graph knows no rooms</source>
        <translation>Microsoft Graph kennt keine Räume</translation>
    </message>
    <message>
        <source>Microsoft Graph answers, and the list of rooms is empty.</source>
        <translation>Microsoft Graph antwortet, und die Liste der Räume ist leer.</translation>
    </message>
    <message>
        <source>The sign-in has ended.</source>
        <translation>Die Anmeldung ist abgelaufen.</translation>
    </message>
    <message>
        <source>A permission for Exchange is none for Microsoft Graph, and the other way round.</source>
        <translation>Eine Berechtigung für Exchange ist keine für Microsoft Graph und umgekehrt.</translation>
    </message>
    <message>
        <source>Microsoft Graph does not accept the sign-in</source>
        <translation>Microsoft Graph akzeptiert die Anmeldung nicht</translation>
    </message>
    <message>
        <source>The permission that was shown to Microsoft Graph is missing, out of date or made for another service.[ It says: {message}]</source>
        <translation>Die Berechtigung, die Microsoft Graph vorgelegt wurde, fehlt, ist abgelaufen oder für einen anderen Dienst ausgestellt.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>Place.Read.All or another permission was not consented.</source>
        <translation>Place.Read.All oder einer anderen Berechtigung wurde nicht zugestimmt.</translation>
    </message>
    <message>
        <source>Grant the consent for the permission, and sign in again.</source>
        <translation>Erteilen Sie die Zustimmung für die Berechtigung, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>ErrorAccessDenied is the refusal of Exchange.</source>
        <translation>ErrorAccessDenied ist die Ablehnung durch Exchange.</translation>
    </message>
    <message>
        <source>A directory permission is missing</source>
        <translation>Eine Berechtigung für das Verzeichnis fehlt</translation>
    </message>
    <message>
        <source>Microsoft Graph refuses, because the sign-in lacks a permission for the directory.[ It says: {message}]</source>
        <translation>Microsoft Graph lehnt ab, weil der Anmeldung eine Berechtigung für das Verzeichnis fehlt.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>The account or application may not read this calendar.</source>
        <translation>Das Konto oder die Anwendung darf diesen Kalender nicht lesen.</translation>
    </message>
    <message>
        <source>The message speaks of OData, as it does with such a list.</source>
        <translation>Die Meldung spricht von OData, wie es bei einer solchen Liste der Fall ist.</translation>
    </message>
    <message>
        <source>A list of program names is in force, which holds for Microsoft Graph, too.</source>
        <translation>Es gilt eine Liste von Programmnamen, die auch Microsoft Graph betrifft.</translation>
    </message>
    <message>
        <source>Look at the lists and at the scope.</source>
        <translation>Sehen Sie sich die Listen und den Verwaltungsbereich an.</translation>
    </message>
    <message>
        <source>Test the application with the command.</source>
        <translation>Testen Sie die Anwendung mit dem Befehl.</translation>
    </message>
    <message>
        <source>The message tells the three apart: RAOP is a policy, OData is a list of programs.</source>
        <translation>Die Meldung unterscheidet die drei: RAOP ist eine Richtlinie, OData eine Liste von Programmen.</translation>
    </message>
    <message>
        <source>Exchange refuses Microsoft Graph the calendar</source>
        <translation>Exchange verweigert Microsoft Graph den Kalender</translation>
    </message>
    <message>
        <source>Microsoft Graph passed the question on, and Exchange Online refused it.[ It says: {message}]</source>
        <translation>Microsoft Graph hat die Frage weitergegeben, und Exchange Online hat sie abgelehnt.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>The mailbox is on an Exchange server of your own.</source>
        <translation>Das Postfach liegt auf einem eigenen Exchange-Server.</translation>
    </message>
    <message>
        <source>It has no licence, or was removed.</source>
        <translation>Es hat keine Lizenz oder wurde entfernt.</translation>
    </message>
    <message>
        <source>Choose a mailbox in Exchange Online.</source>
        <translation>Wählen Sie ein Postfach in Exchange Online.</translation>
    </message>
    <message>
        <source>For the others stay with Exchange Server.</source>
        <translation>Bleiben Sie für die anderen bei Exchange Server.</translation>
    </message>
    <message>
        <source>GRAPH_ErrorInvalidUser means that there is no such address.</source>
        <translation>GRAPH_ErrorInvalidUser bedeutet, dass es die Adresse nicht gibt.</translation>
    </message>
    <message>
        <source>Microsoft Graph does not reach this mailbox</source>
        <translation>Microsoft Graph erreicht dieses Postfach nicht</translation>
    </message>
    <message>
        <source>The mailbox[ {mailbox}] is on your own server, inactive, or without a licence. Microsoft Graph reaches mailboxes in Exchange Online only.</source>
        <translation>Das Postfach[ {mailbox}] liegt auf Ihrem eigenen Server, ist inaktiv oder hat keine Lizenz. Microsoft Graph erreicht nur Postfächer in Exchange Online.</translation>
    </message>
    <message>
        <source>The address has a typing error.</source>
        <translation>Die Adresse enthält einen Tippfehler.</translation>
    </message>
    <message>
        <source>The mailbox was removed or renamed.</source>
        <translation>Das Postfach wurde entfernt oder umbenannt.</translation>
    </message>
    <message>
        <source>Microsoft Graph does not know this address</source>
        <translation>Microsoft Graph kennt diese Adresse nicht</translation>
    </message>
    <message>
        <source>There is no mailbox with the address[ {mailbox}].</source>
        <translation>Es gibt kein Postfach mit der Adresse[ {mailbox}].</translation>
    </message>
    <message>
        <source>It was removed or moved.</source>
        <translation>Es wurde entfernt oder verschoben.</translation>
    </message>
    <message>
        <source>Check again: everything is read anew.</source>
        <translation>Prüfen Sie erneut: Alles wird neu eingelesen.</translation>
    </message>
    <message>
        <source>Microsoft Graph does not find it</source>
        <translation>Microsoft Graph findet es nicht</translation>
    </message>
    <message>
        <source>What was asked for is not there, or not there any more.</source>
        <translation>Das Gesuchte ist nicht oder nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>Other applications ask the same mailboxes at this moment.</source>
        <translation>Andere Anwendungen fragen gerade dieselben Postfächer ab.</translation>
    </message>
    <message>
        <source>The limit of the organisation was reached.</source>
        <translation>Die Grenze der Organisation wurde erreicht.</translation>
    </message>
    <message>
        <source>Microsoft Graph asks to slow down</source>
        <translation>Microsoft Graph bittet um langsamere Anfragen</translation>
    </message>
    <message>
        <source>There were more questions than Microsoft Graph takes at once.[ It asks to wait {seconds} seconds.]</source>
        <translation>Es waren mehr Fragen, als Microsoft Graph auf einmal annimmt.[ Es bittet, {seconds} Sekunden zu warten.]</translation>
    </message>
    <message>
        <source>[For the support of Microsoft: request ID {requestId}.]</source>
        <translation>[Für den Support von Microsoft: Anforderungs-ID {requestId}.]</translation>
    </message>
    <message>
        <source>Microsoft Graph has a fault at the moment</source>
        <translation>Microsoft Graph hat zurzeit eine Störung</translation>
    </message>
    <message>
        <source>Microsoft Graph could not answer, for a reason on its own side.[ It says: {message}]</source>
        <translation>Microsoft Graph konnte nicht antworten, aus einem Grund auf seiner eigenen Seite.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>A setting or a passing fault is behind it.</source>
        <translation>Eine Einstellung oder eine vorübergehende Störung steckt dahinter.</translation>
    </message>
    <message>
        <source>Microsoft Graph refuses: {code}</source>
        <translation>Microsoft Graph lehnt ab: {code}</translation>
    </message>
    <message>
        <source>Microsoft Graph answered with {code}, which this program does not know.[ It says: {message}]</source>
        <translation>Microsoft Graph hat mit {code} geantwortet, das dieses Programm nicht kennt.[ Die Meldung lautet: {message}]</translation>
    </message>
    <message>
        <source>It was made by another cloud or organisation.</source>
        <translation>Die Berechtigung wurde von einer anderen Cloud oder Organisation ausgestellt.</translation>
    </message>
    <message>
        <source>An Exchange server of your own has old keys of the sign-in service.</source>
        <translation>Ein eigener Exchange-Server hat alte Schlüssel des Anmeldedienstes.</translation>
    </message>
    <message>
        <source>On a server of your own, refresh what it knows of the sign-in service.</source>
        <translation>Aktualisieren Sie auf einem eigenen Server, was er über den Anmeldedienst weiß.</translation>
    </message>
    <message>
        <source>A wrong time is number 2000002, a wrong service 2000003.</source>
        <translation>Eine falsche Zeit ist Nummer 2000002, ein falscher Dienst 2000003.</translation>
    </message>
    <message>
        <source>Exchange does not trust the signature</source>
        <translation>Exchange vertraut der Signatur nicht</translation>
    </message>
    <message>
        <source>Exchange knows no key for the signature of the permission that it was shown.[ Exchange says: {reason}]</source>
        <translation>Exchange kennt keinen Schlüssel zur Signatur der Berechtigung, die ihm vorgelegt wurde.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>The account is a personal one.</source>
        <translation>Das Konto ist ein persönliches.</translation>
    </message>
    <message>
        <source>Something on the way changed it.</source>
        <translation>Etwas auf dem Weg hat die Berechtigung verändert.</translation>
    </message>
    <message>
        <source>Sign in with a work account.</source>
        <translation>Melden Sie sich mit einem Geschäftskonto an.</translation>
    </message>
    <message>
        <source>A readable permission with a wrong signature is number 2000000.</source>
        <translation>Eine lesbare Berechtigung mit falscher Signatur ist Nummer 2000000.</translation>
    </message>
    <message>
        <source>Exchange cannot read the permission</source>
        <translation>Exchange kann die Berechtigung nicht lesen</translation>
    </message>
    <message>
        <source>What was shown to Exchange is not a permission of a work account.[ Exchange says: {reason}]</source>
        <translation>Was Exchange vorgelegt wurde, ist keine Berechtigung eines Geschäftskontos.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>The sign-in is older than an hour and was not renewed.</source>
        <translation>Die Anmeldung ist älter als eine Stunde und wurde nicht erneuert.</translation>
    </message>
    <message>
        <source>Set the clock of this computer.</source>
        <translation>Stellen Sie die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>The permission has run out</source>
        <translation>Die Berechtigung ist abgelaufen</translation>
    </message>
    <message>
        <source>Exchange says that the permission is out of date.[ Exchange says: {reason}]</source>
        <translation>Laut Exchange ist die Berechtigung abgelaufen.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>It was made for Microsoft Graph or for another cloud.</source>
        <translation>Sie wurde für Microsoft Graph oder für eine andere Cloud ausgestellt.</translation>
    </message>
    <message>
        <source>The address of an Exchange server of your own is not registered in Entra.</source>
        <translation>Die Adresse eines eigenen Exchange-Servers ist in Entra nicht registriert.</translation>
    </message>
    <message>
        <source>Check that the cloud is the right one.</source>
        <translation>Prüfen Sie, ob die Cloud die richtige ist.</translation>
    </message>
    <message>
        <source>The text names the expected and the actual address when a load balancer ends the encryption.</source>
        <translation>Der Text nennt die erwartete und die tatsächliche Adresse, wenn ein Load Balancer die Verschlüsselung beendet.</translation>
    </message>
    <message>
        <source>The permission is for another service</source>
        <translation>Die Berechtigung gilt für einen anderen Dienst</translation>
    </message>
    <message>
        <source>The permission was made for another service or another address than this one.[ Exchange says: {reason}]</source>
        <translation>Die Berechtigung wurde für einen anderen Dienst oder eine andere Adresse ausgestellt.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>An account of another organisation or cloud signed in.</source>
        <translation>Es hat sich ein Konto einer anderen Organisation oder Cloud angemeldet.</translation>
    </message>
    <message>
        <source>An Exchange server of your own trusts another organisation.</source>
        <translation>Ein eigener Exchange-Server vertraut einer anderen Organisation.</translation>
    </message>
    <message>
        <source>Sign in with an account of the organisation that owns the mailbox.</source>
        <translation>Melden Sie sich mit einem Konto der Organisation an, der das Postfach gehört.</translation>
    </message>
    <message>
        <source>The organisation is unknown to this server</source>
        <translation>Die Organisation ist diesem Server unbekannt</translation>
    </message>
    <message>
        <source>Exchange does not know the organisation that stands in the permission.[ Exchange says: {reason}]</source>
        <translation>Exchange kennt die Organisation nicht, die in der Berechtigung steht.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>The mailbox lives elsewhere.</source>
        <translation>Das Postfach liegt anderswo.</translation>
    </message>
    <message>
        <source>Exchange calls the person ambiguous.</source>
        <translation>Exchange nennt die Person mehrdeutig.</translation>
    </message>
    <message>
        <source>Two accounts share an address or a sign-in name.</source>
        <translation>Zwei Konten haben dieselbe Adresse oder denselben Anmeldenamen.</translation>
    </message>
    <message>
        <source>Check where the mailbox of the account lives.</source>
        <translation>Prüfen Sie, wo das Postfach des Kontos liegt.</translation>
    </message>
    <message>
        <source>Remove double addresses.</source>
        <translation>Entfernen Sie doppelte Adressen.</translation>
    </message>
    <message>
        <source>Exchange does not find the person</source>
        <translation>Exchange findet die Person nicht</translation>
    </message>
    <message>
        <source>The person in the permission does not exist here, or stands here twice.[ Exchange says: {reason}]</source>
        <translation>Die Person in der Berechtigung gibt es hier nicht, oder sie ist hier zweimal vorhanden.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>On a server of your own, the application is not registered as a partner.</source>
        <translation>Auf einem eigenen Server ist die Anwendung nicht als Partner registriert.</translation>
    </message>
    <message>
        <source>The application was disabled.</source>
        <translation>Die Anwendung wurde deaktiviert.</translation>
    </message>
    <message>
        <source>Check the registration of the application.</source>
        <translation>Prüfen Sie die Registrierung der Anwendung.</translation>
    </message>
    <message>
        <source>Exchange does not accept the application</source>
        <translation>Exchange akzeptiert die Anwendung nicht</translation>
    </message>
    <message>
        <source>The application in the permission is not one that Exchange accepts.[ Exchange says: {reason}]</source>
        <translation>Die Anwendung in der Berechtigung ist keine, die Exchange akzeptiert.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>Exchange could not check the permission</source>
        <translation>Exchange konnte die Berechtigung nicht prüfen</translation>
    </message>
    <message>
        <source>Something went wrong inside Exchange while it checked the permission.[ Exchange says: {reason}]</source>
        <translation>In Exchange ist etwas fehlgeschlagen, während es die Berechtigung geprüft hat.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>The application has no permission for EWS, or no consent for it.</source>
        <translation>Der Anwendung fehlt die Berechtigung für EWS oder die Zustimmung dafür.</translation>
    </message>
    <message>
        <source>The consent was given a moment ago and has not arrived.</source>
        <translation>Die Zustimmung wurde gerade erst erteilt und ist noch nicht angekommen.</translation>
    </message>
    <message>
        <source>Add EWS.AccessAsUser.All to the registration, and grant the consent.</source>
        <translation>Fügen Sie EWS.AccessAsUser.All zur Registrierung hinzu, und erteilen Sie die Zustimmung.</translation>
    </message>
    <message>
        <source>Wait some minutes after a consent, and sign in again.</source>
        <translation>Warten Sie nach einer Zustimmung einige Minuten, und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>HTTP 403 with a policy is about switches of the organisation instead.</source>
        <translation>Bei HTTP 403 mit einer Richtlinie geht es dagegen um Schalter der Organisation.</translation>
    </message>
    <message>
        <source>The permission allows nothing here</source>
        <translation>Die Berechtigung erlaubt hier nichts</translation>
    </message>
    <message>
        <source>The sign-in is right, and the permission holds nothing that Exchange could use.[ Exchange says: {reason}]</source>
        <translation>Die Anmeldung ist richtig, aber die Berechtigung enthält nichts, was Exchange verwenden kann.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>What stands behind this number is not known.</source>
        <translation>Was hinter dieser Nummer steht, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Send the text that Exchange gives to the support of Microsoft.</source>
        <translation>Senden Sie den Text, den Exchange angibt, an den Support von Microsoft.</translation>
    </message>
    <message>
        <source>Exchange does not accept the permission</source>
        <translation>Exchange akzeptiert die Berechtigung nicht</translation>
    </message>
    <message>
        <source>Exchange refuses the permission with number 2000009. Microsoft has published no meaning of it.[ Exchange says: {reason}]</source>
        <translation>Exchange lehnt die Berechtigung mit der Nummer 2000009 ab. Microsoft hat keine Bedeutung dazu veröffentlicht.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>Exchange refuses the permission with number 2000010. Microsoft has published no meaning of it.[ Exchange says: {reason}]</source>
        <translation>Exchange lehnt die Berechtigung mit der Nummer 2000010 ab. Microsoft hat keine Bedeutung dazu veröffentlicht.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>The restrictions for other organisations are in force in this network.</source>
        <translation>In diesem Netzwerk gelten die Einschränkungen für andere Organisationen.</translation>
    </message>
    <message>
        <source>Let the restrictions allow this organisation and application.</source>
        <translation>Lassen Sie diese Organisation und Anwendung in den Einschränkungen zu.</translation>
    </message>
    <message>
        <source>Use another network.</source>
        <translation>Verwenden Sie ein anderes Netzwerk.</translation>
    </message>
    <message>
        <source>The organisation restricts where it is used from</source>
        <translation>Die Organisation beschränkt, von wo aus sie genutzt wird</translation>
    </message>
    <message>
        <source>Exchange misses a claim that the restrictions of the organisation ask for.[ Exchange says: {reason}]</source>
        <translation>Exchange vermisst eine Angabe (Claim), die die Einschränkungen der Organisation verlangen.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>Exchange cannot use this kind of permission</source>
        <translation>Exchange kann diese Art der Berechtigung nicht verwenden</translation>
    </message>
    <message>
        <source>Exchange refuses the permission with number 3000000. Microsoft has published no meaning of it.[ Exchange says: {reason}]</source>
        <translation>Exchange lehnt die Berechtigung mit der Nummer 3000000 ab. Microsoft hat keine Bedeutung dazu veröffentlicht.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>It is an Exchange server of your own without hybrid modern authentication.</source>
        <translation>Es ist ein eigener Exchange-Server ohne moderne Hybridauthentifizierung.</translation>
    </message>
    <message>
        <source>Choose Exchange Server with a service account.</source>
        <translation>Wählen Sie Exchange Server mit einem Dienstkonto.</translation>
    </message>
    <message>
        <source>This Exchange does not take modern sign-ins</source>
        <translation>Dieses Exchange nimmt keine modernen Anmeldungen an</translation>
    </message>
    <message>
        <source>The server has no modern sign-in enabled for this domain.[ Exchange says: {reason}]</source>
        <translation>Auf dem Server ist für diese Domäne keine moderne Anmeldung aktiviert.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>A setting of Exchange or of the application is behind it.</source>
        <translation>Eine Einstellung von Exchange oder der Anwendung steckt dahinter.</translation>
    </message>
    <message>
        <source>Exchange does not accept the sign-in: {code}</source>
        <translation>Exchange akzeptiert die Anmeldung nicht: {code}</translation>
    </message>
    <message>
        <source>Exchange refuses the permission with {code}, which this program does not know.[ Exchange says: {reason}]</source>
        <translation>Exchange lehnt die Berechtigung mit {code} ab, das dieses Programm nicht kennt.[ Exchange meldet: {reason}]</translation>
    </message>
    <message>
        <source>Somebody made it by hand, or with another computer.</source>
        <translation>Jemand hat sie von Hand oder mit einem anderen Computer angelegt.</translation>
    </message>
    <message>
        <source>Both are wanted.</source>
        <translation>Beide sind gewollt.</translation>
    </message>
    <message>
        <source>Open the portal, and compare the two.</source>
        <translation>Öffnen Sie das Portal, und vergleichen Sie die beiden.</translation>
    </message>
    <message>
        <source>Remove the one that nobody needs any more, or choose another account for this one.</source>
        <translation>Entfernen Sie die, die niemand mehr braucht, oder wählen Sie für diese ein anderes Konto.</translation>
    </message>
    <message>
        <source>If both are right, go on: an organisation may have several.</source>
        <translation>Sind beide richtig, fahren Sie fort: Eine Organisation kann mehrere haben.</translation>
    </message>
    <message>
        <source>The portal has something like this already</source>
        <translation>Das Portal hat schon etwas Ähnliches</translation>
    </message>
    <message>
        <source>One serves the mailboxes on the server, and the other those in Exchange Online.</source>
        <translation>Die eine ist für die Postfächer auf dem Server zuständig, die andere für die in Exchange Online.</translation>
    </message>
    <message>
        <source>The code was copied from the other integration.</source>
        <translation>Der Code wurde von der anderen Integration kopiert.</translation>
    </message>
    <message>
        <source>Choose another code for one of the two. With a server and Exchange Online beside it they are usually called default and remote.</source>
        <translation>Wählen Sie für eine der beiden einen anderen Code. Bei einem Server mit Exchange Online daneben heißen sie üblicherweise default und remote.</translation>
    </message>
    <message>
        <source>Ask AskCody&apos;s support whether several integrations are switched on for your organisation.</source>
        <translation>Fragen Sie den Support von AskCody, ob für Ihre Organisation mehrere Integrationen freigeschaltet sind.</translation>
    </message>
    <message>
        <source>The identification code is taken</source>
        <translation>Der Identifikationscode ist vergeben</translation>
    </message>
    <message>
        <source>Another integration in the portal has the same identification code[, {found}].[ It is: {names}.] The code decides which of them serves a person.</source>
        <translation>Eine andere Integration im Portal hat denselben Identifikationscode[, {found}].[ Es ist: {names}.] Der Code entscheidet, welche von ihnen für eine Person zuständig ist.</translation>
    </message>
    <message>
        <source>The cloud got no connection.</source>
        <translation>Die Cloud bekam keine Verbindung.</translation>
    </message>
    <message>
        <source>The firewall lets this computer through, and AskCody&apos;s addresses not.</source>
        <translation>Die Firewall lässt diesen Computer durch, die Adressen von AskCody aber nicht.</translation>
    </message>
    <message>
        <source>The cloud found no address for the name.</source>
        <translation>Die Cloud fand zu dem Namen keine Adresse.</translation>
    </message>
    <message>
        <source>Outside, too, the name leads to a private address.</source>
        <translation>Auch von außen führt der Name zu einer privaten Adresse.</translation>
    </message>
    <message>
        <source>The name, or the address that it leads to, exists only inside your network.</source>
        <translation>Den Namen oder die Adresse, zu der er führt, gibt es nur in Ihrem Netzwerk.</translation>
    </message>
    <message>
        <source>The cloud had a connection, and did not trust it.</source>
        <translation>Die Cloud hatte eine Verbindung und hat ihr nicht vertraut.</translation>
    </message>
    <message>
        <source>The certificate is trusted on this computer only, or a link in its chain is missing.</source>
        <translation>Dem Zertifikat wird nur auf diesem Computer vertraut, oder in seiner Kette fehlt ein Glied.</translation>
    </message>
    <message>
        <source>The cloud had an answer, and it was not that of Exchange.</source>
        <translation>Die Cloud bekam eine Antwort, aber nicht die von Exchange.</translation>
    </message>
    <message>
        <source>A device in front of Exchange answers the cloud in another way than it answers you.</source>
        <translation>Ein Gerät vor Exchange antwortet der Cloud anders als Ihnen.</translation>
    </message>
    <message>
        <source>Ask AskCody&apos;s support which source addresses to let in[ for the region {region}].</source>
        <translation>Fragen Sie den Support von AskCody, welche Quelladressen[ für die Region {region}] einzulassen sind.</translation>
    </message>
    <message>
        <source>Try from outside your network, for example with a telephone off the company&apos;s Wi-Fi.</source>
        <translation>Versuchen Sie es von außerhalb Ihres Netzwerks, zum Beispiel mit einem Telefon, das nicht im WLAN des Unternehmens ist.</translation>
    </message>
    <message>
        <source>Check again. If you go on all the same, AskCody works only when the way is open.</source>
        <translation>Prüfen Sie erneut. Wenn Sie trotzdem fortfahren, funktioniert AskCody erst, wenn der Weg offen ist.</translation>
    </message>
    <message>
        <source>The cloud was asked to try the address without any password. What it found is in the details of this check.</source>
        <translation>Die Cloud wurde gebeten, die Adresse ohne Kennwort zu versuchen. Was sie gefunden hat, steht in den Details dieser Prüfung.</translation>
    </message>
    <message>
        <source>AskCody&apos;s cloud does not get through to Exchange</source>
        <translation>Die Cloud von AskCody kommt nicht zu Exchange durch</translation>
    </message>
    <message>
        <source>This computer reaches Exchange at the address, and AskCody&apos;s cloud does not.[ It stopped at: {title}.][ What it met there: {reason}.]</source>
        <translation>Dieser Computer erreicht Exchange unter der Adresse, die Cloud von AskCody aber nicht.[ Sie blieb hier stehen: {title}.][ Worauf sie dort traf: {reason}.]</translation>
    </message>
    <message>
        <source>Nobody has signed in with this program, or the sign-in was not kept.</source>
        <translation>Mit diesem Programm hat sich niemand angemeldet, oder die Anmeldung wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>The portal does not take the kept sign-in any more.</source>
        <translation>Das Portal nimmt die gespeicherte Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>A sign-in was kept, and it has ended.</source>
        <translation>Eine Anmeldung war gespeichert und ist abgelaufen.</translation>
    </message>
    <message>
        <source>The keychain could not be asked.</source>
        <translation>Der Schlüsselbund konnte nicht gefragt werden.</translation>
    </message>
    <message>
        <source>The keychain does not tell what is kept there.</source>
        <translation>Der Schlüsselbund gibt nicht preis, was darin aufbewahrt wird.</translation>
    </message>
    <message>
        <source>In the window, sign in to the portal, and check again.</source>
        <translation>Melden Sie sich im Fenster am Portal an, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>On the command line, use the command login once; later checks use the sign-in that it keeps.</source>
        <translation>Führen Sie auf der Befehlszeile einmal den Befehl login aus; spätere Prüfungen verwenden die Anmeldung, die er speichert.</translation>
    </message>
    <message>
        <source>If the portal does not matter here, leave it out of the file.</source>
        <translation>Spielt das Portal hier keine Rolle, lassen Sie es in der Datei weg.</translation>
    </message>
    <message>
        <source>Nobody is signed in to the portal</source>
        <translation>Niemand ist am Portal angemeldet</translation>
    </message>
    <message>
        <source>What the portal[ {portal}] says about your account, and how its cloud sees the server, needs a sign-in.[ What is known about the last one: {reason}.] The checks sign nobody in.</source>
        <translation>Was das Portal[ {portal}] über Ihr Konto sagt und wie seine Cloud den Server sieht, lässt sich nur mit einer Anmeldung feststellen.[ Was über die letzte bekannt ist: {reason}.] Die Prüfungen melden niemanden an.</translation>
    </message>
    <message>
        <source>The address of the portal has a typing mistake.</source>
        <translation>Die Adresse des Portals enthält einen Tippfehler.</translation>
    </message>
    <message>
        <source>This computer asks a DNS server that knows no names on the internet.</source>
        <translation>Dieser Computer fragt einen DNS-Server, der keine Namen im Internet kennt.</translation>
    </message>
    <message>
        <source>There is no portal of this name</source>
        <translation>Ein Portal mit diesem Namen gibt es nicht</translation>
    </message>
    <message>
        <source>A firewall lets this computer out to the internet through a proxy only.</source>
        <translation>Eine Firewall lässt diesen Computer nur über einen Proxy ins Internet.</translation>
    </message>
    <message>
        <source>The address is not that of a portal.</source>
        <translation>Die Adresse ist nicht die eines Portals.</translation>
    </message>
    <message>
        <source>The portal is down.</source>
        <translation>Das Portal ist ausgefallen.</translation>
    </message>
    <message>
        <source>Open the portal&apos;s address in a browser on this computer. If that works, the browser knows a proxy that this program does not.</source>
        <translation>Öffnen Sie die Adresse des Portals in einem Browser auf diesem Computer. Funktioniert das, kennt der Browser einen Proxy, den dieses Programm nicht kennt.</translation>
    </message>
    <message>
        <source>Let port 443 through from here to the portal, or set the proxy in the system.</source>
        <translation>Lassen Sie Port 443 von hier zum Portal durch, oder stellen Sie den Proxy im System ein.</translation>
    </message>
    <message>
        <source>The portal does not answer</source>
        <translation>Das Portal antwortet nicht</translation>
    </message>
    <message>
        <source>The connection to the portal[ {host}] was tried, and no answer came at all.</source>
        <translation>Die Verbindung zum Portal[ {host}] wurde versucht, und es kam keinerlei Antwort.</translation>
    </message>
    <message>
        <source>The portal is overloaded or under maintenance.</source>
        <translation>Das Portal ist überlastet oder wird gewartet.</translation>
    </message>
    <message>
        <source>A proxy or another device on the way holds the answer back.</source>
        <translation>Ein Proxy oder ein anderes Gerät auf dem Weg hält die Antwort zurück.</translation>
    </message>
    <message>
        <source>Check again in a few minutes.</source>
        <translation>Prüfen Sie in einigen Minuten erneut.</translation>
    </message>
    <message>
        <source>Open the portal&apos;s address in a browser on this computer, and compare.</source>
        <translation>Öffnen Sie die Adresse des Portals in einem Browser auf diesem Computer, und vergleichen Sie.</translation>
    </message>
    <message>
        <source>The portal took too long to answer</source>
        <translation>Das Portal hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>The portal[ {host}] was asked what it offers, and no complete answer came in time.</source>
        <translation>Das Portal[ {host}] wurde gefragt, was es anbietet, und es kam nicht rechtzeitig eine vollständige Antwort.</translation>
    </message>
    <message>
        <source>The address is not that of your organisation&apos;s portal.</source>
        <translation>Die Adresse ist nicht die des Portals Ihrer Organisation.</translation>
    </message>
    <message>
        <source>The portal does not send the intermediate certificate.</source>
        <translation>Das Portal sendet das Zwischenzertifikat nicht mit.</translation>
    </message>
    <message>
        <source>Look at the certificate in a browser. If a company or a security product that you know issued it, exempt the portal there.</source>
        <translation>Sehen Sie sich das Zertifikat in einem Browser an. Wurde es von einem Unternehmen oder einem Sicherheitsprodukt ausgestellt, das Sie kennen, nehmen Sie das Portal dort aus.</translation>
    </message>
    <message>
        <source>A file with a certificate authority that you trust for Exchange is not used for the portal, on purpose.</source>
        <translation>Eine Datei mit einer Zertifizierungsstelle, der Sie für Exchange vertrauen, wird für das Portal absichtlich nicht verwendet.</translation>
    </message>
    <message>
        <source>The portal&apos;s certificate cannot be trusted</source>
        <translation>Dem Zertifikat des Portals kann nicht vertraut werden</translation>
    </message>
    <message>
        <source>This computer cannot find who issued the certificate that came for the portal.[ The issuer is {issuer}.] Nothing of worth was sent.</source>
        <translation>Dieser Computer kann nicht feststellen, wer das Zertifikat ausgestellt hat, das für das Portal kam.[ Der Aussteller ist {issuer}.] Es wurde nichts Schützenswertes gesendet.</translation>
    </message>
    <message>
        <source>The end of EWS in Exchange Online is announced</source>
        <translation>Das Ende von EWS in Exchange Online wird angekündigt</translation>
    </message>
    <message>
        <source>Microsoft says that Exchange Online will stop answering Exchange Web Services (EWS) from 1 October 2026 on. Exchange Server keeps it.</source>
        <translation>Microsoft teilt mit, dass Exchange Online ab dem 1. Oktober 2026 nicht mehr über die Exchange-Webdienste (EWS) antworten wird. Exchange Server behält EWS.</translation>
    </message>
    <message>
        <source>Organisation and mailbox must both allow EWS</source>
        <translation>Organisation und Postfach müssen beide EWS erlauben</translation>
    </message>
    <message>
        <source>Until then the mailbox&apos;s switch could allow what the organisation&apos;s forbade. Since then both have to allow EWS.</source>
        <translation>Bis dahin konnte der Schalter des Postfachs erlauben, was der der Organisation verbot. Seitdem müssen beide EWS erlauben.</translation>
    </message>
    <message>
        <source>The plan: in waves, with a list of applications</source>
        <translation>Der Plan: in Wellen, mit einer Liste von Anwendungen</translation>
    </message>
    <message>
        <source>Microsoft publishes the plan of switching EWS off in waves, and a list of applications that an organisation may go on allowing for a while.</source>
        <translation>Microsoft veröffentlicht den Plan, EWS in Wellen abzuschalten, und eine Liste von Anwendungen, die eine Organisation noch eine Zeit lang erlauben kann.</translation>
    </message>
    <message>
        <source>No EWS for frontline licences any more</source>
        <translation>Kein EWS mehr für Frontline-Lizenzen</translation>
    </message>
    <message>
        <source>Mailboxes with a Kiosk, F1 or F3 licence only are answered with “forbidden” (403). Sources disagree on whether the roll-out began in March or ended in July.</source>
        <translation>Postfächer, die nur eine Kiosk-, F1- oder F3-Lizenz haben, erhalten „forbidden“ (403) als Antwort. Die Quellen sind sich nicht einig, ob die Einführung im März begann oder im Juli endete.</translation>
    </message>
    <message>
        <source>The list of allowed applications arrives</source>
        <translation>Die Liste der erlaubten Anwendungen kommt</translation>
    </message>
    <message>
        <source>The setting EwsAllowedAppIDs holds the IDs of the applications that may use EWS. Setting it replaces the whole list.</source>
        <translation>Die Einstellung EwsAllowedAppIDs enthält die IDs der Anwendungen, die EWS verwenden dürfen. Wird sie gesetzt, ersetzt das die gesamte Liste.</translation>
    </message>
    <message>
        <source>Last day to choose before Microsoft does</source>
        <translation>Letzter Tag, um vor Microsoft zu wählen</translation>
    </message>
    <message>
        <source>An organisation that had set EwsEnabled to true and written its own list by then is spared the automatic switching off in October.</source>
        <translation>Eine Organisation, die bis dahin EwsEnabled auf true gesetzt und eine eigene Liste erstellt hatte, bleibt von der automatischen Abschaltung im Oktober verschont.</translation>
    </message>
    <message>
        <source>Switching off begins</source>
        <translation>Die Abschaltung beginnt</translation>
    </message>
    <message>
        <source>Organisations that have not set EwsEnabled are switched off in waves from now until March 2027. Each hears seven days before in the Message Center, and gets a list made from what it used.</source>
        <translation>Organisationen, die EwsEnabled nicht gesetzt haben, werden von nun an bis März 2027 in Wellen abgeschaltet. Jede erfährt es sieben Tage vorher im Nachrichtencenter und erhält eine Liste aus dem, was sie verwendet hat.</translation>
    </message>
    <message>
        <source>Microsoft writes missing lists</source>
        <translation>Microsoft erstellt fehlende Listen</translation>
    </message>
    <message>
        <source>Where EwsEnabled is true and there is no list, Microsoft writes one from the applications that used EWS in the last 60 days.</source>
        <translation>Wo EwsEnabled auf true steht und keine Liste vorhanden ist, erstellt Microsoft eine aus den Anwendungen, die in den letzten 60 Tagen EWS verwendet haben.</translation>
    </message>
    <message>
        <source>Only listed applications are answered</source>
        <translation>Nur aufgeführte Anwendungen erhalten Antwort</translation>
    </message>
    <message>
        <source>Where EwsEnabled is true, only the applications in EwsAllowedAppIDs are answered from now on. An empty list blocks all of them.</source>
        <translation>Wo EwsEnabled auf true steht, erhalten von nun an nur noch die Anwendungen in EwsAllowedAppIDs Antwort. Eine leere Liste blockiert alle.</translation>
    </message>
    <message>
        <source>EWS in Exchange Online ends for good</source>
        <translation>EWS in Exchange Online endet endgültig</translation>
    </message>
    <message>
        <source>The switches are removed, and there are no exceptions. Applications have to use Microsoft Graph.</source>
        <translation>Die Schalter werden entfernt, und es gibt keine Ausnahmen. Anwendungen müssen Microsoft Graph verwenden.</translation>
    </message>
    <message>
        <source>This cloud has a schedule of its own</source>
        <translation>Diese Cloud hat einen eigenen Zeitplan</translation>
    </message>
    <message>
        <source>The published days are those of the worldwide cloud. For this one Microsoft announces them in the organisation&apos;s Message Center.</source>
        <translation>Die veröffentlichten Termine sind die der weltweiten Cloud. Für diese gibt Microsoft sie im Nachrichtencenter der Organisation bekannt.</translation>
    </message>
    <message>
        <source>Microsoft Graph is to catch up</source>
        <translation>Microsoft Graph soll aufholen</translation>
    </message>
    <message>
        <source>What Microsoft Graph lacks in the national clouds is planned for the last quarter of 2026. A day was not published.</source>
        <translation>Was Microsoft Graph in den nationalen Clouds fehlt, ist für das letzte Quartal 2026 geplant. Ein Tag wurde nicht veröffentlicht.</translation>
    </message>
    <message>
        <source>The name, a secret or the object id of the application was copied instead.</source>
        <translation>Stattdessen wurde der Name, ein Geheimnis oder die Objekt-ID der Anwendung kopiert.</translation>
    </message>
    <message>
        <source>Copy the Application (client) ID from the overview of the app registration.</source>
        <translation>Kopieren Sie die Anwendungs-ID (Client) aus der Übersicht der App-Registrierung.</translation>
    </message>
    <message>
        <source>This is not the id of an application</source>
        <translation>Das ist keine ID einer Anwendung</translation>
    </message>
    <message>
        <source>The value for “{field}” has to be the Application (client) ID of an app registration, such as 5b0c1f9e-0000-4000-8000-000000000001.[ What was typed: {typed}.]</source>
        <translation>Der Wert für „{field}“ muss die Anwendungs-ID (Client) einer App-Registrierung sein, etwa 5b0c1f9e-0000-4000-8000-000000000001.[ Eingegeben wurde: {typed}.]</translation>
    </message>
    <message>
        <source>The name of the cloud is misspelt.</source>
        <translation>Der Name der Cloud ist falsch geschrieben.</translation>
    </message>
    <message>
        <source>Leave it out: the program finds the cloud from the mail domain.</source>
        <translation>Lassen Sie ihn weg: Das Programm findet die Cloud über die Mail-Domäne.</translation>
    </message>
    <message>
        <source>This cloud is not known</source>
        <translation>Diese Cloud ist nicht bekannt</translation>
    </message>
    <message>
        <source>The value for “{field}” has to be one of {proposal}.[ What was typed: {typed}.]</source>
        <translation>Der Wert für „{field}“ muss einer von diesen sein: {proposal}.[ Eingegeben wurde: {typed}.]</translation>
    </message>
    <message>
        <source>[This computer has made {names} in this portal. If the file means that one, put this beside its name: &quot;id&quot;: &quot;{found}&quot;]</source>
        <translation>[Dieser Computer hat in diesem Portal {names} angelegt. Wenn die Datei diese Integration meint, schreiben Sie neben ihren Namen: &quot;id&quot;: &quot;{found}&quot;]</translation>
    </message>
    <message>
        <source>[If it is to be another one beside {names}: &quot;id&quot;: &quot;{proposal}&quot;]</source>
        <translation>[Wenn es eine weitere neben {names} sein soll: &quot;id&quot;: &quot;{proposal}&quot;]</translation>
    </message>
    <message>
        <source>This network does not let the program reach Microsoft&apos;s cloud.</source>
        <translation>Dieses Netzwerk lässt das Programm nicht zur Cloud von Microsoft.</translation>
    </message>
    <message>
        <source>Microsoft&apos;s cloud did not say</source>
        <translation>Microsofts Cloud hat es nicht gesagt</translation>
    </message>
    <message>
        <source>Microsoft&apos;s cloud was not asked in this run, or it did not answer, so this is not known.</source>
        <translation>Microsofts Cloud wurde in diesem Lauf nicht gefragt oder hat nicht geantwortet; deshalb ist das nicht bekannt.</translation>
    </message>
    <message>
        <source>It was compared with the clock of Microsoft&apos;s sign-in.</source>
        <translation>Verglichen wurde mit der Uhr von Microsofts Anmeldung.</translation>
    </message>
    <message>
        <source>In Exchange Online no service account signs in, but the application of AskCody.</source>
        <translation>In Exchange Online meldet sich kein Dienstkonto an, sondern die Anwendung von AskCody.</translation>
    </message>
    <message>
        <source>The scope of AskCody&apos;s application in Exchange Online leaves this mailbox out.</source>
        <translation>Der Verwaltungsbereich von AskCodys Anwendung in Exchange Online lässt dieses Postfach aus.</translation>
    </message>
    <message>
        <source>With Exchange Online, test the application and its scope with the last command.</source>
        <translation>Bei Exchange Online prüfen Sie die Anwendung und ihren Verwaltungsbereich mit dem letzten Befehl.</translation>
    </message>
    <message>
        <source>Entra names live.com, where personal accounts are.</source>
        <translation>Entra nennt live.com, wo persönliche Konten liegen.</translation>
    </message>
    <message>
        <source>The list of trusted issuers of this computer is out of date.</source>
        <translation>Die Liste vertrauenswürdiger Aussteller auf diesem Computer ist veraltet.</translation>
    </message>
    <message>
        <source>Exempt Microsoft&apos;s sign-in and Exchange Online from the inspection. Microsoft asks for that, too.</source>
        <translation>Nehmen Sie Microsofts Anmeldung und Exchange Online von der Überwachung aus. Das verlangt auch Microsoft.</translation>
    </message>
    <message>
        <source>Look at the certificate in a browser: it names who issued it.</source>
        <translation>Sehen Sie sich das Zertifikat in einem Browser an: Es nennt, wer es ausgestellt hat.</translation>
    </message>
    <message>
        <source>Microsoft&apos;s own certificate is trusted by every computer, so this one is not Microsoft&apos;s.</source>
        <translation>Microsofts eigenem Zertifikat vertraut jeder Computer; dieses ist also nicht von Microsoft.</translation>
    </message>
    <message>
        <source>Somebody looks into the traffic to Microsoft</source>
        <translation>Jemand liest den Verkehr zu Microsoft mit</translation>
    </message>
    <message>
        <source>The certificate that came for Microsoft&apos;s sign-in[ {host}] is of an issuer that this computer does not know.[ The issuer is {issuer}.] Nothing of worth was sent.</source>
        <translation>Das Zertifikat, das für Microsofts Anmeldung kam[, {host}], stammt von einem Aussteller, den dieser Computer nicht kennt.[ Der Aussteller ist {issuer}.] Es wurde nichts Schützenswertes gesendet.</translation>
    </message>
    <message>
        <source>A rule of the organisation forbids this account or this application.</source>
        <translation>Eine Regel der Organisation verbietet dieses Konto oder diese Anwendung.</translation>
    </message>
    <message>
        <source>Look at the sign-in logs in Entra: they name the rule.</source>
        <translation>Sehen Sie in den Anmeldeprotokollen in Entra nach: Sie nennen die Regel.</translation>
    </message>
    <message>
        <source>The sign-in at Microsoft was declined</source>
        <translation>Die Anmeldung bei Microsoft wurde abgelehnt</translation>
    </message>
    <message>
        <source>Microsoft&apos;s sign-in ended without permission for this program, and without a number that tells more.[ Microsoft says: {message}]</source>
        <translation>Microsofts Anmeldung endete ohne Erlaubnis für dieses Programm und ohne eine Nummer, die mehr sagt.[ Microsoft sagt: {message}]</translation>
    </message>
    <message>
        <source>Microsoft&apos;s sign-in wants to ask you something</source>
        <translation>Microsofts Anmeldung möchte Sie etwas fragen</translation>
    </message>
    <message>
        <source>The kept sign-in is not enough: Microsoft wants a person in the browser, for a second factor or a consent.[ Microsoft says: {message}]</source>
        <translation>Die behaltene Anmeldung reicht nicht: Microsoft möchte eine Person im Browser, für einen zweiten Faktor oder eine Zustimmung.[ Microsoft sagt: {message}]</translation>
    </message>
    <message>
        <source>When it lasts, look at the service health in the Microsoft 365 admin center.</source>
        <translation>Wenn es anhält, sehen Sie im Microsoft 365 Admin Center nach dem Dienststatus.</translation>
    </message>
    <message>
        <source>Microsoft&apos;s sign-in is out of order at the moment</source>
        <translation>Microsofts Anmeldung ist gerade außer Betrieb</translation>
    </message>
    <message>
        <source>Microsoft&apos;s sign-in says itself that it cannot work at the moment.[ Microsoft says: {message}]</source>
        <translation>Microsofts Anmeldung sagt selbst, dass sie gerade nicht arbeiten kann.[ Microsoft sagt: {message}]</translation>
    </message>
    <message>
        <source>Microsoft&apos;s sign-in has a fault</source>
        <translation>Microsofts Anmeldung hat einen Fehler</translation>
    </message>
    <message>
        <source>Microsoft&apos;s sign-in says that something went wrong on its own side.[ Microsoft says: {message}]</source>
        <translation>Microsofts Anmeldung sagt, dass auf ihrer eigenen Seite etwas schiefging.[ Microsoft sagt: {message}]</translation>
    </message>
    <message>
        <source>Microsoft&apos;s page shows an error.</source>
        <translation>Microsofts Seite zeigt einen Fehler.</translation>
    </message>
    <message>
        <source>Copy the text of the error into this program: the number in it tells the reason.</source>
        <translation>Kopieren Sie den Text des Fehlers in dieses Programm: Die Nummer darin nennt den Grund.</translation>
    </message>
    <message>
        <source>Microsoft shows some errors on its page only, and never sends them to a program.</source>
        <translation>Manche Fehler zeigt Microsoft nur auf seiner Seite und sendet sie nie an ein Programm.</translation>
    </message>
    <message>
        <source>Nothing came back from Microsoft&apos;s page</source>
        <translation>Von Microsofts Seite kam nichts zurück</translation>
    </message>
    <message>
        <source>Microsoft&apos;s page was opened, and the browser did not hand back a result in time.</source>
        <translation>Microsofts Seite wurde geöffnet, und der Browser hat nicht rechtzeitig ein Ergebnis übergeben.</translation>
    </message>
    <message>
        <source>The address of a personal account was entered.</source>
        <translation>Es wurde die Adresse eines persönlichen Kontos eingegeben.</translation>
    </message>
    <message>
        <source>Enter the e-mail address of an administrator of the organisation.</source>
        <translation>Geben Sie die E-Mail-Adresse eines Administrators der Organisation ein.</translation>
    </message>
    <message>
        <source>This is the address of a personal account</source>
        <translation>Das ist die Adresse eines persönlichen Kontos</translation>
    </message>
    <message>
        <source>The mail domain[ {domain}] belongs to Microsoft&apos;s personal accounts, which no organisation administers.</source>
        <translation>Die Mail-Domäne[ {domain}] gehört zu Microsofts persönlichen Konten, die keine Organisation verwaltet.</translation>
    </message>
    <message>
        <source>Compare the name with that of the server, letter by letter.</source>
        <translation>Vergleichen Sie den Namen Buchstabe für Buchstabe mit dem des Servers.</translation>
    </message>
    <message>
        <source>Look the name up on a computer in the company network.</source>
        <translation>Lösen Sie den Namen auf einem Computer im Unternehmensnetzwerk auf.</translation>
    </message>
    <message>
        <source>The name ends in a part that is used inside company networks only.</source>
        <translation>Der Name endet auf einen Teil, der nur innerhalb von Unternehmensnetzwerken verwendet wird.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the domain whether there is a record.</source>
        <translation>Fragen Sie die für die Domäne zuständige Stelle, ob es einen Eintrag gibt.</translation>
    </message>
    <message>
        <source>Look with the commands below whether the web server runs and listens.</source>
        <translation>Sehen Sie mit den folgenden Befehlen nach, ob der Webserver läuft und auf Verbindungen wartet.</translation>
    </message>
    <message>
        <source>The port is the usual one.</source>
        <translation>Der Port ist der übliche.</translation>
    </message>
    <message>
        <source>The address names port {port}; EWS is at 443.</source>
        <translation>Die Adresse nennt Port {port}; EWS ist auf Port 443.</translation>
    </message>
    <message>
        <source>Whether AskCody’s cloud reaches the server, which this computer does not.</source>
        <translation>Ob die Cloud von AskCody den Server erreicht, den dieser Computer nicht erreicht.</translation>
    </message>
    <message>
        <source>Try the address from another network.</source>
        <translation>Versuchen Sie die Adresse aus einem anderen Netzwerk.</translation>
    </message>
    <message>
        <source>The name leads to different addresses, and so perhaps to another device.</source>
        <translation>Der Name führt zu verschiedenen Adressen und damit vielleicht zu einem anderen Gerät.</translation>
    </message>
    <message>
        <source>Try the address from another network, or from a computer inside.</source>
        <translation>Versuchen Sie die Adresse aus einem anderen Netzwerk oder von einem Computer innerhalb des Netzwerks.</translation>
    </message>
    <message>
        <source>Try the address from a computer in the company network.</source>
        <translation>Versuchen Sie die Adresse von einem Computer im Unternehmensnetzwerk.</translation>
    </message>
    <message>
        <source>The name leads to a private address.</source>
        <translation>Der Name führt zu einer privaten Adresse.</translation>
    </message>
    <message>
        <source>Compare the address with the one of the server itself.</source>
        <translation>Vergleichen Sie die Adresse mit der des Servers selbst.</translation>
    </message>
    <message>
        <source>DNS and this computer do not agree on the address.</source>
        <translation>DNS und dieser Computer sind sich über die Adresse nicht einig.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the server whether it runs.</source>
        <translation>Fragen Sie die für den Server zuständige Stelle, ob er läuft.</translation>
    </message>
    <message>
        <source>Compare the proxy with the one that a browser on this computer uses.</source>
        <translation>Vergleichen Sie den Proxy mit dem, den ein Browser auf diesem Computer verwendet.</translation>
    </message>
    <message>
        <source>AskCody’s cloud did not reach the server.</source>
        <translation>Die Cloud von AskCody hat den Server nicht erreicht.</translation>
    </message>
    <message>
        <source>Whether AskCody’s cloud reaches the server by this name.</source>
        <translation>Ob die Cloud von AskCody den Server unter diesem Namen erreicht.</translation>
    </message>
    <message>
        <source>Look the name up from outside, for example with a phone that is not in the company network.</source>
        <translation>Lösen Sie den Namen von außerhalb auf, zum Beispiel mit einem Telefon, das nicht im Unternehmensnetzwerk ist.</translation>
    </message>
    <message>
        <source>AskCody’s cloud reached the server.</source>
        <translation>Die Cloud von AskCody hat den Server erreicht.</translation>
    </message>
    <message>
        <source>IPv6 is published in DNS, but a firewall does not let it through.</source>
        <translation>IPv6 ist in DNS veröffentlicht, aber eine Firewall lässt es nicht durch.</translation>
    </message>
    <message>
        <source>The server or load balancer does not listen on IPv6.</source>
        <translation>Der Server oder Load Balancer lauscht nicht auf IPv6.</translation>
    </message>
    <message>
        <source>This network has no working way to the IPv6 internet.</source>
        <translation>Dieses Netz hat keinen funktionierenden Weg ins IPv6-Internet.</translation>
    </message>
    <message>
        <source>Let port 443 through over IPv6, too.</source>
        <translation>Lassen Sie Port 443 auch über IPv6 durch.</translation>
    </message>
    <message>
        <source>Or remove the AAAA record from DNS.</source>
        <translation>Oder entfernen Sie den AAAA-Eintrag aus DNS.</translation>
    </message>
    <message>
        <source>Browsers try both ways at once and hide this. Other programs wait or fail.</source>
        <translation>Browser versuchen beide Wege gleichzeitig und verdecken das Problem. Andere Programme warten oder scheitern.</translation>
    </message>
    <message>
        <source>The IPv6 address does not answer</source>
        <translation>Die IPv6-Adresse antwortet nicht</translation>
    </message>
    <message>
        <source>The server answers over IPv4, but not at its IPv6 addresses[: {addresses}].</source>
        <translation>Der Server antwortet über IPv4, aber nicht unter seinen IPv6-Adressen[: {addresses}].</translation>
    </message>
    <message>
        <source>The proxy settings of this computer are out of date, or of another network.</source>
        <translation>Die Proxyeinstellungen dieses Computers sind veraltet oder gehören zu einem anderen Netz.</translation>
    </message>
    <message>
        <source>The proxy is down.</source>
        <translation>Der Proxy ist ausgefallen.</translation>
    </message>
    <message>
        <source>Correct or remove the proxy settings of this computer.</source>
        <translation>Korrigieren oder entfernen Sie die Proxyeinstellungen dieses Computers.</translation>
    </message>
    <message>
        <source>Ask who runs the proxy whether it is up.</source>
        <translation>Fragen Sie die Betreiber des Proxys, ob er in Betrieb ist.</translation>
    </message>
    <message>
        <source>A proxy that answers and refuses is reported differently.</source>
        <translation>Ein Proxy, der antwortet und ablehnt, wird anders gemeldet.</translation>
    </message>
    <message>
        <source>The proxy does not answer</source>
        <translation>Der Proxy antwortet nicht</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] that this computer is told to use cannot be reached. The server was not asked.</source>
        <translation>Der Proxy[ {proxy}], den dieser Computer verwenden soll, ist nicht erreichbar. Der Server wurde nicht gefragt.</translation>
    </message>
    <message>
        <source>The proxy&apos;s rules block this server, port or kind of connection.</source>
        <translation>Die Regeln des Proxys blockieren diesen Server, diesen Port oder diese Art von Verbindung.</translation>
    </message>
    <message>
        <source>Allow connections to this server on port 443 in the proxy.</source>
        <translation>Erlauben Sie im Proxy Verbindungen zu diesem Server auf Port 443.</translation>
    </message>
    <message>
        <source>Or add the server to the addresses that bypass the proxy.</source>
        <translation>Oder nehmen Sie den Server in die Adressen auf, die den Proxy umgehen.</translation>
    </message>
    <message>
        <source>The proxy works, and no sign-in is missing. It says no to this server or port.</source>
        <translation>Der Proxy funktioniert, und es fehlt keine Anmeldung. Er lehnt diesen Server oder Port ab.</translation>
    </message>
    <message>
        <source>The proxy does not allow this server</source>
        <translation>Der Proxy erlaubt diesen Server nicht</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] was reached and refuses to connect to the server[ {host}].[ It is probably {inspectedBy}.]</source>
        <translation>Der Proxy[ {proxy}] wurde erreicht und lehnt die Verbindung zum Server[ {host}] ab.[ Es ist vermutlich {inspectedBy}.]</translation>
    </message>
    <message>
        <source>The address leads to a web server or another service instead of a proxy.</source>
        <translation>Die Adresse führt zu einem Webserver oder einem anderen Dienst statt zu einem Proxy.</translation>
    </message>
    <message>
        <source>A device in front of the proxy cuts the connection.</source>
        <translation>Ein Gerät vor dem Proxy trennt die Verbindung.</translation>
    </message>
    <message>
        <source>Check host and port in this computer&apos;s proxy settings.</source>
        <translation>Prüfen Sie Host und Port in den Proxyeinstellungen dieses Computers.</translation>
    </message>
    <message>
        <source>Look into the proxy&apos;s log.</source>
        <translation>Sehen Sie im Protokoll des Proxys nach.</translation>
    </message>
    <message>
        <source>The proxy was reached, but its answer makes no sense. It did not refuse either.</source>
        <translation>Der Proxy wurde erreicht, aber seine Antwort ergibt keinen Sinn. Abgelehnt hat er auch nicht.</translation>
    </message>
    <message>
        <source>The proxy cannot pass encrypted connections</source>
        <translation>Der Proxy kann keine verschlüsselten Verbindungen weiterleiten</translation>
    </message>
    <message>
        <source>What answers at the proxy&apos;s address[ {proxy}] does not do what a proxy does when asked for a connection.</source>
        <translation>Was unter der Adresse des Proxys[ {proxy}] antwortet, verhält sich nicht wie ein Proxy, wenn es um eine Verbindung gebeten wird.</translation>
    </message>
    <message>
        <source>The part of the system that runs proxy scripts is not installed.</source>
        <translation>Der Teil des Systems, der Proxyskripte ausführt, ist nicht installiert.</translation>
    </message>
    <message>
        <source>The script cannot be fetched, or holds a mistake.</source>
        <translation>Das Skript lässt sich nicht abrufen oder enthält einen Fehler.</translation>
    </message>
    <message>
        <source>The script sends these hosts the direct way, which is fine.</source>
        <translation>Das Skript schickt diese Hosts den direkten Weg; das ist in Ordnung.</translation>
    </message>
    <message>
        <source>Type the proxy by hand in this program&apos;s network settings.</source>
        <translation>Geben Sie den Proxy in den Netzwerkeinstellungen dieses Programms von Hand ein.</translation>
    </message>
    <message>
        <source>Or install the part of libproxy that runs scripts.</source>
        <translation>Oder installieren Sie den Teil von libproxy, der Skripte ausführt.</translation>
    </message>
    <message>
        <source>Browsers run such scripts themselves. On Linux the system needs an additional package for it.</source>
        <translation>Browser führen solche Skripte selbst aus. Unter Linux braucht das System dafür ein zusätzliches Paket.</translation>
    </message>
    <message>
        <source>The proxy script names no proxy</source>
        <translation>Das Proxyskript nennt keinen Proxy</translation>
    </message>
    <message>
        <source>This computer is told to find its proxy by a script. The system answered that there is none: the direct way is tried.</source>
        <translation>Dieser Computer soll seinen Proxy über ein Skript finden. Das System hat geantwortet, dass es keinen gibt: Der direkte Weg wird versucht.</translation>
    </message>
    <message>
        <source>This computer is on a guest network on which nobody has signed in yet.</source>
        <translation>Dieser Computer ist in einem Gastnetz, in dem sich noch niemand angemeldet hat.</translation>
    </message>
    <message>
        <source>A firewall sends people to a page before it lets them out.</source>
        <translation>Eine Firewall schickt Personen zu einer Seite, bevor sie sie hinauslässt.</translation>
    </message>
    <message>
        <source>Open any website in the browser, and sign in to the network.</source>
        <translation>Öffnen Sie im Browser eine beliebige Website, und melden Sie sich im Netz an.</translation>
    </message>
    <message>
        <source>Or use another network.</source>
        <translation>Oder verwenden Sie ein anderes Netzwerk.</translation>
    </message>
    <message>
        <source>Guest networks and hotels do this until somebody has accepted their rules in a browser.</source>
        <translation>Gastnetze und Hotels tun das, bis jemand ihre Regeln in einem Browser akzeptiert hat.</translation>
    </message>
    <message>
        <source>This network wants a sign-in first</source>
        <translation>Dieses Netz verlangt zuerst eine Anmeldung</translation>
    </message>
    <message>
        <source>The network&apos;s own sign-in page answered[ from {location}] instead of the server.</source>
        <translation>Statt des Servers hat die eigene Anmeldeseite des Netzes[ unter {location}] geantwortet.</translation>
    </message>
    <message>
        <source>The servers’ clocks and that of this computer differ.</source>
        <translation>Die Uhren der Server und die dieses Computers weichen voneinander ab.</translation>
    </message>
    <message>
        <source>Microsoft&apos;s certificate looks just as wrong from here.</source>
        <translation>Das Zertifikat von Microsoft sieht von hier aus genauso falsch aus.</translation>
    </message>
    <message>
        <source>Look with the command below whether there is a newer certificate.</source>
        <translation>Sehen Sie mit dem folgenden Befehl nach, ob es ein neueres Zertifikat gibt.</translation>
    </message>
    <message>
        <source>Only this server’s certificate is out of date.</source>
        <translation>Nur das Zertifikat dieses Servers ist abgelaufen.</translation>
    </message>
    <message>
        <source>The certificate of Microsoft’s sign-in looks expired from here as well.</source>
        <translation>Von hier aus sieht auch das Zertifikat der Microsoft-Anmeldung abgelaufen aus.</translation>
    </message>
    <message>
        <source>Look with the command below which certificate is assigned to IIS.</source>
        <translation>Sehen Sie mit dem folgenden Befehl nach, welches Zertifikat IIS zugewiesen ist.</translation>
    </message>
    <message>
        <source>The certificate of Microsoft’s sign-in is in time.</source>
        <translation>Das Zertifikat der Microsoft-Anmeldung ist zeitlich gültig.</translation>
    </message>
    <message>
        <source>Compare the clock of this computer with another one.</source>
        <translation>Vergleichen Sie die Uhr dieses Computers mit einer anderen.</translation>
    </message>
    <message>
        <source>The certificate of Microsoft’s sign-in looks too young from here as well.</source>
        <translation>Von hier aus sieht auch das Zertifikat der Microsoft-Anmeldung noch nicht gültig aus.</translation>
    </message>
    <message>
        <source>Look when the certificate was ordered, and from when it is good.</source>
        <translation>Sehen Sie nach, wann das Zertifikat bestellt wurde und ab wann es gültig ist.</translation>
    </message>
    <message>
        <source>Only this server’s certificate is not valid yet.</source>
        <translation>Nur das Zertifikat dieses Servers ist noch nicht gültig.</translation>
    </message>
    <message>
        <source>It bears the name that Exchange gives it: {subject}.</source>
        <translation>Es trägt den Namen, den Exchange ihm gibt: {subject}.</translation>
    </message>
    <message>
        <source>It names the server without its domain, as the one from the installation does.</source>
        <translation>Es nennt den Server ohne seine Domäne, wie das Zertifikat aus der Installation.</translation>
    </message>
    <message>
        <source>Open the address on an Exchange server itself, and compare the certificate.</source>
        <translation>Öffnen Sie die Adresse auf einem Exchange-Server selbst, und vergleichen Sie das Zertifikat.</translation>
    </message>
    <message>
        <source>It bears the name of a device.</source>
        <translation>Es trägt den Namen eines Geräts.</translation>
    </message>
    <message>
        <source>The issuer’s name is that of a product that opens encrypted traffic.</source>
        <translation>Der Name des Ausstellers ist der eines Produkts, das verschlüsselten Datenverkehr öffnet.</translation>
    </message>
    <message>
        <source>The sign-in of Microsoft shows a certificate of the same issuer to this computer.</source>
        <translation>Die Anmeldung von Microsoft zeigt diesem Computer ein Zertifikat desselben Ausstellers.</translation>
    </message>
    <message>
        <source>Compare with the issuer that a browser on this computer shows for any public website.</source>
        <translation>Vergleichen Sie mit dem Aussteller, den ein Browser auf diesem Computer für eine beliebige öffentliche Website anzeigt.</translation>
    </message>
    <message>
        <source>The sign-in of Microsoft shows its own certificate to this computer.</source>
        <translation>Die Anmeldung von Microsoft zeigt diesem Computer ihr eigenes Zertifikat.</translation>
    </message>
    <message>
        <source>The issuer is called like a device that opens encrypted traffic.</source>
        <translation>Der Aussteller heißt wie ein Gerät, das verschlüsselten Datenverkehr öffnet.</translation>
    </message>
    <message>
        <source>It stands in no public log, which every public authority writes to.</source>
        <translation>Es steht in keinem öffentlichen Protokoll, obwohl jede öffentliche Zertifizierungsstelle in solche schreibt.</translation>
    </message>
    <message>
        <source>Open the address in a browser: it fetches the missing certificate by itself.</source>
        <translation>Öffnen Sie die Adresse in einem Browser: Er holt das fehlende Zertifikat selbst.</translation>
    </message>
    <message>
        <source>The certificate stands in the public logs, so a public authority has issued it.</source>
        <translation>Das Zertifikat steht in den öffentlichen Protokollen, wurde also von einer öffentlichen Zertifizierungsstelle ausgestellt.</translation>
    </message>
    <message>
        <source>A firewall does not let this host name or this program through.</source>
        <translation>Eine Firewall lässt diesen Hostnamen oder dieses Programm nicht durch.</translation>
    </message>
    <message>
        <source>The server takes no version or cipher of today: Windows then hangs up without a reason.</source>
        <translation>Der Server akzeptiert keine heutige Version und kein heutiges Verschlüsselungsverfahren: Windows trennt dann ohne Angabe eines Grundes.</translation>
    </message>
    <message>
        <source>No certificate is bound to this port or name.</source>
        <translation>An diesen Port oder Namen ist kein Zertifikat gebunden.</translation>
    </message>
    <message>
        <source>Look into the firewall&apos;s log for this host name.</source>
        <translation>Suchen Sie im Protokoll der Firewall nach diesem Hostnamen.</translation>
    </message>
    <message>
        <source>Look in IIS whether a certificate is bound to port 443, and which TLS versions Windows allows.</source>
        <translation>Sehen Sie in IIS nach, ob ein Zertifikat an Port 443 gebunden ist, und prüfen Sie, welche TLS-Versionen Windows zulässt.</translation>
    </message>
    <message>
        <source>A server that gives a reason is reported differently. Here somebody hung up.</source>
        <translation>Ein Server, der einen Grund nennt, wird anders gemeldet. Hier hat jemand die Verbindung getrennt.</translation>
    </message>
    <message>
        <source>The connection was cut while it was being encrypted</source>
        <translation>Die Verbindung wurde getrennt, während sie verschlüsselt wurde</translation>
    </message>
    <message>
        <source>The connection[ to {host}] stood, and was closed without a word as soon as the encryption was to begin.</source>
        <translation>Die Verbindung[ zu {host}] stand und wurde wortlos geschlossen, sobald die Verschlüsselung beginnen sollte.</translation>
    </message>
    <message>
        <source>The web server answers without encryption on this port.</source>
        <translation>Der Webserver antwortet auf diesem Port ohne Verschlüsselung.</translation>
    </message>
    <message>
        <source>The port belongs to another service.</source>
        <translation>Der Port gehört zu einem anderen Dienst.</translation>
    </message>
    <message>
        <source>A proxy or a network&apos;s sign-in page answers without encryption.</source>
        <translation>Ein Proxy oder die Anmeldeseite eines Netzes antwortet ohne Verschlüsselung.</translation>
    </message>
    <message>
        <source>Check the port in the address: EWS is at 443 almost everywhere.</source>
        <translation>Prüfen Sie den Port in der Adresse: EWS ist fast überall unter 443 zu finden.</translation>
    </message>
    <message>
        <source>Bind https to this port in IIS or on the load balancer.</source>
        <translation>Binden Sie https in IIS oder auf dem Load Balancer an diesen Port.</translation>
    </message>
    <message>
        <source>An outdated version of TLS is reported differently. Here the answer was no TLS at all.</source>
        <translation>Eine veraltete TLS-Version wird anders gemeldet. Hier war die Antwort überhaupt kein TLS.</translation>
    </message>
    <message>
        <source>This port is not encrypted</source>
        <translation>Dieser Port ist nicht verschlüsselt</translation>
    </message>
    <message>
        <source>What listens there[ ({host}, port {port})] does not speak TLS. Nothing was sent.</source>
        <translation>Was dort lauscht[ ({host}, Port {port})], spricht kein TLS. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The load balancer or reverse proxy is not set up for this host name.</source>
        <translation>Der Load Balancer oder Reverseproxy ist für diesen Hostnamen nicht eingerichtet.</translation>
    </message>
    <message>
        <source>DNS leads to another device than the one in front of Exchange.</source>
        <translation>DNS führt zu einem anderen Gerät als dem vor Exchange.</translation>
    </message>
    <message>
        <source>Publish this host name on the device in front of Exchange, or use the one that is published.</source>
        <translation>Veröffentlichen Sie diesen Hostnamen auf dem Gerät vor Exchange, oder verwenden Sie den veröffentlichten.</translation>
    </message>
    <message>
        <source>Check where DNS leads.</source>
        <translation>Prüfen Sie, wohin DNS führt.</translation>
    </message>
    <message>
        <source>A certificate for another name is reported differently. Here none was shown.</source>
        <translation>Ein Zertifikat für einen anderen Namen wird anders gemeldet. Hier wurde keines vorgelegt.</translation>
    </message>
    <message>
        <source>The server does not know this name</source>
        <translation>Der Server kennt diesen Namen nicht</translation>
    </message>
    <message>
        <source>The server[ behind {host}] ended the encryption because it has no site of this name.</source>
        <translation>Der Server[ hinter {host}] hat die Verschlüsselung beendet, weil er keine Website dieses Namens hat.</translation>
    </message>
    <message>
        <source>A device in front of Exchange is set up to ask clients for a certificate.</source>
        <translation>Ein Gerät vor Exchange ist so eingerichtet, dass es von Clients ein Zertifikat verlangt.</translation>
    </message>
    <message>
        <source>IIS requires a client certificate for /EWS.</source>
        <translation>IIS verlangt für /EWS ein Clientzertifikat.</translation>
    </message>
    <message>
        <source>Switch the demand off for /EWS and /Autodiscover on the device in front of Exchange.</source>
        <translation>Schalten Sie diese Anforderung für /EWS und /Autodiscover auf dem Gerät vor Exchange aus.</translation>
    </message>
    <message>
        <source>In IIS, set Client certificates to Ignore for the EWS directory.</source>
        <translation>Stellen Sie in IIS für das Verzeichnis EWS die Option „Clientzertifikate“ auf „Ignorieren“.</translation>
    </message>
    <message>
        <source>The server&apos;s own certificate is in order here. It is ours that is asked for.</source>
        <translation>Das eigene Zertifikat des Servers ist hier in Ordnung. Verlangt wird unseres.</translation>
    </message>
    <message>
        <source>A certificate of the client is demanded</source>
        <translation>Ein Zertifikat des Clients wird verlangt</translation>
    </message>
    <message>
        <source>The server[ {host}] wants every client to show a certificate of its own. Neither this program nor AskCody has one. No password was sent.</source>
        <translation>Der Server[ {host}] verlangt, dass jeder Client ein eigenes Zertifikat vorlegt. Weder dieses Programm noch AskCody hat eines. Es wurde kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>Its key has 1024 bits.</source>
        <translation>Der Schlüssel des Zertifikats hat 1024 Bit.</translation>
    </message>
    <message>
        <source>Its key has 512 bits.</source>
        <translation>Der Schlüssel des Zertifikats hat 512 Bit.</translation>
    </message>
    <message>
        <source>The certificate&apos;s key is too short: 2048 bits of RSA are the least today.</source>
        <translation>Der Schlüssel des Zertifikats ist zu kurz: 2048 Bit RSA sind heute das Mindeste.</translation>
    </message>
    <message>
        <source>It is signed with SHA-1.</source>
        <translation>Das Zertifikat ist mit SHA-1 signiert.</translation>
    </message>
    <message>
        <source>It is signed with MD5.</source>
        <translation>Das Zertifikat ist mit MD5 signiert.</translation>
    </message>
    <message>
        <source>The certificate was signed with SHA-1 or MD5.</source>
        <translation>Das Zertifikat wurde mit SHA-1 oder MD5 signiert.</translation>
    </message>
    <message>
        <source>This computer asks for more than the usual strength.</source>
        <translation>Dieser Computer verlangt mehr als die übliche Stärke.</translation>
    </message>
    <message>
        <source>Have the certificate issued again with a key of 2048 bits or more, signed with SHA-256.</source>
        <translation>Lassen Sie das Zertifikat mit einem Schlüssel von mindestens 2048 Bit und einer Signatur mit SHA-256 neu ausstellen.</translation>
    </message>
    <message>
        <source>Assign it to IIS, and to the device in front of Exchange.</source>
        <translation>Weisen Sie es IIS und dem Gerät vor Exchange zu.</translation>
    </message>
    <message>
        <source>It is neither expired nor for another name. Its mathematics is too old.</source>
        <translation>Es ist weder abgelaufen noch für einen anderen Namen ausgestellt. Seine Kryptografie ist zu alt.</translation>
    </message>
    <message>
        <source>The certificate is too weak</source>
        <translation>Das Zertifikat ist zu schwach</translation>
    </message>
    <message>
        <source>The certificate uses a key or a signature that is no longer safe[, as {subject} does]. No password was sent.</source>
        <translation>Das Zertifikat verwendet einen Schlüssel oder eine Signatur, die nicht mehr sicher sind[ (betroffen: {subject})]. Es wurde kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>The authority is not allowed to issue for this domain (name constraints).</source>
        <translation>Die Zertifizierungsstelle darf für diese Domäne keine Zertifikate ausstellen (Namenseinschränkungen).</translation>
    </message>
    <message>
        <source>Or have the company&apos;s authority widened to this domain.</source>
        <translation>Oder lassen Sie die unternehmenseigene Zertifizierungsstelle auf diese Domäne erweitern.</translation>
    </message>
    <message>
        <source>The certificate itself contains the name. It is its authority that has no right to it.</source>
        <translation>Das Zertifikat selbst enthält den Namen. Seine Zertifizierungsstelle hat kein Recht auf diesen Namen.</translation>
    </message>
    <message>
        <source>The authority may not vouch for this name</source>
        <translation>Die Zertifizierungsstelle darf nicht für diesen Namen bürgen</translation>
    </message>
    <message>
        <source>An authority above the certificate is limited to other names than this one[ ({host})]. No password was sent.</source>
        <translation>Eine Zertifizierungsstelle über dem Zertifikat ist auf andere Namen als diesen[ ({host})] beschränkt. Es wurde kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>The issuer has the name of a program that runs on this computer.</source>
        <translation>Der Aussteller trägt den Namen eines Programms, das auf diesem Computer läuft.</translation>
    </message>
    <message>
        <source>The issuer has the name of a product that does so.</source>
        <translation>Der Aussteller trägt den Namen eines Produkts, das so etwas tut.</translation>
    </message>
    <message>
        <source>The same issuer signs for Microsoft&apos;s sign-in, too.</source>
        <translation>Derselbe Aussteller signiert auch für die Anmeldung bei Microsoft.</translation>
    </message>
    <message>
        <source>The issuer has the name of such a program.</source>
        <translation>Der Aussteller trägt den Namen eines solchen Programms.</translation>
    </message>
    <message>
        <source>A virus scanner on this computer opens encrypted traffic.</source>
        <translation>Ein Virenscanner auf diesem Computer öffnet verschlüsselten Datenverkehr.</translation>
    </message>
    <message>
        <source>Other hosts show their own certificates here.</source>
        <translation>Andere Hosts legen hier ihre eigenen Zertifikate vor.</translation>
    </message>
    <message>
        <source>The device in front of Exchange uses its factory certificate.</source>
        <translation>Das Gerät vor Exchange verwendet sein werkseitiges Zertifikat.</translation>
    </message>
    <message>
        <source>Exempt the Exchange server from the inspection.</source>
        <translation>Nehmen Sie den Exchange-Server von der Überprüfung des Datenverkehrs aus.</translation>
    </message>
    <message>
        <source>Or trust the inspecting authority on this computer, or choose its file in this program.</source>
        <translation>Oder vertrauen Sie auf diesem Computer der Zertifizierungsstelle, die den Datenverkehr überprüft, oder wählen Sie deren Datei in diesem Programm.</translation>
    </message>
    <message>
        <source>The certificate that AskCody&apos;s cloud sees has to be checked from outside.</source>
        <translation>Das Zertifikat, das die Cloud von AskCody sieht, muss von außen geprüft werden.</translation>
    </message>
    <message>
        <source>A company&apos;s own authority signs for the company&apos;s servers only. This one signs for others as well, or has the name of such a product.</source>
        <translation>Eine unternehmenseigene Zertifizierungsstelle signiert nur für die Server des Unternehmens. Diese signiert auch für andere oder trägt den Namen eines solchen Produkts.</translation>
    </message>
    <message>
        <source>Somebody on the way opens the encryption</source>
        <translation>Jemand unterwegs öffnet die Verschlüsselung</translation>
    </message>
    <message>
        <source>This computer does not see the server&apos;s own certificate, but one that was made on the way[ by {issuer}].[ The product is probably {inspectedBy}.] AskCody&apos;s cloud sees another one.</source>
        <translation>Dieser Computer sieht nicht das eigene Zertifikat des Servers, sondern eines, das unterwegs[ von {issuer}] erstellt wurde.[ Das Produkt ist vermutlich {inspectedBy}.] Die Cloud von AskCody sieht ein anderes.</translation>
    </message>
    <message>
        <source>Look at the setting with the first command below: BasicAuthentication is False.</source>
        <translation>Sehen Sie sich die Einstellung mit dem ersten der folgenden Befehle an: BasicAuthentication ist False.</translation>
    </message>
    <message>
        <source>By NTLM the server took the same name and password: only Basic is missing.</source>
        <translation>Über NTLM hat der Server denselben Namen und dasselbe Kennwort akzeptiert: Es fehlt nur Basic.</translation>
    </message>
    <message>
        <source>Look whether the first command below shows True for one server and False for another.</source>
        <translation>Sehen Sie nach, ob der erste der folgenden Befehle für einen Server True und für einen anderen False zeigt.</translation>
    </message>
    <message>
        <source>Ask an Exchange server directly, past the device, and compare the offers.</source>
        <translation>Fragen Sie einen Exchange-Server direkt ab, am Gerät vorbei, und vergleichen Sie die Angebote.</translation>
    </message>
    <message>
        <source>The answer lacks the marks of Exchange and its usual offers.</source>
        <translation>Der Antwort fehlen die Merkmale von Exchange und seine üblichen Angebote.</translation>
    </message>
    <message>
        <source>EWS answers, but it does not offer Basic authentication.[ It offers: {offers}.]</source>
        <translation>EWS antwortet, bietet aber keine Standardauthentifizierung (Basic) an.[ Angeboten wird: {offers}.]</translation>
    </message>
    <message>
        <source>Whether Autodiscover takes the same name and password.</source>
        <translation>Ob Autodiscover denselben Namen und dasselbe Kennwort akzeptiert.</translation>
    </message>
    <message>
        <source>Sign in to Outlook on the web with the same name and password.</source>
        <translation>Melden Sie sich mit demselben Namen und Kennwort bei Outlook im Web an.</translation>
    </message>
    <message>
        <source>Another spelling of the user name was refused as well.</source>
        <translation>Eine andere Schreibweise des Benutzernamens wurde ebenfalls abgelehnt.</translation>
    </message>
    <message>
        <source>DOMAIN\name was refused as well.</source>
        <translation>DOMAIN\name wurde ebenfalls abgelehnt.</translation>
    </message>
    <message>
        <source>Let this program try other spellings of the user name; each may cost one refused sign-in.</source>
        <translation>Lassen Sie dieses Programm andere Schreibweisen des Benutzernamens versuchen; jede kann eine abgelehnte Anmeldung kosten.</translation>
    </message>
    <message>
        <source>The e-mail address was tried as the user name, which is not the sign-in name everywhere.</source>
        <translation>Als Benutzername wurde die E-Mail-Adresse versucht, die nicht überall der Anmeldename ist.</translation>
    </message>
    <message>
        <source>The server&apos;s domain is {logonDnsDomain}, not that of the e-mail address: the user name may be {logonDomain}\name.</source>
        <translation>Die Domäne des Servers ist {logonDnsDomain}, nicht die der E-Mail-Adresse: Der Benutzername könnte {logonDomain}\name lauten.</translation>
    </message>
    <message>
        <source>Look at LockedOut, Enabled and PasswordExpired with the second command below.</source>
        <translation>Sehen Sie sich mit dem zweiten der folgenden Befehle LockedOut, Enabled und PasswordExpired an.</translation>
    </message>
    <message>
        <source>Look whether the account has an AuthenticationPolicy with the first command below.</source>
        <translation>Sehen Sie mit dem ersten der folgenden Befehle nach, ob das Konto eine AuthenticationPolicy hat.</translation>
    </message>
    <message>
        <source>The refusal comes from Exchange itself.</source>
        <translation>Die Ablehnung stammt von Exchange selbst.</translation>
    </message>
    <message>
        <source>Sign in at an Exchange server directly, past the device in front of it.</source>
        <translation>Melden Sie sich direkt bei einem Exchange-Server an, am vorgeschalteten Gerät vorbei.</translation>
    </message>
    <message>
        <source>The refusal does not carry the marks of Exchange.</source>
        <translation>Die Ablehnung trägt nicht die Merkmale von Exchange.</translation>
    </message>
    <message>
        <source>A device in front of Exchange asked for the password itself, and refused it.</source>
        <translation>Ein Gerät vor Exchange hat selbst nach dem Kennwort gefragt und es abgelehnt.</translation>
    </message>
    <message>
        <source>From outside, a wrong password and a locked account look the same. The security log of the server tells: event 4625 with 0xC000006A is a wrong password, 0xC0000064 an unknown name, 0xC0000234 a locked account.</source>
        <translation>Von außen sehen ein falsches Kennwort und ein gesperrtes Konto gleich aus. Das Sicherheitsprotokoll des Servers gibt Auskunft: Ereignis 4625 mit 0xC000006A steht für ein falsches Kennwort, 0xC0000064 für einen unbekannten Namen, 0xC0000234 für ein gesperrtes Konto.</translation>
    </message>
    <message>
        <source>Basic is not among the ways to sign in that the server offers.</source>
        <translation>Die Basisauthentifizierung (Basic) ist nicht unter den Anmeldearten, die der Server anbietet.</translation>
    </message>
    <message>
        <source>Basic is off on the EWS virtual directory. AskCody needs it, whatever else is on.</source>
        <translation>Basic ist im virtuellen Verzeichnis EWS deaktiviert. AskCody benötigt es, was auch immer sonst aktiviert ist.</translation>
    </message>
    <message>
        <source>Look at the policies for NTLM of the server and of the domain.</source>
        <translation>Sehen Sie sich die Richtlinien für NTLM des Servers und der Domäne an.</translation>
    </message>
    <message>
        <source>The server did not take up NTLM&apos;s first step.</source>
        <translation>Der Server ist auf den ersten Schritt von NTLM nicht eingegangen.</translation>
    </message>
    <message>
        <source>NTLM was taken out of the list of ways to sign in, or switched off for the whole domain.</source>
        <translation>NTLM wurde aus der Liste der Anmeldeverfahren entfernt oder für die gesamte Domäne deaktiviert.</translation>
    </message>
    <message>
        <source>Switch Basic on for the EWS virtual directory of every server that answers for this address. NTLM may stay off.</source>
        <translation>Aktivieren Sie Basic für das virtuelle Verzeichnis EWS auf jedem Server, der für diese Adresse antwortet. NTLM kann deaktiviert bleiben.</translation>
    </message>
    <message>
        <source>The first step of NTLM, which names nobody, was not taken up. A server that takes passwords offers Basic or NTLM.</source>
        <translation>Auf den ersten Schritt von NTLM, der niemanden nennt, ging der Server nicht ein. Ein Server, der Kennwörter annimmt, bietet Basic oder NTLM an.</translation>
    </message>
    <message>
        <source>EWS takes Kerberos only</source>
        <translation>EWS akzeptiert nur Kerberos</translation>
    </message>
    <message>
        <source>EWS offers Negotiate, without Basic and without NTLM. Only a computer of the domain gets in there, with a ticket; a name and a password are of no use.[ It offers: {offers}.] The password was not sent.</source>
        <translation>EWS bietet Negotiate an, aber weder Basic noch NTLM. Dort kommt nur ein Computer der Domäne mit einem Ticket hinein; ein Name und ein Kennwort nützen nichts.[ Angeboten wird: {offers}.] Das Kennwort wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>The server sent its challenge.</source>
        <translation>Der Server hat seine Challenge gesendet.</translation>
    </message>
    <message>
        <source>A policy of the domain or of the server has switched NTLM off.</source>
        <translation>Eine Richtlinie der Domäne oder des Servers hat NTLM deaktiviert.</translation>
    </message>
    <message>
        <source>Ask an Exchange server directly, past the device in front of it.</source>
        <translation>Fragen Sie einen Exchange-Server direkt ab, am vorgeschalteten Gerät vorbei.</translation>
    </message>
    <message>
        <source>The connection was closed between the steps of NTLM.</source>
        <translation>Die Verbindung wurde zwischen den Schritten von NTLM getrennt.</translation>
    </message>
    <message>
        <source>Another machine answers in front of Exchange: {inFront}.</source>
        <translation>Vor Exchange antwortet ein anderer Rechner: {inFront}.</translation>
    </message>
    <message>
        <source>A device in front of Exchange closes each connection, or spreads the requests of one over several servers.</source>
        <translation>Ein Gerät vor Exchange schließt jede Verbindung oder verteilt die Anforderungen einer Verbindung auf mehrere Server.</translation>
    </message>
    <message>
        <source>Switch Basic on for the EWS virtual directory of every server that answers for this address. AskCody does not need NTLM.</source>
        <translation>Aktivieren Sie Basic für das virtuelle Verzeichnis EWS auf jedem Server, der für diese Adresse antwortet. AskCody benötigt NTLM nicht.</translation>
    </message>
    <message>
        <source>A server that closes the connection after its challenge has a device in front of it; one that sends no challenge has NTLM switched off.</source>
        <translation>Schließt ein Server die Verbindung nach seiner Challenge, steht ein Gerät davor; sendet er keine Challenge, ist NTLM deaktiviert.</translation>
    </message>
    <message>
        <source>Basic is off for EWS, and NTLM does not get through</source>
        <translation>Basic ist für EWS deaktiviert, und NTLM kommt nicht durch</translation>
    </message>
    <message>
        <source>EWS does not offer Basic.[ It offers: {offers}.] NTLM is among its offers, but cannot be used from here. The password was not sent, so nothing is known about it.</source>
        <translation>EWS bietet Basic nicht an.[ Angeboten wird: {offers}.] NTLM ist unter den Angeboten, lässt sich von hier aus aber nicht verwenden. Das Kennwort wurde nicht gesendet; deshalb ist darüber nichts bekannt.</translation>
    </message>
    <message>
        <source>The same name and password were taken: the account is in order.</source>
        <translation>Derselbe Name und dasselbe Kennwort wurden akzeptiert: Das Konto ist in Ordnung.</translation>
    </message>
    <message>
        <source>Look at the value for the front end of EWS that the last command below shows.</source>
        <translation>Sehen Sie sich den Wert für das Front-End von EWS an, den der letzte Befehl unten zeigt.</translation>
    </message>
    <message>
        <source>Without a binding the server refused the password that it had taken with one.</source>
        <translation>Ohne Kanalbindung hat der Server das Kennwort abgelehnt, das er mit ihr akzeptiert hatte.</translation>
    </message>
    <message>
        <source>Extended Protection is set to Require for EWS on the front end, where Exchange&apos;s own setup chooses Allow.</source>
        <translation>Der erweiterte Schutz (Extended Protection) ist für EWS am Front-End auf Require gesetzt, wo das Setup von Exchange selbst Allow wählt.</translation>
    </message>
    <message>
        <source>Switch Basic on for the EWS virtual directory of every server that answers for this address. Extended Protection may stay as it is.</source>
        <translation>Aktivieren Sie Basic für das virtuelle Verzeichnis EWS auf jedem Server, der für diese Adresse antwortet. Der erweiterte Schutz (Extended Protection) kann bleiben, wie er ist.</translation>
    </message>
    <message>
        <source>Programs that use NTLM without a binding will not get in as long as it requires one.</source>
        <translation>Programme, die NTLM ohne Kanalbindung verwenden, kommen nicht hinein, solange der Server eine verlangt.</translation>
    </message>
    <message>
        <source>Extended Protection looks at Windows authentication alone. It does not stand in the way of Basic.</source>
        <translation>Der erweiterte Schutz (Extended Protection) betrachtet nur die Windows-Authentifizierung. Basic steht er nicht im Weg.</translation>
    </message>
    <message>
        <source>Basic is off for EWS, and NTLM needs a binding</source>
        <translation>Basic ist für EWS deaktiviert, und NTLM benötigt eine Kanalbindung</translation>
    </message>
    <message>
        <source>EWS does not offer Basic. By NTLM the server took this name and password when the sign-in was bound to the encrypted connection, and refused them without that. The account is in order.</source>
        <translation>EWS bietet Basic nicht an. Über NTLM hat der Server diesen Namen und dieses Kennwort akzeptiert, als die Anmeldung an die verschlüsselte Verbindung gebunden war, und sie ohne diese Bindung abgelehnt. Das Konto ist in Ordnung.</translation>
    </message>
    <message>
        <source>Compare the certificate that clients see with the one that IIS has on the server.</source>
        <translation>Vergleichen Sie das Zertifikat, das die Clients sehen, mit dem, das IIS auf dem Server hat.</translation>
    </message>
    <message>
        <source>Without a binding the server took the same name and password.</source>
        <translation>Ohne Kanalbindung hat der Server denselben Namen und dasselbe Kennwort akzeptiert.</translation>
    </message>
    <message>
        <source>A load balancer, reverse proxy or TLS inspection ends the encryption with another certificate than Exchange&apos;s own, while Extended Protection is on.</source>
        <translation>Ein Load Balancer, ein Reverseproxy oder eine TLS-Inspektion beendet die Verschlüsselung mit einem anderen Zertifikat als dem von Exchange, während der erweiterte Schutz (Extended Protection) aktiviert ist.</translation>
    </message>
    <message>
        <source>Without a binding NTLM was taken.</source>
        <translation>Ohne Kanalbindung wurde NTLM akzeptiert.</translation>
    </message>
    <message>
        <source>Look for event 4625 on the server: status 0xC0000418 is a policy, 0xC000035B a wrong binding.</source>
        <translation>Suchen Sie auf dem Server nach Ereignis 4625: Status 0xC0000418 ist eine Richtlinie, 0xC000035B eine falsche Bindung.</translation>
    </message>
    <message>
        <source>Without a binding it was refused, too.</source>
        <translation>Ohne Kanalbindung wurde ebenfalls abgelehnt.</translation>
    </message>
    <message>
        <source>A policy refuses NTLM for this account or from this network.</source>
        <translation>Eine Richtlinie lehnt NTLM für dieses Konto oder aus diesem Netzwerk ab.</translation>
    </message>
    <message>
        <source>Switch Basic on for the EWS virtual directory of every server that answers for this address. Basic works through the device in front, too.</source>
        <translation>Aktivieren Sie Basic für das virtuelle Verzeichnis EWS auf jedem Server, der für diese Adresse antwortet. Basic funktioniert auch über das vorgeschaltete Gerät.</translation>
    </message>
    <message>
        <source>For the programs that use NTLM: give the device in front and the servers the same certificate, or pass TLS through to Exchange. Extended Protection does not allow anything else.</source>
        <translation>Für die Programme, die NTLM verwenden: Geben Sie dem vorgeschalteten Gerät und den Servern dasselbe Zertifikat, oder leiten Sie TLS bis zu Exchange durch. Etwas anderes lässt der erweiterte Schutz (Extended Protection) nicht zu.</translation>
    </message>
    <message>
        <source>To tell a policy from the binding, type the EWS address and check again with --login-attempts 2: the second sign-in says nothing of the connection.</source>
        <translation>Um eine Richtlinie von der Kanalbindung zu unterscheiden, geben Sie die EWS-Adresse ein, und prüfen Sie erneut mit --login-attempts 2: Die zweite Anmeldung sagt nichts über die Verbindung.</translation>
    </message>
    <message>
        <source>On the server, event 4625 with status 0xC000035B is a wrong binding; 0xC000006D with 0xC000006A is a wrong password.</source>
        <translation>Auf dem Server steht Ereignis 4625 mit dem Status 0xC000035B für eine falsche Kanalbindung; 0xC000006D mit 0xC000006A steht für ein falsches Kennwort.</translation>
    </message>
    <message>
        <source>Basic is off for EWS, and TLS ends before Exchange</source>
        <translation>Basic ist für EWS deaktiviert, und TLS endet vor Exchange</translation>
    </message>
    <message>
        <source>EWS does not offer Basic. By NTLM the server refused a name and password that are known to be right: what the sign-in says of the encrypted connection does not fit what the server sees.</source>
        <translation>EWS bietet Basic nicht an. Über NTLM hat der Server einen Namen und ein Kennwort abgelehnt, die bekanntermaßen richtig sind: Was die Anmeldung über die verschlüsselte Verbindung sagt, passt nicht zu dem, was der Server sieht.</translation>
    </message>
    <message>
        <source>It was refused with and without a word about the encrypted connection.</source>
        <translation>Die Anmeldung wurde mit und ohne Angabe zur verschlüsselten Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>The name or password is wrong, or the account is locked, disabled or expired.</source>
        <translation>Der Name oder das Kennwort ist falsch, oder das Konto ist gesperrt, deaktiviert oder abgelaufen.</translation>
    </message>
    <message>
        <source>A load balancer or TLS inspection ends the encryption with another certificate than Exchange&apos;s own, while Extended Protection is on.</source>
        <translation>Ein Load Balancer oder eine TLS-Inspektion beendet die Verschlüsselung mit einem anderen Zertifikat als dem von Exchange, während der erweiterte Schutz (Extended Protection) aktiviert ist.</translation>
    </message>
    <message>
        <source>Switch Basic on for the EWS virtual directory of every server that answers for this address, and check again: with Basic the answer is clear.</source>
        <translation>Aktivieren Sie Basic für das virtuelle Verzeichnis EWS auf jedem Server, der für diese Adresse antwortet, und prüfen Sie erneut: Mit Basic ist die Antwort eindeutig.</translation>
    </message>
    <message>
        <source>To know more before that, check again with --login-attempts 2: the second sign-in says nothing of the encrypted connection. If it is taken, the password is right and TLS ends before Exchange.</source>
        <translation>Um vorher mehr zu erfahren, prüfen Sie erneut mit --login-attempts 2: Die zweite Anmeldung sagt nichts über die verschlüsselte Verbindung. Wird sie akzeptiert, ist das Kennwort richtig, und TLS endet vor Exchange.</translation>
    </message>
    <message>
        <source>On the server, event 4625 tells: 0xC000006A is a wrong password, 0xC0000064 an unknown name, 0xC0000234 a locked account, status 0xC000035B a wrong binding.</source>
        <translation>Auf dem Server gibt Ereignis 4625 Auskunft: 0xC000006A steht für ein falsches Kennwort, 0xC0000064 für einen unbekannten Namen, 0xC0000234 für ein gesperrtes Konto, Status 0xC000035B für eine falsche Kanalbindung.</translation>
    </message>
    <message>
        <source>Basic is off for EWS, and the sign-in was refused</source>
        <translation>Basic ist für EWS deaktiviert, und die Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>EWS does not offer Basic. The sign-in[ as {username}] was tried by NTLM and refused. For safety the server does not say why.</source>
        <translation>EWS bietet Basic nicht an. Die Anmeldung[ als {username}] wurde über NTLM versucht und abgelehnt. Aus Sicherheitsgründen nennt der Server keinen Grund.</translation>
    </message>
    <message>
        <source>Whether AskCody’s cloud is let in, which comes from other addresses.</source>
        <translation>Ob die Cloud von AskCody eingelassen wird, die von anderen Adressen kommt.</translation>
    </message>
    <message>
        <source>Look into the log of the firewall at the time of this check.</source>
        <translation>Sehen Sie im Protokoll der Firewall zum Zeitpunkt dieser Prüfung nach.</translation>
    </message>
    <message>
        <source>Look for address restrictions and request filters in IIS.</source>
        <translation>Suchen Sie in IIS nach Adresseinschränkungen und Anforderungsfilterungen.</translation>
    </message>
    <message>
        <source>The answer comes from the web server of Windows.</source>
        <translation>Die Antwort stammt vom Webserver von Windows.</translation>
    </message>
    <message>
        <source>The address has the usual path.</source>
        <translation>Die Adresse hat den üblichen Pfad.</translation>
    </message>
    <message>
        <source>Type the address with the path /EWS/Exchange.asmx.</source>
        <translation>Geben Sie die Adresse mit dem Pfad /EWS/Exchange.asmx ein.</translation>
    </message>
    <message>
        <source>At {proposal} EWS answers.</source>
        <translation>Unter {proposal} antwortet EWS.</translation>
    </message>
    <message>
        <source>The answer bears the marks of Exchange itself.</source>
        <translation>Die Antwort trägt die Merkmale von Exchange selbst.</translation>
    </message>
    <message>
        <source>Open the address in a browser: EWS asks for a name and a password.</source>
        <translation>Öffnen Sie die Adresse in einem Browser: EWS fragt nach Name und Kennwort.</translation>
    </message>
    <message>
        <source>The answer lacks the marks of Exchange.</source>
        <translation>Der Antwort fehlen die Merkmale von Exchange.</translation>
    </message>
    <message>
        <source>The path is the usual one, and the answer lacks the marks of Exchange.</source>
        <translation>Der Pfad ist der übliche, und der Antwort fehlen die Merkmale von Exchange.</translation>
    </message>
    <message>
        <source>Look with the command below whether the directory is there.</source>
        <translation>Sehen Sie mit dem folgenden Befehl nach, ob das Verzeichnis vorhanden ist.</translation>
    </message>
    <message>
        <source>Exchange itself says that there is nothing at the usual path.</source>
        <translation>Exchange selbst sagt, dass unter dem üblichen Pfad nichts vorhanden ist.</translation>
    </message>
    <message>
        <source>Look whether the Exchange servers behind the device run.</source>
        <translation>Sehen Sie nach, ob die Exchange-Server hinter dem Gerät laufen.</translation>
    </message>
    <message>
        <source>Look in IIS which certificate the back end site has at port 444.</source>
        <translation>Sehen Sie in IIS nach, welches Zertifikat die Back-End-Website an Port 444 hat.</translation>
    </message>
    <message>
        <source>The answer names a time to wait.</source>
        <translation>Die Antwort nennt eine Wartezeit.</translation>
    </message>
    <message>
        <source>Look in IIS whether MSExchangeServicesAppPool runs.</source>
        <translation>Sehen Sie in IIS nach, ob MSExchangeServicesAppPool läuft.</translation>
    </message>
    <message>
        <source>Look with the commands below whether the server is in maintenance.</source>
        <translation>Sehen Sie mit den folgenden Befehlen nach, ob der Server im Wartungsmodus ist.</translation>
    </message>
    <message>
        <source>Look at the load of the server at the time of this check.</source>
        <translation>Sehen Sie sich die Auslastung des Servers zum Zeitpunkt dieser Prüfung an.</translation>
    </message>
    <message>
        <source>The answer names a time to wait, as an overloaded server does.</source>
        <translation>Die Antwort nennt eine Wartezeit, wie es ein überlasteter Server tut.</translation>
    </message>
    <message>
        <source>None of Exchange&apos;s own headers is there.</source>
        <translation>Die eigenen Header von Exchange fehlen alle.</translation>
    </message>
    <message>
        <source>The device in front of Exchange signs people in before it lets them through.</source>
        <translation>Das Gerät vor Exchange verlangt von Personen eine Anmeldung, bevor es sie durchlässt.</translation>
    </message>
    <message>
        <source>Exchange&apos;s own headers are there.</source>
        <translation>Die eigenen Header von Exchange sind vorhanden.</translation>
    </message>
    <message>
        <source>The address leads to Outlook on the web instead of EWS.</source>
        <translation>Die Adresse führt zu Outlook im Web statt zu EWS.</translation>
    </message>
    <message>
        <source>Publish /EWS and /Autodiscover as pass-through on the device in front of Exchange.</source>
        <translation>Veröffentlichen Sie /EWS und /Autodiscover auf dem Gerät vor Exchange als Pass-Through.</translation>
    </message>
    <message>
        <source>Check that the address ends with /EWS/Exchange.asmx.</source>
        <translation>Prüfen Sie, ob die Adresse auf /EWS/Exchange.asmx endet.</translation>
    </message>
    <message>
        <source>Exchange asks programs by a header, and never by a form. A page without a form is reported differently.</source>
        <translation>Exchange fragt Programme über einen Header nach der Anmeldung und nie über ein Formular. Eine Seite ohne Formular wird anders gemeldet.</translation>
    </message>
    <message>
        <source>A sign-in form stands before Exchange</source>
        <translation>Vor Exchange steht ein Anmeldeformular</translation>
    </message>
    <message>
        <source>Instead of EWS a web page with a sign-in form answered.[ Its title is {title}.] Programs cannot fill in such a form.</source>
        <translation>Statt EWS hat eine Webseite mit einem Anmeldeformular geantwortet.[ Der Titel lautet {title}.] Programme können ein solches Formular nicht ausfüllen.</translation>
    </message>
    <message>
        <source>A reverse proxy changes requests, or does not take those in pieces.</source>
        <translation>Ein Reverseproxy verändert Anforderungen oder nimmt keine an, die in Teilen gesendet werden.</translation>
    </message>
    <message>
        <source>Let the device in front of Exchange pass POST requests unchanged.</source>
        <translation>Lassen Sie das Gerät vor Exchange POST-Anforderungen unverändert weiterleiten.</translation>
    </message>
    <message>
        <source>It is a device in between that speaks. EWS takes requests as this program sends them.</source>
        <translation>Hier spricht ein Gerät dazwischen. EWS nimmt Anforderungen so an, wie dieses Programm sie sendet.</translation>
    </message>
    <message>
        <source>Requests of this kind are refused</source>
        <translation>Anforderungen dieser Art werden abgelehnt</translation>
    </message>
    <message>
        <source>The server wants the length of a request told in another way. Exchange never asks for that.</source>
        <translation>Der Server möchte die Länge einer Anforderung auf andere Weise mitgeteilt bekommen. Exchange verlangt das nie.</translation>
    </message>
    <message>
        <source>A device in front of Exchange takes HTTP/2 alone.</source>
        <translation>Ein Gerät vor Exchange akzeptiert nur HTTP/2.</translation>
    </message>
    <message>
        <source>A device in front of Exchange wants another protocol first.</source>
        <translation>Ein Gerät vor Exchange verlangt zuerst ein anderes Protokoll.</translation>
    </message>
    <message>
        <source>Allow HTTP/1.1 for this host name on the device in front of Exchange.</source>
        <translation>Lassen Sie auf dem Gerät vor Exchange für diesen Hostnamen HTTP/1.1 zu.</translation>
    </message>
    <message>
        <source>The encryption was agreed on. It is the language after it that is refused.</source>
        <translation>Die Verschlüsselung wurde vereinbart. Abgelehnt wird die Sprache danach.</translation>
    </message>
    <message>
        <source>The server refuses this version of the web protocol</source>
        <translation>Der Server lehnt diese Version des Webprotokolls ab</translation>
    </message>
    <message>
        <source>ExternalUrl of the EWS directory was set to the internal name.</source>
        <translation>ExternalUrl des Verzeichnisses EWS wurde auf den internen Namen gesetzt.</translation>
    </message>
    <message>
        <source>Set ExternalUrl to a public name that the certificate covers.</source>
        <translation>Tragen Sie in ExternalUrl einen öffentlichen Namen ein, den das Zertifikat abdeckt.</translation>
    </message>
    <message>
        <source>Until then, type the public address in this program.</source>
        <translation>Geben Sie bis dahin die öffentliche Adresse in diesem Programm ein.</translation>
    </message>
    <message>
        <source>An external address that is missing is reported differently. Here there is one, but it is an internal name.</source>
        <translation>Eine fehlende externe Adresse wird anders gemeldet. Hier gibt es eine, aber sie ist ein interner Name.</translation>
    </message>
    <message>
        <source>The external address works only inside</source>
        <translation>Die externe Adresse funktioniert nur intern</translation>
    </message>
    <message>
        <source>Autodiscover gives an external address of EWS[, {found},] whose name can only exist inside a company network. AskCody&apos;s cloud cannot find it.</source>
        <translation>Autodiscover nennt eine externe Adresse von EWS[, {found}], deren Namen es nur in einem Unternehmensnetzwerk geben kann. Die Cloud von AskCody kann sie nicht finden.</translation>
    </message>
    <message>
        <source>Look with the commands below which policy the account has.</source>
        <translation>Sehen Sie mit den folgenden Befehlen nach, welche Richtlinie das Konto hat.</translation>
    </message>
    <message>
        <source>Exchange names a time to wait, as a limit of a policy does.</source>
        <translation>Exchange nennt eine Wartezeit, wie es bei dem Grenzwert einer Richtlinie üblich ist.</translation>
    </message>
    <message>
        <source>Look with the command below whether the account holds the role at all.</source>
        <translation>Sehen Sie mit dem folgenden Befehl nach, ob das Konto die Rolle überhaupt hat.</translation>
    </message>
    <message>
        <source>No mailbox could be opened in this way.</source>
        <translation>Auf diesem Weg ließ sich kein Postfach öffnen.</translation>
    </message>
    <message>
        <source>Look with the command below which scope the role has.</source>
        <translation>Sehen Sie mit dem folgenden Befehl nach, welchen Verwaltungsbereich die Rolle hat.</translation>
    </message>
    <message>
        <source>Another mailbox could be opened in this way.</source>
        <translation>Auf diesem Weg ließ sich ein anderes Postfach öffnen.</translation>
    </message>
    <message>
        <source>Check again in an hour: a new role takes some time.</source>
        <translation>Prüfen Sie in einer Stunde erneut: Eine neue Rolle braucht etwas Zeit.</translation>
    </message>
    <message>
        <source>The same name and password were accepted from this computer.</source>
        <translation>Derselbe Name und dasselbe Kennwort wurden von diesem Computer aus akzeptiert.</translation>
    </message>
    <message>
        <source>Whether Exchange takes the same name and password from this computer.</source>
        <translation>Ob Exchange denselben Namen und dasselbe Kennwort von diesem Computer aus akzeptiert.</translation>
    </message>
    <message>
        <source>Type the password into the portal once more, and see whether Outlook on the web takes it.</source>
        <translation>Geben Sie das Kennwort noch einmal in das Portal ein, und sehen Sie nach, ob Outlook im Web es akzeptiert.</translation>
    </message>
    <message>
        <source>Exchange refused the same sign-in from this computer, too.</source>
        <translation>Exchange hat dieselbe Anmeldung auch von diesem Computer aus abgelehnt.</translation>
    </message>
    <message>
        <source>Exchange took the e-mail address as the user name here.</source>
        <translation>Exchange hat hier die E-Mail-Adresse als Benutzernamen akzeptiert.</translation>
    </message>
    <message>
        <source>Which form of the user name Exchange takes from this computer.</source>
        <translation>Welche Form des Benutzernamens Exchange von diesem Computer aus akzeptiert.</translation>
    </message>
    <message>
        <source>Let this program try other forms of the user name, or enter the name without the part from the @ on.</source>
        <translation>Lassen Sie dieses Programm andere Formen des Benutzernamens versuchen, oder geben Sie den Namen ohne den Teil ab dem @ ein.</translation>
    </message>
    <message>
        <source>The e-mail address as the user name was refused here; Exchange took {username}.</source>
        <translation>Die E-Mail-Adresse wurde hier als Benutzername abgelehnt; Exchange hat {username} akzeptiert.</translation>
    </message>
    <message>
        <source>Exchange took the user name {username} here, which is not the e-mail address.</source>
        <translation>Exchange hat hier den Benutzernamen {username} akzeptiert, der nicht die E-Mail-Adresse ist.</translation>
    </message>
    <message>
        <source>Exchange wants the user name in another form: the bare name without the part from the @ on, or with its domain in front.</source>
        <translation>Exchange verlangt den Benutzernamen in einer anderen Form: nur den Namen ohne den Teil ab dem @ oder mit seiner Domäne davor.</translation>
    </message>
    <message>
        <source>The server understands the version that was chosen here.</source>
        <translation>Der Server versteht die Version, die hier gewählt wurde.</translation>
    </message>
    <message>
        <source>Which version the server understands.</source>
        <translation>Welche Version der Server versteht.</translation>
    </message>
    <message>
        <source>Compare the version in the portal with the one that this program shows.</source>
        <translation>Vergleichen Sie die Version im Portal mit der, die dieses Programm anzeigt.</translation>
    </message>
    <message>
        <source>The server refused the version that was chosen here, too.</source>
        <translation>Der Server hat auch die hier gewählte Version abgelehnt.</translation>
    </message>
    <message>
        <source>The server refuses a newer version than its own.</source>
        <translation>Der Server lehnt eine neuere Version als seine eigene ab.</translation>
    </message>
    <message>
        <source>The account opened its own mailbox from here.</source>
        <translation>Das Konto hat von hier aus sein eigenes Postfach geöffnet.</translation>
    </message>
    <message>
        <source>Whether the account opens a mailbox of its own.</source>
        <translation>Ob das Konto ein eigenes Postfach öffnet.</translation>
    </message>
    <message>
        <source>The account’s own mailbox could not be opened from here, either.</source>
        <translation>Das eigene Postfach des Kontos ließ sich auch von hier aus nicht öffnen.</translation>
    </message>
    <message>
        <source>The account has no mailbox of its own, so that AskCody finds nothing to verify.</source>
        <translation>Das Konto hat kein eigenes Postfach; deshalb findet AskCody nichts, was es überprüfen kann.</translation>
    </message>
    <message>
        <source>EWS answers at the address that was checked here.</source>
        <translation>EWS antwortet unter der Adresse, die hier geprüft wurde.</translation>
    </message>
    <message>
        <source>Whether EWS answers at the address.</source>
        <translation>Ob EWS unter der Adresse antwortet.</translation>
    </message>
    <message>
        <source>Open the address from the portal in a browser: EWS asks for a name and a password.</source>
        <translation>Öffnen Sie die Adresse aus dem Portal in einem Browser: EWS fragt nach Name und Kennwort.</translation>
    </message>
    <message>
        <source>What answered at the address from here was not EWS as it should be.</source>
        <translation>Was von hier aus unter der Adresse geantwortet hat, war nicht EWS, wie es sein soll.</translation>
    </message>
    <message>
        <source>Exchange itself names another address than the one that was typed.</source>
        <translation>Exchange selbst nennt eine andere Adresse als die eingegebene.</translation>
    </message>
    <message>
        <source>The EWS address in the portal leads to another server or page.</source>
        <translation>Die EWS-Adresse im Portal führt zu einem anderen Server oder einer anderen Seite.</translation>
    </message>
    <message>
        <source>Whether AskCody’s cloud reaches the server.</source>
        <translation>Ob die Cloud von AskCody den Server erreicht.</translation>
    </message>
    <message>
        <source>Whether name, address and certificate hold outside your network.</source>
        <translation>Ob Name, Adresse und Zertifikat außerhalb Ihres Netzwerks gelten.</translation>
    </message>
    <message>
        <source>Have the address tried from outside, for example with Microsoft’s Remote Connectivity Analyzer.</source>
        <translation>Lassen Sie die Adresse von außen erproben, zum Beispiel mit dem Remote Connectivity Analyzer von Microsoft.</translation>
    </message>
    <message>
        <source>AskCody’s cloud tried the address and did not come through.</source>
        <translation>Die Cloud von AskCody hat die Adresse versucht und kam nicht durch.</translation>
    </message>
    <message>
        <source>The name, the address or the certificate holds inside your network only.</source>
        <translation>Der Name, die Adresse oder das Zertifikat gilt nur innerhalb Ihres Netzwerks.</translation>
    </message>
    <message>
        <source>The sign-in works from here, and does not from AskCody’s cloud.</source>
        <translation>Die Anmeldung funktioniert von hier aus, aber nicht von der Cloud von AskCody aus.</translation>
    </message>
    <message>
        <source>AskCody’s cloud does not reach the server, or reaches a device in front of it that answers otherwise.</source>
        <translation>Die Cloud von AskCody erreicht den Server nicht, oder sie erreicht ein vorgeschaltetes Gerät, das anders antwortet.</translation>
    </message>
    <message>
        <source>EWS offered Basic authentication to this computer.</source>
        <translation>EWS hat diesem Computer die Standardauthentifizierung (Basic) angeboten.</translation>
    </message>
    <message>
        <source>Which ways to sign in EWS offers.</source>
        <translation>Welche Anmeldeverfahren EWS anbietet.</translation>
    </message>
    <message>
        <source>EWS did not offer Basic authentication to this computer.</source>
        <translation>EWS hat diesem Computer die Standardauthentifizierung (Basic) nicht angeboten.</translation>
    </message>
    <message>
        <source>Basic authentication is off for EWS, so that no password is taken at all.</source>
        <translation>Die Standardauthentifizierung (Basic) ist für EWS deaktiviert, sodass überhaupt kein Kennwort akzeptiert wird.</translation>
    </message>
    <message>
        <source>The sign-in fails from here as well.</source>
        <translation>Auch von hier aus schlägt die Anmeldung fehl.</translation>
    </message>
    <message>
        <source>Copy the values that this program has found into the portal, one by one.</source>
        <translation>Übernehmen Sie die Werte, die dieses Programm gefunden hat, einen nach dem anderen in das Portal.</translation>
    </message>
    <message>
        <source>The sign-in works from here, and AskCody’s cloud reaches the server.</source>
        <translation>Die Anmeldung funktioniert von hier aus, und die Cloud von AskCody erreicht den Server.</translation>
    </message>
    <message>
        <source>What stands in the portal differs from what was checked here: a blank, an older password, another address.</source>
        <translation>Was im Portal steht, weicht von dem ab, was hier geprüft wurde: ein Leerzeichen, ein älteres Kennwort, eine andere Adresse.</translation>
    </message>
    <message>
        <source>Enter the user name in the form that worked here, and the password once more.</source>
        <translation>Geben Sie den Benutzernamen in der Form ein, die hier funktioniert hat, und das Kennwort noch einmal.</translation>
    </message>
    <message>
        <source>Choose the Exchange version that this program names.</source>
        <translation>Wählen Sie die Exchange-Version, die dieses Programm nennt.</translation>
    </message>
    <message>
        <source>This is what AskCody’s portal says when its own sign-in to Exchange was refused. It does not tell why. A check with this program does: it tries each step on its own, and the causes below are weighed by what it saw.</source>
        <translation>Das sagt das Portal von AskCody, wenn seine eigene Anmeldung an Exchange abgelehnt wurde. Den Grund nennt es nicht. Eine Prüfung mit diesem Programm tut es: Sie probiert jeden Schritt für sich, und die Ursachen unten werden danach gewichtet, was sie dabei beobachtet hat.</translation>
    </message>
    <message>
        <source>The portal does not say which application AskCody uses.</source>
        <translation>Das Portal sagt nicht, welche Anwendung AskCody verwendet.</translation>
    </message>
    <message>
        <source>Ask AskCody for the ID of its application.</source>
        <translation>Fragen Sie AskCody nach der ID seiner Anwendung.</translation>
    </message>
    <message>
        <source>Run the command, and look for this ID in EwsAllowedAppIDs.</source>
        <translation>Führen Sie den Befehl aus, und suchen Sie diese ID in EwsAllowedAppIDs.</translation>
    </message>
    <message>
        <source>The portal shows after its button Integrate whether AskCody gets in.</source>
        <translation>Nach einem Klick auf seine Schaltfläche Integrate zeigt das Portal, ob AskCody hineinkommt.</translation>
    </message>
    <message>
        <source>Where the portal names the application, what you paste of the list is enough.</source>
        <translation>Nennt das Portal die Anwendung, genügt das, was Sie von der Liste einfügen.</translation>
    </message>
    <message>
        <source>What this program was told holds for its own application. Which application AskCody uses, nobody has said here, so it cannot be looked for on the list.</source>
        <translation>Was diesem Programm gemeldet wurde, gilt für seine eigene Anwendung. Welche Anwendung AskCody verwendet, wurde hier nicht angegeben; deshalb lässt sie sich auf der Liste nicht suchen.</translation>
    </message>
    <message>
        <source>Create the service account with a mailbox</source>
        <translation>Dienstkonto mit Postfach erstellen</translation>
    </message>
    <message>
        <source>Let the account act for all mailboxes</source>
        <translation>Dem Konto den Identitätswechsel für alle Postfächer erlauben</translation>
    </message>
    <message>
        <source>Removes the assignment that this script has made.</source>
        <translation>Entfernt die Zuweisung, die dieses Skript erstellt hat.</translation>
    </message>
    <message>
        <source>Gives the service account the role ApplicationImpersonation in the whole organisation. AskCody’s Outlook add-ins work in the mailboxes of people, too, and need it in this way.</source>
        <translation>Weist dem Dienstkonto die Rolle ApplicationImpersonation in der gesamten Organisation zu. Die Outlook-Add-Ins von AskCody arbeiten auch in den Postfächern von Personen und benötigen die Rolle in dieser Form.</translation>
    </message>
    <message>
        <source>Let the account act for room mailboxes only</source>
        <translation>Dem Konto den Identitätswechsel nur für Raumpostfächer erlauben</translation>
    </message>
    <message>
        <source>Gives the service account the role ApplicationImpersonation with a scope: room mailboxes, and new ones by themselves. The assignment for all mailboxes that the other script gives ends. It is too narrow for AskCody’s Outlook add-ins.</source>
        <translation>Weist dem Dienstkonto die Rolle ApplicationImpersonation mit einem Verwaltungsbereich zu: Raumpostfächer, neue werden automatisch eingeschlossen. Die Zuweisung für alle Postfächer, die das andere Skript vergibt, endet. Für die Outlook-Add-Ins von AskCody ist dieser Bereich zu eng.</translation>
    </message>
    <message>
        <source>Give the account a throttling policy of its own</source>
        <translation>Dem Konto eine eigene Drosselungsrichtlinie zuweisen</translation>
    </message>
    <message>
        <source>Exchange then slows AskCody down by a policy with more room in it, and nobody else is touched by it.</source>
        <translation>Exchange drosselt AskCody dann nach einer Richtlinie mit mehr Spielraum, und niemand sonst ist davon betroffen.</translation>
    </message>
    <message>
        <source>Switch Basic authentication on for EWS</source>
        <translation>Standardauthentifizierung (Basic) für EWS aktivieren</translation>
    </message>
    <message>
        <source>Switches Basic off again where this script has switched it on.</source>
        <translation>Deaktiviert Basic dort wieder, wo dieses Skript es aktiviert hat.</translation>
    </message>
    <message>
        <source>Goes through the EWS virtual directories of all Exchange servers, and switches Basic on where it is off. You are asked for each server.</source>
        <translation>Geht die virtuellen Verzeichnisse EWS aller Exchange-Server durch und aktiviert Basic dort, wo es deaktiviert ist. Sie werden für jeden Server gefragt.</translation>
    </message>
    <message>
        <source>Let the account use EWS by an authentication policy</source>
        <translation>Dem Konto EWS über eine Authentifizierungsrichtlinie erlauben</translation>
    </message>
    <message>
        <source>Where a policy blocks this kind of sign-in for EWS, the account gets a policy of its own: all that was blocked for it stays blocked, but for EWS and Autodiscover.</source>
        <translation>Blockiert eine Richtlinie diese Art der Anmeldung für EWS, erhält das Konto eine eigene Richtlinie: Alles, was für das Konto blockiert war, bleibt blockiert, außer für EWS und Autodiscover.</translation>
    </message>
    <message>
        <source>Put the room on a room list</source>
        <translation>Den Raum in eine Raumliste aufnehmen</translation>
    </message>
    <message>
        <source>Makes a room list for AskCody where there is none, and adds the room to it.</source>
        <translation>Erstellt eine Raumliste für AskCody, wenn es noch keine gibt, und fügt den Raum hinzu.</translation>
    </message>
    <message>
        <source>Let the room answer by itself</source>
        <translation>Den Raum selbst antworten lassen</translation>
    </message>
    <message>
        <source>The room accepts and declines by itself, and keeps subject and text of meetings, so that displays can show them. AskCody asks for the first; the rest is what Exchange has for it.</source>
        <translation>Der Raum nimmt Besprechungen selbst an oder lehnt sie ab und behält deren Betreff und Text, damit Displays sie anzeigen können. AskCody verlangt das Erste; das Übrige ist das, was Exchange dafür bietet.</translation>
    </message>
    <message>
        <source>Let the application use EWS in Exchange Online</source>
        <translation>Der Anwendung EWS in Exchange Online erlauben</translation>
    </message>
    <message>
        <source>Takes the application off the list again, keeps what others have added since, and puts the switch back.</source>
        <translation>Nimmt die Anwendung wieder von der Liste, behält, was andere seitdem hinzugefügt haben, und setzt den Schalter zurück.</translation>
    </message>
    <message>
        <source>The IPv6 address refused the connection. A firewall mostly answers nothing.</source>
        <translation>Die IPv6-Adresse hat die Verbindung abgelehnt. Eine Firewall antwortet meistens gar nicht.</translation>
    </message>
    <message>
        <source>The address is that of EWS, and not of Outlook on the web.</source>
        <translation>Die Adresse ist die von EWS und nicht die von Outlook im Web.</translation>
    </message>
    <message>
        <source>It happened again when it was tried once more.</source>
        <translation>Es geschah wieder, als es noch einmal versucht wurde.</translation>
    </message>
    <message>
        <source>The answer says that the request is too long.</source>
        <translation>Die Antwort besagt, dass die Anforderung zu lang ist.</translation>
    </message>
    <message>
        <source>EWS took the same password with another spelling.</source>
        <translation>EWS hat dasselbe Kennwort mit einer anderen Schreibweise angenommen.</translation>
    </message>
    <message>
        <source>It was refused before anybody had signed in.</source>
        <translation>Abgelehnt wurde, bevor sich jemand angemeldet hatte.</translation>
    </message>
    <message>
        <source>The server is one of your own, which the retirement does not touch.</source>
        <translation>Der Server ist einer Ihrer eigenen, den die Abschaltung nicht betrifft.</translation>
    </message>
    <message>
        <source>Other requests from here were let through.</source>
        <translation>Andere Anforderungen von hier wurden durchgelassen.</translation>
    </message>
    <message>
        <source>The answer says that the request was rejected.</source>
        <translation>Die Antwort besagt, dass die Anforderung abgewiesen wurde.</translation>
    </message>
    <message>
        <source>The address that Exchange names is one of the inside.</source>
        <translation>Die Adresse, die Exchange nennt, ist eine von innen.</translation>
    </message>
    <message>
        <source>The proxy answers, and says that it did not reach the server.</source>
        <translation>Der Proxy antwortet und meldet, dass er den Server nicht erreicht hat.</translation>
    </message>
    <message>
        <source>EWS took the same name and password.</source>
        <translation>EWS hat denselben Namen und dasselbe Kennwort angenommen.</translation>
    </message>
    <message>
        <source>Autodiscover does not take Basic for this account, although EWS does.</source>
        <translation>Autodiscover nimmt für dieses Konto keine Basisauthentifizierung (Basic) an, EWS dagegen schon.</translation>
    </message>
    <message>
        <source>[If the clock of {ewsHost} is wrong, check its time source on a domain controller.]</source>
        <translation>[Wenn die Uhr von {ewsHost} falsch geht, prüfen Sie ihre Zeitquelle auf einem Domänencontroller.]</translation>
    </message>
    <message>
        <source>This computer&apos;s clock and the server&apos;s clock differ[: this computer&apos;s is {minutesBehind} minutes behind][: this computer&apos;s is {minutesAhead} minutes ahead]. Certificates and sign-ins depend on the time, so several unrelated things can fail at once.</source>
        <translation>Die Uhr dieses Computers und die des Servers gehen verschieden[: die dieses Computers geht {minutesBehind} Minuten nach][: die dieses Computers geht {minutesAhead} Minuten vor]. Zertifikate und Anmeldungen hängen von der Zeit ab, deshalb kann mehreres zugleich scheitern, was nichts miteinander zu tun hat.</translation>
    </message>
    <message>
        <source>The checks themselves are not concerned. A report may still be saved where the recording may not.</source>
        <translation>Die Prüfungen selbst betrifft das nicht. Ein Bericht lässt sich vielleicht trotzdem speichern, wo die Aufzeichnung nicht gespeichert werden darf.</translation>
    </message>
    <message>
        <source>The password also stands in what the recording cannot do without, such as an address, the name of the account or an answer of Exchange. Therefore it was not saved.[ The place in the file: {where}.]</source>
        <translation>Das Kennwort steht auch in etwas, worauf die Aufzeichnung nicht verzichten kann, etwa in einer Adresse, im Namen des Kontos oder in einer Antwort von Exchange. Deshalb wurde sie nicht gespeichert.[ Die Stelle in der Datei: {where}.]</translation>
    </message>
    <message>
        <source>While it was edited, a tag was left open, or an ampersand or a less-than sign was written as it is.</source>
        <translation>Beim Bearbeiten blieb ein Tag offen, oder ein Et-Zeichen oder Kleiner-als-Zeichen steht da, wie es ist.</translation>
    </message>
    <message>
        <source>Correct the place, or choose the sample again.</source>
        <translation>Berichtigen Sie die Stelle, oder wählen Sie das Beispiel noch einmal.</translation>
    </message>
    <message>
        <source>This is no well-formed XML</source>
        <translation>Das ist kein wohlgeformtes XML</translation>
    </message>
    <message>
        <source>Nothing was sent.[ At line {line}, column {column}: {reason}]</source>
        <translation>Es wurde nichts gesendet.[ In Zeile {line}, Spalte {column}: {reason}]</translation>
    </message>
    <message>
        <source>The envelope was changed while it was edited, or the request is one for another service.</source>
        <translation>Der Umschlag wurde beim Bearbeiten verändert, oder es ist eine Anfrage an einen anderen Dienst.</translation>
    </message>
    <message>
        <source>Choose a sample, and change it step by step.</source>
        <translation>Wählen Sie ein Beispiel, und ändern Sie es Schritt für Schritt.</translation>
    </message>
    <message>
        <source>This is no request of Exchange Web Services</source>
        <translation>Das ist keine Anfrage an die Exchange-Webdienste</translation>
    </message>
    <message>
        <source>The request would change something, read what stands in a mailbox, have Exchange call another server, or bring a login along.</source>
        <translation>Die Anfrage würde etwas ändern, lesen, was in einem Postfach steht, Exchange einen anderen Server rufen lassen oder eine Anmeldung mitbringen.</translation>
    </message>
    <message>
        <source>Ask with one of the samples.</source>
        <translation>Fragen Sie mit einem der Beispiele.</translation>
    </message>
    <message>
        <source>Where it has to be this request: use the Exchange Management Shell, or a tool of your own, with the rights that it needs.</source>
        <translation>Wenn es diese Anfrage sein muss: nehmen Sie die Exchange-Verwaltungsshell oder ein eigenes Werkzeug mit den Rechten, die sie braucht.</translation>
    </message>
    <message>
        <source>This program does not send that</source>
        <translation>Das sendet dieses Programm nicht</translation>
    </message>
    <message>
        <source>Nothing was sent. This program changes nothing in Exchange, and asks for ids and free/busy states alone: no subjects, no texts, no attendees, no details of people. That holds for the console, too.[ Refused: {operation}, at line {line}, column {column}.]</source>
        <translation>Es wurde nichts gesendet. Dieses Programm ändert nichts in Exchange und fragt nur nach Kennungen und Frei/Gebucht-Zeiten: keine Betreffe, keine Texte, keine Teilnehmer, keine Angaben zu Personen. Das gilt auch für die Konsole.[ Abgelehnt: {operation}, in Zeile {line}, Spalte {column}.]</translation>
    </message>
    <message>
        <source>Other names are looked up without trouble: that of Microsoft&apos;s sign-in was.</source>
        <translation>Andere Namen werden ohne Schwierigkeit aufgelöst: der von Microsofts Anmeldung wurde es.</translation>
    </message>
    <message>
        <source>Ask a public resolver for the same name: if it fails there, too, it is the domain.</source>
        <translation>Fragen Sie einen öffentlichen Resolver nach demselben Namen: scheitert es auch dort, liegt es an der Domäne.</translation>
    </message>
    <message>
        <source>Names of the internet are not found from here, either.</source>
        <translation>Auch Namen des Internets werden von hier aus nicht gefunden.</translation>
    </message>
    <message>
        <source>Look for the name in the hosts file with the second command below.</source>
        <translation>Suchen Sie den Namen mit dem zweiten Befehl unten in der Hosts-Datei.</translation>
    </message>
    <message>
        <source>DNS itself knows no address for the name.</source>
        <translation>DNS selbst kennt keine Adresse für den Namen.</translation>
    </message>
    <message>
        <source>Look for the name in the hosts file with the second command below: without a line there, the zones differ.</source>
        <translation>Suchen Sie den Namen mit dem zweiten Befehl unten in der Hosts-Datei: steht er dort nicht, sind die Zonen verschieden.</translation>
    </message>
    <message>
        <source>One address is of the inside of a network, the other one is public.</source>
        <translation>Eine Adresse liegt innerhalb eines Netzes, die andere ist öffentlich.</translation>
    </message>
    <message>
        <source>The sign-in of Microsoft is out of reach from here, too.</source>
        <translation>Auch die Anmeldung von Microsoft ist von hier aus nicht erreichbar.</translation>
    </message>
    <message>
        <source>Other servers are reached from here.</source>
        <translation>Andere Server werden von hier aus erreicht.</translation>
    </message>
    <message>
        <source>What stands at the other address refuses at once: it is switched on, and nothing listens there.</source>
        <translation>Was unter der anderen Adresse steht, lehnt sofort ab: es ist eingeschaltet, und nichts hört dort zu.</translation>
    </message>
    <message>
        <source>Look whether a server of yours still has that address.</source>
        <translation>Sehen Sie nach, ob ein Server von Ihnen diese Adresse noch hat.</translation>
    </message>
    <message>
        <source>Nothing at all answers at the other address.</source>
        <translation>Unter der anderen Adresse antwortet gar nichts.</translation>
    </message>
    <message>
        <source>A login was presented to the proxy.</source>
        <translation>Dem Proxy wurde eine Anmeldung vorgelegt.</translation>
    </message>
    <message>
        <source>The proxy was asked without a login.</source>
        <translation>Der Proxy wurde ohne Anmeldung gefragt.</translation>
    </message>
    <message>
        <source>The proxy demands authentication from programs, and this program has no login for it.</source>
        <translation>Der Proxy verlangt von Programmen eine Anmeldung, und dieses Programm hat keine dafür.</translation>
    </message>
    <message>
        <source>A login was presented to the proxy, which asked again.</source>
        <translation>Dem Proxy wurde eine Anmeldung vorgelegt, und er hat noch einmal danach gefragt.</translation>
    </message>
    <message>
        <source>The proxy refuses the login that this program was given: its user name or its password is wrong, or the account is locked.</source>
        <translation>Der Proxy lehnt die Anmeldung ab, die dieses Programm bekommen hat: Benutzername oder Kennwort stimmen nicht, oder das Konto ist gesperrt.</translation>
    </message>
    <message>
        <source>It offers a sign-in with name and password.</source>
        <translation>Er bietet eine Anmeldung mit Name und Kennwort an.</translation>
    </message>
    <message>
        <source>It offers Negotiate only.</source>
        <translation>Er bietet nur Negotiate an.</translation>
    </message>
    <message>
        <source>The proxy takes Kerberos alone, with which this program does not log in to a proxy.</source>
        <translation>Der Proxy nimmt nur Kerberos an, und damit meldet sich dieses Programm bei keinem Proxy an.</translation>
    </message>
    <message>
        <source>Enter a login for the proxy that is right: in the window under “Network settings…”, on the command line with “proxy”, the proxy’s host and port, and “--user” with the name. It asks for the password.</source>
        <translation>Geben Sie eine Anmeldung für den Proxy ein, die stimmt: im Fenster unter „Netzwerkeinstellungen…“, auf der Kommandozeile mit „proxy“, Host und Port des Proxys und „--user“ mit dem Namen. Nach dem Kennwort wird gefragt.</translation>
    </message>
    <message>
        <source>Or let the proxy pass connections to the Exchange server without a sign-in.</source>
        <translation>Oder lassen Sie den Proxy Verbindungen zum Exchange-Server ohne Anmeldung durch.</translation>
    </message>
    <message>
        <source>The proxy says that it does not find the name.</source>
        <translation>Der Proxy sagt, dass er den Namen nicht findet.</translation>
    </message>
    <message>
        <source>Open the address in a browser that uses the same proxy: its page of refusal names the reason.</source>
        <translation>Öffnen Sie die Adresse in einem Browser, der denselben Proxy benutzt: seine Ablehnungsseite nennt den Grund.</translation>
    </message>
    <message>
        <source>The proxy knows the name, and says that the server does not answer.</source>
        <translation>Der Proxy kennt den Namen und sagt, dass der Server nicht antwortet.</translation>
    </message>
    <message>
        <source>The proxy was reached and said nothing, as one does that waits for a server.</source>
        <translation>Der Proxy wurde erreicht und sagte nichts, wie einer, der auf einen Server wartet.</translation>
    </message>
    <message>
        <source>The server behind the proxy does not answer: its port is closed, or a firewall stands between.</source>
        <translation>Der Server hinter dem Proxy antwortet nicht: sein Port ist geschlossen, oder eine Firewall steht dazwischen.</translation>
    </message>
    <message>
        <source>The proxy answers.</source>
        <translation>Der Proxy antwortet.</translation>
    </message>
    <message>
        <source>The proxy was reached and said nothing.</source>
        <translation>Der Proxy wurde erreicht und sagte nichts.</translation>
    </message>
    <message>
        <source>The proxy itself is overloaded or stuck.</source>
        <translation>Der Proxy selbst ist überlastet oder hängt.</translation>
    </message>
    <message>
        <source>The proxy was reached.</source>
        <translation>Der Proxy wurde erreicht.</translation>
    </message>
    <message>
        <source>What is set as the proxy answers as one.</source>
        <translation>Was als Proxy eingestellt ist, antwortet als einer.</translation>
    </message>
    <message>
        <source>Look whether the server answers on port {port} from where the proxy stands.</source>
        <translation>Sehen Sie nach, ob der Server auf Port {port} antwortet, von dort aus, wo der Proxy steht.</translation>
    </message>
    <message>
        <source>Let the proxy connect to this server and port.</source>
        <translation>Lassen Sie den Proxy zu diesem Server und Port verbinden.</translation>
    </message>
    <message>
        <source>Correct the proxy settings of this computer if another proxy is the right one.</source>
        <translation>Berichtigen Sie die Proxyeinstellungen dieses Computers, wenn ein anderer Proxy der richtige ist.</translation>
    </message>
    <message>
        <source>The proxy does not connect to the server</source>
        <translation>Der Proxy verbindet nicht zum Server</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] did not give this program a connection to the server[ {host}].</source>
        <translation>Der Proxy[ {proxy}] hat diesem Programm keine Verbindung zum Server[ {host}] gegeben.</translation>
    </message>
    <message>
        <source>Compare with the proxy that a browser on this computer uses.</source>
        <translation>Vergleichen Sie mit dem Proxy, den ein Browser auf diesem Computer benutzt.</translation>
    </message>
    <message>
        <source>Nobody knows the proxy&apos;s name any more.</source>
        <translation>Niemand kennt den Namen des Proxys mehr.</translation>
    </message>
    <message>
        <source>Something answers at that address, and no proxy listens there.</source>
        <translation>Unter dieser Adresse antwortet etwas, und kein Proxy hört dort zu.</translation>
    </message>
    <message>
        <source>The settings of the desktop name a script, or tell to look for one.</source>
        <translation>Die Einstellungen des Desktops nennen ein Skript oder lassen nach einem suchen.</translation>
    </message>
    <message>
        <source>Open any page in a browser on this computer.</source>
        <translation>Öffnen Sie irgendeine Seite in einem Browser auf diesem Computer.</translation>
    </message>
    <message>
        <source>The same page stands before Microsoft&apos;s sign-in.</source>
        <translation>Dieselbe Seite steht vor Microsofts Anmeldung.</translation>
    </message>
    <message>
        <source>The server refused what this program offered, before it showed its certificate (alert 40).</source>
        <translation>Der Server lehnte ab, was dieses Programm anbot, bevor er sein Zertifikat zeigte (Alarm 40).</translation>
    </message>
    <message>
        <source>It ended before a certificate of the client could have been missed.</source>
        <translation>Es endete, bevor ein Zertifikat des Clients gefehlt haben kann.</translation>
    </message>
    <message>
        <source>It ended after this program had sent its part of the keys.</source>
        <translation>Es endete, nachdem dieses Programm seinen Teil der Schlüssel gesendet hatte.</translation>
    </message>
    <message>
        <source>Check from a computer in another network.</source>
        <translation>Prüfen Sie von einem Computer in einem anderen Netz.</translation>
    </message>
    <message>
        <source>A proxy stands between this computer and the server.</source>
        <translation>Zwischen diesem Computer und dem Server steht ein Proxy.</translation>
    </message>
    <message>
        <source>Look with the Health Checker which TLS versions the server has.</source>
        <translation>Sehen Sie mit dem Health Checker nach, welche TLS-Versionen der Server hat.</translation>
    </message>
    <message>
        <source>Port {port} is not the usual one of https.</source>
        <translation>Port {port} ist nicht der übliche für https.</translation>
    </message>
    <message>
        <source>The demand is part of the handshake, before any path is known.</source>
        <translation>Die Forderung gehört zum Handshake, bevor irgendein Pfad bekannt ist.</translation>
    </message>
    <message>
        <source>The handshake went well, and a page of IIS asks for the certificate.</source>
        <translation>Der Handshake ging gut, und eine Seite von IIS verlangt das Zertifikat.</translation>
    </message>
    <message>
        <source>The redirect leads to Outlook on the web.</source>
        <translation>Die Umleitung führt zu Outlook im Web.</translation>
    </message>
    <message>
        <source>Sign-ins do not arrive at Exchange: nobody there has seen the password.</source>
        <translation>Anmeldungen kommen nicht bei Exchange an: dort hat niemand das Kennwort gesehen.</translation>
    </message>
    <message>
        <source>Exchange has seen a sign-in of another kind that was sent the same way.</source>
        <translation>Exchange hat eine Anmeldung anderer Art gesehen, die auf demselben Weg gesendet wurde.</translation>
    </message>
    <message>
        <source>Exchange has seen the first step of NTLM that was sent the same way.</source>
        <translation>Exchange hat den ersten Schritt von NTLM gesehen, der auf demselben Weg gesendet wurde.</translation>
    </message>
    <message>
        <source>Exchange answers as if nobody had tried to sign in.</source>
        <translation>Exchange antwortet, als hätte niemand sich anmelden wollen.</translation>
    </message>
    <message>
        <source>Exchange did not take up another kind of sign-in either, as if it had not seen it. Servers before Exchange 2013 do the same.</source>
        <translation>Exchange ging auch auf eine andere Art der Anmeldung nicht ein, als hätte es sie nicht gesehen. Server vor Exchange 2013 tun dasselbe.</translation>
    </message>
    <message>
        <source>A device between here and Exchange takes the sign-in out of the request.</source>
        <translation>Ein Gerät zwischen hier und Exchange nimmt die Anmeldung aus der Anfrage.</translation>
    </message>
    <message>
        <source>Neither NTLM&apos;s first step nor an empty token arrived.</source>
        <translation>Weder der erste Schritt von NTLM noch ein leeres Token kam an.</translation>
    </message>
    <message>
        <source>A reverse proxy or load balancer in front of Exchange does not pass the sign-in on (the Authorization header).</source>
        <translation>Ein Reverse-Proxy oder Lastverteiler vor Exchange reicht die Anmeldung nicht weiter (den Authorization-Header).</translation>
    </message>
    <message>
        <source>Check from a computer whose traffic does not go through it.</source>
        <translation>Prüfen Sie von einem Computer, dessen Verkehr nicht dort hindurchgeht.</translation>
    </message>
    <message>
        <source>Encrypted traffic is opened on the way.</source>
        <translation>Verschlüsselter Verkehr wird unterwegs geöffnet.</translation>
    </message>
    <message>
        <source>A firewall or proxy that opens encrypted traffic on the way takes it out.</source>
        <translation>Eine Firewall oder ein Proxy, der unterwegs verschlüsselten Verkehr öffnet, nimmt sie heraus.</translation>
    </message>
    <message>
        <source>The answer carries marks of Exchange 2013 or newer.</source>
        <translation>Die Antwort trägt Merkmale von Exchange 2013 oder neuer.</translation>
    </message>
    <message>
        <source>The server is older than Exchange 2013, NTLM is switched off on it, and the password is wrong.</source>
        <translation>Der Server ist älter als Exchange 2013, NTLM ist auf ihm ausgeschaltet, und das Kennwort ist falsch.</translation>
    </message>
    <message>
        <source>Publish /EWS and /Autodiscover as pass-through: the device must forward the Authorization header as it came.</source>
        <translation>Veröffentlichen Sie /EWS und /Autodiscover ohne Vorauthentifizierung: das Gerät muss den Authorization-Header weitergeben, wie er kam.</translation>
    </message>
    <message>
        <source>With nginx: proxy_pass forwards it unless proxy_set_header Authorization changes it. With a load balancer: switch its own sign-in (pre-authentication, single sign-on) off for these paths.</source>
        <translation>Bei nginx: proxy_pass gibt ihn weiter, wenn kein proxy_set_header Authorization ihn ändert. Bei einem Lastverteiler: schalten Sie seine eigene Anmeldung (Vorauthentifizierung, Single Sign-On) für diese Pfade aus.</translation>
    </message>
    <message>
        <source>Then check again with the same password.</source>
        <translation>Dann prüfen Sie noch einmal mit demselben Kennwort.</translation>
    </message>
    <message>
        <source>A server that refuses a password still answers the first step of NTLM, or a token that is empty; both need no password. Here it answers neither.</source>
        <translation>Ein Server, der ein Kennwort ablehnt, antwortet trotzdem auf den ersten Schritt von NTLM oder auf ein leeres Token; beides braucht kein Kennwort. Hier antwortet er auf keines.</translation>
    </message>
    <message>
        <source>The sign-in gets lost on its way to Exchange</source>
        <translation>Die Anmeldung geht auf dem Weg zu Exchange verloren</translation>
    </message>
    <message>
        <source>Exchange answers as if nobody had signed in: something between here and there takes the sign-in out of the request. Whether name and password are right is not known, for Exchange has not seen them.</source>
        <translation>Exchange antwortet, als hätte niemand sich angemeldet: etwas zwischen hier und dort nimmt die Anmeldung aus der Anfrage. Ob Name und Kennwort stimmen, ist nicht bekannt, denn Exchange hat sie nicht gesehen.</translation>
    </message>
    <message>
        <source>Look at EwsEnabled of the organisation and of the mailbox with the commands below: the answer is the same for both.</source>
        <translation>Sehen Sie mit den Befehlen unten EwsEnabled der Organisation und des Postfachs an: die Antwort ist für beide dieselbe.</translation>
    </message>
    <message>
        <source>The pasted settings say that it is on for the organisation.</source>
        <translation>Nach den eingefügten Einstellungen ist es für die Organisation eingeschaltet.</translation>
    </message>
    <message>
        <source>Look at the licences of the account, or sign in with an account that has another one.</source>
        <translation>Sehen Sie die Lizenzen des Kontos an, oder melden Sie sich mit einem Konto an, das eine andere hat.</translation>
    </message>
    <message>
        <source>The account has a frontline licence alone (Kiosk, F1 or F3), which lost EWS between March and June 2026.</source>
        <translation>Das Konto hat nur eine Lizenz für Mitarbeiter in Service und Produktion (Kiosk, F1 oder F3); diese haben EWS zwischen März und Juni 2026 verloren.</translation>
    </message>
    <message>
        <source>Read both lists with the command below: the answer is the same for both.</source>
        <translation>Lesen Sie beide Listen mit dem Befehl unten: die Antwort ist für beide dieselbe.</translation>
    </message>
    <message>
        <source>The answer comes from IIS.</source>
        <translation>Die Antwort kommt von IIS.</translation>
    </message>
    <message>
        <source>Ask the address with HTTP/1.1 alone, for example with curl --http1.1.</source>
        <translation>Fragen Sie die Adresse nur mit HTTP/1.1, zum Beispiel mit curl --http1.1.</translation>
    </message>
    <message>
        <source>In the handshake the server preferred HTTP/2, as many do that speak both.</source>
        <translation>Im Handshake zog der Server HTTP/2 vor, wie viele, die beides sprechen.</translation>
    </message>
    <message>
        <source>The server, or a device in front of it, speaks HTTP/2 alone.</source>
        <translation>Der Server oder ein Gerät vor ihm spricht nur HTTP/2.</translation>
    </message>
    <message>
        <source>Offered both in the handshake, the server chose HTTP/2; offered HTTP/1.1 alone, it hung up.</source>
        <translation>Vor die Wahl gestellt, nahm der Server HTTP/2; als nur HTTP/1.1 angeboten wurde, legte er auf.</translation>
    </message>
    <message>
        <source>The server does not take version 1.1 of the web protocol, which Exchange and its programs speak. No password was sent.</source>
        <translation>Der Server nimmt Version 1.1 des Webprotokolls nicht an, die Exchange und seine Programme sprechen. Ein Kennwort wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>The answer does not carry the marks of Exchange.</source>
        <translation>Die Antwort trägt die Merkmale von Exchange nicht.</translation>
    </message>
    <message>
        <source>The answer carries the marks of Exchange.</source>
        <translation>Die Antwort trägt die Merkmale von Exchange.</translation>
    </message>
    <message>
        <source>A device in front packs answers without looking at what the program asked for.</source>
        <translation>Ein Gerät davor packt Antworten, ohne zu beachten, was das Programm verlangt hat.</translation>
    </message>
    <message>
        <source>The address leads to another web server than Exchange.</source>
        <translation>Die Adresse führt zu einem anderen Webserver als Exchange.</translation>
    </message>
    <message>
        <source>Switch compression off in the device for the paths of Exchange, or let it heed the header Accept-Encoding.</source>
        <translation>Schalten Sie die Kompression im Gerät für die Pfade von Exchange aus, oder lassen Sie es den Header Accept-Encoding beachten.</translation>
    </message>
    <message>
        <source>The answer is packed in a way that nobody asked for</source>
        <translation>Die Antwort ist auf eine Art gepackt, um die niemand gebeten hat</translation>
    </message>
    <message>
        <source>The answer came packed in a format that this program did not ask for. It was not read.</source>
        <translation>Die Antwort kam in einem Format gepackt, um das dieses Programm nicht gebeten hat. Sie wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Remove the assignment without a scope: roles add up. The last command names the one that this program proposes; the list shows the others.</source>
        <translation>Entfernen Sie die Zuweisung ohne Bereich: Rollen addieren sich. Der letzte Befehl nennt die, die dieses Programm vorschlägt; die Liste zeigt die anderen.</translation>
    </message>
    <message>
        <source>If it is None, let everybody see when the room is free. More is not needed; leave a right that is there.</source>
        <translation>Wenn es None ist, lassen Sie alle sehen, wann der Raum frei ist. Mehr ist nicht nötig; ein Recht, das schon da ist, bleibt.</translation>
    </message>
    <message>
        <source>Every version was refused, down to the oldest that this program speaks.</source>
        <translation>Jede Version wurde abgelehnt, bis hinunter zur ältesten, die dieses Programm spricht.</translation>
    </message>
    <message>
        <source>Look at the versions of the servers with the command below.</source>
        <translation>Sehen Sie mit dem Befehl unten die Versionen der Server an.</translation>
    </message>
    <message>
        <source>The server is older than every version that this program speaks, or something else than Exchange answers.</source>
        <translation>Der Server ist älter als jede Version, die dieses Programm spricht, oder es antwortet etwas anderes als Exchange.</translation>
    </message>
    <message>
        <source>Exchange names a limit of {limit}.</source>
        <translation>Exchange nennt eine Grenze von {limit}.</translation>
    </message>
    <message>
        <source>Exchange refused the same name and password by NTLM.</source>
        <translation>Exchange hat denselben Namen und dasselbe Kennwort mit NTLM abgelehnt.</translation>
    </message>
    <message>
        <source>Basic is missing in what EWS offers.</source>
        <translation>Basic fehlt in dem, was EWS anbietet.</translation>
    </message>
    <message>
        <source>Nobody chose it: the portal names an application of that cloud.</source>
        <translation>Niemand hat sie gewählt: das Portal nennt eine Anwendung dieser Cloud.</translation>
    </message>
    <message>
        <source>The portal names an application of that cloud.</source>
        <translation>Das Portal nennt eine Anwendung dieser Cloud.</translation>
    </message>
    <message>
        <source>AskCody&apos;s application, as this portal names it, serves another cloud.</source>
        <translation>AskCodys Anwendung, wie dieses Portal sie nennt, gehört zu einer anderen Cloud.</translation>
    </message>
    <message>
        <source>The organisation is in another cloud of Microsoft than expected.[ It is in {cloud}, expected was {expected}.]</source>
        <translation>Die Organisation ist in einer anderen Cloud von Microsoft als erwartet.[ Sie ist in {cloud}, erwartet wurde {expected}.]</translation>
    </message>
    <message>
        <source>The settings of the mailbox, which were pasted, say that its switch is off.</source>
        <translation>Nach den eingefügten Einstellungen des Postfachs ist sein Schalter aus.</translation>
    </message>
    <message>
        <source>Paste the settings of the mailbox: if its own switch is on, the licence is what is left.</source>
        <translation>Fügen Sie die Einstellungen des Postfachs ein: ist sein eigener Schalter an, bleibt nur die Lizenz.</translation>
    </message>
    <message>
        <source>The mailbox has a frontline licence alone (Kiosk, F1 or F3), which lost EWS between March and June 2026.</source>
        <translation>Das Postfach hat nur eine Lizenz für Mitarbeiter in Service und Produktion (Kiosk, F1 oder F3); diese haben EWS zwischen März und Juni 2026 verloren.</translation>
    </message>
    <message>
        <source>If its switch is on, look at the licence of the account.</source>
        <translation>Ist sein Schalter an, sehen Sie die Lizenz des Kontos an.</translation>
    </message>
    <message>
        <source>Today every application is answered, AskCody too: nothing has to be changed yet. Watch the Message Center of Microsoft 365.</source>
        <translation>Heute bekommt jede Anwendung Antwort, auch AskCody: es muss noch nichts geändert werden. Behalten Sie das Nachrichtencenter von Microsoft 365 im Blick.</translation>
    </message>
    <message>
        <source>If you choose before your turn comes, put every application that your organisation uses on the list first, AskCody among them. The usage report names them (Microsoft 365 admin center, Reports, Usage, Exchange, EWS usage).</source>
        <translation>Wenn Sie wählen, bevor Sie an der Reihe sind, setzen Sie zuerst jede Anwendung auf die Liste, die Ihre Organisation benutzt, AskCody eingeschlossen. Der Nutzungsbericht nennt sie (Microsoft 365 Admin Center, Berichte, Nutzung, Exchange, EWS-Nutzung).</translation>
    </message>
    <message>
        <source>Then set EwsEnabled to true. From then on whoever is not on the list is refused.</source>
        <translation>Dann setzen Sie EwsEnabled auf true. Von da an wird abgelehnt, wer nicht auf der Liste steht.</translation>
    </message>
    <message>
        <source>An integration in the portal has the same account, address, organisation or name.[ It is: {names}.] This one would stand beside it.</source>
        <translation>Eine Integration im Portal hat dasselbe Konto, dieselbe Adresse, dieselbe Organisation oder denselben Namen.[ Es ist: {names}.] Diese hier stünde daneben.</translation>
    </message>
    <message>
        <source>Removes what this script has made: the user with the mailbox, or the mailbox alone where the user was there before; else puts the EWS setting of the mailbox back.</source>
        <translation>Entfernt, was dieses Skript angelegt hat: den Benutzer mit dem Postfach, oder nur das Postfach, wenn der Benutzer schon da war; sonst setzt es die EWS-Einstellung des Postfachs zurück.</translation>
    </message>
    <message>
        <source>Makes the account that AskCody signs in with, with a mailbox of its own, and asks for its password while it runs. A user who is there already gets a mailbox; for an account that has one, EWS is switched on.</source>
        <translation>Legt das Konto an, mit dem AskCody sich anmeldet, mit eigenem Postfach, und fragt beim Ausführen nach seinem Kennwort. Ein Benutzer, den es schon gibt, bekommt ein Postfach; bei einem Konto, das eines hat, wird EWS eingeschaltet.</translation>
    </message>
    <message>
        <source>Removes the assignment and the scope that this script has made, and gives back the assignment for all mailboxes where it has ended it.</source>
        <translation>Entfernt die Zuweisung und den Bereich, die dieses Skript angelegt hat, und gibt die Zuweisung für alle Postfächer zurück, wo es sie beendet hat.</translation>
    </message>
    <message>
        <source>Puts the policy of the account back to what it was, and removes the new one where nobody else has it.</source>
        <translation>Setzt die Richtlinie des Kontos auf das zurück, was sie war, und entfernt die neue, wenn sonst niemand sie hat.</translation>
    </message>
    <message>
        <source>Takes the room off the list, and removes the list where this script has made it and no other room is on it.</source>
        <translation>Nimmt den Raum von der Liste und entfernt die Liste, wenn dieses Skript sie angelegt hat und kein anderer Raum darauf steht.</translation>
    </message>
    <message>
        <source>Let everybody see when the room is free</source>
        <translation>Alle sehen lassen, wann der Raum frei ist</translation>
    </message>
    <message>
        <source>Takes the right away again where this script has given it.</source>
        <translation>Nimmt das Recht wieder weg, wo dieses Skript es gegeben hat.</translation>
    </message>
    <message>
        <source>Finds the calendar of the room, whatever its language calls it. Where people without a right of their own see nothing, they get to see when the room is free, and no more than that.</source>
        <translation>Findet den Kalender des Raums, wie er auch in seiner Sprache heißt. Wo Leute ohne eigenes Recht nichts sehen, sehen sie danach, wann der Raum frei ist, und nicht mehr.</translation>
    </message>
    <message>
        <source>Puts those of the four settings back that are still as this script has set them.</source>
        <translation>Setzt die der vier Einstellungen zurück, die noch so sind, wie dieses Skript sie gesetzt hat.</translation>
    </message>
    <message>
        <source>Adds the application to what stands on the list of allowed applications, and switches EWS on for them. Where EwsEnabled has no value, every application is answered; a value would refuse those that are not listed. There the script changes nothing without -ListedOnly.</source>
        <translation>Fügt die Anwendung zu dem hinzu, was auf der Liste der erlaubten Anwendungen steht, und schaltet EWS für diese ein. Wo EwsEnabled keinen Wert hat, bekommt jede Anwendung Antwort; ein Wert würde die ablehnen, die nicht auf der Liste stehen. Dort ändert das Skript ohne -ListedOnly nichts.</translation>
    </message>
    <message>
        <source>The proxy found nothing that it could try to connect to.</source>
        <translation>Der Proxy hat nichts gefunden, wohin er hätte verbinden können.</translation>
    </message>
    <message>
        <source>Nothing was sent. It has to be one envelope of the kind that the samples have, without a document type, with one operation in its body.[ At line {line}, column {column}, this was expected: {expected}]</source>
        <translation>Es wurde nichts gesendet. Es muss genau ein Umschlag der Art sein, die die Beispiele haben, ohne Dokumenttyp, mit einer Operation in seinem Rumpf.[ In Zeile {line}, Spalte {column} wurde erwartet: {expected}]</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>The portal: its address, or the region eu or us.</source>
        <translation>Das Portal: seine Adresse oder die Region eu oder us.</translation>
    </message>
    <message>
        <source>portal</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>It is your organisation&apos;s portal, although it is not a known one.</source>
        <translation>Es ist das Portal Ihrer Organisation, obwohl es kein bekanntes ist.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Exchange Online: sign in on another device, with a code.</source>
        <translation>Exchange Online: mit einem Code auf einem anderen Gerät anmelden.</translation>
    </message>
    <message>
        <source>Exchange Online: what Get-OrganizationConfig has printed of EWS.</source>
        <translation>Exchange Online: was Get-OrganizationConfig zu EWS ausgegeben hat.</translation>
    </message>
    <message>
        <source>Exchange Online: what Get-CASMailbox has printed of EWS.</source>
        <translation>Exchange Online: was Get-CASMailbox zu EWS ausgegeben hat.</translation>
    </message>
    <message>
        <source>Put this result of Microsoft&apos;s Remote Connectivity Analyzer (XML) beside what is found.</source>
        <translation>Dieses Ergebnis des Remote Connectivity Analyzer von Microsoft (XML) den Befunden gegenüberstellen.</translation>
    </message>
    <message>
        <source>Exchange Online: look at what Microsoft Graph would give when EWS ends, too; Microsoft asks whoever signs in for it.</source>
        <translation>Exchange Online: auch ansehen, was Microsoft Graph liefern würde, wenn EWS endet; Microsoft fragt dafür die Person, die sich anmeldet.</translation>
    </message>
    <message>
        <source>Read the password from standard input, a line for each account, else from the keychain.</source>
        <translation>Das Kennwort von der Standardeingabe lesen, eine Zeile je Konto, sonst aus dem Schlüsselbund.</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>not part of it</source>
        <translation>nicht enthalten</translation>
    </message>
    <message>
        <source>No check ended differently.</source>
        <translation>Keine Prüfung endete anders.</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) ended alike.</source>
        <translation>
            <numerusform>%n Prüfung endete gleich.</numerusform>
            <numerusform>%n Prüfungen endeten gleich.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsentOverview</name>
    <message>
        <source>AskCody (in the US: GoAskCody)</source>
        <translation>AskCody (in den USA: GoAskCody)</translation>
    </message>
    <message>
        <source>%1, ID %2</source>
        <translation>%1, ID %2</translation>
    </message>
    <message>
        <source>What will be asked</source>
        <translation>Was gefragt wird</translation>
    </message>
    <message>
        <source>First you sign in, so that this program knows who you are and to which organisation you belong. No password is shared with AskCody.</source>
        <translation>Zuerst melden Sie sich an, damit dieses Programm weiß, wer Sie sind und zu welcher Organisation Sie gehören. AskCody erhält dabei kein Kennwort.</translation>
    </message>
    <message>
        <source>Then Microsoft asks you, for the whole organisation, to let AskCody&apos;s application into Exchange Online. It signs in with a certificate of AskCody&apos;s from then on, without you.</source>
        <translation>Dann bittet Microsoft Sie für die ganze Organisation, die Anwendung von AskCody für Exchange Online zuzulassen. Von da an meldet sie sich mit einem Zertifikat von AskCody an, ohne Sie.</translation>
    </message>
    <message>
        <source>By Microsoft&apos;s model that is the permission to open all mailboxes (full_access_as_app). AskCody publishes no list; compare what the page of Microsoft says before you accept.</source>
        <translation>Nach dem Modell von Microsoft ist das die Berechtigung, alle Postfächer zu öffnen (full_access_as_app). AskCody veröffentlicht keine Liste; vergleichen Sie, was auf der Seite von Microsoft steht, bevor Sie akzeptieren.</translation>
    </message>
    <message>
        <source>Who can grant it</source>
        <translation>Wer die Zustimmung erteilen kann</translation>
    </message>
    <message>
        <source>AskCody asks for a Global Administrator. Entra also lets a Privileged Role Administrator, an Application Administrator or a Cloud Application Administrator consent to EWS.</source>
        <translation>AskCody verlangt einen globalen Administrator. In Entra können auch ein Administrator für privilegierte Rollen, ein Anwendungsadministrator oder ein Cloudanwendungsadministrator EWS zustimmen.</translation>
    </message>
    <message>
        <source>An Exchange Administrator cannot consent, and can limit the access afterwards.</source>
        <translation>Ein Exchange-Administrator kann nicht zustimmen, aber den Zugriff nachträglich einschränken.</translation>
    </message>
    <message>
        <source>What the account needs</source>
        <translation>Was das Konto braucht</translation>
    </message>
    <message>
        <source>The account that consents must have a mailbox in Exchange Online: AskCody verifies the connection through it.</source>
        <translation>Das Konto, das zustimmt, muss ein Postfach in Exchange Online haben: Darüber überprüft AskCody die Verbindung.</translation>
    </message>
    <message>
        <source>It must belong to the organisation whose rooms are meant, and must not be a personal account.</source>
        <translation>Es muss zu der Organisation gehören, um deren Räume es geht, und darf kein persönliches Konto sein.</translation>
    </message>
    <message>
        <source>What AskCody says it uses, and how wide the grant is</source>
        <translation>Was AskCody nach eigenen Angaben nutzt und wie weit die Zustimmung reicht</translation>
    </message>
    <message>
        <source>AskCody says that it reads and writes the calendars of rooms and resources, and no mails and no attachments. Of a meeting it takes the organiser, title, text, times, place and the people who attend.</source>
        <translation>AskCody gibt an, die Kalender von Räumen und Ressourcen zu lesen und zu schreiben, aber keine E-Mails und keine Anlagen. Von einer Besprechung übernimmt es Organisator, Titel, Text, Zeiten, Ort und Teilnehmer.</translation>
    </message>
    <message>
        <source>The grant is wider than that: technically it opens every mailbox of the organisation. What is used of it is AskCody&apos;s promise, not Microsoft&apos;s limit.</source>
        <translation>Die Zustimmung reicht weiter: Technisch öffnet sie jedes Postfach der Organisation. Was davon genutzt wird, ist eine Zusage von AskCody und keine Grenze von Microsoft.</translation>
    </message>
    <message>
        <source>This program itself reads IDs, room names and free times only, and in your name.</source>
        <translation>Dieses Programm selbst liest nur IDs, Raumnamen und freie Zeiten, und zwar in Ihrem Namen.</translation>
    </message>
    <message>
        <source>How to limit it</source>
        <translation>So schränken Sie den Zugriff ein</translation>
    </message>
    <message>
        <source>Exchange Online can limit an application to certain mailboxes, with RBAC for Applications. The commands are below, with your own names.</source>
        <translation>Exchange Online kann eine Anwendung mit RBAC for Applications auf bestimmte Postfächer beschränken. Die Befehle stehen unten, mit Ihren eigenen Namen.</translation>
    </message>
    <message>
        <source>A limit counts only when the consent for all mailboxes is taken back, since both add up. Ask AskCody first whether its application works in this way.</source>
        <translation>Eine Einschränkung wirkt erst, wenn die Zustimmung für alle Postfächer zurückgenommen ist, denn beide addieren sich. Fragen Sie AskCody zuerst, ob die Anwendung so funktioniert.</translation>
    </message>
    <message>
        <source>How to take it back</source>
        <translation>So nehmen Sie die Zustimmung zurück</translation>
    </message>
    <message>
        <source>In Entra under Enterprise applications the application can be stopped or deleted at any time; the commands are below.</source>
        <translation>In Entra lässt sich die Anwendung unter Unternehmensanwendungen jederzeit sperren oder löschen; die Befehle stehen unten.</translation>
    </message>
    <message>
        <source>What it has got is good for about an hour longer. In the portal the integration should be removed as well.</source>
        <translation>Was sie schon erhalten hat, gilt noch etwa eine Stunde. Auch die Integration im Portal sollte entfernt werden.</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>yes</source>
        <extracomment>What somebody types to agree.</extracomment>
        <translation>ja</translation>
    </message>
    <message>
        <source>%1 Type &quot;%2&quot; to go on:</source>
        <translation>%1 Geben Sie „%2“ ein, um weiterzumachen:</translation>
    </message>
    <message>
        <source>The result could not be written: %1.</source>
        <translation>Das Ergebnis konnte nicht geschrieben werden: %1.</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>Shows this text.</source>
        <translation>Zeigt diesen Text an.</translation>
    </message>
    <message>
        <source>How the demo world deviates from a healthy one: a name or a file.</source>
        <translation>Wie die Demowelt von einer fehlerfreien abweicht: ein Name oder eine Datei.</translation>
    </message>
    <message>
        <source>Lists the scenarios.</source>
        <translation>Listet die Szenarien auf.</translation>
    </message>
    <message>
        <source>With --walk: save a picture of every page here.</source>
        <translation>Mit --walk: hier ein Bild jeder Seite speichern.</translation>
    </message>
    <message>
        <source>Run a command of the command line in the demo world.</source>
        <translation>Einen Befehl der Befehlszeile in der Demowelt ausführen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known. See --help.</source>
        <translation>„%1“ ist nicht bekannt. Siehe --help.</translation>
    </message>
    <message>
        <source>Password of the demo&apos;s account:</source>
        <translation>Kennwort des Demo-Kontos:</translation>
    </message>
    <message>
        <source>With --walk: the service account&apos;s password is the first line of standard input.</source>
        <translation>Mit --walk: Das Kennwort des Dienstkontos ist die erste Zeile der Standardeingabe.</translation>
    </message>
    <message>
        <source>--password-stdin belongs to --walk.</source>
        <translation>--password-stdin gehört zu --walk.</translation>
    </message>
    <message>
        <source>Goes the whole way without hands, and prints each step: basic to an Exchange Server, modern to Exchange Online, or handoff where the portal lets no program in.</source>
        <translation>Geht den ganzen Weg ohne Hände und gibt jeden Schritt aus: basic zu einem Exchange Server, modern zu Exchange Online oder handoff, wo das Portal kein Programm einlässt.</translation>
    </message>
    <message>
        <source>--walk knows these ways: basic, modern, handoff.</source>
        <translation>--walk kennt diese Wege: basic, modern, handoff.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>Discovery</name>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>leads on</source>
        <translation>führt weiter</translation>
    </message>
    <message>
        <source>nothing there</source>
        <translation>nichts vorhanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not waited for</source>
        <translation>nicht abgewartet</translation>
    </message>
</context>
<context>
    <name>DoneWords</name>
    <message>
        <source>Service account: %1</source>
        <translation>Dienstkonto: %1</translation>
    </message>
    <message>
        <source>EWS address: %1</source>
        <translation>EWS-Adresse: %1</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>Exchange version: %1</source>
        <translation>Exchange-Version: %1</translation>
    </message>
    <message>
        <source>Exchange Online of the organisation %1</source>
        <translation>Exchange Online der Organisation %1</translation>
    </message>
    <message>
        <source>Administrator: %1</source>
        <translation>Administrator: %1</translation>
    </message>
    <message>
        <source>Modern authentication; no password was shared</source>
        <translation>Moderne Authentifizierung; es wurde kein Kennwort weitergegeben</translation>
    </message>
    <message>
        <source>“%1” in the portal %2</source>
        <translation>„%1“ im Portal %2</translation>
    </message>
    <message>
        <source>Identification code: %1</source>
        <translation>Identifikationscode: %1</translation>
    </message>
    <message>
        <source>Add the calendars: Admin Center › Integrations › MS Exchange Calendars › Add.</source>
        <translation>Fügen Sie die Kalender hinzu: Admin Center › Integrations › MS Exchange Calendars › Add.</translation>
    </message>
    <message>
        <source>Every room is a room mailbox whose AutomateProcessing is AutoAccept, so that it answers by itself and is never booked twice. Set the booking rules in Exchange before you connect the rooms.</source>
        <translation>Jeder Raum ist ein Raumpostfach mit AutomateProcessing auf AutoAccept, damit er selbst antwortet und nie doppelt gebucht wird. Legen Sie die Buchungsregeln in Exchange fest, bevor Sie die Räume verbinden.</translation>
    </message>
    <message>
        <source>If a firewall filters who may reach Exchange, ask AskCody support for the addresses that their cloud comes from, and let them through to the EWS address.</source>
        <translation>Wenn eine Firewall filtert, wer Exchange erreicht, fragen Sie den AskCody-Support nach den Adressen seiner Cloud und lassen Sie diese zur EWS-Adresse durch.</translation>
    </message>
    <message>
        <source>When the password of the service account changes, change it in the portal, too: Admin Center › Integrations › Edit › Update. Put it into your calendar.</source>
        <translation>Wenn sich das Kennwort des Dienstkontos ändert, ändern Sie es auch im Portal: Admin Center › Integrations › Edit › Update. Tragen Sie es in Ihren Kalender ein.</translation>
    </message>
    <message>
        <source>Ask AskCody when your organisation moves to Microsoft Graph: EWS in Exchange Online ends.</source>
        <translation>Fragen Sie AskCody, wann Ihre Organisation zu Microsoft Graph wechselt: EWS in Exchange Online endet.</translation>
    </message>
    <message>
        <source>If you want to limit AskCody’s application to the rooms, the commands are on the page “What will be asked”.</source>
        <translation>Wenn Sie AskCodys Anwendung auf die Räume begrenzen möchten: Die Befehle stehen auf der Seite „Was gefragt wird“.</translation>
    </message>
    <message>
        <source>Ask AskCody to enable several integrations for your organisation.</source>
        <translation>Bitten Sie AskCody, mehrere Integrationen für Ihre Organisation freizuschalten.</translation>
    </message>
    <message>
        <source>How long it works: %1. %2</source>
        <translation>Wie lange es funktioniert: %1. %2</translation>
    </message>
    <message>
        <source>How long it works: %1.</source>
        <translation>Wie lange es funktioniert: %1.</translation>
    </message>
</context>
<context>
    <name>EwsAllowance</name>
    <message>
        <source>Look at the settings of the organisation</source>
        <translation>Einstellungen der Organisation ansehen</translation>
    </message>
    <message>
        <source>It shows whether EWS is switched on, and which applications are allowed. Copy all that it says, and paste it here: then this program can judge AskCody&apos;s own access.</source>
        <translation>Zeigt, ob EWS eingeschaltet ist und welche Anwendungen erlaubt sind. Kopieren Sie die gesamte Ausgabe, und fügen Sie sie hier ein: Dann kann dieses Programm den Zugriff von AskCody selbst beurteilen.</translation>
    </message>
    <message>
        <source>Look at the settings of one mailbox</source>
        <translation>Einstellungen eines Postfachs ansehen</translation>
    </message>
    <message>
        <source>Organisation and mailbox must both allow EWS. An empty EwsEnabled allows it.</source>
        <translation>Organisation und Postfach müssen beide EWS erlauben. Ein leeres EwsEnabled erlaubt es.</translation>
    </message>
    <message>
        <source>Look at the result</source>
        <translation>Ergebnis ansehen</translation>
    </message>
    <message>
        <source>EwsEnabled must be True, and AskCody&apos;s application must be on the list. A change of the switch takes about an hour, one of the list up to 24 hours.</source>
        <translation>EwsEnabled muss True sein, und die Anwendung von AskCody muss auf der Liste stehen. Eine Änderung des Schalters dauert etwa eine Stunde, eine der Liste bis zu 24 Stunden.</translation>
    </message>
    <message>
        <source>Add AskCody to the list of allowed applications</source>
        <translation>AskCody auf die Liste der erlaubten Anwendungen setzen</translation>
    </message>
    <message>
        <source>Writing the list replaces it. The block therefore reads what stands on it, adds AskCody and writes both. Do this before the next step. It takes up to 24 hours until it counts.</source>
        <translation>Das Schreiben der Liste ersetzt sie. Der Block liest deshalb aus, was darauf steht, fügt AskCody hinzu und schreibt beides. Tun Sie dies vor dem nächsten Schritt. Es dauert bis zu 24 Stunden, bis es gilt.</translation>
    </message>
    <message>
        <source>Switch EWS on for the listed applications</source>
        <translation>EWS für die aufgeführten Anwendungen einschalten</translation>
    </message>
    <message>
        <source>From then on only the listed applications are answered. Other programs of your organisation may use EWS, too: the usage report in the Microsoft 365 admin center names them (Reports, Usage, Exchange, EWS usage). Add them to the list first. It takes about an hour.</source>
        <translation>Von da an erhalten nur die aufgeführten Anwendungen Antwort. Vielleicht verwenden auch andere Programme Ihrer Organisation EWS: Der Nutzungsbericht im Microsoft 365 Admin Center nennt sie (Reports, Usage, Exchange, EWS usage). Setzen Sie diese zuerst auf die Liste. Es dauert etwa eine Stunde.</translation>
    </message>
    <message>
        <source>the value before</source>
        <translation>vorheriger Wert</translation>
    </message>
    <message>
        <source>Switch EWS on for a mailbox</source>
        <translation>EWS für ein Postfach einschalten</translation>
    </message>
    <message>
        <source>Only where the mailbox itself has EWS switched off. The organisation must allow it as well.</source>
        <translation>Nur wo EWS für das Postfach selbst ausgeschaltet ist. Auch die Organisation muss es erlauben.</translation>
    </message>
    <message>
        <source>Or put the choice off</source>
        <translation>Oder die Wahl aufschieben</translation>
    </message>
    <message>
        <source>In place of the two steps above: without a value EWS is open to all applications, and the list does not count, until Microsoft switches the organisation off in its turn. It is the fastest way and holds for a short time only.</source>
        <translation>Anstelle der beiden Schritte oben: Ohne Wert ist EWS für alle Anwendungen offen, und die Liste gilt nicht, bis die Organisation an der Reihe ist und Microsoft sie abschaltet. Das ist der schnellste Weg, hält aber nur für kurze Zeit.</translation>
    </message>
    <message>
        <source>Today EwsEnabled has no value: every application is answered, AskCody too. With True every program that is not on the list is refused. The usage report in the Microsoft 365 admin center names those that your organisation uses (Reports, Usage, Exchange, EWS usage). Add all of them to the list first, or leave the value empty until your turn is announced.</source>
        <translation>Heute hat EwsEnabled keinen Wert: jede Anwendung bekommt Antwort, auch AskCody. Mit True wird jedes Programm abgelehnt, das nicht auf der Liste steht. Der Nutzungsbericht im Microsoft 365 Admin Center nennt die, die Ihre Organisation benutzt (Berichte, Nutzung, Exchange, EWS-Nutzung). Setzen Sie sie zuerst alle auf die Liste, oder lassen Sie den Wert leer, bis Ihr Termin angekündigt ist.</translation>
    </message>
</context>
<context>
    <name>EwsConsole</name>
    <message>
        <source>… and so on: the rest is not shown.</source>
        <translation>… und so weiter: der Rest wird nicht gezeigt.</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>Exchange administrator</source>
        <translation>Exchange-Administrator</translation>
    </message>
    <message>
        <source>Entra administrator</source>
        <translation>Entra-Administrator</translation>
    </message>
    <message>
        <source>Network administrator</source>
        <translation>Netzwerkadministrator</translation>
    </message>
    <message>
        <source>AskCody portal administrator</source>
        <translation>AskCody-Portaladministrator</translation>
    </message>
    <message>
        <source>AskCody support</source>
        <translation>AskCody-Support</translation>
    </message>
    <message>
        <source>Microsoft</source>
        <translation>Microsoft</translation>
    </message>
    <message>
        <source>You, on this computer</source>
        <translation>Sie selbst, an diesem Computer</translation>
    </message>
    <message>
        <source>very likely</source>
        <translation>sehr wahrscheinlich</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>less likely</source>
        <translation>weniger wahrscheinlich</translation>
    </message>
</context>
<context>
    <name>FixScript</name>
    <message>
        <source>Run it in a PowerShell that Connect-ExchangeOnline has connected.</source>
        <translation>Führen Sie das Skript in einer PowerShell aus, die Connect-ExchangeOnline verbunden hat.</translation>
    </message>
    <message>
        <source>Run it in the Exchange Management Shell, as a member of Organization Management.</source>
        <translation>Führen Sie das Skript in der Exchange-Verwaltungsshell als Mitglied von Organization Management aus.</translation>
    </message>
    <message>
        <source>With -Undo: %1</source>
        <translation>Mit -Undo: %1</translation>
    </message>
    <message>
        <source>Written by AskCody Exchange Setup, which has run nothing of it.</source>
        <translation>Erstellt von AskCody Exchange Setup, das nichts davon ausgeführt hat.</translation>
    </message>
    <message>
        <source>Shows what would change.</source>
        <translation>Zeigt, was sich ändern würde.</translation>
    </message>
    <message>
        <source>Takes the change back.</source>
        <translation>Nimmt die Änderung zurück.</translation>
    </message>
</context>
<context>
    <name>GivenPasswords</name>
    <message>
        <source>Password of %1:</source>
        <translation>Kennwort von %1:</translation>
    </message>
</context>
<context>
    <name>MailboxHome</name>
    <message>
        <source>Microsoft&apos;s cloud answers for this mailbox (%1).</source>
        <translation>Für dieses Postfach antwortet Microsofts Cloud (%1).</translation>
    </message>
    <message>
        <source>An Exchange Server answers for this mailbox (%1).</source>
        <translation>Für dieses Postfach antwortet ein Exchange-Server (%1).</translation>
    </message>
    <message>
        <source>Different mailboxes lead to different servers (%1).</source>
        <translation>Verschiedene Postfächer führen zu verschiedenen Servern (%1).</translation>
    </message>
    <message>
        <source>The server that answered says that it is Exchange Online.</source>
        <translation>Der Server, der geantwortet hat, bezeichnet sich als Exchange Online.</translation>
    </message>
    <message>
        <source>The server that answered says that it is an Exchange Server.</source>
        <translation>Der Server, der geantwortet hat, bezeichnet sich als Exchange Server.</translation>
    </message>
    <message>
        <source>An Exchange Server stands under the mail domain.</source>
        <translation>Unter der Mail-Domäne steht ein Exchange-Server.</translation>
    </message>
    <message>
        <source>That Exchange Server also takes sign-ins of Microsoft&apos;s cloud, as a hybrid set-up does.</source>
        <translation>Dieser Exchange-Server nimmt auch Anmeldungen von Microsofts Cloud an, wie in einer Hybridumgebung.</translation>
    </message>
    <message>
        <source>That Exchange Server takes sign-ins of your own AD FS.</source>
        <translation>Dieser Exchange-Server nimmt Anmeldungen Ihres eigenen AD FS an.</translation>
    </message>
    <message>
        <source>No organisation at Microsoft owns the mail domain.</source>
        <translation>Die Mail-Domäne gehört keiner Organisation bei Microsoft.</translation>
    </message>
    <message>
        <source>An organisation at Microsoft owns the mail domain. That alone does not tell where the mailboxes are.</source>
        <translation>Die Mail-Domäne gehört einer Organisation bei Microsoft. Das allein sagt nicht, wo die Postfächer liegen.</translation>
    </message>
    <message>
        <source>An organisation at Microsoft owns the mail domain, and its people sign in at a service of their own. That alone does not tell where the mailboxes are.</source>
        <translation>Die Mail-Domäne gehört einer Organisation bei Microsoft, und deren Benutzer melden sich bei einem eigenen Dienst an. Das allein sagt nicht, wo die Postfächer liegen.</translation>
    </message>
    <message>
        <source>Mail for the domain goes to Microsoft&apos;s cloud first.</source>
        <translation>E-Mails an die Domäne gehen zuerst in Microsofts Cloud.</translation>
    </message>
    <message>
        <source>Autodiscover of the domain leads to Microsoft&apos;s cloud.</source>
        <translation>Autodiscover der Domäne führt in Microsofts Cloud.</translation>
    </message>
</context>
<context>
    <name>Members</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Identification code</source>
        <translation>Identifikationscode</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>EWS address</source>
        <translation>EWS-Adresse</translation>
    </message>
    <message>
        <source>Exchange version</source>
        <translation>Exchange-Version</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Kind of Exchange</source>
        <translation>Art von Exchange</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
</context>
<context>
    <name>MicrosoftWords</name>
    <message>
        <source>Signed in as %1, in the organisation %2.</source>
        <translation>Angemeldet als %1 in der Organisation %2.</translation>
    </message>
    <message>
        <source>%1 The sign-in names no administrator&apos;s role.</source>
        <translation>%1 Die Anmeldung nennt keine Administratorrolle.</translation>
    </message>
    <message>
        <source>%1 Role: %2.</source>
        <translation>%1 Rolle: %2.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>OnlineShell</name>
    <message>
        <source>Open Exchange Online in PowerShell</source>
        <translation>Exchange Online in PowerShell öffnen</translation>
    </message>
    <message>
        <source>The module ExchangeOnlineManagement asks for the sign-in in a window. An Exchange Administrator is enough for what follows there.</source>
        <translation>Das Modul ExchangeOnlineManagement fragt in einem Fenster nach der Anmeldung. Für das, was dort folgt, genügt ein Exchange-Administrator.</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Open Microsoft Graph in PowerShell</source>
        <translation>Microsoft Graph in PowerShell öffnen</translation>
    </message>
    <message>
        <source>The module Microsoft.Graph asks for the sign-in in the browser, and for the permissions that stand in the command.</source>
        <translation>Das Modul Microsoft.Graph fragt im Browser nach der Anmeldung und nach den Berechtigungen, die im Befehl stehen.</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>ID of AskCody&apos;s application</source>
        <translation>ID der Anwendung von AskCody</translation>
    </message>
    <message>
        <source>ID of your own registration</source>
        <translation>ID Ihrer eigenen Registrierung</translation>
    </message>
    <message>
        <source>room mailbox</source>
        <translation>Raumpostfach</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Its certificate names %1 and was issued by %2.</source>
        <translation>Das Zertifikat nennt %1 und wurde von %2 ausgestellt.</translation>
    </message>
    <message>
        <source>Everything that can be tested from here works.</source>
        <translation>Alles, was von hier aus getestet werden kann, funktioniert.</translation>
    </message>
    <message>
        <source>Exchange does not accept this account. Correct that before you go on.</source>
        <translation>Exchange akzeptiert dieses Konto nicht. Beheben Sie das, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>Nothing failed, but not everything that you asked for could be tested.</source>
        <translation>Nichts ist fehlgeschlagen, aber nicht alles, was Sie angegeben haben, konnte getestet werden.</translation>
    </message>
    <message>
        <source>Stopped. What was found so far stays here.</source>
        <translation>Angehalten. Die bisherigen Ergebnisse bleiben hier stehen.</translation>
    </message>
    <message>
        <source>The password would be sent to %1, which is not part of the mail domain %2. Accept this host only if you know that it is yours.</source>
        <translation>Das Kennwort würde an %1 gesendet. Dieser Host gehört nicht zur E-Mail-Domäne %2. Akzeptieren Sie ihn nur, wenn Sie wissen, dass es Ihr eigener ist.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 of %2 checks failed. The first one is selected and explained.</source>
        <translation>%1 von %2 Prüfungen sind fehlgeschlagen. Die erste ist ausgewählt und wird erklärt.</translation>
    </message>
    <message>
        <source>You decided to go on although this failed: %1</source>
        <translation>Sie haben entschieden weiterzumachen, obwohl dies fehlgeschlagen ist: %1</translation>
    </message>
    <message>
        <source>It works, and there is something to look at: %1</source>
        <translation>Es funktioniert, und hier gibt es etwas anzusehen: %1</translation>
    </message>
    <message>
        <source>It works. Checks with something to look at: %1. The first one is selected and explained.</source>
        <translation>Es funktioniert. Prüfungen, bei denen es etwas anzusehen gibt: %1. Die erste ist ausgewählt und wird erklärt.</translation>
    </message>
</context>
<context>
    <name>OwnRegistration</name>
    <message>
        <source>Open the Entra admin center, and there App registrations, New registration.</source>
        <translation>Öffnen Sie das Microsoft Entra Admin Center und dort App-Registrierungen, Neue Registrierung.</translation>
    </message>
    <message>
        <source>Name it AskCody Exchange Setup, and choose accounts in this organizational directory only.</source>
        <translation>Nennen Sie sie AskCody Exchange Setup, und wählen Sie „Nur Konten in diesem Organisationsverzeichnis“.</translation>
    </message>
    <message>
        <source>As redirect URI choose Public client/native (mobile &amp; desktop), and enter %1.</source>
        <translation>Wählen Sie als Umleitungs-URI „Öffentlicher Client/nativ (mobil &amp; Desktop)“, und geben Sie %1 ein.</translation>
    </message>
    <message>
        <source>Under Authentication, set Allow public client flows to Yes. No secret is needed.</source>
        <translation>Setzen Sie unter Authentifizierung „Öffentliche Clientflows zulassen“ auf „Ja“. Es wird kein Geheimnis benötigt.</translation>
    </message>
    <message>
        <source>Under API permissions, APIs my organization uses, choose Office 365 Exchange Online, Delegated permissions, EWS.AccessAsUser.All.</source>
        <translation>Wählen Sie unter API-Berechtigungen, Von meiner Organisation verwendete APIs: Office 365 Exchange Online, Delegierte Berechtigungen, EWS.AccessAsUser.All.</translation>
    </message>
    <message>
        <source>Add Microsoft Graph, Delegated permissions, Place.Read.All and Calendars.Read, if you want to see what works after EWS.</source>
        <translation>Fügen Sie Microsoft Graph, Delegierte Berechtigungen, Place.Read.All und Calendars.Read hinzu, wenn Sie sehen möchten, was nach EWS funktioniert.</translation>
    </message>
    <message>
        <source>Press Grant admin consent.</source>
        <translation>Klicken Sie auf „Administratorzustimmung erteilen“.</translation>
    </message>
    <message>
        <source>Copy the Application (client) ID from the overview, and enter it here.</source>
        <translation>Kopieren Sie die Anwendungs-ID (Client) aus der Übersicht, und geben Sie sie hier ein.</translation>
    </message>
    <message>
        <source>Make the registration</source>
        <translation>Registrierung anlegen</translation>
    </message>
    <message>
        <source>A public client for this program, with your organisation as the only one and without a secret. The last line shows its ID: enter it here.</source>
        <translation>Ein öffentlicher Client für dieses Programm, nur für Ihre Organisation und ohne Geheimnis. Die letzte Zeile zeigt seine ID: Geben Sie sie hier ein.</translation>
    </message>
    <message>
        <source>Look at the registration</source>
        <translation>Registrierung ansehen</translation>
    </message>
    <message>
        <source>PublicClient must name %1, and IsFallbackPublicClient must be True. The consent is granted at the first sign-in, or in Entra under API permissions.</source>
        <translation>PublicClient muss %1 nennen, und IsFallbackPublicClient muss True sein. Die Zustimmung wird bei der ersten Anmeldung oder in Entra unter API-Berechtigungen erteilt.</translation>
    </message>
    <message>
        <source>To open the administrator&apos;s own mailbox as AskCody&apos;s verification does, and to see whether EWS is still answered. Nothing is read but IDs.</source>
        <translation>Um das eigene Postfach des Administrators zu öffnen, wie es die Überprüfung von AskCody tut, und um zu sehen, ob EWS noch antwortet. Gelesen werden nur IDs.</translation>
    </message>
    <message>
        <source>To see which rooms Microsoft Graph would show.</source>
        <translation>Um zu sehen, welche Räume Microsoft Graph zeigen würde.</translation>
    </message>
    <message>
        <source>To see whether Microsoft Graph tells when a room is free.</source>
        <translation>Um zu sehen, ob Microsoft Graph mitteilt, wann ein Raum frei ist.</translation>
    </message>
    <message>
        <source>To know who has signed in.</source>
        <translation>Um zu wissen, wer sich angemeldet hat.</translation>
    </message>
</context>
<context>
    <name>Path</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Exchange</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Postfach</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>AskCody’s cloud</source>
        <translation>Cloud von AskCody</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>wird geprüft…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>works</source>
        <translation>funktioniert</translation>
    </message>
    <message>
        <source>see warning</source>
        <translation>siehe Warnung</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>ungetestet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The path to Exchange and AskCody. %1.</source>
        <translation>Der Weg zu Exchange und AskCody. %1.</translation>
    </message>
    <message>
        <source>The path is broken at %1. %2.</source>
        <translation>Der Weg ist an dieser Stelle unterbrochen: %1. %2.</translation>
    </message>
    <message>
        <source>Microsoft sign-in</source>
        <translation>Anmeldung bei Microsoft</translation>
    </message>
</context>
<context>
    <name>Placeholders</name>
    <message>
        <source>service account</source>
        <translation>Dienstkonto</translation>
    </message>
    <message>
        <source>user name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>mail domain</source>
        <translation>E-Mail-Domäne</translation>
    </message>
    <message>
        <source>EWS host</source>
        <translation>EWS-Host</translation>
    </message>
    <message>
        <source>EWS address</source>
        <translation>EWS-Adresse</translation>
    </message>
    <message>
        <source>public https address of EWS</source>
        <translation>öffentliche https-Adresse von EWS</translation>
    </message>
    <message>
        <source>room mailbox</source>
        <translation>Raumpostfach</translation>
    </message>
    <message>
        <source>forbidden mailbox</source>
        <translation>verbotenes Postfach</translation>
    </message>
    <message>
        <source>Exchange server</source>
        <translation>Exchange-Server</translation>
    </message>
    <message>
        <source>autodiscover.your domain</source>
        <translation>autodiscover.Ihre Domäne</translation>
    </message>
    <message>
        <source>_autodiscover._tcp.your domain</source>
        <translation>_autodiscover._tcp.Ihre Domäne</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>build</source>
        <translation>Build</translation>
    </message>
    <message>
        <source>kind of content</source>
        <translation>Inhaltstyp</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>expected value</source>
        <translation>erwarteter Wert</translation>
    </message>
    <message>
        <source>field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>found value</source>
        <translation>gefundener Wert</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Grenzwert</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>ways to sign in</source>
        <translation>Anmeldeverfahren</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Exchange version</source>
        <translation>Exchange-Version</translation>
    </message>
    <message>
        <source>proposal</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>TLS version</source>
        <translation>TLS-Version</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>name in the certificate</source>
        <translation>Name im Zertifikat</translation>
    </message>
    <message>
        <source>what was typed</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>member</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>portal</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>request id</source>
        <translation>Anfragenummer</translation>
    </message>
    <message>
        <source>roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>address to return to</source>
        <translation>Rückkehradresse</translation>
    </message>
    <message>
        <source>ID of the application</source>
        <translation>ID der Anwendung</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>correlation ID</source>
        <translation>Korrelations-ID</translation>
    </message>
    <message>
        <source>permission</source>
        <translation>Berechtigung</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>trace ID</source>
        <translation>Ablaufverfolgungs-ID</translation>
    </message>
    <message>
        <source>short name of the service account</source>
        <translation>Kurzname des Dienstkontos</translation>
    </message>
    <message>
        <source>name for the assignment</source>
        <translation>Name für die Zuweisung</translation>
    </message>
    <message>
        <source>device in front of Exchange</source>
        <translation>Gerät vor Exchange</translation>
    </message>
    <message>
        <source>product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>domain of the server</source>
        <translation>Domäne des Servers</translation>
    </message>
    <message>
        <source>DOMAIN</source>
        <translation>DOMAIN</translation>
    </message>
    <message>
        <source>account that signed in</source>
        <translation>Konto, das sich angemeldet hat</translation>
    </message>
    <message>
        <source>column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Stelle</translation>
    </message>
</context>
<context>
    <name>Portal</name>
    <message>
        <source>Not chosen yet</source>
        <translation>Noch nicht ausgewählt</translation>
    </message>
    <message>
        <source>Europe (%1)</source>
        <translation>Europa (%1)</translation>
    </message>
    <message>
        <source>United States (%1)</source>
        <translation>USA (%1)</translation>
    </message>
    <message>
        <source>Europe</source>
        <translation>Europa</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>USA</translation>
    </message>
</context>
<context>
    <name>PortalText</name>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>gestört</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>Id:</source>
        <translation>Kennung:</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>State:</source>
        <translation>Zustand:</translation>
    </message>
    <message>
        <source>E-mail:</source>
        <translation>E-Mail:</translation>
    </message>
    <message>
        <source>Address:</source>
        <translation>Adresse:</translation>
    </message>
    <message>
        <source>Reference:</source>
        <translation>Referenz:</translation>
    </message>
    <message>
        <source>As AskCody&apos;s cloud sees it (%1):</source>
        <translation>Wie die Cloud von AskCody es sieht (%1):</translation>
    </message>
    <message>
        <source>&lt;- this computer found something else</source>
        <translation>&lt;- dieser Computer hat etwas anderes festgestellt</translation>
    </message>
    <message>
        <source>Portal:</source>
        <translation>Portal:</translation>
    </message>
    <message>
        <source>Signed in:</source>
        <translation>Angemeldet:</translation>
    </message>
    <message>
        <source>Organisation:</source>
        <translation>Organisation:</translation>
    </message>
    <message>
        <source>Region:</source>
        <translation>Region:</translation>
    </message>
    <message>
        <source>Roles:</source>
        <translation>Rollen:</translation>
    </message>
</context>
<context>
    <name>Push</name>
    <message>
        <source>Connected: the portal has “%1”.</source>
        <translation>Verbunden: Das Portal hat „%1“.</translation>
    </message>
    <message>
        <source>The portal had this integration already; somebody else has made it. Nothing was sent and nothing was changed.</source>
        <translation>Das Portal hatte diese Integration schon; jemand anderes hat sie angelegt. Nichts wurde gesendet, nichts geändert.</translation>
    </message>
    <message>
        <source>%1 It is not as you wanted it in: %2. Change that in the portal.</source>
        <translation>%1 In diesen Punkten ist sie nicht wie gewünscht: %2. Ändern Sie das im Portal.</translation>
    </message>
    <message>
        <source>The key that seals the password comes from the portal itself, over its protected connection. Nobody else vouches for it.</source>
        <translation>Der Schlüssel, der das Kennwort versiegelt, kommt vom Portal selbst, über dessen geschützte Verbindung. Sonst bürgt niemand für ihn.</translation>
    </message>
    <message>
        <source>The key that seals the password must be signed by one that this program knows.</source>
        <translation>Der Schlüssel, der das Kennwort versiegelt, muss mit einem Schlüssel signiert sein, den dieses Programm kennt.</translation>
    </message>
</context>
<context>
    <name>PushArrows</name>
    <message>
        <source>Checked from this computer</source>
        <translation>Von diesem Computer aus geprüft</translation>
    </message>
    <message>
        <source>Written down on this computer, so that nothing is ever made twice</source>
        <translation>Auf diesem Computer notiert, damit nie etwas zweimal angelegt wird</translation>
    </message>
    <message>
        <source>Password in the keychain of this computer, written and read back</source>
        <translation>Kennwort im Schlüsselbund dieses Computers, geschrieben und zurückgelesen</translation>
    </message>
    <message>
        <source>Sent to the portal; there is no password in it</source>
        <translation>Ans Portal gesendet; es ist kein Kennwort darin</translation>
    </message>
    <message>
        <source>Password sealed for the portal alone, and sent</source>
        <translation>Kennwort nur für das Portal versiegelt und gesendet</translation>
    </message>
    <message>
        <source>Made in the portal, once</source>
        <translation>Im Portal angelegt, einmal</translation>
    </message>
    <message>
        <source>Tried by AskCody’s cloud</source>
        <translation>Von AskCodys Cloud ausprobiert</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Why, the most likely first:</source>
        <translation>Mögliche Ursachen, die wahrscheinlichste zuerst:</translation>
    </message>
    <message>
        <source>What to do:</source>
        <translation>Was zu tun ist:</translation>
    </message>
    <message>
        <source>AskCody Exchange Setup: report</source>
        <translation>AskCody Exchange Setup: Bericht</translation>
    </message>
    <message>
        <source>What this does not prove:</source>
        <translation>Was damit nicht nachgewiesen ist:</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>FAILED</source>
        <translation>FEHLER</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>entfallen</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>ungetestet</translation>
    </message>
    <message>
        <source>Everything that was tested works.</source>
        <translation>Alles, was getestet wurde, funktioniert.</translation>
    </message>
    <message>
        <source>It works, with something to look at.</source>
        <translation>Es funktioniert, aber sehen Sie sich die Hinweise an.</translation>
    </message>
    <message>
        <source>It does not work yet.</source>
        <translation>Es funktioniert noch nicht.</translation>
    </message>
    <message>
        <source>The checks were cancelled.</source>
        <translation>Die Prüfungen wurden abgebrochen.</translation>
    </message>
    <message>
        <source>Something that was asked for could not be tested.</source>
        <translation>Etwas, das angefordert war, konnte nicht getestet werden.</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>More:</source>
        <translation>Weitere Informationen:</translation>
    </message>
    <message>
        <source>because of %1</source>
        <translation>wegen %1</translation>
    </message>
    <message>
        <source>Request ids for the server&apos;s logs: </source>
        <translation>Anforderungs-IDs für die Protokolle des Servers: </translation>
    </message>
    <message>
        <source>The same happened at “%1”, where it is explained.</source>
        <translation>Dasselbe geschah bei „%1“; dort ist es erklärt.</translation>
    </message>
    <message>
        <source>Decisions:</source>
        <translation>Entscheidungen:</translation>
    </message>
    <message>
        <source>Continue although this failed: %1 [%2], decided at %3</source>
        <translation>Trotz dieses Fehlers fortfahren: %1 [%2], entschieden am %3</translation>
    </message>
    <message>
        <source>Not reached, because of “%1”: %2</source>
        <translation>Nicht erreicht wegen „%1“: %2</translation>
    </message>
    <message>
        <source>What was found:</source>
        <translation>Was gefunden wurde:</translation>
    </message>
    <message>
        <source>EWS address: %1</source>
        <translation>EWS-Adresse: %1</translation>
    </message>
    <message>
        <source>Exchange version: %1</source>
        <translation>Exchange-Version: %1</translation>
    </message>
    <message>
        <source>The server is %1</source>
        <translation>Der Server ist %1</translation>
    </message>
    <message>
        <source>User name that works: %1</source>
        <translation>Benutzername, der funktioniert: %1</translation>
    </message>
    <message>
        <source>Rooms: %1</source>
        <translation>Räume: %1</translation>
    </message>
    <message>
        <source>Whether AskCody&apos;s cloud signs in to this server. It reaches the server; the rest is tested when the integration is in the portal.</source>
        <translation>Ob sich die Cloud von AskCody bei diesem Server anmelden kann. Sie erreicht den Server; der Rest wird getestet, wenn die Integration im Portal ist.</translation>
    </message>
    <message>
        <source>Whether AskCody&apos;s cloud reaches this server and signs in to it. Only AskCody can test that: it happens when you press Integrate in the portal.</source>
        <translation>Ob die Cloud von AskCody diesen Server erreicht und sich bei ihm anmelden kann. Das kann nur AskCody testen: Es geschieht, wenn Sie im Portal auf Integrate klicken.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Whether AskCody&apos;s own application is let into Exchange Online. Only AskCody can test that: it happens when the integration is in the portal.</source>
        <translation>Ob AskCodys eigene Anwendung in Exchange Online eingelassen wird. Das kann nur AskCody prüfen: Es geschieht, sobald die Integration im Portal ist.</translation>
    </message>
    <message>
        <source>As a script, to be read first:</source>
        <translation>Als Skript, das Sie zuerst lesen sollten:</translation>
    </message>
    <message>
        <source>For a search in the servers&apos; logs (times in UTC):</source>
        <translation>Für eine Suche in den Protokollen der Server (Zeiten in UTC):</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>HYPOTHETICAL: nobody saw this. It supposes: %1</source>
        <translation>HYPOTHETISCH: Das hat niemand gesehen. Angenommen wird: %1</translation>
    </message>
    <message>
        <source>Seen from the Internet by Microsoft&apos;s Remote Connectivity Analyzer:</source>
        <translation>Aus dem Internet gesehen vom Remote Connectivity Analyzer von Microsoft:</translation>
    </message>
    <message>
        <source>%1: %2 – differs from here: %3</source>
        <translation>%1: %2 – anders als hier: %3</translation>
    </message>
    <message>
        <source>%1: %2 – here: %3</source>
        <translation>%1: %2 – hier: %3</translation>
    </message>
    <message>
        <source>For it: %1</source>
        <translation>Dafür spricht: %1</translation>
    </message>
    <message>
        <source>Against it: %1</source>
        <translation>Dagegen spricht: %1</translation>
    </message>
    <message>
        <source>What would tell: %1</source>
        <translation>Was Aufschluss gäbe: %1</translation>
    </message>
    <message>
        <source>What would tell: %1 (check --only %2)</source>
        <translation>Was Aufschluss gäbe: %1 (check --only %2)</translation>
    </message>
    <message>
        <source>Nothing that was asked for was left out.</source>
        <translation>Nichts, was angefordert war, wurde ausgelassen.</translation>
    </message>
    <message>
        <source>Whether the server&apos;s certificate was revoked. This program does not ask the authority that issued it.</source>
        <translation>Ob das Zertifikat des Servers widerrufen wurde. Dieses Programm fragt nicht die Stelle, die es ausgestellt hat.</translation>
    </message>
</context>
<context>
    <name>RetirementWords</name>
    <message>
        <source>worldwide cloud</source>
        <translation>weltweite Cloud</translation>
    </message>
    <message>
        <source>GCC High</source>
        <translation>GCC High</translation>
    </message>
    <message>
        <source>US Department of Defense</source>
        <translation>US-Verteidigungsministerium</translation>
    </message>
    <message>
        <source>21Vianet (China)</source>
        <translation>21Vianet (China)</translation>
    </message>
    <message>
        <source>unknown cloud</source>
        <translation>unbekannte Cloud</translation>
    </message>
    <message>
        <source>Exchange Server keeps EWS</source>
        <translation>Exchange Server behält EWS</translation>
    </message>
    <message>
        <source>EWS is allowed until %1</source>
        <translation>EWS ist bis zum %1 erlaubt</translation>
    </message>
    <message>
        <source>EWS is allowed; its end is not published</source>
        <translation>EWS ist erlaubt; sein Ende ist nicht veröffentlicht</translation>
    </message>
    <message>
        <source>EWS will soon be switched off</source>
        <translation>EWS wird bald abgeschaltet</translation>
    </message>
    <message>
        <source>AskCody is not on the list of allowed applications</source>
        <translation>AskCody steht nicht auf der Liste der erlaubten Anwendungen</translation>
    </message>
    <message>
        <source>EWS is switched off for the mailbox</source>
        <translation>EWS ist für das Postfach ausgeschaltet</translation>
    </message>
    <message>
        <source>EWS is switched off</source>
        <translation>EWS ist ausgeschaltet</translation>
    </message>
    <message>
        <source>EWS has ended</source>
        <translation>EWS ist beendet</translation>
    </message>
    <message>
        <source>Whether AskCody is allowed is not known yet</source>
        <translation>Ob AskCody zugelassen ist, ist noch nicht bekannt</translation>
    </message>
    <message>
        <source>Microsoft switches EWS off for everybody after %1.</source>
        <translation>Microsoft schaltet EWS nach dem %1 für alle ab.</translation>
    </message>
    <message>
        <source>For this cloud Microsoft has published no day of the end.</source>
        <translation>Für diese Cloud hat Microsoft keinen Tag für das Ende veröffentlicht.</translation>
    </message>
    <message>
        <source>Microsoft retires EWS in Exchange Online. An Exchange server of your own is not touched.</source>
        <translation>Microsoft kündigt EWS in Exchange Online ab. Ein eigener Exchange-Server ist nicht betroffen.</translation>
    </message>
    <message>
        <source>AskCody can reach the calendars by EWS today. %1</source>
        <translation>AskCody kann die Kalender heute über EWS erreichen. %1</translation>
    </message>
    <message>
        <source>Since %1 Microsoft switches EWS off in waves where no choice was made. Yours is announced in the Message Center seven days before. %2</source>
        <translation>Seit dem %1 schaltet Microsoft EWS in Wellen dort ab, wo keine Wahl getroffen wurde. Wann Sie an der Reihe sind, wird sieben Tage vorher im Nachrichtencenter angekündigt. %2</translation>
    </message>
    <message>
        <source>Where no choice was made, Microsoft switches EWS off in waves. Yours is announced in the Message Center. %1</source>
        <translation>Wo keine Wahl getroffen wurde, schaltet Microsoft EWS in Wellen ab. Wann Sie an der Reihe sind, wird im Nachrichtencenter angekündigt. %1</translation>
    </message>
    <message>
        <source>EWS is on, and AskCody&apos;s application is refused until it is added to the list. %1</source>
        <translation>EWS ist eingeschaltet, und die Anwendung von AskCody wird abgelehnt, bis sie auf die Liste gesetzt ist. %1</translation>
    </message>
    <message>
        <source>AskCody gets no answer by EWS. An administrator of Exchange can switch it on again. %1</source>
        <translation>AskCody erhält über EWS keine Antwort. Ein Exchange-Administrator kann es wieder einschalten. %1</translation>
    </message>
    <message>
        <source>Exchange Online answers no application by EWS any more, and it cannot be switched on. AskCody needs Microsoft Graph.</source>
        <translation>Exchange Online antwortet keiner Anwendung mehr über EWS, und es lässt sich nicht einschalten. AskCody braucht Microsoft Graph.</translation>
    </message>
    <message>
        <source>What was seen so far does not tell whether AskCody&apos;s own application is let in. %1</source>
        <translation>Was bisher zu sehen war, sagt nicht, ob die Anwendung von AskCody selbst zugelassen ist. %1</translation>
    </message>
    <message>
        <source>The mailboxes live on an Exchange server of your own.</source>
        <translation>Die Postfächer liegen auf einem eigenen Exchange-Server.</translation>
    </message>
    <message>
        <source>The published end has been reached.</source>
        <translation>Das veröffentlichte Ende ist erreicht.</translation>
    </message>
    <message>
        <source>EWS was answered all the same. Do not count on it.</source>
        <translation>EWS hat trotzdem geantwortet. Verlassen Sie sich nicht darauf.</translation>
    </message>
    <message>
        <source>The published days are those of the worldwide cloud; they are not known for: %1.</source>
        <translation>Die veröffentlichten Termine sind die der weltweiten Cloud; für diese sind sie nicht bekannt: %1.</translation>
    </message>
    <message>
        <source>EwsEnabled of the organisation is False: no application is answered.</source>
        <translation>EwsEnabled der Organisation ist False: Keine Anwendung erhält Antwort.</translation>
    </message>
    <message>
        <source>EwsEnabled of the organisation has no value: all applications are answered, and the list does not count, until the organisation&apos;s turn comes.</source>
        <translation>EwsEnabled der Organisation hat keinen Wert: Alle Anwendungen erhalten Antwort, und die Liste gilt nicht, bis die Organisation an der Reihe ist.</translation>
    </message>
    <message>
        <source>EwsEnabled of the organisation is True: the listed applications are answered.</source>
        <translation>EwsEnabled der Organisation ist True: Die aufgeführten Anwendungen erhalten Antwort.</translation>
    </message>
    <message>
        <source>EwsEnabled of the organisation was not shown to this program.</source>
        <translation>EwsEnabled der Organisation wurde diesem Programm nicht gezeigt.</translation>
    </message>
    <message>
        <source>EwsEnabled of the mailbox is False.</source>
        <translation>EwsEnabled des Postfachs ist False.</translation>
    </message>
    <message>
        <source>Exchange Online said “disabled”, although the organisation allows EWS. So it is the mailbox, or a change that does not count yet.</source>
        <translation>Exchange Online hat „disabled“ gemeldet, obwohl die Organisation EWS erlaubt. Es liegt also am Postfach oder an einer Änderung, die noch nicht gilt.</translation>
    </message>
    <message>
        <source>Exchange Online said “disabled”, which holds for every application. Whether the organisation or the mailbox is meant, it does not say.</source>
        <translation>Exchange Online hat „disabled“ gemeldet; das gilt für jede Anwendung. Ob die Organisation oder das Postfach gemeint ist, sagt es nicht.</translation>
    </message>
    <message>
        <source>EWS was answered all the same: the setting was probably changed a short while ago.</source>
        <translation>EWS hat trotzdem geantwortet: Die Einstellung wurde vermutlich erst vor Kurzem geändert.</translation>
    </message>
    <message>
        <source>The portal&apos;s own check, with AskCody&apos;s application, was answered by EWS.</source>
        <translation>Die eigene Prüfung des Portals mit der Anwendung von AskCody hat über EWS Antwort erhalten.</translation>
    </message>
    <message>
        <source>The portal&apos;s own check, with AskCody&apos;s application, was blocked by policy.</source>
        <translation>Die eigene Prüfung des Portals mit der Anwendung von AskCody wurde durch eine Richtlinie blockiert.</translation>
    </message>
    <message>
        <source>AskCody&apos;s application is on the list of allowed applications.</source>
        <translation>Die Anwendung von AskCody steht auf der Liste der erlaubten Anwendungen.</translation>
    </message>
    <message>
        <source>AskCody&apos;s application is not on the list of allowed applications.</source>
        <translation>Die Anwendung von AskCody steht nicht auf der Liste der erlaubten Anwendungen.</translation>
    </message>
    <message>
        <source>The ID of AskCody&apos;s application is not known here, so it cannot be looked for on the list.</source>
        <translation>Die ID der Anwendung von AskCody ist hier nicht bekannt; deshalb lässt sie sich auf der Liste nicht suchen.</translation>
    </message>
    <message>
        <source>The list of allowed applications is empty, which blocks all of them.</source>
        <translation>Die Liste der erlaubten Anwendungen ist leer; das blockiert alle.</translation>
    </message>
    <message>
        <source>The list of allowed applications was not shown to this program.</source>
        <translation>Die Liste der erlaubten Anwendungen wurde diesem Programm nicht gezeigt.</translation>
    </message>
    <message>
        <source>The pasted list of allowed applications is cut off, or holds something else than IDs.</source>
        <translation>Die eingefügte Liste der erlaubten Anwendungen ist abgeschnitten oder enthält etwas anderes als IDs.</translation>
    </message>
    <message>
        <source>The list of allowed applications does not count yet.</source>
        <translation>Die Liste der erlaubten Anwendungen gilt noch nicht.</translation>
    </message>
    <message>
        <source>EWS answered the application that you signed in with. That says nothing about AskCody&apos;s.</source>
        <translation>EWS hat der Anwendung geantwortet, mit der Sie sich angemeldet haben. Über die von AskCody sagt das nichts aus.</translation>
    </message>
    <message>
        <source>The application that you signed in with was blocked by policy. That says nothing about AskCody&apos;s.</source>
        <translation>Die Anwendung, mit der Sie sich angemeldet haben, wurde durch eine Richtlinie blockiert. Über die von AskCody sagt das nichts aus.</translation>
    </message>
    <message>
        <source>A list of program names is in force as well. Both lists have to let an application pass.</source>
        <translation>Außerdem gilt eine Liste von Programmnamen. Beide Listen müssen eine Anwendung zulassen.</translation>
    </message>
    <message>
        <source>The mailbox was refused, probably because of its licence. That says nothing about the organisation.</source>
        <translation>Das Postfach wurde abgelehnt, vermutlich wegen seiner Lizenz. Über die Organisation sagt das nichts aus.</translation>
    </message>
    <message>
        <source>Nothing has been tested yet.</source>
        <translation>Es wurde noch nichts getestet.</translation>
    </message>
    <message>
        <source>Microsoft Graph shows the rooms and when they are free. Nothing stands in the way of the change here.</source>
        <translation>Microsoft Graph zeigt die Räume und wann sie frei sind. Dem Wechsel steht hier nichts im Weg.</translation>
    </message>
    <message>
        <source>Microsoft Graph gives a part: the rooms, or when they are free, and not both.</source>
        <translation>Microsoft Graph liefert nur einen Teil: die Räume oder wann sie frei sind, aber nicht beides.</translation>
    </message>
    <message>
        <source>Microsoft Graph refuses the rooms and their free times at the moment.</source>
        <translation>Microsoft Graph verweigert zurzeit die Räume und ihre freien Zeiten.</translation>
    </message>
    <message>
        <source>What Microsoft Graph would give was not tested.</source>
        <translation>Was Microsoft Graph liefern würde, wurde nicht getestet.</translation>
    </message>
    <message>
        <source>A change of EwsEnabled takes up to %1 hours.</source>
        <translation>Eine Änderung von EwsEnabled dauert bis zu %1 Stunden.</translation>
    </message>
    <message>
        <source>A change of EwsEnabled takes about an hour.</source>
        <translation>Eine Änderung von EwsEnabled dauert etwa eine Stunde.</translation>
    </message>
    <message>
        <source>A change of the list of applications takes up to %1 hours.</source>
        <translation>Eine Änderung der Liste der Anwendungen dauert bis zu %1 Stunden.</translation>
    </message>
    <message>
        <source>EwsEnabled of the organisation has no value, by what was pasted, and then that list blocks nobody: the setting was probably changed since, or a list of program names is in force.</source>
        <translation>EwsEnabled der Organisation hat nach dem Eingefügten keinen Wert, und dann hält diese Liste niemanden auf: die Einstellung wurde seitdem wohl geändert, oder eine Liste von Programmnamen gilt.</translation>
    </message>
</context>
<context>
    <name>Rooms</name>
    <message>
        <source>Its rooms could not be read: %1</source>
        <translation>Ihre Räume konnten nicht gelesen werden: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n room(s), and perhaps more than Exchange tells of one list</source>
        <translation>
            <numerusform>%n Raum, und vielleicht mehr, als Exchange von einer Liste nennt</numerusform>
            <numerusform>%n Räume, und vielleicht mehr, als Exchange von einer Liste nennt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n Raum</numerusform>
            <numerusform>%n Räume</numerusform>
        </translation>
    </message>
    <message>
        <source>Room lists:</source>
        <translation>Raumlisten:</translation>
    </message>
    <message>
        <source>There are more lists than were read.</source>
        <translation>Es gibt mehr Listen, als gelesen wurden.</translation>
    </message>
    <message>
        <source>Rooms:</source>
        <translation>Räume:</translation>
    </message>
</context>
<context>
    <name>ServiceAccountPreparation</name>
    <message>
        <source>service account</source>
        <translation>Dienstkonto</translation>
    </message>
    <message>
        <source>short name</source>
        <translation>Kurzname</translation>
    </message>
    <message>
        <source>Create the service account with a mailbox</source>
        <translation>Dienstkonto mit Postfach erstellen</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Let the account act for room mailboxes</source>
        <translation>Dem Konto den Identitätswechsel für Raumpostfächer erlauben</translation>
    </message>
    <message>
        <source>The role ApplicationImpersonation lets the account work in a mailbox in its owner&apos;s name. The scope limits it to room mailboxes and takes in new rooms by itself. AskCody&apos;s Outlook add-ins also work in users&apos; mailboxes; if you use them, grant the role without this scope.</source>
        <translation>Mit der Rolle ApplicationImpersonation kann das Konto in einem Postfach im Namen des Besitzers arbeiten. Der Verwaltungsbereich beschränkt sie auf Raumpostfächer und schließt neue Räume automatisch ein. Die Outlook-Add-Ins von AskCody arbeiten auch in den Postfächern von Benutzern. Wenn Sie diese verwenden, weisen Sie die Rolle ohne diesen Verwaltungsbereich zu.</translation>
    </message>
    <message>
        <source>Let the account act for other mailboxes</source>
        <translation>Dem Konto den Identitätswechsel für andere Postfächer erlauben</translation>
    </message>
    <message>
        <source>The role ApplicationImpersonation lets the account work in a mailbox in its owner&apos;s name. AskCody needs it to create, change and end meetings whoever organised them. Without a scope it covers every mailbox of the organisation.</source>
        <translation>Mit der Rolle ApplicationImpersonation kann das Konto in einem Postfach im Namen des Besitzers arbeiten. AskCody benötigt sie, um Besprechungen zu erstellen, zu ändern und zu beenden, unabhängig davon, wer sie organisiert hat. Ohne Verwaltungsbereich umfasst sie alle Postfächer der Organisation.</translation>
    </message>
    <message>
        <source>Look who holds the role</source>
        <translation>Ansehen, wer die Rolle hat</translation>
    </message>
    <message>
        <source>The list must name the service account, and the scope that you gave it. A new assignment can take an hour or two until every server knows it.</source>
        <translation>Die Liste muss das Dienstkonto nennen und den Verwaltungsbereich, den Sie ihm gegeben haben. Bis alle Server eine neue Zuweisung kennen, können ein bis zwei Stunden vergehen.</translation>
    </message>
    <message>
        <source>Exchange offers Basic authentication for Autodiscover as installed, but not for Exchange Web Services. The password then travels inside TLS only. Repeat this on every server that answers for the address.</source>
        <translation>Nach der Installation bietet Exchange die Standardauthentifizierung (Basic) für Autodiscover an, nicht aber für die Exchange-Webdienste (EWS). Das Kennwort wird dabei nur innerhalb von TLS übertragen. Wiederholen Sie den Befehl auf jedem Server, der für die Adresse antwortet.</translation>
    </message>
    <message>
        <source>Exchange server</source>
        <translation>Exchange-Server</translation>
    </message>
    <message>
        <source>Switch Basic authentication on for EWS</source>
        <translation>Standardauthentifizierung (Basic) für EWS aktivieren</translation>
    </message>
    <message>
        <source>Switch Basic authentication on for EWS on this server</source>
        <translation>Standardauthentifizierung (Basic) für EWS auf diesem Server aktivieren</translation>
    </message>
    <message>
        <source>Look at the addresses and ways to sign in</source>
        <translation>Adressen und Anmeldeverfahren ansehen</translation>
    </message>
    <message>
        <source>BasicAuthentication must be True, and ExternalUrl the address that you will give to AskCody.</source>
        <translation>BasicAuthentication muss True sein, und ExternalUrl die Adresse, die Sie bei AskCody angeben.</translation>
    </message>
    <message>
        <source>Give the account its own throttling policy</source>
        <translation>Dem Konto eine eigene Drosselungsrichtlinie zuweisen</translation>
    </message>
    <message>
        <source>Only with many rooms: Exchange then slows AskCody down by a policy of its own, and nobody else is touched by it.</source>
        <translation>Nur bei vielen Räumen: Exchange drosselt AskCody dann nach einer eigenen Richtlinie, und niemand sonst ist davon betroffen.</translation>
    </message>
    <message>
        <source>room list</source>
        <translation>Raumliste</translation>
    </message>
    <message>
        <source>Group the rooms in a room list</source>
        <translation>Räume in einer Raumliste zusammenfassen</translation>
    </message>
    <message>
        <source>AskCody and Outlook find rooms through room lists. A room that is in none can still be added by its address.</source>
        <translation>AskCody und Outlook finden Räume über Raumlisten. Ein Raum, der in keiner Liste steht, kann trotzdem über seine Adresse hinzugefügt werden.</translation>
    </message>
    <message>
        <source>room mailbox</source>
        <translation>Raumpostfach</translation>
    </message>
    <message>
        <source>AskCody signs in with this account. It must own a mailbox: the connection is verified through it. The shell asks for the password; use a long one that does not expire unless you plan to change it here and in AskCody at the same time. An account that is there already gets its mailbox by Enable-Mailbox and loses it again by Disable-Mailbox: Remove-Mailbox deletes the account, too.</source>
        <translation>Mit diesem Konto meldet AskCody sich an. Es muss ein Postfach besitzen: darüber wird die Verbindung geprüft. Die Shell fragt nach dem Kennwort; nehmen Sie ein langes, das nicht abläuft, wenn Sie es nicht hier und in AskCody zugleich ändern wollen. Ein Konto, das es schon gibt, bekommt sein Postfach mit Enable-Mailbox und verliert es mit Disable-Mailbox wieder: Remove-Mailbox löscht auch das Konto.</translation>
    </message>
</context>
<context>
    <name>Setup::AccountPage</name>
    <message>
        <source>Account, address and version</source>
        <translation>Konto, Adresse und Version</translation>
    </message>
    <message>
        <source>What AskCody will sign in with. Leave empty what you do not know: it will be found out.</source>
        <translation>Womit sich AskCody anmelden wird. Lassen Sie leer, was Sie nicht wissen: Es wird ermittelt.</translation>
    </message>
    <message>
        <source>&amp;E-mail address</source>
        <translation>&amp;E-Mail-Adresse</translation>
    </message>
    <message>
        <source>askcody@your-domain.com</source>
        <translation>askcody@ihre-domaene.de</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>Found automatically; starts with the e-mail address</source>
        <translation>Wird automatisch ermittelt; zuerst wird die E-Mail-Adresse versucht</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Kennwort</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>Anzei&amp;gen</translation>
    </message>
    <message>
        <source>EWS &amp;address</source>
        <translation>EWS-&amp;Adresse</translation>
    </message>
    <message>
        <source>Found automatically</source>
        <translation>Wird automatisch ermittelt</translation>
    </message>
    <message>
        <source>Exchange &amp;version</source>
        <translation>Exchange-&amp;Version</translation>
    </message>
    <message>
        <source>Mailbox that must stay out o&amp;f reach</source>
        <translation>Verbotenes Post&amp;fach (muss unerreichbar bleiben)</translation>
    </message>
    <message>
        <source>Optional, to prove that a limit works</source>
        <translation>Optional, als Nachweis, dass eine Beschränkung wirkt</translation>
    </message>
    <message>
        <source>A&amp;dvanced</source>
        <translation>Erweiter&amp;t</translation>
    </message>
    <message>
        <source>&amp;CA file to trust on this computer</source>
        <translation>&amp;CA-Datei, der auf diesem Computer vertraut wird</translation>
    </message>
    <message>
        <source>PEM file, for a private certificate authority</source>
        <translation>PEM-Datei, für eine private Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Br&amp;owse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;Hosts that may get the password</source>
        <translation>&amp;Hosts, die das Kennwort erhalten dürfen</translation>
    </message>
    <message>
        <source>Outside your mail domain, with commas between them</source>
        <translation>Außerhalb Ihrer E-Mail-Domäne, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>e-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>user name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>EWS address</source>
        <translation>EWS-Adresse</translation>
    </message>
    <message>
        <source>room mailbox</source>
        <translation>Raumpostfach</translation>
    </message>
    <message>
        <source>mailbox out of reach</source>
        <translation>verbotenes Postfach</translation>
    </message>
    <message>
        <source>hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>This set-up is open in another window. You can look at it and run the checks here, but not change it.</source>
        <translation>Diese Einrichtung ist in einem anderen Fenster geöffnet. Sie können sie hier ansehen und die Prüfungen ausführen, aber nichts daran ändern.</translation>
    </message>
    <message>
        <source>Type the password of the service account.</source>
        <translation>Geben Sie das Kennwort des Dienstkontos ein.</translation>
    </message>
    <message>
        <source>Known already; type only to change it</source>
        <translation>Bereits bekannt; nur eingeben, um es zu ändern</translation>
    </message>
    <message>
        <source>Found by Autodiscover: %1</source>
        <translation>Von Autodiscover gefunden: %1</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Diesen Wert verwenden</translation>
    </message>
    <message>
        <source>This spelling worked: %1</source>
        <translation>Diese Schreibweise hat funktioniert: %1</translation>
    </message>
    <message>
        <source>The server says: %1</source>
        <translation>Angabe des Servers: %1</translation>
    </message>
    <message>
        <source>Choose the CA file</source>
        <translation>CA-Datei auswählen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Try other spellings of the user name</source>
        <translation>Andere Schreibweisen des Ben&amp;utzernamens versuchen</translation>
    </message>
    <message>
        <source>May cost up to three rejected logins. Many directories lock an account after five.</source>
        <translation>Kann bis zu drei abgelehnte Anmeldungen kosten. Viele Verzeichnisse sperren ein Konto nach fünf.</translation>
    </message>
    <message>
        <source>&amp;Room mailboxes to test with</source>
        <translation>&amp;Raumpostfächer zum Testen</translation>
    </message>
    <message>
        <source>For example room1@your-domain.com; several with commas</source>
        <translation>Zum Beispiel raum1@ihre-domain.de; mehrere mit Kommas getrennt</translation>
    </message>
</context>
<context>
    <name>Setup::ApplyCommand</name>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Der Schlüsselbund wartet vielleicht in einem eigenen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>The password is in the keychain.
</source>
        <translation>Das Kennwort ist im Schlüsselbund.
</translation>
    </message>
    <message>
        <source>The integration is on its way to the portal.
</source>
        <translation>Die Integration ist unterwegs zum Portal.
</translation>
    </message>
    <message>
        <source>The portal has confirmed it.
</source>
        <translation>Das Portal hat es bestätigt.
</translation>
    </message>
    <message>
        <source>It is not known whether the portal has made the integration. The same command finds out; it makes no second one.</source>
        <translation>Es ist nicht bekannt, ob das Portal die Integration angelegt hat. Derselbe Befehl stellt es fest; eine zweite legt er nicht an.</translation>
    </message>
    <message>
        <source>Nothing was made in the portal.</source>
        <translation>Im Portal wurde nichts angelegt.</translation>
    </message>
    <message>
        <source>The integration is in the portal.</source>
        <translation>Die Integration ist im Portal.</translation>
    </message>
    <message>
        <source>The integration is in the portal:</source>
        <translation>Die Integration ist im Portal:</translation>
    </message>
    <message>
        <source>Somebody else had made this integration; nothing was changed:</source>
        <translation>Jemand anderes hatte diese Integration angelegt; nichts wurde geändert:</translation>
    </message>
    <message>
        <source>It differs from what the file says in: %1</source>
        <translation>Abweichend von der Datei in: %1</translation>
    </message>
</context>
<context>
    <name>Setup::ArrowList</name>
    <message>
        <source>%1: under way</source>
        <translation>%1: läuft</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: erledigt</translation>
    </message>
    <message>
        <source>%1: failed</source>
        <translation>%1: fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: not yet</source>
        <translation>%1: noch nicht</translation>
    </message>
</context>
<context>
    <name>Setup::BrowserWait</name>
    <message>
        <source>Address of the sign-in</source>
        <translation>Adresse der Anmeldung</translation>
    </message>
    <message>
        <source>address of the sign-in</source>
        <translation>Adresse der Anmeldung</translation>
    </message>
    <message>
        <source>If no browser has opened, open this address yourself, in a browser on this computer:</source>
        <translation>Wenn sich kein Browser geöffnet hat, öffnen Sie diese Adresse selbst in einem Browser auf diesem Computer:</translation>
    </message>
    <message>
        <source>On the other device, open this address and enter the code %1:</source>
        <translation>Öffnen Sie auf dem anderen Gerät diese Adresse und geben Sie den Code %1 ein:</translation>
    </message>
</context>
<context>
    <name>Setup::BundlePreview</name>
    <message>
        <source>Bundle for support</source>
        <translation>Supportpaket</translation>
    </message>
    <message>
        <source>Put made-up &amp;names in place of hosts, mailboxes, organisations and addresses</source>
        <translation>Hosts, Postfächer, Organisationen und Adressen durch erfundene &amp;Namen ersetzen</translation>
    </message>
    <message>
        <source>This is what the file will contain, in words. It holds no password, and of calendars no subject, no text and no attendee. Support can run it again without your network.</source>
        <translation>Das wird die Datei enthalten, in Worten. Sie enthält kein Kennwort und aus Kalendern keinen Betreff, keinen Text und keine Teilnehmer. Der Support kann sie ohne Ihr Netz noch einmal ablaufen lassen.</translation>
    </message>
    <message>
        <source>These still stand somewhere in it; search for them above: %1</source>
        <translation>Dies kommt noch irgendwo darin vor; suchen Sie oben danach: %1</translation>
    </message>
    <message>
        <source>In this recording the names cannot be replaced (%1). Nothing was saved. The tick is gone: what you save from here holds the real names.</source>
        <translation>In dieser Aufzeichnung lassen sich die Namen nicht ersetzen (%1). Es wurde nichts gespeichert. Das Häkchen ist weg: was Sie von hier aus speichern, enthält die echten Namen.</translation>
    </message>
</context>
<context>
    <name>Setup::CheckListModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>wird geprüft…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>skipped because of “%1”</source>
        <translation>entfallen wegen „%1“</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>Setup::ChecksPage</name>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Every station between this computer and AskCody is tried, one after the other.</source>
        <translation>Jede Station zwischen diesem Computer und AskCody wird nacheinander geprüft.</translation>
    </message>
    <message>
        <source>Explanation of the selected check</source>
        <translation>Erklärung zur ausgewählten Prüfung</translation>
    </message>
    <message>
        <source>Check a&amp;gain</source>
        <translation>Erneut prü&amp;fen</translation>
    </message>
    <message>
        <source>&amp;Check everything again</source>
        <translation>&amp;Alles erneut prüfen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>%1 of %2 checks done</source>
        <translation>%1 von %2 Prüfungen erledigt</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;List</source>
        <translation>&amp;Liste</translation>
    </message>
    <message>
        <source>E&amp;xplanation</source>
        <translation>&amp;Erklärung</translation>
    </message>
    <message>
        <source>The vie&amp;w from outside…</source>
        <translation>Der Blick von a&amp;ußen…</translation>
    </message>
    <message>
        <source>What this result does not prove</source>
        <translation>Was mit diesem Ergebnis nicht nachgewiesen ist</translation>
    </message>
    <message>
        <source>Not tes&amp;ted: %1</source>
        <translation>&amp;Nicht getestet: %1</translation>
    </message>
</context>
<context>
    <name>Setup::ClientChoice</name>
    <message>
        <source>A registration of &amp;our own</source>
        <translation>Eine &amp;eigene Registrierung</translation>
    </message>
    <message>
        <source>The portal names no application for this. You can register one in your own Entra, in a few minutes; it needs no secret and is yours alone.</source>
        <translation>Das Portal nennt dafür keine Anwendung. Sie können in Ihrem eigenen Entra in wenigen Minuten eine registrieren; sie braucht kein Geheimnis und gehört nur Ihnen.</translation>
    </message>
    <message>
        <source>Application (client) ID</source>
        <translation>Anwendungs-ID (Client)</translation>
    </message>
    <message>
        <source>How to ma&amp;ke one</source>
        <translation>So &amp;legen Sie eine an</translation>
    </message>
    <message>
        <source>Everything is prepared all the same. What cannot be tested is named as such.</source>
        <translation>Vorbereitet wird trotzdem alles. Was sich nicht prüfen lässt, wird so benannt.</translation>
    </message>
    <message>
        <source>The portal names it: %1. It asks for what is listed above, in your name, and for nothing else.</source>
        <translation>Das Portal nennt sie: %1. Sie fragt in Ihrem Namen nach dem, was oben steht, und nach nichts sonst.</translation>
    </message>
    <message>
        <source>Non&amp;e: go on without signing in</source>
        <translation>&amp;Keine: ohne Anmeldung weitermachen</translation>
    </message>
</context>
<context>
    <name>Setup::CloudView</name>
    <message>
        <source>&amp;Let the cloud try again</source>
        <translation>Die C&amp;loud noch einmal versuchen lassen</translation>
    </message>
    <message>
        <source>What AskCody’s cloud finds</source>
        <translation>Was die Cloud von AskCody feststellt</translation>
    </message>
    <message>
        <source>AskCody’s cloud is trying its own way to Exchange, with the password that it was given. That takes up to a minute…</source>
        <translation>Die Cloud von AskCody versucht ihren eigenen Weg zu Exchange, mit dem Kennwort, das sie bekommen hat. Das dauert bis zu einer Minute …</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>From this computer</source>
        <translation>Von diesem Computer</translation>
    </message>
    <message>
        <source>From the cloud (%1)</source>
        <translation>Aus der Cloud (%1)</translation>
    </message>
    <message>
        <source>The cloud reaches Exchange and can work with it.</source>
        <translation>Die Cloud erreicht Exchange und kann damit arbeiten.</translation>
    </message>
    <message>
        <source>The cloud does not get as far as this computer. The marked lines tell where: what differs between the two ways, most often a firewall, is the place to look.</source>
        <translation>Die Cloud kommt nicht so weit wie dieser Computer. Die markierten Zeilen sagen, wo: Suchen Sie bei dem, was die beiden Wege unterscheidet, meist einer Firewall.</translation>
    </message>
    <message>
        <source>The cloud meets the same trouble as this computer.</source>
        <translation>Die Cloud trifft auf dieselbe Schwierigkeit wie dieser Computer.</translation>
    </message>
    <message>
        <source>AskCody’s cloud is signing in to Exchange Online as its own application, with its own certificate. That takes up to a minute…</source>
        <translation>AskCodys Cloud meldet sich als eigene Anwendung mit eigenem Zertifikat bei Exchange Online an. Das dauert bis zu einer Minute …</translation>
    </message>
    <message>
        <source>This program, in your name</source>
        <translation>Dieses Programm, in Ihrem Namen</translation>
    </message>
    <message>
        <source>AskCody’s application (%1)</source>
        <translation>AskCodys Anwendung (%1)</translation>
    </message>
    <message>
        <source>AskCody’s application does not get in yet. What it was told stands below; the integration stays, and the cloud can try again.</source>
        <translation>AskCodys Anwendung kommt noch nicht hinein. Was ihr gesagt wurde, steht unten; die Integration bleibt, und die Cloud kann es noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>Setup::CommandLine</name>
    <message>
        <source>JSON file that describes the integration.</source>
        <translation>JSON-Datei, die die Integration beschreibt.</translation>
    </message>
    <message>
        <source>Keep the password in the keychain when the login works.</source>
        <translation>Das Kennwort im Schlüsselbund aufbewahren, wenn die Anmeldung gelingt.</translation>
    </message>
    <message>
        <source>Trust the CA in this PEM file for the Exchange hosts.</source>
        <translation>Der Zertifizierungsstelle (CA) in dieser PEM-Datei für die Exchange-Hosts vertrauen.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Let this host have the login, too.</source>
        <translation>Auch diesem Host die Anmeldedaten senden.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rejected logins that a run may cost, 1 to 3.</source>
        <translation>Wie viele abgelehnte Anmeldungen ein Durchlauf kosten darf, 1 bis 3.</translation>
    </message>
    <message>
        <source>Only this check and what it needs.</source>
        <translation>Nur diese Prüfung und was sie voraussetzt.</translation>
    </message>
    <message>
        <source>Write a recording (HAR, without secrets).</source>
        <translation>Eine Aufzeichnung erstellen (HAR, ohne Geheimnisse).</translation>
    </message>
    <message>
        <source>Print the ids of all checks.</source>
        <translation>Die IDs aller Prüfungen ausgeben.</translation>
    </message>
    <message>
        <source>Address of the service account.</source>
        <translation>Adresse des Dienstkontos.</translation>
    </message>
    <message>
        <source>A recording (HAR) that this program wrote.</source>
        <translation>Eine Aufzeichnung (HAR), die dieses Programm erstellt hat.</translation>
    </message>
    <message>
        <source>A code as it stands in a report.</source>
        <translation>Ein Code, wie er in einem Bericht steht.</translation>
    </message>
    <message>
        <source>Print all codes.</source>
        <translation>Alle Codes ausgeben.</translation>
    </message>
    <message>
        <source>list or forget</source>
        <translation>list oder forget</translation>
    </message>
    <message>
        <source>What to forget; without a name: everything.</source>
        <translation>Was entfernt werden soll; ohne Namen: alles.</translation>
    </message>
    <message>
        <source>JSON file that describes the integration and names its portal.</source>
        <translation>JSON-Datei, die die Integration beschreibt und ihr Portal nennt.</translation>
    </message>
    <message>
        <source>Go on although this check fails.</source>
        <translation>Weitermachen, obwohl diese Prüfung fehlschlägt.</translation>
    </message>
    <message>
        <source>Keep the password in the keychain afterwards, for later checks.</source>
        <translation>Das Kennwort danach für spätere Prüfungen im Schlüsselbund behalten.</translation>
    </message>
    <message>
        <source>Sign in on another device, with a code.</source>
        <translation>Mit einem Code auf einem anderen Gerät anmelden.</translation>
    </message>
    <message>
        <source>Sign in as this application; its secret comes from standard input.</source>
        <translation>Als diese Anwendung anmelden; ihr Geheimnis kommt von der Standardeingabe.</translation>
    </message>
    <message>
        <source>id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>The integration&apos;s id, as list prints it.</source>
        <translation>Die Kennung der Integration, wie list sie nennt.</translation>
    </message>
    <message>
        <source>Do not ask.</source>
        <translation>Nicht fragen.</translation>
    </message>
    <message>
        <source>host:port, none, or system; without it: what is set.</source>
        <translation>Host:Port, none oder system; ohne Angabe: was eingestellt ist.</translation>
    </message>
    <message>
        <source>Log in to the proxy as this user; the password comes from standard input.</source>
        <translation>Am Proxy als dieser Benutzer anmelden; das Kennwort kommt von der Standardeingabe.</translation>
    </message>
    <message>
        <source>Suppose that this was so, although it was not: %1.</source>
        <translation>Annehmen, dass dies so war, obwohl es nicht so war: %1.</translation>
    </message>
    <message>
        <source>Another one: of another day, or of a customer where it works.</source>
        <translation>Eine weitere: von einem anderen Tag oder von einem Kunden, bei dem es funktioniert.</translation>
    </message>
    <message>
        <source>Weigh the causes by what this report (JSON) saw.</source>
        <translation>Die Ursachen danach gewichten, was dieser Bericht (JSON) festgestellt hat.</translation>
    </message>
    <message>
        <source>A script as a report or --list names it.</source>
        <translation>Ein Skript, wie ein Bericht oder --list es nennt.</translation>
    </message>
    <message>
        <source>JSON file that describes the integration: its names are filled in.</source>
        <translation>JSON-Datei, die die Integration beschreibt; die Namen daraus werden eingesetzt.</translation>
    </message>
    <message>
        <source>Print the names of all scripts.</source>
        <translation>Die Namen aller Skripte ausgeben.</translation>
    </message>
    <message>
        <source>Write it, as Windows PowerShell reads it; else it is printed.</source>
        <translation>Das Skript so in eine Datei schreiben, wie Windows PowerShell es liest; sonst wird es ausgegeben.</translation>
    </message>
    <message>
        <source>Usage: askcody-exchange-setup-cli &lt;command&gt;

  discover &lt;email&gt;       find the Exchange server of an address
  check &lt;file&gt;...        prove the path to Exchange with a service account
  apply &lt;file&gt;...        check, and make the integration in the portal
  rooms &lt;file&gt;           the rooms and room lists that the account sees
  explain &lt;code&gt;         what a problem&apos;s code means and what to do
  script &lt;name&gt; [&lt;file&gt;] a repair as PowerShell, to be read and saved
  replay &lt;recording&gt;     run a recorded check again, without network
  compare &lt;a&gt; &lt;b&gt;        what ended differently in two recordings
  secrets list|forget    what is kept in the keychain
  login, logout          sign in to the portal, and forget that
  list                   the integrations that are in the portal
  remove &lt;id&gt;            take an integration out of the portal
  proxy [&lt;proxy&gt;]        how this computer gets out

&lt;command&gt; --help shows the options of a command.
</source>
        <translation>Aufruf: askcody-exchange-setup-cli &lt;Befehl&gt;

  discover &lt;E-Mail&gt;       den Exchange-Server einer Adresse finden
  check &lt;Datei&gt;...        den Weg zu Exchange mit einem Dienstkonto beweisen
  apply &lt;Datei&gt;...        prüfen und die Integration im Portal anlegen
  rooms &lt;Datei&gt;           die Räume und Raumlisten, die das Konto sieht
  explain &lt;Code&gt;          was der Code eines Problems bedeutet und was zu tun ist
  script &lt;Name&gt; [&lt;Datei&gt;] eine Reparatur als PowerShell, zum Lesen und Speichern
  replay &lt;Aufzeichnung&gt;   eine aufgezeichnete Prüfung ohne Netzwerk wiederholen
  compare &lt;A&gt; &lt;B&gt;         was in zwei Aufzeichnungen anders ausging
  secrets list|forget     was im Schlüsselbund liegt
  login, logout           beim Portal anmelden und das wieder vergessen
  list                    die Integrationen, die im Portal sind
  remove &lt;ID&gt;             eine Integration aus dem Portal entfernen
  proxy [&lt;Proxy&gt;]         wie dieser Computer ins Internet kommt

&lt;Befehl&gt; --help zeigt die Optionen eines Befehls.
</translation>
    </message>
</context>
<context>
    <name>Setup::ComparisonView</name>
    <message>
        <source>differs</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>%1: the two differ</source>
        <translation>%1: verschieden</translation>
    </message>
</context>
<context>
    <name>Setup::ConnectPage</name>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>The integration is made in the portal, step by step.</source>
        <translation>Die Integration wird im Portal angelegt, Schritt für Schritt.</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Enter the values by &amp;hand instead</source>
        <translation>Die Werte stattdessen von &amp;Hand eintragen</translation>
    </message>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Der Schlüsselbund wartet vielleicht in einem eigenen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>“%1” is made in the portal %2. If anything is cut off, the next try goes on where this one stopped; nothing is ever made twice.</source>
        <translation>„%1“ wird im Portal %2 angelegt. Wird etwas unterbrochen, macht der nächste Versuch dort weiter; nichts wird je zweimal angelegt.</translation>
    </message>
    <message>
        <source>An earlier try was cut off, and it may have arrived. Connect finds out, and finishes it.</source>
        <translation>Ein früherer Versuch wurde unterbrochen und ist vielleicht angekommen. „Verbinden“ stellt das fest und bringt es zu Ende.</translation>
    </message>
    <message>
        <source>Stopped. What was sent may have arrived; Connect finds out, and finishes it.</source>
        <translation>Angehalten. Was gesendet wurde, ist vielleicht angekommen; „Verbinden“ stellt das fest und bringt es zu Ende.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was made in the portal.</source>
        <translation>Angehalten. Im Portal wurde nichts angelegt.</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
</context>
<context>
    <name>Setup::ConsentBox</name>
    <message>
        <source>&amp;Yes, this is the application that AskCody has told us of</source>
        <translation>&amp;Ja, das ist die Anwendung, die AskCody uns genannt hat</translation>
    </message>
    <message>
        <source>&amp;Ask for the consent in the browser</source>
        <translation>Im Browser um die &amp;Zustimmung bitten</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht länger warten</translation>
    </message>
    <message>
        <source>The consent for AskCody</source>
        <translation>Die Zustimmung für AskCody</translation>
    </message>
    <message>
        <source>Microsoft asks you once more, now for the whole organisation.</source>
        <translation>Microsoft fragt Sie noch einmal, jetzt für die ganze Organisation.</translation>
    </message>
    <message>
        <source>The portal does not say which application AskCody uses. The consent is given in the portal, with its own button Integrate; the page at the end shows the clicks.</source>
        <translation>Das Portal sagt nicht, welche Anwendung AskCody verwendet. Die Zustimmung geben Sie im Portal mit dessen Schaltfläche Integrate; die letzte Seite zeigt die Klicks.</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Its ID</source>
        <translation>Ihre ID</translation>
    </message>
    <message>
        <source>This program does not know this application for this portal. Compare its ID with what AskCody has told your organisation.</source>
        <translation>Dieses Programm kennt diese Anwendung für dieses Portal nicht. Vergleichen Sie ihre ID mit dem, was AskCody Ihrer Organisation mitgeteilt hat.</translation>
    </message>
    <message>
        <source>Waiting for your browser. Read there what is asked for, and accept it.</source>
        <translation>Warten auf Ihren Browser. Lesen Sie dort, wonach gefragt wird, und nehmen Sie es an.</translation>
    </message>
    <message>
        <source>Stopped. If you had accepted already, the checks will find the consent.</source>
        <translation>Beendet. Wenn Sie schon angenommen hatten, finden die Prüfungen die Zustimmung.</translation>
    </message>
    <message>
        <source>Microsoft’s page said that the consent was given. That alone proves nothing: after the integration is made, AskCody’s cloud signs in with it and tells.</source>
        <translation>Microsofts Seite sagt, dass die Zustimmung gegeben wurde. Das allein beweist nichts: Wenn die Integration angelegt ist, meldet sich AskCodys Cloud damit an und berichtet.</translation>
    </message>
</context>
<context>
    <name>Setup::ConsentPage</name>
    <message>
        <source>Before the browser opens</source>
        <translation>Bevor sich der Browser öffnet</translation>
    </message>
    <message>
        <source>What Microsoft will ask, what it is for, how to limit it and how to take it back.</source>
        <translation>Was Microsoft fragen wird, wofür es ist, wie Sie es begrenzen und wie Sie es zurücknehmen.</translation>
    </message>
    <message>
        <source>What you will be asked</source>
        <translation>Was Sie gefragt werden</translation>
    </message>
    <message>
        <source>Who can grant it</source>
        <translation>Wer es erlauben kann</translation>
    </message>
    <message>
        <source>What AskCody says it uses, and how wide the grant is</source>
        <translation>Was AskCody nach eigenen Angaben nutzt und wie weit die Zustimmung reicht</translation>
    </message>
    <message>
        <source>The application that signs you in</source>
        <translation>Die Anwendung, die Sie anmeldet</translation>
    </message>
    <message>
        <source>How to limit it</source>
        <translation>So begrenzen Sie es</translation>
    </message>
    <message>
        <source>Co&amp;mmands to limit it</source>
        <translation>&amp;Befehle zum Begrenzen</translation>
    </message>
    <message>
        <source>How to take it back</source>
        <translation>So nehmen Sie die Zustimmung zurück</translation>
    </message>
    <message>
        <source>Commands to &amp;take it back</source>
        <translation>Befehle zum Zurück&amp;nehmen</translation>
    </message>
    <message>
        <source>The page of Microsoft calls the application: %1</source>
        <translation>Auf Microsofts Seite heißt die Anwendung: %1</translation>
    </message>
</context>
<context>
    <name>Setup::ConsoleWindow</name>
    <message>
        <source>EWS console</source>
        <translation>EWS-Konsole</translation>
    </message>
    <message>
        <source>Asks Exchange by hand, the way that the checks went. What would change something, or read somebody’s calendar, is refused. Each press of Send presents the login once at most; question and answer stand in the recording.</source>
        <translation>Fragt Exchange von Hand, auf dem Weg, den die Prüfungen gingen. Was etwas ändern oder jemandes Kalender lesen würde, wird abgelehnt. Jeder Druck auf „Senden“ legt die Anmeldung höchstens einmal vor; Frage und Antwort stehen in der Aufzeichnung.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Sam&amp;ple</source>
        <translation>Beis&amp;piel</translation>
    </message>
    <message>
        <source>Act as &amp;mailbox</source>
        <translation>Handeln als &amp;Postfach</translation>
    </message>
    <message>
        <source>The mailbox to impersonate; empty: the account itself.</source>
        <translation>Das Postfach, in dessen Namen gehandelt wird; leer: das Konto selbst.</translation>
    </message>
    <message>
        <source>X-&amp;AnchorMailbox</source>
        <translation>X-&amp;AnchorMailbox</translation>
    </message>
    <message>
        <source>By this mailbox the front end finds the server that answers.</source>
        <translation>An diesem Postfach erkennt das Frontend den Server, der antwortet.</translation>
    </message>
    <message>
        <source>the mailbox to act as</source>
        <translation>das Postfach, als das gehandelt wird</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Ans&amp;wer</source>
        <translation>Ant&amp;wort</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>What this m&amp;eans</source>
        <translation>Was das b&amp;edeutet</translation>
    </message>
    <message>
        <source>&amp;Request</source>
        <translation>An&amp;frage</translation>
    </message>
    <message>
        <source>Resul&amp;t</source>
        <translation>Ergebn&amp;is</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>the answer</source>
        <translation>die Antwort</translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation>Warten auf die Antwort…</translation>
    </message>
    <message>
        <source>Stopped. The request may have reached the server.</source>
        <translation>Angehalten. Die Anfrage kann den Server erreicht haben.</translation>
    </message>
    <message>
        <source>%1 %2 after %3 ms, asked at %4 UTC</source>
        <translation>%1 %2 nach %3 ms, gefragt um %4 UTC</translation>
    </message>
    <message>
        <source>request id: %1</source>
        <translation>Anfragekennung: %1</translation>
    </message>
    <message>
        <source>front end: %1</source>
        <translation>Frontend: %1</translation>
    </message>
    <message>
        <source>back end: %1</source>
        <translation>Backend: %1</translation>
    </message>
    <message>
        <source>The stream was ended after its first sign of life.</source>
        <translation>Der Strom wurde nach seinem ersten Lebenszeichen beendet.</translation>
    </message>
    <message>
        <source>Exchange has answered without an error.</source>
        <translation>Exchange hat ohne Fehler geantwortet.</translation>
    </message>
    <message>
        <source>The answer says the password again, and is not shown for that reason.</source>
        <translation>Die Antwort wiederholt das Kennwort und wird deshalb nicht gezeigt.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (line %2, column %3)</source>
        <translation>%1 (Zeile %2, Spalte %3)</translation>
    </message>
    <message>
        <source>What this means</source>
        <translation>Was das bedeutet</translation>
    </message>
    <message>
        <source>nobody, until the checks have ended</source>
        <translation>niemand, bis die Prüfungen zu Ende sind</translation>
    </message>
    <message>
        <source>%1, without a login</source>
        <translation>%1, ohne Anmeldung</translation>
    </message>
    <message>
        <source>%1, with the token of %2</source>
        <translation>%1, mit dem Token von %2</translation>
    </message>
    <message>
        <source>%1, as %2</source>
        <translation>%1, als %2</translation>
    </message>
</context>
<context>
    <name>Setup::CopyButton</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
</context>
<context>
    <name>Setup::DecisionBox</name>
    <message>
        <source>C&amp;ontinue although this failed:</source>
        <translation>Tr&amp;otz dieses Fehlers fortfahren:</translation>
    </message>
    <message>
        <source>Continue although this failed: %1</source>
        <translation>Trotz dieses Fehlers fortfahren: %1</translation>
    </message>
</context>
<context>
    <name>Setup::DemoWalk</name>
    <message>
        <source>The folder for the pictures cannot be made: %1</source>
        <translation>Der Ordner für die Bilder kann nicht erstellt werden: %1</translation>
    </message>
    <message>
        <source>Connected: the portal has the integration as %1.
</source>
        <translation>Verbunden: Das Portal führt die Integration als %1.
</translation>
    </message>
</context>
<context>
    <name>Setup::DiscoverCommand</name>
    <message>
        <source>Exchange Web Services: %1</source>
        <translation>Exchange-Webdienste (EWS): %1</translation>
    </message>
    <message>
        <source>The mailboxes seem to be in Exchange Online: connect it with Modern authentication.</source>
        <translation>Die Postfächer scheinen in Exchange Online zu liegen: Verbinden Sie es mit moderner Authentifizierung.</translation>
    </message>
    <message>
        <source>The mailboxes seem to be on an Exchange Server: connect it with a service account.</source>
        <translation>Die Postfächer scheinen auf einem Exchange-Server zu liegen: Verbinden Sie ihn mit einem Dienstkonto.</translation>
    </message>
    <message>
        <source>There seem to be mailboxes both on an Exchange Server and in Exchange Online: make one integration for each, with the identification codes “default” and “remote”.</source>
        <translation>Es scheint Postfächer sowohl auf einem Exchange-Server als auch in Exchange Online zu geben: Legen Sie für beide je eine Integration an, mit den Identifikationscodes „default“ und „remote“.</translation>
    </message>
    <message>
        <source>Where the mailboxes are could not be found out.</source>
        <translation>Wo die Postfächer liegen, ließ sich nicht herausfinden.</translation>
    </message>
</context>
<context>
    <name>Setup::DonePage</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>What was handed over, what nobody has tested yet, and what comes next.</source>
        <translation>Was übergeben wurde, was noch nicht getestet ist und wie es weitergeht.</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>Nicht getestet</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>Wie es weitergeht</translation>
    </message>
    <message>
        <source>Save the &amp;report…</source>
        <translation>&amp;Bericht speichern…</translation>
    </message>
    <message>
        <source>Save the recor&amp;ding…</source>
        <translation>Au&amp;fzeichnung speichern…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>You went on although this failed: %1</source>
        <translation>Sie haben trotz dieses Fehlers fortgefahren: %1</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>What was made, what nobody has tested yet, and what comes next.</source>
        <translation>Was angelegt wurde, was noch niemand geprüft hat und was als Nächstes kommt.</translation>
    </message>
    <message>
        <source>Works, and there is something to look at: %1</source>
        <translation>Funktioniert, und hier gibt es etwas anzusehen: %1</translation>
    </message>
    <message>
        <source>&amp;Set up another integration</source>
        <translation>&amp;Weitere Integration einrichten</translation>
    </message>
    <message>
        <source>Now E&amp;xchange Online, with the code “remote”</source>
        <translation>Jetzt E&amp;xchange Online, mit dem Code „remote“</translation>
    </message>
    <message>
        <source>Now E&amp;xchange Server, with the code “default”</source>
        <translation>Jetzt E&amp;xchange Server, mit dem Code „default“</translation>
    </message>
</context>
<context>
    <name>Setup::DraftList</name>
    <message>
        <source>Without a name</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>no account yet</source>
        <translation>noch kein Konto</translation>
    </message>
    <message>
        <source>%1 (%2)
%3, last changed %4</source>
        <translation>%1 (%2)
%3, zuletzt geändert: %4</translation>
    </message>
    <message>
        <source>%1, open in this window</source>
        <translation>%1, in diesem Fenster geöffnet</translation>
    </message>
    <message>
        <source>%1, open in another window</source>
        <translation>%1, in einem anderen Fenster geöffnet</translation>
    </message>
</context>
<context>
    <name>Setup::DraftRemoval</name>
    <message>
        <source>Delete the set-up without a name?</source>
        <translation>Die Einrichtung ohne Namen löschen?</translation>
    </message>
    <message>
        <source>Delete the set-up “%1”?</source>
        <translation>Die Einrichtung „%1“ löschen?</translation>
    </message>
    <message>
        <source>Its last try to connect was cut off, and it may have arrived: there may be an integration in the portal that nobody has seen yet. Only this set-up can find that out and finish it. Without it, a new try may make a second one. Rather continue it, and press Connect.</source>
        <translation>Ihr letzter Verbindungsversuch wurde abgebrochen und kann angekommen sein: im Portal gibt es vielleicht eine Integration, die noch niemand gesehen hat. Nur diese Einrichtung kann das herausfinden und zu Ende bringen. Ohne sie legt ein neuer Versuch vielleicht eine zweite an. Setzen Sie sie lieber fort, und drücken Sie auf „Verbinden“.</translation>
    </message>
    <message>
        <source>What was entered in the portal stays there. Here, everything that this set-up has entered, found and kept in the keychain is gone for good.</source>
        <translation>Was im Portal eingetragen wurde, bleibt dort. Hier ist alles endgültig weg, was diese Einrichtung eingetragen, gefunden und im Schlüsselbund behalten hat.</translation>
    </message>
    <message>
        <source>Everything that it has entered, found and kept in the keychain is gone for good.</source>
        <translation>Alles, was sie eingetragen, gefunden und im Schlüsselbund behalten hat, ist endgültig weg.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>&amp;Delete it</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
</context>
<context>
    <name>Setup::ExistingView</name>
    <message>
        <source>“%1” (%2, %3)</source>
        <translation>„%1“ (%2, %3)</translation>
    </message>
    <message>
        <source>In the portal already</source>
        <translation>Schon im Portal</translation>
    </message>
    <message>
        <source>Asking the portal what it has…</source>
        <translation>Das Portal wird gefragt, was es hat …</translation>
    </message>
    <message>
        <source>The portal has this integration already, since %1. It is not made a second time, and nothing there is changed.</source>
        <translation>Das Portal hat diese Integration schon, seit %1. Sie wird nicht noch einmal angelegt, und nichts dort wird geändert.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Gewünscht</translation>
    </message>
    <message>
        <source>In the portal</source>
        <translation>Im Portal</translation>
    </message>
    <message>
        <source>Looks like the same: %1. If you go on, there will be one more beside it; the one that is there is not changed.</source>
        <translation>Sieht nach derselben aus: %1. Wenn Sie weitermachen, steht eine weitere daneben; die vorhandene wird nicht geändert.</translation>
    </message>
    <message>
        <source>The portal has no integration yet.</source>
        <translation>Das Portal hat noch keine Integration.</translation>
    </message>
    <message numerus="yes">
        <source>%n integration(s), none like this one.</source>
        <translation>
            <numerusform>%n Integration, anders als diese.</numerusform>
            <numerusform>%n Integrationen, keine wie diese.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Setup::ExplainCommand</name>
    <message>
        <source>There is no code %1. Codes stand in square brackets in a report, for example [HTTP_401_BASIC_NOT_OFFERED]. explain --list names all of them.</source>
        <translation>Den Code %1 gibt es nicht. Codes stehen in einem Bericht in eckigen Klammern, zum Beispiel [HTTP_401_BASIC_NOT_OFFERED]. explain --list nennt alle.</translation>
    </message>
</context>
<context>
    <name>Setup::ExplanationView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Why we think so</source>
        <translation>Warum wir das annehmen</translation>
    </message>
    <message>
        <source>For it: %1</source>
        <translation>Dafür spricht: %1</translation>
    </message>
    <message>
        <source>Against it: %1</source>
        <translation>Dagegen spricht: %1</translation>
    </message>
    <message>
        <source>How likely: %1. To be solved by: %2</source>
        <translation>Wie wahrscheinlich: %1. Zuständig: %2</translation>
    </message>
    <message>
        <source>Who must act</source>
        <translation>Wer handeln muss</translation>
    </message>
    <message>
        <source>Do this</source>
        <translation>So gehen Sie vor</translation>
    </message>
    <message>
        <source>Command for the Exchange Management Shell</source>
        <translation>Befehl für die Exchange-Verwaltungsshell</translation>
    </message>
    <message>
        <source>Open in the browser: %1</source>
        <translation>Im Browser öffnen: %1</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Details of this check</source>
        <translation>Details zu dieser Prüfung</translation>
    </message>
    <message>
        <source>What this does not prove</source>
        <translation>Was damit nicht nachgewiesen ist</translation>
    </message>
    <message>
        <source>Nothing that was asked for was left out.</source>
        <translation>Nichts, was angefordert war, wurde ausgelassen.</translation>
    </message>
    <message>
        <source>What would tell: %1</source>
        <translation>Was Aufschluss gäbe: %1</translation>
    </message>
    <message>
        <source>Check this</source>
        <translation>Das prüfen</translation>
    </message>
    <message>
        <source>Check this: %1</source>
        <translation>Das prüfen: %1</translation>
    </message>
</context>
<context>
    <name>Setup::HandOffPage</name>
    <message>
        <source>Hand over to the portal</source>
        <translation>Übergabe an das Portal</translation>
    </message>
    <message>
        <source>Open the Admin Center, follow the clicks, and copy each value into its field.</source>
        <translation>Öffnen Sie das Admin Center, folgen Sie den Klicks, und kopieren Sie jeden Wert in sein Feld.</translation>
    </message>
    <message>
        <source>1. Open the Admin Center and sign in</source>
        <translation>1. Admin Center öffnen und anmelden</translation>
    </message>
    <message>
        <source>&amp;Open the Admin Center</source>
        <translation>Admin Center ö&amp;ffnen</translation>
    </message>
    <message>
        <source>2. Go to the form</source>
        <translation>2. Zum Formular wechseln</translation>
    </message>
    <message>
        <source>3. Copy the values</source>
        <translation>3. Werte kopieren</translation>
    </message>
    <message>
        <source>4. Click Integrate</source>
        <translation>4. Auf Integrate klicken</translation>
    </message>
    <message>
        <source>If the portal shows no error, the integration works. Then press Next here.</source>
        <translation>Wenn das Portal keinen Fehler anzeigt, funktioniert die Integration. Klicken Sie dann hier auf „Weiter“.</translation>
    </message>
    <message>
        <source>If the portal shows ErrorUnauthorized although the checks passed here: compare the version and the EWS address, enter the user name without the part from the @ sign on in the field for the e-mail address, and ask your network administrator whether AskCody reaches the server from outside.</source>
        <translation>Wenn das Portal ErrorUnauthorized anzeigt, obwohl die Prüfungen hier bestanden wurden: Vergleichen Sie die Version und die EWS-Adresse, geben Sie im Feld für die E-Mail-Adresse den Benutzernamen ohne den Teil ab dem @-Zeichen ein, und fragen Sie Ihren Netzwerkadministrator, ob AskCody den Server von außen erreicht.</translation>
    </message>
    <message>
        <source>Admin Center › Integrations › MS Exchange Integrations › Add › Microsoft Exchange Server</source>
        <translation>Admin Center › Integrations › MS Exchange Integrations › Add › Microsoft Exchange Server</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>User name that works</source>
        <translation>Funktionierender Benutzername</translation>
    </message>
    <message>
        <source>If the portal refuses the e-mail address, enter this in its place.</source>
        <translation>Wenn das Portal die E-Mail-Adresse ablehnt, geben Sie stattdessen dies ein.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>••••••••</source>
        <translation>••••••••</translation>
    </message>
    <message>
        <source>Not kept. Type it in the portal.</source>
        <translation>Nicht aufbewahrt. Geben Sie es im Portal ein.</translation>
    </message>
    <message>
        <source>Exchange version</source>
        <translation>Exchange-Version</translation>
    </message>
    <message>
        <source>The right choice for %1.</source>
        <translation>Die richtige Auswahl für %1.</translation>
    </message>
    <message>
        <source>EWS address</source>
        <translation>EWS-Adresse</translation>
    </message>
    <message>
        <source>ApplicationImpersonation</source>
        <translation>ApplicationImpersonation</translation>
    </message>
    <message>
        <source>Tick the box.</source>
        <translation>Aktivieren Sie das Kontrollkästchen.</translation>
    </message>
    <message>
        <source>Identification code</source>
        <translation>Identifikationscode</translation>
    </message>
    <message>
        <source>Leave it as it is.</source>
        <translation>Lassen Sie das Feld unverändert.</translation>
    </message>
    <message>
        <source>The password is on the clipboard. It is removed from there after one minute, or when you leave this page.</source>
        <translation>Das Kennwort ist in der Zwischenablage. Es wird dort nach einer Minute entfernt oder sobald Sie diese Seite verlassen.</translation>
    </message>
    <message>
        <source>An earlier try of this program may have arrived in the portal. Look at its list of integrations first; what stands there is not to be made a second time.</source>
        <translation>Ein früherer Versuch dieses Programms ist vielleicht im Portal angekommen. Sehen Sie zuerst in dessen Liste der Integrationen nach; was dort steht, darf nicht noch einmal angelegt werden.</translation>
    </message>
    <message>
        <source>Not found. Ask whoever runs the server.</source>
        <translation>Nicht gefunden. Fragen Sie, wer den Server betreibt.</translation>
    </message>
</context>
<context>
    <name>Setup::HostConfirmation</name>
    <message>
        <source>&amp;Accept this host</source>
        <translation>Diesen &amp;Host akzeptieren</translation>
    </message>
</context>
<context>
    <name>Setup::JudgedField</name>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
</context>
<context>
    <name>Setup::ListCommand</name>
    <message>
        <source>This organisation has no integrations in the portal.</source>
        <translation>Diese Organisation hat keine Integrationen im Portal.</translation>
    </message>
</context>
<context>
    <name>Setup::LogWindow</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informationen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>Alle Kategorien</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>Setup::LoginCommand</name>
    <message>
        <source>Secret of %1:</source>
        <translation>Geheimnis von %1:</translation>
    </message>
    <message>
        <source>The portal gives no lasting sign-in: the next command has to sign in anew.</source>
        <translation>Das Portal gibt keine dauerhafte Anmeldung: Der nächste Befehl muss sich neu anmelden.</translation>
    </message>
    <message>
        <source>The sign-in is kept in the keychain until logout.</source>
        <translation>Die Anmeldung bleibt bis logout im Schlüsselbund.</translation>
    </message>
</context>
<context>
    <name>Setup::LogoutCommand</name>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Der Schlüsselbund wartet vielleicht in einem eigenen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>The sign-in is forgotten on this computer alone.</source>
        <translation>Die Anmeldung ist nur auf diesem Computer vergessen.</translation>
    </message>
    <message>
        <source>Signed out of %1.</source>
        <translation>Von %1 abgemeldet.</translation>
    </message>
</context>
<context>
    <name>Setup::LoopbackListener</name>
    <message>
        <source>Back to the program</source>
        <translation>Zurück zum Programm</translation>
    </message>
    <message>
        <source>You can close this page and go on in the program.</source>
        <translation>Sie können diese Seite schließen und im Programm fortfahren.</translation>
    </message>
    <message>
        <source>This answer belongs to another attempt</source>
        <translation>Diese Antwort gehört zu einem anderen Versuch</translation>
    </message>
    <message>
        <source>It was not used. Go back to the program: it waits for the page that it has opened last.</source>
        <translation>Sie wurde nicht verwendet. Kehren Sie zum Programm zurück: Es wartet auf die Seite, die es zuletzt geöffnet hat.</translation>
    </message>
</context>
<context>
    <name>Setup::MicrosoftGuide</name>
    <message>
        <source>Sign in at Microsoft as an administrator of the organisation.</source>
        <translation>Melden Sie sich bei Microsoft als Administrator der Organisation an.</translation>
    </message>
    <message>
        <source>Nothing came back from the browser so far. If it shows an error, “explain” with the number that begins with AADSTS tells more. Without a browser on this computer, stop with Ctrl+C and use --device.</source>
        <translation>Bisher ist nichts vom Browser zurückgekommen. Wenn er einen Fehler zeigt, sagt „explain“ mit der Nummer, die mit AADSTS beginnt, mehr dazu. Ohne Browser auf diesem Computer: mit Strg+C beenden und --device verwenden.</translation>
    </message>
</context>
<context>
    <name>Setup::MicrosoftPage</name>
    <message>
        <source>Sign in to Microsoft</source>
        <translation>Bei Microsoft anmelden</translation>
    </message>
    <message>
        <source>So that the connection can be tested with your own account before AskCody uses it.</source>
        <translation>Damit die Verbindung mit Ihrem eigenen Konto geprüft werden kann, bevor AskCody sie nutzt.</translation>
    </message>
    <message>
        <source>&amp;Keep this sign-in for later checks</source>
        <translation>Diese Anmeldung für spätere Prüfungen &amp;behalten</translation>
    </message>
    <message>
        <source>In the keychain, which only you can open. Otherwise it ends with this program. “Sign out and forget” removes it.</source>
        <translation>Im Schlüsselbund, den nur Sie öffnen können. Sonst endet sie mit diesem Programm. „Abmelden und vergessen“ entfernt sie.</translation>
    </message>
    <message>
        <source>Sign in with the bro&amp;wser</source>
        <translation>Im Br&amp;owser anmelden</translation>
    </message>
    <message>
        <source>Sign in on another &amp;device</source>
        <translation>Auf einem anderen &amp;Gerät anmelden</translation>
    </message>
    <message>
        <source>St&amp;op waiting</source>
        <translation>Nicht länger war&amp;ten</translation>
    </message>
    <message>
        <source>Sign out and &amp;forget</source>
        <translation>Abmelden und &amp;vergessen</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>&amp;Room mailboxes to test with (optional)</source>
        <translation>&amp;Raumpostfächer zum Prüfen (optional)</translation>
    </message>
    <message>
        <source>Go on without si&amp;gning in; say what was not tested</source>
        <translation>Ohne Anmeldung weiter&amp;machen; sagen, was nicht geprüft wurde</translation>
    </message>
    <message>
        <source>room mailbox</source>
        <translation>Raumpostfach</translation>
    </message>
    <message>
        <source>You sign in as %1, in your browser. This program never sees that password.</source>
        <translation>Sie melden sich als %1 in Ihrem Browser an. Dieses Programm sieht das Kennwort nie.</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>Abmelden …</translation>
    </message>
    <message>
        <source>Asking Microsoft how to sign in…</source>
        <translation>Microsoft wird gefragt, wie die Anmeldung geht …</translation>
    </message>
    <message>
        <source>An earlier sign-in is in the keychain. As long as it is good, signing in needs no browser.</source>
        <translation>Im Schlüsselbund liegt eine frühere Anmeldung. Solange sie gilt, braucht die Anmeldung keinen Browser.</translation>
    </message>
    <message>
        <source>Waiting for your browser. Sign in there, then come back here.</source>
        <translation>Warten auf Ihren Browser. Melden Sie sich dort an und kommen Sie dann hierher zurück.</translation>
    </message>
    <message>
        <source>Waiting for the other device, until %1.</source>
        <translation>Warten auf das andere Gerät, bis %1.</translation>
    </message>
    <message>
        <source>Nothing has come back from the browser yet. Look for its window, or open the address below in a browser on this computer.</source>
        <translation>Vom Browser ist noch nichts zurückgekommen. Suchen Sie sein Fenster, oder öffnen Sie die Adresse unten in einem Browser auf diesem Computer.</translation>
    </message>
    <message>
        <source>Also look at what Microsoft Grap&amp;h would give when EWS ends</source>
        <translation>Auch ansehen, was Microsoft Grap&amp;h liefern würde, wenn EWS endet</translation>
    </message>
    <message>
        <source>Microsoft then asks you a second time: whether this program may see rooms and free times in your name. AskCody needs none of it today, and a no stops nothing.</source>
        <translation>Microsoft fragt Sie dann ein zweites Mal: ob dieses Programm in Ihrem Namen Räume und Frei/Gebucht-Zeiten sehen darf. AskCody braucht heute nichts davon, und ein Nein hält nichts auf.</translation>
    </message>
</context>
<context>
    <name>Setup::NetworkDialog</name>
    <message>
        <source>Network settings</source>
        <translation>Netzwerkeinstellungen</translation>
    </message>
    <message>
        <source>As the &amp;system says (also by a PAC file)</source>
        <translation>Wie das &amp;System es vorgibt (auch per PAC-Datei)</translation>
    </message>
    <message>
        <source>&amp;Without a proxy</source>
        <translation>&amp;Ohne Proxy</translation>
    </message>
    <message>
        <source>By &amp;this proxy:</source>
        <translation>Über &amp;diesen Proxy:</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>&amp;Host</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>&amp;User name, if it asks for one</source>
        <translation>&amp;Benutzername, falls er danach fragt</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>&amp;Kennwort</translation>
    </message>
    <message>
        <source>The password goes into the keychain of this computer and nowhere else. Where there is a user name, type it again whenever you save.</source>
        <translation>Das Kennwort kommt in den Schlüsselbund dieses Computers und sonst nirgendwohin. Wenn ein Benutzername eingetragen ist, geben Sie es bei jedem Speichern neu ein.</translation>
    </message>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Vielleicht wartet der Schlüsselbund in einem eigenen Fenster auf Sie.</translation>
    </message>
</context>
<context>
    <name>Setup::Notice</name>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>Setup::OnlinePage</name>
    <message>
        <source>&amp;Open the Admin Center</source>
        <translation>Admin Center ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Click Integrations, then MS Exchange Integrations.</source>
        <translation>Klicken Sie auf Integrations und dann auf MS Exchange Integrations.</translation>
    </message>
    <message>
        <source>Click Add and choose Microsoft Exchange Online (Office 365).</source>
        <translation>Klicken Sie auf Add und wählen Sie Microsoft Exchange Online (Office 365).</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Everything is prepared. The consent itself happens in the portal.</source>
        <translation>Alles ist vorbereitet. Die Zustimmung selbst geschieht im Portal.</translation>
    </message>
    <message>
        <source>What you need there</source>
        <translation>Was Sie dort brauchen</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message>
        <source>The administrator who signs in there must have a mailbox: AskCody checks that the address has one.</source>
        <translation>Der Administrator, der sich dort anmeldet, muss ein Postfach haben: AskCody prüft, ob die Adresse eines hat.</translation>
    </message>
    <message>
        <source>If the portal reports an error, keep its text, and save the report on the next page: AskCody can tell from both what is missing.</source>
        <translation>Wenn das Portal einen Fehler meldet, heben Sie seinen Text auf und speichern Sie auf der nächsten Seite den Bericht: Aus beidem kann AskCody erkennen, was fehlt.</translation>
    </message>
    <message>
        <source>Open the Admin Center of the AskCody portal and sign in.</source>
        <translation>Öffnen Sie das Admin Center des AskCody-Portals und melden Sie sich an.</translation>
    </message>
    <message>
        <source>Click Integrate. Microsoft asks who you are; take the account below.</source>
        <translation>Klicken Sie auf Integrate. Microsoft fragt, wer Sie sind; nehmen Sie das Konto unten.</translation>
    </message>
    <message>
        <source>Read what is asked for, and click Accept. When no error appears, the integration is made. Then press Next here.</source>
        <translation>Lesen Sie, wonach gefragt wird, und klicken Sie auf Accept (Annehmen). Wenn kein Fehler erscheint, ist die Integration angelegt. Klicken Sie dann hier auf Weiter.</translation>
    </message>
    <message>
        <source>An earlier try of this program may have arrived in the portal. Look at its list of integrations first; what stands there is not to be made a second time.</source>
        <translation>Ein früherer Versuch dieses Programms kann im Portal angekommen sein. Sehen Sie zuerst in dessen Liste der Integrationen nach; was dort steht, darf nicht noch einmal angelegt werden.</translation>
    </message>
    <message>
        <source>Sign in as</source>
        <translation>Anmelden als</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Application that asks</source>
        <translation>Anwendung, die fragt</translation>
    </message>
    <message>
        <source>Identification code</source>
        <translation>Identifikationscode</translation>
    </message>
    <message>
        <source>Leave it as it is.</source>
        <translation>Lassen Sie es, wie es ist.</translation>
    </message>
</context>
<context>
    <name>Setup::OutsideDialog</name>
    <message>
        <source>The view from outside</source>
        <translation>Der Blick von außen</translation>
    </message>
    <message>
        <source>Microsoft’s Remote Connectivity Analyzer (testconnectivity.microsoft.com) goes the same way from the Internet. Run its test for Exchange Web Services, save the result there as XML, and open the file here. Nothing is sent anywhere.</source>
        <translation>Der Remote Connectivity Analyzer von Microsoft (testconnectivity.microsoft.com) geht denselben Weg vom Internet aus. Führen Sie dort den Test für Exchange Web Services aus, speichern Sie das Ergebnis als XML, und öffnen Sie die Datei hier. Es wird nirgendwohin etwas gesendet.</translation>
    </message>
    <message>
        <source>&amp;Open a result…</source>
        <translation>&amp;Ergebnis öffnen…</translation>
    </message>
    <message>
        <source>Results of the analyzer (*.xml)</source>
        <translation>Ergebnisse des Analyzers (*.xml)</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>From this computer</source>
        <translation>Von diesem Computer</translation>
    </message>
    <message>
        <source>From the Internet</source>
        <translation>Aus dem Internet</translation>
    </message>
    <message>
        <source>From the Internet it looks as from here.</source>
        <translation>Aus dem Internet sieht es genauso aus wie von hier.</translation>
    </message>
    <message numerus="yes">
        <source>From the Internet %n step(s) end otherwise than from here. What stands between, most often a firewall or a name in DNS, is the place to look.</source>
        <translation>
            <numerusform>Aus dem Internet endet %n Schritt anders als von hier. Sehen Sie nach, was dazwischenliegt: meist eine Firewall oder ein Name in DNS.</numerusform>
            <numerusform>Aus dem Internet enden %n Schritte anders als von hier. Sehen Sie nach, was dazwischenliegt: meist eine Firewall oder ein Name in DNS.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Setup::OutwardCommand</name>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Vielleicht wartet der Schlüsselbund in einem eigenen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>The world of the demo has no proxy.</source>
        <translation>Die Welt der Demo hat keinen Proxy.</translation>
    </message>
</context>
<context>
    <name>Setup::PageScroll</name>
    <message>
        <source>Content of the page</source>
        <translation>Inhalt der Seite</translation>
    </message>
</context>
<context>
    <name>Setup::PastedError</name>
    <message>
        <source>Does the browser show an error?</source>
        <translation>Zeigt der Browser einen Fehler?</translation>
    </message>
    <message>
        <source>&amp;Paste its text here; the number in it (AADSTS…) tells what it is about:</source>
        <translation>&amp;Fügen Sie seinen Text hier ein; die Nummer darin (AADSTS…) sagt, worum es geht:</translation>
    </message>
    <message>
        <source>E&amp;xplain it</source>
        <translation>E&amp;rklären</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>Setup::PastedSettings</name>
    <message>
        <source>What the command printed</source>
        <translation>Was der Befehl ausgegeben hat</translation>
    </message>
    <message>
        <source>Paste first what the command printed.</source>
        <translation>Fügen Sie zuerst ein, was der Befehl ausgegeben hat.</translation>
    </message>
</context>
<context>
    <name>Setup::PathHop</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Setup::PortalOffer</name>
    <message>
        <source>No portal is chosen yet. Go back to “Portal and region” to choose it, or open yours in the browser.</source>
        <translation>Es ist noch kein Portal ausgewählt. Gehen Sie zu „Portal und Region“ zurück, um es auszuwählen, oder öffnen Sie Ihr Portal im Browser.</translation>
    </message>
</context>
<context>
    <name>Setup::PortalPage</name>
    <message>
        <source>Portal and region</source>
        <translation>Portal und Region</translation>
    </message>
    <message>
        <source>Choose the AskCody portal that your organisation signs in to.</source>
        <translation>Wählen Sie das AskCody-Portal, bei dem sich Ihre Organisation anmeldet.</translation>
    </message>
    <message>
        <source>&amp;Europe (app.onaskcody.com)</source>
        <translation>&amp;Europa (app.onaskcody.com)</translation>
    </message>
    <message>
        <source>&amp;United States (app.goaskcody.com)</source>
        <translation>&amp;USA (app.goaskcody.com)</translation>
    </message>
    <message>
        <source>&amp;Another address</source>
        <translation>Andere &amp;Adresse</translation>
    </message>
    <message>
        <source>https://portal.example.com</source>
        <translation>https://portal.example.com</translation>
    </message>
    <message>
        <source>Address of the portal</source>
        <translation>Adresse des Portals</translation>
    </message>
    <message>
        <source>I will &amp;decide later</source>
        <translation>&amp;Später entscheiden</translation>
    </message>
    <message>
        <source>The region is where your organisation chose to store its data when it signed up, not where you sit. If you are not sure, sign in to AskCody and look at the address in your browser. Choosing the wrong region is a common reason why people cannot sign in.</source>
        <translation>Die Region ist der Ort, den Ihre Organisation bei der Registrierung für ihre Daten gewählt hat, nicht Ihr Standort. Wenn Sie nicht sicher sind, melden Sie sich bei AskCody an, und sehen Sie sich die Adresse in Ihrem Browser an. Eine falsche Region ist ein häufiger Grund dafür, dass Anmeldungen nicht gelingen.</translation>
    </message>
    <message>
        <source>In the portal you need the role Integrations Administrator or AskCody Owner.</source>
        <translation>Im Portal benötigen Sie die Rolle Integrations Administrator oder AskCody Owner.</translation>
    </message>
    <message>
        <source>address of the portal</source>
        <translation>Adresse des Portals</translation>
    </message>
    <message>
        <source>The &amp;simulated portal of this demo</source>
        <translation>Das &amp;simulierte Portal dieser Demo</translation>
    </message>
    <message>
        <source>Next goes on all the same. You then enter the values in the portal by hand at the end.</source>
        <translation>„Weiter“ geht trotzdem. Die Werte tragen Sie dann am Ende von Hand im Portal ein.</translation>
    </message>
    <message>
        <source>Asking the portal what it offers…</source>
        <translation>Das Portal wird gefragt, was es anbietet …</translation>
    </message>
    <message>
        <source>This program can make the integration in this portal. You sign in on the next page.</source>
        <translation>In diesem Portal kann dieses Programm die Integration anlegen. Auf der nächsten Seite melden Sie sich an.</translation>
    </message>
    <message>
        <source>This portal lets no program make integrations yet. Everything is checked here; at the end you enter the values in the portal, and each one stands ready to be copied.</source>
        <translation>Dieses Portal lässt noch kein Programm Integrationen anlegen. Geprüft wird alles hier; am Ende tragen Sie die Werte im Portal ein, und jeder steht zum Kopieren bereit.</translation>
    </message>
</context>
<context>
    <name>Setup::PortalVisit</name>
    <message>
        <source>Nothing came back from the browser so far. The link still holds; without a browser on this computer, stop with Ctrl+C and use login --device.</source>
        <translation>Vom Browser ist bisher nichts zurückgekommen. Der Link gilt weiter; ohne Browser auf diesem Computer beenden Sie mit Strg+C und verwenden login --device.</translation>
    </message>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Der Schlüsselbund wartet vielleicht in einem eigenen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>The certificate of %1 could not be read.</source>
        <translation>Das Zertifikat von %1 ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>The certificate of %1:
  Subject:     %2
  Issuer:      %3
  Valid until: %4
  SHA-256:     %5</source>
        <translation>Das Zertifikat von %1:
  Ausgestellt für: %2
  Aussteller:      %3
  Gültig bis:      %4
  SHA-256:         %5</translation>
    </message>
    <message>
        <source>The browser shows where to sign in. If it does not, open this link on this computer:
%1</source>
        <translation>Der Browser zeigt die Anmeldung. Wenn nicht, öffnen Sie diesen Link auf diesem Computer:
%1</translation>
    </message>
    <message>
        <source>To sign in, open this link in a browser on this computer:
%1</source>
        <translation>Zum Anmelden öffnen Sie diesen Link in einem Browser auf diesem Computer:
%1</translation>
    </message>
    <message>
        <source>To sign in, open %1 on any device and type this code there, until %2:
  %3</source>
        <translation>Zum Anmelden öffnen Sie %1 auf irgendeinem Gerät und geben dort bis %2 diesen Code ein:
  %3</translation>
    </message>
    <message>
        <source>%1 shows another certificate than the one that was confirmed, and of another issuer. Ask whoever runs the portal before you accept it.</source>
        <translation>%1 zeigt ein anderes Zertifikat als das bestätigte, und von einem anderen Aussteller. Fragen Sie den Betreiber des Portals, bevor Sie es annehmen.</translation>
    </message>
</context>
<context>
    <name>Setup::PreparationItem</name>
    <message>
        <source>needed</source>
        <translation>erforderlich</translation>
    </message>
    <message>
        <source>if you want it</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>to look at the result</source>
        <translation>zur Kontrolle</translation>
    </message>
    <message>
        <source>How to take it back</source>
        <translation>So machen Sie es rückgängig</translation>
    </message>
    <message>
        <source>%1. %2 (%3)</source>
        <translation>%1. %2 (%3)</translation>
    </message>
    <message>
        <source>How to take it back: %1</source>
        <translation>So machen Sie es rückgängig: %1</translation>
    </message>
</context>
<context>
    <name>Setup::PreparePage</name>
    <message>
        <source>Prepare the service account</source>
        <translation>Dienstkonto vorbereiten</translation>
    </message>
    <message>
        <source>AskCody signs in to Exchange with an account of its own. Run these commands in the Exchange Management Shell, or skip what you have done already.</source>
        <translation>AskCody meldet sich mit einem eigenen Konto bei Exchange an. Führen Sie diese Befehle in der Exchange-Verwaltungsshell aus, oder überspringen Sie, was bereits erledigt ist.</translation>
    </message>
    <message>
        <source>askcody@your-domain.com</source>
        <translation>askcody@ihre-domaene.de</translation>
    </message>
    <message>
        <source>e-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>E-mail address of the &amp;service account</source>
        <translation>E-Mail-Adresse des &amp;Dienstkontos</translation>
    </message>
    <message>
        <source>&amp;Limit the account to room mailboxes</source>
        <translation>Das Konto auf &amp;Raumpostfächer beschränken</translation>
    </message>
    <message>
        <source>Some AskCody add-ins need the mailboxes of people, too.</source>
        <translation>Manche Add-ins von AskCody brauchen auch die Postfächer von Personen.</translation>
    </message>
</context>
<context>
    <name>Setup::ProxyCommand</name>
    <message>
        <source>The world of the demo has no proxy.</source>
        <translation>Die Welt der Demo hat keinen Proxy.</translation>
    </message>
    <message>
        <source>Password of %1 at the proxy:</source>
        <translation>Kennwort von %1 am Proxy:</translation>
    </message>
    <message>
        <source>It is logged in to as %1.</source>
        <translation>Die Anmeldung erfolgt als %1.</translation>
    </message>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Vielleicht wartet der Schlüsselbund in einem eigenen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>From now on: %1</source>
        <translation>Ab jetzt: %1</translation>
    </message>
</context>
<context>
    <name>Setup::RemoveCommand</name>
    <message>
        <source>Whether the portal has removed it is not known: see list.</source>
        <translation>Ob das Portal sie entfernt hat, ist nicht bekannt: siehe list.</translation>
    </message>
    <message>
        <source>Remove this integration from the portal?</source>
        <translation>Diese Integration aus dem Portal entfernen?</translation>
    </message>
    <message>
        <source>Removed: %1
</source>
        <translation>Entfernt: %1
</translation>
    </message>
</context>
<context>
    <name>Setup::RepairBox</name>
    <message>
        <source>As a script: %1</source>
        <translation>Als Skript: %1</translation>
    </message>
    <message>
        <source>%1 It can be taken back: %2</source>
        <translation>%1 Es lässt sich zurücknehmen: %2</translation>
    </message>
    <message>
        <source>Read and save the script…</source>
        <translation>Skript lesen und speichern…</translation>
    </message>
    <message>
        <source>Read and save the script: %1</source>
        <translation>Skript lesen und speichern: %1</translation>
    </message>
    <message>
        <source>I have done this</source>
        <translation>Das habe ich erledigt</translation>
    </message>
    <message>
        <source>Runs the checks again that it changes the answer of.</source>
        <translation>Führt die Prüfungen erneut aus, deren Ergebnis sich dadurch ändert.</translation>
    </message>
    <message>
        <source>Saved as %1. Run it with -WhatIf first: it then shows what would change.</source>
        <translation>Gespeichert als %1. Führen Sie das Skript zuerst mit -WhatIf aus: Dann zeigt es, was sich ändern würde.</translation>
    </message>
</context>
<context>
    <name>Setup::ReplayCommand</name>
    <message>
        <source>&quot;%1&quot; would change nothing in this recording. What would: %2</source>
        <translation>„%1“ würde in dieser Aufzeichnung nichts ändern. Das würde etwas ändern: %2</translation>
    </message>
</context>
<context>
    <name>Setup::ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Text, for a ticket</source>
        <translation>Text, für ein Ticket</translation>
    </message>
    <message>
        <source>PDF, to print or to pass on</source>
        <translation>PDF, zum Drucken oder Weitergeben</translation>
    </message>
    <message>
        <source>HTML, for a browser</source>
        <translation>HTML, für einen Browser</translation>
    </message>
    <message>
        <source>JSON, for programs</source>
        <translation>JSON, für Programme</translation>
    </message>
    <message>
        <source>JUnit, for build servers</source>
        <translation>JUnit, für Build-Server</translation>
    </message>
    <message>
        <source>&amp;Form</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>This is what the file says, without its layout. It holds no password.</source>
        <translation>Das sagt die Datei, ohne ihre Gestaltung. Sie enthält kein Kennwort.</translation>
    </message>
    <message>
        <source>This is all that the file will contain. It holds no password.</source>
        <translation>Das ist alles, was die Datei enthalten wird. Sie enthält kein Kennwort.</translation>
    </message>
</context>
<context>
    <name>Setup::RetirementPage</name>
    <message>
        <source>How long this works</source>
        <translation>Wie lange das funktioniert</translation>
    </message>
    <message>
        <source>Microsoft is ending EWS in Exchange Online. This is what that means for your organisation.</source>
        <translation>Microsoft beendet EWS in Exchange Online. Das bedeutet es für Ihre Organisation.</translation>
    </message>
    <message>
        <source>What your organisation has set</source>
        <translation>Was Ihre Organisation eingestellt hat</translation>
    </message>
    <message>
        <source>Only an Exchange administrator can see it. Run this, and paste here what it prints:</source>
        <translation>Das sieht nur ein Exchange-Administrator. Führen Sie dies aus und fügen Sie hier ein, was es ausgibt:</translation>
    </message>
    <message>
        <source>How to let AskCody in</source>
        <translation>So lassen Sie AskCody ein</translation>
    </message>
    <message>
        <source>Co&amp;mmands to let AskCody in</source>
        <translation>&amp;Befehle, um AskCody einzulassen</translation>
    </message>
    <message>
        <source>What Microsoft has announced</source>
        <translation>Was Microsoft angekündigt hat</translation>
    </message>
    <message>
        <source>Command that shows what the organisation has set</source>
        <translation>Befehl, der zeigt, was die Organisation eingestellt hat</translation>
    </message>
    <message>
        <source>Checking again with it…</source>
        <translation>Damit wird noch einmal geprüft …</translation>
    </message>
    <message>
        <source>Read. The verdict above takes it into account.</source>
        <translation>Eingelesen. Das Urteil oben berücksichtigt es.</translation>
    </message>
    <message>
        <source>Read. A check has failed now that you have not decided about: go back to the checks.</source>
        <translation>Eingelesen. Jetzt ist eine Prüfung gescheitert, über die Sie noch nicht entschieden haben: Gehen Sie zurück zu den Prüfungen.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Not published</source>
        <translation>Nicht veröffentlicht</translation>
    </message>
    <message>
        <source>What the mailbox has set</source>
        <translation>Was das Postfach eingestellt hat</translation>
    </message>
    <message>
        <source>R&amp;ead the settings</source>
        <translation>Einst&amp;ellungen lesen</translation>
    </message>
    <message>
        <source>A mailbox can have EWS switched off although the organisation allows it. This shows it for yours, which the checks have opened:</source>
        <translation>In einem Postfach kann EWS ausgeschaltet sein, obwohl die Organisation es erlaubt. Dies zeigt es für Ihr Postfach, das die Prüfungen geöffnet haben:</translation>
    </message>
    <message>
        <source>Rea&amp;d the mailbox’s settings</source>
        <translation>Einstellungen &amp;des Postfachs lesen</translation>
    </message>
    <message>
        <source>Command that shows what the mailbox has set</source>
        <translation>Befehl, der zeigt, was das Postfach eingestellt hat</translation>
    </message>
</context>
<context>
    <name>Setup::RetirementView</name>
    <message>
        <source>Why we say so</source>
        <translation>Warum wir das sagen</translation>
    </message>
    <message>
        <source>Microsoft Graph, when EWS has ended</source>
        <translation>Microsoft Graph, wenn EWS endet</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>Setup::ReviewPage</name>
    <message>
        <source>Name and review</source>
        <translation>Name und Überprüfung</translation>
    </message>
    <message>
        <source>Give the integration a name, and look at what will be handed over.</source>
        <translation>Geben Sie der Integration einen Namen, und sehen Sie sich an, was übergeben wird.</translation>
    </message>
    <message>
        <source>N&amp;ame</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>For example: Headquarters</source>
        <translation>Zum Beispiel: Zentrale</translation>
    </message>
    <message>
        <source>&amp;Identification code</source>
        <translation>&amp;Identifikationscode</translation>
    </message>
    <message>
        <source>Only for organisations with Exchange Server and Exchange Online. Otherwise leave it at “None”.</source>
        <translation>Nur für Organisationen mit Exchange Server und Exchange Online. Lassen Sie andernfalls „Keiner“ stehen.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>default (Exchange Server beside Exchange Online)</source>
        <translation>default (Exchange Server neben Exchange Online)</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>User name that works</source>
        <translation>Funktionierender Benutzername</translation>
    </message>
    <message>
        <source>Exchange version</source>
        <translation>Exchange-Version</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>EWS address</source>
        <translation>EWS-Adresse</translation>
    </message>
    <message>
        <source>Not found yet</source>
        <translation>Noch nicht gefunden</translation>
    </message>
    <message>
        <source>&amp;Keep the password for later checks</source>
        <translation>&amp;Kennwort für spätere Prüfungen behalten</translation>
    </message>
    <message>
        <source>In the keychain of this computer, which only you can open.</source>
        <translation>Im Schlüsselbund dieses Computers, den nur Sie öffnen können.</translation>
    </message>
    <message>
        <source>What will be handed over</source>
        <translation>Was übergeben wird</translation>
    </message>
    <message>
        <source>remote (Exchange Online beside Exchange Server)</source>
        <translation>remote (Exchange Online neben Exchange Server)</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Authentifizierung</translation>
    </message>
    <message>
        <source>Modern; no password is shared</source>
        <translation>Modern; es wird kein Kennwort weitergegeben</translation>
    </message>
</context>
<context>
    <name>Setup::SavePreview</name>
    <message>
        <source>This is all that the file will contain. It holds no password.</source>
        <translation>Das ist alles, was die Datei enthalten wird. Sie enthält kein Kennwort.</translation>
    </message>
</context>
<context>
    <name>Setup::ScriptCommand</name>
    <message>
        <source>There is no script %1. script --list names all of them.</source>
        <translation>Das Skript %1 gibt es nicht. script --list nennt alle Skripte.</translation>
    </message>
    <message>
        <source>Values in angle brackets are not known here. Fill them in: the script does not run before.</source>
        <translation>Werte in spitzen Klammern sind hier nicht bekannt. Ergänzen Sie sie: Vorher läuft das Skript nicht.</translation>
    </message>
    <message>
        <source>Saved as %1. Run it with -WhatIf first: it then shows what would change.</source>
        <translation>Gespeichert als %1. Führen Sie das Skript zuerst mit -WhatIf aus: Dann zeigt es, was sich ändern würde.</translation>
    </message>
</context>
<context>
    <name>Setup::SearchBar</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation>Im Text suchen</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>The next one</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Setup::SecretsCommand</name>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Der Schlüsselbund wartet vielleicht in einem eigenen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>Forgotten: %1</source>
        <translation>Entfernt: %1</translation>
    </message>
    <message>
        <source>This program keeps nothing in the keychain.</source>
        <translation>Dieses Programm bewahrt nichts im Schlüsselbund auf.</translation>
    </message>
    <message>
        <source>There is no secret of this name: %1. &quot;secrets list&quot; names what there is.</source>
        <translation>Ein Geheimnis dieses Namens gibt es nicht: %1. „secrets list“ nennt, was es gibt.</translation>
    </message>
</context>
<context>
    <name>Setup::Session</name>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>about to be handed over</source>
        <translation>unmittelbar vor der Übergabe</translation>
    </message>
    <message>
        <source>sent, not confirmed yet</source>
        <translation>gesendet, noch nicht bestätigt</translation>
    </message>
    <message>
        <source>confirmed by the portal</source>
        <translation>vom Portal bestätigt</translation>
    </message>
    <message>
        <source>handed over by hand</source>
        <translation>von Hand übergeben</translation>
    </message>
</context>
<context>
    <name>Setup::SetupWizard</name>
    <message>
        <source>AskCody Exchange Setup</source>
        <translation>AskCody Exchange Setup</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>Ab&amp;schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What you have entered is saved. Continue later from the first page.</source>
        <translation>Ihre Eingaben sind gespeichert. Sie können später auf der ersten Seite fortfahren.</translation>
    </message>
    <message>
        <source>This is a demo: Exchange, Microsoft and the portal are simulated on this computer. Nothing leaves it.</source>
        <translation>Dies ist eine Demo: Exchange, Microsoft und das Portal werden auf diesem Computer simuliert. Nichts verlässt ihn.</translation>
    </message>
    <message>
        <source>%1 – AskCody Exchange Setup</source>
        <translation>%1 – AskCody Exchange Setup</translation>
    </message>
    <message>
        <source>Saved as you go. Close the window whenever you like and continue from the first page.</source>
        <translation>Alles wird laufend gespeichert. Sie können das Fenster jederzeit schließen und auf der ersten Seite fortfahren.</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Support</translation>
    </message>
</context>
<context>
    <name>Setup::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in to the portal, so that the integration can be made there for you.</source>
        <translation>Melden Sie sich am Portal an, damit die Integration dort für Sie angelegt werden kann.</translation>
    </message>
    <message>
        <source>&amp;Stay signed in on this computer</source>
        <translation>An diesem Computer angemeldet &amp;bleiben</translation>
    </message>
    <message>
        <source>In the keychain, which only you can open. Otherwise the sign-in ends with this program.</source>
        <translation>Im Schlüsselbund, den nur Sie öffnen können. Sonst endet die Anmeldung mit diesem Programm.</translation>
    </message>
    <message>
        <source>Sign in with the bro&amp;wser</source>
        <translation>Im &amp;Browser anmelden</translation>
    </message>
    <message>
        <source>Sign in on another &amp;device</source>
        <translation>Auf einem anderen &amp;Gerät anmelden</translation>
    </message>
    <message>
        <source>St&amp;op waiting</source>
        <translation>Nicht länger war&amp;ten</translation>
    </message>
    <message>
        <source>&amp;Use another account</source>
        <translation>Ein anderes &amp;Konto verwenden</translation>
    </message>
    <message>
        <source>Address of the sign-in</source>
        <translation>Adresse der Anmeldung</translation>
    </message>
    <message>
        <source>Do not sign in; I will enter the values in the portal by &amp;hand</source>
        <translation>Nicht anmelden; ich trage die Werte von &amp;Hand im Portal ein</translation>
    </message>
    <message>
        <source>address of the sign-in</source>
        <translation>Adresse der Anmeldung</translation>
    </message>
    <message>
        <source>Nothing has come back from the browser yet. Look for its window, or open the address below in a browser on this computer.</source>
        <translation>Vom Browser ist noch nichts zurückgekommen. Suchen Sie sein Fenster, oder öffnen Sie die Adresse unten in einem Browser dieses Computers.</translation>
    </message>
    <message>
        <source>The keychain may be waiting for you in a window of its own.</source>
        <translation>Der Schlüsselbund wartet vielleicht in einem eigenen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>You sign in to %1 with your own account, in your browser. This program never sees that password.</source>
        <translation>Sie melden sich mit Ihrem eigenen Konto an %1 an, in Ihrem Browser. Dieses Programm bekommt jenes Kennwort nie zu sehen.</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>Abmeldung läuft …</translation>
    </message>
    <message>
        <source>Looking for an earlier sign-in…</source>
        <translation>Eine frühere Anmeldung wird gesucht …</translation>
    </message>
    <message>
        <source>Asking the portal how to sign in…</source>
        <translation>Das Portal wird gefragt, wie man sich anmeldet …</translation>
    </message>
    <message>
        <source>Signed in as %1 (%2) of %3.</source>
        <translation>Angemeldet als %1 (%2) von %3.</translation>
    </message>
    <message>
        <source>If no browser has opened, open this address yourself:</source>
        <translation>Hat sich kein Browser geöffnet, öffnen Sie diese Adresse selbst:</translation>
    </message>
    <message>
        <source>Waiting for your browser. Sign in there, then come back here.</source>
        <translation>Es wird auf Ihren Browser gewartet. Melden Sie sich dort an und kommen Sie dann hierher zurück.</translation>
    </message>
    <message>
        <source>Waiting for the other device, until %1.</source>
        <translation>Es wird auf das andere Gerät gewartet, bis %1.</translation>
    </message>
    <message>
        <source>On the other device, open the address below and enter this code:</source>
        <translation>Öffnen Sie auf dem anderen Gerät die Adresse unten, und geben Sie diesen Code ein:</translation>
    </message>
    <message>
        <source>Code for the other device: %1</source>
        <translation>Code für das andere Gerät: %1</translation>
    </message>
</context>
<context>
    <name>Setup::StepRail</name>
    <message>
        <source>Step %1 of %2, %3: done</source>
        <translation>Schritt %1 von %2, %3: erledigt</translation>
    </message>
    <message>
        <source>Step %1 of %2, %3: you are here</source>
        <translation>Schritt %1 von %2, %3: Sie sind hier</translation>
    </message>
    <message>
        <source>Step %1 of %2, %3: something failed here</source>
        <translation>Schritt %1 von %2, %3: hier ist etwas fehlgeschlagen</translation>
    </message>
    <message>
        <source>Step %1 of %2, %3: still to come</source>
        <translation>Schritt %1 von %2, %3: steht noch aus</translation>
    </message>
    <message>
        <source>AskCody
Exchange Setup</source>
        <translation>AskCody
Exchange Setup</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>Setup::SupportMenu</name>
    <message>
        <source>Hypothetical: nobody saw this. It supposes: %1</source>
        <translation>Hypothetisch: Das hat niemand gesehen. Angenommen wird: %1</translation>
    </message>
    <message>
        <source>A recording of %1 UTC, made by version %2 on %3. Nothing is sent, and nothing can be changed.</source>
        <translation>Eine Aufzeichnung vom %1 UTC, erstellt mit Version %2 unter %3. Nichts wird gesendet, und nichts lässt sich ändern.</translation>
    </message>
    <message>
        <source>&amp;Save a bundle for support…</source>
        <translation>&amp;Supportpaket speichern…</translation>
    </message>
    <message>
        <source>&amp;Log…</source>
        <translation>&amp;Protokoll…</translation>
    </message>
    <message>
        <source>&amp;Token viewer…</source>
        <translation>&amp;Token-Anzeige…</translation>
    </message>
    <message>
        <source>&amp;Compare with another bundle…</source>
        <translation>Mit einem anderen Supportpaket &amp;vergleichen…</translation>
    </message>
    <message>
        <source>&amp;What if</source>
        <translation>&amp;Was wäre, wenn</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Compare with another bundle</source>
        <translation>Mit einem anderen Supportpaket vergleichen</translation>
    </message>
    <message>
        <source>Support bundles (*.har);;All files (*)</source>
        <translation>Supportpakete (*.har);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>the open one</source>
        <translation>das geöffnete</translation>
    </message>
    <message>
        <source>What ended differently</source>
        <translation>Was anders endete</translation>
    </message>
    <message>
        <source>Save the &amp;report…</source>
        <translation>Den Be&amp;richt speichern…</translation>
    </message>
    <message>
        <source>&amp;EWS console…</source>
        <translation>&amp;EWS-Konsole…</translation>
    </message>
    <message>
        <source>Nothing has been checked since this set-up was opened. Run the checks first; then there is something to save.</source>
        <translation>Seit diese Einrichtung geöffnet wurde, ist nichts geprüft worden. Führen Sie zuerst die Prüfungen aus; dann gibt es etwas zu speichern.</translation>
    </message>
</context>
<context>
    <name>Setup::TextList</name>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
</context>
<context>
    <name>Setup::TokenViewer</name>
    <message>
        <source>Token viewer</source>
        <translation>Token-Anzeige</translation>
    </message>
    <message>
        <source>Copy an access token or id token (JWT) and press Paste. Shown are its header and claims; the token itself is neither shown nor kept, and the clipboard is emptied.</source>
        <translation>Kopieren Sie ein Zugriffstoken oder ID-Token (JWT), und klicken Sie auf „Einfügen“. Gezeigt werden Header und Claims; das Token selbst wird weder angezeigt noch aufbewahrt, und die Zwischenablage wird geleert.</translation>
    </message>
    <message>
        <source>Header and claims</source>
        <translation>Header und Claims</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>This is no token that can be read: it has three parts with dots in between.</source>
        <translation>Das ist kein lesbares Token: Ein Token besteht aus drei Teilen, die durch Punkte getrennt sind.</translation>
    </message>
</context>
<context>
    <name>Setup::TopologyPage</name>
    <message>
        <source>Where the mailboxes live</source>
        <translation>Wo die Postfächer liegen</translation>
    </message>
    <message>
        <source>This decides how AskCody signs in to Exchange.</source>
        <translation>Davon hängt ab, wie sich AskCody bei Exchange anmeldet.</translation>
    </message>
    <message>
        <source>Exchange &amp;Server</source>
        <translation>Exchange &amp;Server</translation>
    </message>
    <message>
        <source>You run Exchange yourself. AskCody signs in with a service account (Basic authentication) that you prepare on the next pages.</source>
        <translation>Sie betreiben Exchange selbst. AskCody meldet sich über die Standardauthentifizierung (Basic) mit einem Dienstkonto an, das Sie auf den nächsten Seiten vorbereiten.</translation>
    </message>
    <message>
        <source>Exchange &amp;Online (Microsoft 365)</source>
        <translation>Exchange &amp;Online (Microsoft 365)</translation>
    </message>
    <message>
        <source>Bot&amp;h (hybrid)</source>
        <translation>&amp;Beides (hybrid)</translation>
    </message>
    <message>
        <source>E-&amp;mail address of the service account, or of the administrator</source>
        <translation>E-&amp;Mail-Adresse des Dienstkontos oder des Administrators</translation>
    </message>
    <message>
        <source>While you type, only its domain is looked up: in DNS, and at Microsoft. No login, and no address.</source>
        <translation>Während Sie tippen, wird nur die Domäne nachgeschlagen: im DNS und bei Microsoft. Keine Anmeldung und keine Adresse.</translation>
    </message>
    <message>
        <source>AskCody uses Modern authentication: an administrator of your organisation gives consent, and no password is shared.</source>
        <translation>AskCody verwendet die moderne Authentifizierung: Ein Administrator Ihrer Organisation erteilt die Zustimmung, und es wird kein Kennwort weitergegeben.</translation>
    </message>
    <message>
        <source>Two integrations, one after the other: first the one for Exchange Server with the identification code “default”, then the one for Exchange Online with the code “remote”. Ask AskCody to enable several integrations for your organisation.</source>
        <translation>Zwei Integrationen nacheinander: zuerst die für Exchange Server mit dem Identifikationscode „default“, dann die für Exchange Online mit dem Code „remote“. Bitten Sie AskCody, mehrere Integrationen für Ihre Organisation freizuschalten.</translation>
    </message>
    <message>
        <source>The two ways side by side</source>
        <translation>Die beiden Wege nebeneinander</translation>
    </message>
    <message>
        <source>The mailboxes of %1 look as if they live in Exchange Online.</source>
        <translation>Die Postfächer von %1 liegen anscheinend in Exchange Online.</translation>
    </message>
    <message>
        <source>The mailboxes of %1 look as if they live on an Exchange Server of your own.</source>
        <translation>Die Postfächer von %1 liegen anscheinend auf einem eigenen Exchange-Server.</translation>
    </message>
    <message>
        <source>The mailboxes of %1 look as if they live in both places.</source>
        <translation>Die Postfächer von %1 liegen anscheinend an beiden Orten.</translation>
    </message>
    <message>
        <source>From outside it cannot be told where the mailboxes of %1 live. Choose what you know.</source>
        <translation>Von außen lässt sich nicht sagen, wo die Postfächer von %1 liegen. Wählen Sie, was Sie wissen.</translation>
    </message>
    <message>
        <source>e-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Looking up %1…</source>
        <translation>%1 wird nachgeschlagen …</translation>
    </message>
</context>
<context>
    <name>Setup::TrustBox</name>
    <message>
        <source>&amp;Yes, this is our portal</source>
        <translation>&amp;Ja, das ist unser Portal</translation>
    </message>
    <message>
        <source>Is this your organisation’s portal?</source>
        <translation>Ist das das Portal Ihrer Organisation?</translation>
    </message>
    <message>
        <source>This program does not know this portal. Whoever runs it gets to know what you enter, the sealed password included. Compare its certificate with what your organisation or AskCody has told you.</source>
        <translation>Dieses Programm kennt dieses Portal nicht. Wer es betreibt, erfährt, was Sie eingeben, auch das versiegelte Kennwort. Vergleichen Sie das Zertifikat mit dem, was Ihre Organisation oder AskCody Ihnen genannt hat.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Certificate of</source>
        <translation>Zertifikat von</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>This portal shows another certificate than the one that was confirmed on this computer, and of another issuer. Somebody may be reading along. Ask whoever runs the portal before you go on.</source>
        <translation>Dieses Portal zeigt ein anderes Zertifikat als das auf diesem Computer bestätigte, und von einem anderen Aussteller. Vielleicht liest jemand mit. Fragen Sie den Betreiber des Portals, bevor Sie weitermachen.</translation>
    </message>
</context>
<context>
    <name>Setup::ValueList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Setup::WelcomePage</name>
    <message>
        <source>Connect Exchange with AskCody</source>
        <translation>Exchange mit AskCody verbinden</translation>
    </message>
    <message>
        <source>Prove that AskCody can work with your Exchange, learn exactly what stands in the way, and take every value that the portal asks for with you.</source>
        <translation>Weisen Sie nach, dass AskCody mit Ihrem Exchange arbeiten kann, erfahren Sie genau, was im Weg steht, und nehmen Sie alle Werte mit, nach denen das Portal fragt.</translation>
    </message>
    <message>
        <source>Takes about ten minutes. You need an Exchange service account, or the rights to make one. Nothing is changed in Exchange.</source>
        <translation>Dauert etwa zehn Minuten. Sie benötigen ein Exchange-Dienstkonto oder die Rechte, eines zu erstellen. In Exchange wird nichts geändert.</translation>
    </message>
    <message>
        <source>&amp;Continue where you stopped</source>
        <translation>Dort &amp;fortfahren, wo Sie aufgehört haben</translation>
    </message>
    <message>
        <source>Set-ups that you have begun</source>
        <translation>Begonnene Einrichtungen</translation>
    </message>
    <message>
        <source>&amp;Delete this set-up</source>
        <translation>Diese Einrichtung &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Open a support bundle</source>
        <translation>&amp;Supportpaket öffnen</translation>
    </message>
    <message>
        <source>Shows a recorded run again on this computer, without any network.</source>
        <translation>Zeigt einen aufgezeichneten Durchlauf auf diesem Computer noch einmal, ganz ohne Netzwerk.</translation>
    </message>
    <message>
        <source>File that ends in .har</source>
        <translation>Datei mit der Endung .har</translation>
    </message>
    <message>
        <source>File of the support bundle</source>
        <translation>Datei des Supportpakets</translation>
    </message>
    <message>
        <source>Open a support bundle</source>
        <translation>Supportpaket öffnen</translation>
    </message>
    <message>
        <source>Support bundles (*.har);;All files (*)</source>
        <translation>Supportpakete (*.har);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose in the list which set-up you want to continue.</source>
        <translation>Wählen Sie in der Liste die Einrichtung, die Sie fortsetzen möchten.</translation>
    </message>
    <message>
        <source>Choose the file of the support bundle.</source>
        <translation>Wählen Sie die Datei des Supportpakets aus.</translation>
    </message>
    <message>
        <source>Set up a new &amp;integration</source>
        <translation>&amp;Neue Integration einrichten</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>Networ&amp;k settings…</source>
        <translation>Netz&amp;werkeinstellungen …</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Portal and region</source>
        <translation>Portal und Region</translation>
    </message>
    <message>
        <source>Where the mailboxes live</source>
        <translation>Wo die Postfächer liegen</translation>
    </message>
    <message>
        <source>Service account</source>
        <translation>Dienstkonto</translation>
    </message>
    <message>
        <source>Account and address</source>
        <translation>Konto und Adresse</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Name and review</source>
        <translation>Name und Überprüfung</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Übergabe</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>What will be asked</source>
        <translation>Was gefragt wird</translation>
    </message>
    <message>
        <source>Sign in to Microsoft</source>
        <translation>Bei Microsoft anmelden</translation>
    </message>
    <message>
        <source>How long it works</source>
        <translation>Wie lange es funktioniert</translation>
    </message>
</context>
<context>
    <name>Supposition</name>
    <message>
        <source>Exchange offered Basic authentication.</source>
        <translation>Exchange hat Standardauthentifizierung (Basic) angeboten.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate was in order.</source>
        <translation>Das Zertifikat des Servers war in Ordnung.</translation>
    </message>
    <message>
        <source>The clocks agreed.</source>
        <translation>Die Uhren stimmten überein.</translation>
    </message>
    <message>
        <source>The account was allowed to impersonate the test mailboxes.</source>
        <translation>Das Konto hatte das Recht zum Identitätswechsel für die Testpostfächer.</translation>
    </message>
    <message>
        <source>The organisation had consented to AskCody&apos;s application.</source>
        <translation>Die Organisation hatte der Anwendung von AskCody zugestimmt.</translation>
    </message>
    <message>
        <source>The run took place today, with the answers of that day.</source>
        <translation>Der Durchlauf fand heute statt, mit den Antworten von damals.</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>passed with a warning</source>
        <translation>mit Warnung bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>entfallen</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>ungetestet</translation>
    </message>
    <message>
        <source>to look at</source>
        <translation>mit Hinweis</translation>
    </message>
</context>
<context>
    <name>Token</name>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Claims, which nobody has verified here</source>
        <translation>Claims, die hier niemand überprüft hat</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Find out automatically</source>
        <translation>Automatisch ermitteln</translation>
    </message>
    <message>
        <source>Exchange 2016 or newer</source>
        <translation>Exchange 2016 oder neuer</translation>
    </message>
    <message>
        <source>Exchange Server SE, 2019, 2016 or 2013 SP1</source>
        <translation>Exchange Server SE, 2019, 2016 oder 2013 SP1</translation>
    </message>
    <message>
        <source>Exchange 2013 without service pack</source>
        <translation>Exchange 2013 ohne Service Pack</translation>
    </message>
    <message>
        <source>Exchange 2010 SP2 or SP3</source>
        <translation>Exchange 2010 SP2 oder SP3</translation>
    </message>
    <message>
        <source>Exchange 2010 SP1</source>
        <translation>Exchange 2010 SP1</translation>
    </message>
    <message>
        <source>Exchange 2010 without service pack</source>
        <translation>Exchange 2010 ohne Service Pack</translation>
    </message>
    <message>
        <source>Exchange 2007 SP1 or newer</source>
        <translation>Exchange 2007 SP1 oder neuer</translation>
    </message>
</context>
</TS>
