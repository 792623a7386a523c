$Account = {account}
$Name = {accountName}

if ($Undo) {
    $Before = Read-Before
    $Mailbox = Get-Mailbox -Identity $Account -ErrorAction SilentlyContinue
    # By now another mailbox may have this address.
    $IsOurs = $Before.MailboxMade -and $Mailbox -and [string] $Mailbox.ExchangeGuid -eq $Before.MailboxMade
    if ($IsOurs -and $Before.UserMade) {
        if ($PSCmdlet.ShouldProcess($Account, 'Remove the user and the mailbox, both of which this script has made')) {
            Remove-Mailbox -Identity $Account -Confirm:$false -ErrorAction Stop
            Clear-Before
        }
    } elseif ($IsOurs) {
        if ($PSCmdlet.ShouldProcess($Account, 'Take away the mailbox that this script has made, and keep the user')) {
            Disable-Mailbox -Identity $Account -Confirm:$false -ErrorAction Stop
            Clear-Before
        }
    } elseif ($PSCmdlet.ShouldProcess($Account, 'Put EwsEnabled back to what it was')) {
        if ($Mailbox -and $Before.ContainsKey('EwsEnabled')) {
            Set-CASMailbox -Identity $Account -EwsEnabled $Before.EwsEnabled -Confirm:$false -ErrorAction Stop
        } else {
            Write-Output 'Nothing that this script has made is there any more. Nothing was changed.'
        }
        Clear-Before
    }
    return
}

$Mailbox = Get-Mailbox -Identity $Account -ErrorAction SilentlyContinue
$User = Get-User -Identity $Account -ErrorAction SilentlyContinue
if (-not $Mailbox -and $User) {
    if ($User.RecipientType -ne 'User') {
        throw ('This account is of a kind that gets no mailbox here: ' + $User.RecipientTypeDetails)
    }
    if ($PSCmdlet.ShouldProcess($Account, 'Give the user, who is there already, a mailbox')) {
        Open-Before
        $Made = Enable-Mailbox -Identity $Account -PrimarySmtpAddress $Account -Confirm:$false -ErrorAction Stop
        Save-Before @{ MailboxMade = [string] $Made.ExchangeGuid; UserMade = $false }
    }
    return
}
if (-not $Mailbox) {
    if (Get-User -Identity $Name -ErrorAction SilentlyContinue) {
        throw 'There is a user with this short name and another sign-in name. If it is the service account: Enable-Mailbox'
    }
    if ($PSCmdlet.ShouldProcess($Account, 'Create the service account with a mailbox')) {
        Open-Before
        $Password = Read-Host -Prompt 'Password for the new account' -AsSecureString
        $Made = New-Mailbox -Name $Name -Alias $Name -SamAccountName $Name -UserPrincipalName $Account -PrimarySmtpAddress $Account -Password $Password -ResetPasswordOnNextLogon $false -Confirm:$false -ErrorAction Stop
        Save-Before @{ MailboxMade = [string] $Made.ExchangeGuid; UserMade = $true }
    }
    return
}

$Access = Get-CASMailbox -Identity $Account -ErrorAction Stop
if ($Access.EwsEnabled -eq $false) {
    if ($PSCmdlet.ShouldProcess($Account, 'Switch EWS on for the mailbox of the account')) {
        Open-Before
        Set-CASMailbox -Identity $Account -EwsEnabled $true -Confirm:$false -ErrorAction Stop
        Save-Before @{ EwsEnabled = $Access.EwsEnabled }
    }
} else {
    Write-Output 'The account has a mailbox already, and EWS is on for it. Nothing was changed.'
}
