$App = {application}

if ($App -notmatch '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$') { throw 'The ID of the application has another form.' }

function Get-Allowed {
    $Config = Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy -ErrorAction Stop
    $Ids = @($Config.EwsAllowedAppIDs -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ })
    @{ EwsEnabled = $Config.EwsEnabled; Ids = $Ids }
}

if ($Undo) {
    $Before = Read-Before
    $Now = Get-Allowed
    if ($PSCmdlet.ShouldProcess($App, 'Take the application off the list, and put EwsEnabled back to what it was')) {
        # What others have put on the list since then stays on it.
        if ($Before.Added) {
            $Left = @($Now.Ids | Where-Object { $_ -ne $App })
            Set-OrganizationConfig -EwsAllowedAppIDs ($Left -join ',') -Confirm:$false -ErrorAction Stop
        }
        if ($Before.Switched) { Set-OrganizationConfig -EwsEnabled $Before.EwsEnabled -Confirm:$false -ErrorAction Stop }
        Clear-Before
    }
    return
}

# Writing the list replaces it: it is read first, and written with what stands on it.
$Now = Get-Allowed
$IsListed = $Now.Ids -contains $App
$IsOn = $Now.EwsEnabled -eq $true
if ($IsListed -and $IsOn) {
    Write-Output 'The application is on the list already, and EWS is on. Nothing was changed.'
} elseif ($PSCmdlet.ShouldProcess($App, 'Add the application to the list, and switch EWS on for the listed applications')) {
    Save-Before @{ Added = -not $IsListed; Switched = -not $IsOn; EwsEnabled = $Now.EwsEnabled }
    if (-not $IsListed) {
        $All = @($Now.Ids) + $App
        Set-OrganizationConfig -EwsAllowedAppIDs ($All -join ',') -Confirm:$false -ErrorAction Stop
    }
    if (-not $IsOn) { Set-OrganizationConfig -EwsEnabled $true -Confirm:$false -ErrorAction Stop }
}
Write-Output 'A change of the switch takes about an hour, one of the list up to 24 hours.'
