$Room = {mailbox}

$Enough = 'AvailabilityOnly'

# The calendar is called by the language of the mailbox.
$Folder = Get-MailboxFolderStatistics -Identity $Room -FolderScope Calendar -ErrorAction Stop | Where-Object { $_.FolderType -eq 'Calendar' } | Select-Object -First 1
if (-not $Folder) { throw 'The calendar of the room was not found.' }
$Calendar = $Room + ':' + ([string] $Folder.FolderPath).Replace('/', '\')
$Entry = Get-MailboxFolderPermission -Identity $Calendar -User 'Default' -ErrorAction Stop
$Rights = @($Entry.AccessRights | ForEach-Object { [string] $_ })

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Calendar, 'Let everybody see again what they saw before')) {
        # What somebody else has given since then stays.
        if ($Before.Rights -and ($Rights -join ' ') -eq $Enough) {
            Set-MailboxFolderPermission -Identity $Calendar -User 'Default' -AccessRights $Before.Rights -Confirm:$false -ErrorAction Stop
        }
        Clear-Before
    }
    return
}

if (($Rights -join ' ') -ne 'None') {
    Write-Output ('Everybody has a right already: ' + ($Rights -join ' ') + '. Nothing was changed.')
} elseif ($PSCmdlet.ShouldProcess($Calendar, 'Let everybody see when the room is free')) {
    Open-Before
    Set-MailboxFolderPermission -Identity $Calendar -User 'Default' -AccessRights $Enough -Confirm:$false -ErrorAction Stop
    Save-Before @{ Rights = $Rights }
}
