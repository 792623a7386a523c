// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// As much of an Exchange organisation as the scripts of this program look at and change, with the refusals that Exchange
// has for what is there already or in use.
import { Thrown, text } from "./shell.mjs";

let made = 0;
export const guid = () => `00000000-0000-0000-0000-${String(++made).padStart(12, "0")}`;

function refuse(what) { throw new Thrown(what); }
const there = (value, name) => value ?? refuse(`${name} couldn't be found`);
const free = (value, name) => value && refuse(`${name} is there already`);

export class Exchange {
    constructor(world) {
        Object.assign(this, { users: {}, mailboxes: {}, assignments: {}, scopes: {}, throttling: {}, policies: {},
            directories: {}, groups: {}, organization: { EwsEnabled: null, EwsAllowedAppIDs: "" } }, world);
        this.changes = [];
        this.refuseChange = 0; // which one is refused, from 1
    }

    // What is the same before and after; not what things of the same name are called inside.
    snapshot() {
        const { changes, refuseChange, ...state } = this;
        return JSON.stringify(state, (key, value) => (/^(Exchange)?Guid$/.test(key) ? undefined
            : value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value));
    }

    commands() {
        const all = {};
        for (const [name, command] of Object.entries(this.table()))
            // What was read stays as it was read.
            all[name.toLowerCase()] = /^Get-/.test(name) ? (named) => structuredClone(command(named)) : (named) => {
                this.changes.push(name);
                if (this.changes.length === this.refuseChange) refuse(`${name}: access is denied`);
                return command(named);
            };
        return all;
    }

    userOf(identity) {
        return Object.values(this.users).find((one) => [one.UserPrincipalName, one.SamAccountName].includes(identity));
    }

