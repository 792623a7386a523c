$Account = {account}
$Name = {accountName}

if ($Undo) {
    $Before = Read-Before
    if ($Before.Created) {
        if ($PSCmdlet.ShouldProcess($Account, 'Remove the user and the mailbox that this script has made')) {
            if (Get-Mailbox -Identity $Account -ErrorAction SilentlyContinue) {
                Remove-Mailbox -Identity $Account -Confirm:$false -ErrorAction Stop
            }
            Clear-Before
        }
    } elseif ($PSCmdlet.ShouldProcess($Account, 'Put EwsEnabled back to what it was')) {
        Set-CASMailbox -Identity $Account -EwsEnabled $Before.EwsEnabled -Confirm:$false -ErrorAction Stop
        Clear-Before
    }
    return
}

$Mailbox = Get-Mailbox -Identity $Account -ErrorAction SilentlyContinue
if (-not $Mailbox) {
    if ($PSCmdlet.ShouldProcess($Account, 'Create the service account with a mailbox')) {
        $Password = Read-Host -Prompt 'Password for the new account' -AsSecureString
        Save-Before @{ Created = $true }
        New-Mailbox -Name $Name -Alias $Name -SamAccountName $Name -UserPrincipalName $Account -PrimarySmtpAddress $Account -Password $Password -ResetPasswordOnNextLogon $false -Confirm:$false -ErrorAction Stop
    }
    return
}

$Access = Get-CASMailbox -Identity $Account -ErrorAction Stop
if ($Access.EwsEnabled -eq $false) {
    if ($PSCmdlet.ShouldProcess($Account, 'Switch EWS on for the mailbox of the account')) {
        Save-Before @{ Created = $false; EwsEnabled = $Access.EwsEnabled }
        Set-CASMailbox -Identity $Account -EwsEnabled $true -Confirm:$false -ErrorAction Stop
    }
} else {
    Write-Output 'The account has a mailbox already, and EWS is on for it. Nothing was changed.'
}
