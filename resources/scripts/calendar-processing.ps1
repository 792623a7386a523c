$Room = {mailbox}

$Wanted = @{ AutomateProcessing = 'AutoAccept'; DeleteSubject = $false; AddOrganizerToSubject = $false; DeleteComments = $false }

function Read-Settings {
    $Current = Get-CalendarProcessing -Identity $Room -ErrorAction Stop
    @{
        AutomateProcessing    = [string] $Current.AutomateProcessing
        DeleteSubject         = [bool] $Current.DeleteSubject
        AddOrganizerToSubject = [bool] $Current.AddOrganizerToSubject
        DeleteComments        = [bool] $Current.DeleteComments
    }
}

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Room, 'Put the answers of the room back to what they were')) {
        $Now = Read-Settings
        $Settings = @{}
        foreach ($Key in $Wanted.Keys) {
            # What somebody else has set since then stays.
            if ($Before.Settings -and $Now[$Key] -eq $Wanted[$Key]) { $Settings[$Key] = $Before.Settings[$Key] }
        }
        if ($Settings.Count -gt 0) { Set-CalendarProcessing -Identity $Room @Settings -Confirm:$false -ErrorAction Stop }
        Clear-Before
    }
    return
}

$Settings = Read-Settings
$Different = @($Wanted.Keys | Where-Object { $Settings[$_] -ne $Wanted[$_] })
if ($Different.Count -eq 0) {
    Write-Output 'The room answers in this way already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Room, 'Let the room answer by itself, and keep subject and text of meetings')) {
    Open-Before
    Set-CalendarProcessing -Identity $Room @Wanted -Confirm:$false -ErrorAction Stop
    Save-Before @{ Settings = $Settings }
}