    table() {
        const { users, mailboxes, assignments, scopes, throttling, policies, directories, groups, organization } = this;
        const mailbox = (identity) => there(mailboxes[identity], identity);
        const newMailbox = (address) => (mailboxes[address] = { ExchangeGuid: guid(), PrimarySmtpAddress: address, EwsEnabled: null });
        return {
            "Get-Mailbox": (n) => mailbox(n.identity),
            "Get-User": (n) => n.filter
                ? Object.values(users).filter((one) => one.AuthenticationPolicy && n.filter.includes(policies[one.AuthenticationPolicy].DistinguishedName))
                : there(this.userOf(n.identity), n.identity),
            "New-Mailbox": (n) => {
                free(this.userOf(n.userprincipalname) ?? this.userOf(n.samaccountname), n.samaccountname);
                users[n.userprincipalname] = { UserPrincipalName: n.userprincipalname, SamAccountName: n.samaccountname,
                    RecipientType: "UserMailbox", RecipientTypeDetails: "UserMailbox", AuthenticationPolicy: "" };
                return newMailbox(n.primarysmtpaddress);
            },
            "Enable-Mailbox": (n) => {
                const user = there(this.userOf(n.identity), n.identity);
                free(mailboxes[n.identity], n.identity);
                user.RecipientType = user.RecipientTypeDetails = "UserMailbox";
                return newMailbox(n.primarysmtpaddress);
            },
            "Disable-Mailbox": (n) => {
                mailbox(n.identity);
                delete mailboxes[n.identity];
                users[n.identity].RecipientType = users[n.identity].RecipientTypeDetails = "User";
            },
            "Remove-Mailbox": (n) => { mailbox(n.identity); delete mailboxes[n.identity]; delete users[n.identity]; },
            "Get-CASMailbox": (n) => mailbox(n.identity),
            "Set-CASMailbox": (n) => { mailbox(n.identity).EwsEnabled = n.ewsenabled; },
            "Set-User": (n) => { there(users[n.identity], n.identity).AuthenticationPolicy = text(n.authenticationpolicy); },

            "Get-ManagementRoleAssignment": (n) => n.identity ? there(assignments[n.identity], n.identity)
                : Object.values(assignments).filter((one) => (!n.roleassignee || one.User === n.roleassignee)
                    && (!n.customrecipientwritescope || one.CustomRecipientWriteScope === n.customrecipientwritescope)),
            "New-ManagementRoleAssignment": (n) => {
                free(assignments[n.name], n.name);
                return (assignments[n.name] = { Name: n.name, Guid: guid(), User: n.user,
                    CustomRecipientWriteScope: n.customrecipientwritescope ?? null });
            },
            "Remove-ManagementRoleAssignment": (n) => { there(assignments[n.identity], n.identity); delete assignments[n.identity]; },
            "Get-ManagementScope": (n) => there(scopes[n.identity], n.identity),
            // Exchange shows a filter with brackets of its own.
            "New-ManagementScope": (n) => {
                free(scopes[n.name], n.name);
                return (scopes[n.name] = { Name: n.name, Guid: guid(), RecipientFilter: `(${n.recipientrestrictionfilter})` });
            },
            "Set-ManagementScope": (n) => {
                there(scopes[n.identity], n.identity).RecipientFilter = `(${n.recipientrestrictionfilter.replace(/^\((.*)\)$/, "$1")})`;
            },
            "Set-ManagementRoleAssignment": (n) => {
                there(assignments[n.identity], n.identity).CustomRecipientWriteScope = n.customrecipientwritescope;
            },
            "Remove-ManagementScope": (n) => {
                if (Object.values(assignments).some((one) => one.CustomRecipientWriteScope === n.identity)) refuse("in use");
                delete scopes[n.identity];
            },

            "Get-ThrottlingPolicyAssociation": (n) => n.throttlingpolicy
                ? Object.values(mailboxes).filter((one) => one.ThrottlingPolicyId === n.throttlingpolicy) : mailbox(n.identity),
            "Set-ThrottlingPolicyAssociation": (n) => {
                if (n.throttlingpolicy) there(throttling[n.throttlingpolicy], n.throttlingpolicy);
                mailbox(n.identity).ThrottlingPolicyId = n.throttlingpolicy;
            },
            "Get-ThrottlingPolicy": (n) => there(throttling[n.identity], n.identity),
            "New-ThrottlingPolicy": (n) => (throttling[n.name] = { Name: n.name, Guid: guid() }),
            "Remove-ThrottlingPolicy": (n) => {
                if (Object.values(mailboxes).some((one) => one.ThrottlingPolicyId === n.identity)) refuse("in use");
                delete throttling[n.identity];
            },

            "Get-AuthenticationPolicy": (n) => there(policies[n.identity], n.identity),
            "New-AuthenticationPolicy": ({ name, confirm, erroraction, ...blocked }) => (policies[name] = {
                DistinguishedName: `CN=${name},DC=contoso`, Guid: guid(), ...blocked }),
            "Remove-AuthenticationPolicy": (n) => {
                if (Object.values(users).some((one) => one.AuthenticationPolicy === n.identity)) refuse("in use");
                delete policies[n.identity];
            },

            "Get-WebServicesVirtualDirectory": () => Object.entries(directories).map(([Identity, BasicAuthentication]) => ({ Identity, BasicAuthentication })),
            "Set-WebServicesVirtualDirectory": (n) => { directories[n.identity] = n.basicauthentication; },

            "Get-DistributionGroup": (n) => there(groups[n.identity], n.identity),
            "New-DistributionGroup": (n) => {
                free(groups[n.primarysmtpaddress], n.name);
                return (groups[n.primarysmtpaddress] = { Guid: guid(), RecipientTypeDetails: n.roomlist ? "RoomList" : "Group", Members: [] });
            },
            "Remove-DistributionGroup": (n) => { there(groups[n.identity], n.identity); delete groups[n.identity]; },
            "Get-DistributionGroupMember": (n) => groups[n.identity].Members.map((PrimarySmtpAddress) => ({ PrimarySmtpAddress })),
            "Add-DistributionGroupMember": (n) => { groups[n.identity].Members.push(n.member); },
            "Remove-DistributionGroupMember": (n) => {
                const members = groups[n.identity].Members;
                if (!members.includes(n.member)) refuse("no member");
                members.splice(members.indexOf(n.member), 1);
            },

            "Get-CalendarProcessing": (n) => mailbox(n.identity).Processing,
            "Set-CalendarProcessing": ({ identity, confirm, erroraction, ...settings }) => {
                const processing = mailbox(identity).Processing;
                for (const key of Object.keys(processing))
                    if (key.toLowerCase() in settings) processing[key] = settings[key.toLowerCase()];
            },
            "Get-MailboxFolderStatistics": (n) => [{ FolderType: "User Created", FolderPath: "/Kalender/alt" },
                { FolderType: "Calendar", FolderPath: mailbox(n.identity).Calendar.Path }],
            "Get-MailboxFolderPermission": (n) => ({ AccessRights: this.calendar(n.identity).Default }),
            "Set-MailboxFolderPermission": (n) => { this.calendar(n.identity).Default = [n.accessrights].flat(); },

            "Get-OrganizationConfig": () => organization,
            "Set-OrganizationConfig": (n) => {
                if ("ewsenabled" in n) organization.EwsEnabled = n.ewsenabled;
                if ("ewsallowedappids" in n) organization.EwsAllowedAppIDs = n.ewsallowedappids;
            },
        };
    }

    calendar(identity) {
        const [address, path] = identity.split(":");
        const calendar = this.mailboxes[address].Calendar;
        return calendar.Path.replaceAll("/", "\\") === path ? calendar : refuse("no such folder");
    }
}
