$Room = {mailbox}

$Wanted = @{ AutomateProcessing = 'AutoAccept'; DeleteSubject = $false; AddOrganizerToSubject = $false; DeleteComments = $false }

if ($Undo) {
    $Before = Read-Before
    if ($PSCmdlet.ShouldProcess($Room, 'Put the answers of the room back to what they were')) {
        $Settings = $Before.Settings
        Set-CalendarProcessing -Identity $Room @Settings -Confirm:$false -ErrorAction Stop
        Clear-Before
    }
    return
}

$Current = Get-CalendarProcessing -Identity $Room -ErrorAction Stop
$Settings = @{
    AutomateProcessing    = [string] $Current.AutomateProcessing
    DeleteSubject         = [bool] $Current.DeleteSubject
    AddOrganizerToSubject = [bool] $Current.AddOrganizerToSubject
    DeleteComments        = [bool] $Current.DeleteComments
}
$Different = @($Wanted.Keys | Where-Object { $Settings[$_] -ne $Wanted[$_] })
if ($Different.Count -eq 0) {
    Write-Output 'The room answers in this way already. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($Room, 'Let the room answer by itself, and keep subject and text of meetings')) {
    Save-Before @{ Settings = $Settings }
    Set-CalendarProcessing -Identity $Room @Wanted -Confirm:$false -ErrorAction Stop
}
